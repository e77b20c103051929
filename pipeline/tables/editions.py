"""The rows of one edition, or of some, of any table, partitioned or whole; and the order of editions."""

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


def editions_in_order(sources: Partitions) -> tuple[str, ...]:
    """The editions of the table ``sources``, the earliest year first; without a year first of all.

    Of one year those of which every file is stated to be a draft come first, then by name. A year is stated or stands
    in the edition's name.
    """
    order = {edition: _place_in_time(sources.edition(edition, ["year", "status"])) for edition in sources.editions}
    return tuple(sorted(order, key=lambda edition: (order[edition], edition)))


def _place_in_time(sources: pa.Table) -> tuple[int, bool]:
    """The year of an edition, and whether it is more than a draft."""
    import pyarrow.compute as pc

    statuses = sources.column("status").unique().to_pylist()
    return pc.max(sources.column("year")).as_py() or 0, statuses != ["draft"]


def edition_rows(
    edition: str, name: str, table: Partitions | pa.Table, columns: Sequence[str] | None = None
) -> pa.Table:
    """The rows of an edition, none where it has none; of a table that is of no edition, all. These columns, or all."""
    if isinstance(table, Partitions):
        return table.edition(edition, columns) if edition in table.editions else _none(name, columns)
    rows = _rows_of((edition,), name, table)
    return rows if columns is None else rows.select(columns)


def rows_of_editions(editions: Sequence[str], name: str, table: Partitions | pa.Table) -> Partitions | pa.Table:
    """A partitioned table with these editions only; the rows of these editions of a whole one.

    A table that is of no edition is given as it is.
    """
    return table.only(editions) if isinstance(table, Partitions) else _rows_of(editions, name, table)


def _rows_of(editions: Sequence[str], name: str, table: pa.Table) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    column = next((column for column in _EDITION_COLUMNS if column in TABLES[name].column_names), None)
    if column is None:
        return table
    return table.filter(pc.is_in(table.column(column), value_set=pa.array(editions, type=pa.string())))


def _none(name: str, columns: Sequence[str] | None) -> pa.Table:
    rows = make(name, [])
    return rows if columns is None else rows.select(columns)
