"""Which row of a table is meant: by its number in the CSV file, by its key, or by values of its columns."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.columns import TABLES, Column
from pipeline.errors import PipelineError
from pipeline.trace.keys import SEPARATOR, key_of
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = 10


class TraceError(PipelineError):
    """What is to be traced is not there; the message says what is."""


def published() -> list[str]:
    """Names of the tables that people get as CSV."""
    return [name for name, table in TABLES.items() if table.is_csv]


def find_table(table: str) -> None:
    """Raise ``TraceError`` where there is no such table among the CSV files."""
    if table not in published():
        near = difflib.get_close_matches(table, published(), n=3, cutoff=0.5) or published()
        raise TraceError(f"there is no table {table!r} among the CSV files; expected one such as {', '.join(near)}")


def find_row(outputs: Outputs, table: str, sought: Sequence[str]) -> tuple[int, Row]:
    """The row and its number, from 1; ``TraceError`` where it is not one row exactly.

    ``sought``: a number, the key's values joined by ``/``, or values as column=value.
    """
    find_table(table)
    whole = outputs.table(table)
    if len(sought) == 1 and sought[0].isdecimal():
        return _by_number(table, whole, int(sought[0]))
    if all("=" in part for part in sought) and not _keyed(table, whole, sought):
        found = _by_values(table, whole, sought)
    else:
        found = _keyed(table, whole, sought)
    if len(found) != 1:
        raise TraceError(_not_one(table, whole, sought, found))
    return found[0] + 1, whole.slice(found[0], 1).to_pylist()[0]


def row_with_key(outputs: Outputs, table: str, key: str) -> tuple[int, Row]:
    """The row of a key, even of one that is a number; ``TraceError`` where there is none."""
    whole = outputs.table(table)
    found = _keyed(table, whole, [key])
    if len(found) != 1:
        raise TraceError(_not_one(table, whole, [key], found))
    return found[0] + 1, whole.slice(found[0], 1).to_pylist()[0]


def _by_number(table: str, whole: pa.Table, number: int) -> tuple[int, Row]:
    if not 1 <= number <= whole.num_rows:
        raise TraceError(
            f"{table} has {whole.num_rows:,} rows, found row {number:,}; the first below the header is 1, and a key "
            f"that is a number is written {TABLES[table].key[0]}={number}"
        )
    return number, whole.slice(number - 1, 1).to_pylist()[0]


def _keyed(table: str, whole: pa.Table, sought: Sequence[str]) -> list[int]:
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [whole.column(name).cast(pa.string()) for name in TABLES[table].key]
    keys = pc.binary_join_element_wise(*columns, SEPARATOR)
    return _places(pc.equal(keys, SEPARATOR.join(sought)))


def _by_values(table: str, whole: pa.Table, sought: Sequence[str]) -> list[int]:
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = {column.name: column for column in TABLES[table].columns}
    kept = pa.chunked_array([pa.repeat(pa.scalar(True), whole.num_rows)])
    for part in sought:
        name, _, value = part.partition("=")
        if name not in columns:
            raise TraceError(f"{table} has no column {name!r}; it has {', '.join(columns)}")
        column = whole.column(name).cast(pa.string())
        is_equal = pc.is_null(column) if value == "" and columns[name].nullable else pc.equal(column, value)
        kept = pc.and_(kept, pc.fill_null(is_equal, False))
    return _places(kept)


def _places(kept: pa.ChunkedArray) -> list[int]:
    import pyarrow.compute as pc

    found: list[int] = pc.indices_nonzero(kept.combine_chunks()).to_pylist()
    return found


def _not_one(table: str, whole: pa.Table, sought: Sequence[str], found: Sequence[int]) -> str:
    said, key = " ".join(sought), SEPARATOR.join(TABLES[table].key)
    if found:
        return f"{said!r} fits {len(found):,} rows of {table}, expected one: {_listed(table, whole, found)}"
    holding = _holding(table, whole, sought)
    where = f"; it stands in {_listed(table, whole, holding)}" if holding else ""
    example = f", such as {key_of(table, whole.slice(0, 1).to_pylist()[0])}" if whole.num_rows else ""
    return (
        f"{table} has no row {said!r}{where}; expected a row's number (1 is the first below the header), its key "
        f"{key}{example}, or values as column=value"
    )


def _holding(table: str, whole: pa.Table, sought: Sequence[str]) -> list[int]:
    """Rows in which some text is what was sought: a person gave a term where the key has more."""
    return _with_text(TABLES[table].columns, whole, sought[0]) if len(sought) == 1 else []


def _with_text(columns: Sequence[Column], whole: pa.Table, sought: str) -> list[int]:
    import pyarrow.compute as pc

    found: set[int] = set()
    for column in columns:
        if column.type == "string":
            found.update(_places(pc.fill_null(pc.equal(whole.column(column.name), sought), False)))
    return sorted(found)


def _listed(table: str, whole: pa.Table, found: Sequence[int]) -> str:
    rows = [f"row {at + 1} ({key_of(table, whole.slice(at, 1).to_pylist()[0])})" for at in found[:_SHOWN]]
    more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
    return ", ".join(rows) + more
