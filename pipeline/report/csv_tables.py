"""Tables as CSV files that open well in a spreadsheet: ``tables/<name>.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.csv_cells import BYTE_ORDER_MARK, csv_lines

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_AT_ONCE = 10_000


def csv_file(name: str, table: tables.Partitions | pa.Table) -> Iterator[bytes]:
    """A table as the parts of one CSV file, edition by edition where it is partitioned.

    Columns stand in their declared order, the header always.
    """
    yield BYTE_ORDER_MARK + csv_lines([TABLES[name].column_names])
    for batch in row_batches(name, table):
        yield csv_lines(zip(*batch, strict=True))


def row_batches(name: str, table: tables.Partitions | pa.Table) -> Iterator[tuple[list[Any], ...]]:
    """The rows some thousands at a time, as one list a column, in the declared order of columns."""
    parts = (part for _, part in table) if isinstance(table, tables.Partitions) else iter((table,))
    for part in parts:
        chosen = part.select(list(TABLES[name].column_names))
        for start in range(0, part.num_rows, _ROWS_AT_ONCE):
            rows = chosen.slice(start, _ROWS_AT_ONCE)
            yield tuple(column.to_pylist() for column in rows.columns)
