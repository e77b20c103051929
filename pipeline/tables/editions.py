"""One edition's rows of any table, partitioned or whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns import TABLES
from pipeline.tables.declared import make
from pipeline.tables.partitions import Partitions

if TYPE_CHECKING:
    import pyarrow as pa

# By one of these a row of a whole table belongs to an edition; a table without either belongs to all.
_EDITION_COLUMNS = ("edition", "fit")


def edition_rows(edition: str, name: str, table: Partitions | pa.Table) -> pa.Table:
    """The rows of an edition, none where it has none; of a table that is of no edition, all."""
    import pyarrow.compute as pc

    if isinstance(table, Partitions):
        return table.edition(edition) if edition in table.editions else make(name, [])
    column = next((column for column in _EDITION_COLUMNS if column in TABLES[name].column_names), None)
    return table if column is None else table.filter(pc.equal(table.column(column), edition))
