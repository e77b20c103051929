"""The rows behind counts: found in tokens, mentions, passages and other tables, and nowhere in what counted them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES
from pipeline.trace.kinds import Evidence
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa


def editions_of(outputs: Outputs, row: Row) -> tuple[str, ...]:
    """The edition of a row, stated or that of its document; all of them for a row of the whole corpus."""
    edition = row.get("edition") or str(row.get("document_id", "")).partition("/")[0]
    return (edition,) if edition in outputs.editions else outputs.editions


def tokens(column: str = "term") -> Evidence:
    """Counted tokens whose text is the row's ``column``."""
    return lambda outputs, row: outputs.term_places(row[column], editions_of(outputs, row))


def mentions(**wanted: str) -> Evidence:
    """Mentions of the row's ``concept`` with these values, such as form="own"."""
    return lambda outputs, row: having(outputs.concept_places(row["concept"], editions_of(outputs, row)), **wanted)


def strings(text: Callable[[Row], str]) -> Evidence:
    """Places in passages of every kind where a string stands."""
    return lambda outputs, row: outputs.string_places(text(row), editions_of(outputs, row))


def rows(table: str, *same: str, **wanted: Any) -> Evidence:
    """Rows of another table with the row's values in the columns ``same`` and with these values."""

    def find(outputs: Outputs, row: Row) -> pa.Table:
        values = {name: row[name] for name in same} | wanted
        editions = editions_of(outputs, row)
        key = ("rows", f"{table} {sorted(values.items())}", editions)
        return outputs.kept(key, lambda: having(_rows(outputs, table, editions), **values))

    return find


def rows_in(column: str, table: str, **wanted: Any) -> Evidence:
    """Rows of a partitioned table that are of the edition which a column of the row names, with these values."""
    return lambda outputs, row: outputs.kept(
        ("rows in", f"{table} {sorted(wanted.items())}", (row[column],)),
        lambda: having(outputs.part(table, row[column]), **wanted),
    )


def _rows(outputs: Outputs, table: str, editions: tuple[str, ...]) -> pa.Table:
    if TABLES[table].is_partitioned and len(editions) == 1:
        return outputs.part(table, editions[0])
    return outputs.table(table)


def where(of: Evidence, **wanted: Any) -> Evidence:
    """The same with these values only."""
    return lambda outputs, row: having(of(outputs, row), **wanted)


def in_messages(of: Evidence) -> Evidence:
    """The same in messages only."""
    return where(of, is_message=True)


def alike(of: Evidence, *same: str) -> Evidence:
    """The same with the row's values in these columns only."""
    return lambda outputs, row: having(of(outputs, row), **{name: row[name] for name in same})


def having(table: pa.Table, **wanted: Any) -> pa.Table:
    """The rows with these values; a column or a set of values stands for any of them, None for no value."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for name, value in wanted.items():
        if not table.num_rows:
            return table
        column = plain(table.column(name))
        if value is None:
            table = table.filter(pc.is_null(column))
        elif isinstance(value, frozenset | pa.ChunkedArray):
            values = pa.array(sorted(value)) if isinstance(value, frozenset) else value.combine_chunks()
            table = table.filter(pc.is_in(column, value_set=values))
        else:
            table = table.filter(pc.equal(column, value))
    return table


def plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column with its texts written out: encoded ones cannot be compared."""
    import pyarrow as pa

    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
