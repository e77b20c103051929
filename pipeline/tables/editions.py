"""One edition's rows of any table, partitioned or whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.columns import TABLES
from pipeline.tables.declared import make
from pipeline.tables.partitions import Partitions

if TYPE_CHECKING:
    import pyarrow as pa

# By one of these a row of a whole table belongs to an edition; a table without either belongs to all.
_EDITION_COLUMNS = ("edition", "fit")


def edition_rows(
    edition: str, name: str, table: Partitions | pa.Table, columns: Sequence[str] | None = None
) -> pa.Table:
    """The rows of an edition, none where it has none; of a table that is of no edition, all. These columns, or all."""
    import pyarrow.compute as pc

    if isinstance(table, Partitions):
        if edition in table.editions:
            return table.edition(edition, columns)
        table = make(name, [])
    column = next((column for column in _EDITION_COLUMNS if column in TABLES[name].column_names), None)
    rows = table if column is None else table.filter(pc.equal(table.column(column), edition))
    return rows if columns is None else rows.select(columns)
