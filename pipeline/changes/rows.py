"""Rows of a table then and now, beside each other: which are new, which are gone, which figures are not the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES, Column

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Places = NDArray[np.int64]

# Ranks move when one row is new, so these tables tell their rows by what stands in them.
_TOLD_APART_BY: Mapping[str, tuple[str, ...]] = {
    "term_candidates": ("term",),
    "keywords": ("scope_kind", "scope", "level", "term"),
    "passage_changes": ("edition", "previous", "passage_before", "passage"),
    "term_changes": ("edition", "previous", "term", "concept"),
    "passage_keywords": ("document_id", "passage_id", "term"),
    "background_keywords": ("scope_kind", "scope", "term"),
    "variant_candidates": ("wording", "other"),
    "wording_checks": ("kind", "edition", "found", "beside", "english"),
    "keyness": ("comparison", "level", "term"),
    "collocations": ("edition", "span", "node", "collocate"),
    "concept_network": ("edition", "concept", "other_concept"),
    "theme_names": ("fit", "name_zh", "theme_id"),
    "theme_changes": ("edition", "theme_id_previous", "theme_id"),
    "track_changes": ("edition", "heading_previous", "heading"),
    "trends": ("kind", "term"),
    "trend_points": ("kind", "term", "edition"),
    "charts": ("edition", "chart"),
    "findings": ("scope", "finding"),
}
_NUMBERS = frozenset({"int32", "int64", "float64"})
# Where a row stands in a list moves with every row above it.
_PLACES = frozenset({"order", "number"})
_SEPARATOR = "\x1f"


@dataclass(frozen=True, eq=False)
class Compared:
    """Two states of one table, or of one edition of it.

    ``old_places`` and ``new_places``: rows that both have, pair by pair; ``differs``: of each column that both have,
    whether a pair's values are told apart.
    """

    name: str
    old: pa.Table
    new: pa.Table
    old_places: Places
    new_places: Places
    added: Places
    removed: Places
    differs: Mapping[str, Flags]

    @property
    def changed(self) -> Places:
        """Places among the pairs of those that differ in some column."""
        import numpy as np

        found = np.zeros(len(self.new_places), dtype=bool)
        for flags in self.differs.values():
            found |= flags
        return np.flatnonzero(found)

    @property
    def n_figures(self) -> int:
        """Numbers that are not the same, in rows that both have."""
        return sum(int(flags.sum()) for name, flags in self.differs.items() if is_number(column_of(self.name, name)))


def compare(name: str, old: pa.Table, new: pa.Table) -> Compared:
    """Put the rows of two states of a table beside each other; measures are compared as they are printed."""
    import numpy as np

    old_keys, new_keys = _keys(name, old, new)
    at = _index(new_keys, old_keys)
    is_kept = at >= 0
    old_places, new_places = at[is_kept], np.flatnonzero(is_kept)
    columns = [column for column in TABLES[name].columns if _is_compared(column.name, old, new)]
    return Compared(
        name, old, new, old_places, new_places,
        added=np.flatnonzero(~is_kept),
        removed=np.flatnonzero(_index(old_keys, new_keys) < 0),
        differs={
            column.name: _differs(column, old.column(column.name).take(old_places), new[column.name].take(new_places))
            for column in columns
        },
    )  # fmt: skip


def _is_compared(column: str, old: pa.Table, new: pa.Table) -> bool:
    """Both have the column, and with one type: another version of the program may have made the earlier state."""
    is_shared = column in old.column_names and column in new.column_names
    return is_shared and column not in _PLACES and old.schema.field(column).type == new.schema.field(column).type


def told_apart_by(name: str) -> tuple[str, ...]:
    """The columns that tell the rows of a table apart, ranks left out where others do."""
    return _TOLD_APART_BY.get(name, TABLES[name].key)


def _keys(name: str, old: pa.Table, new: pa.Table) -> tuple[pa.Array, pa.Array]:
    """What tells rows apart as one text a row; the declared key where that is not each row's own, in either state."""
    import pyarrow.compute as pc

    for columns in (told_apart_by(name), TABLES[name].key):
        keys = tuple(_joined(table, columns) for table in (old, new))
        if all(pc.count_distinct(key).as_py() == len(key) for key in keys):
            break
    return keys[0], keys[1]


def _joined(table: pa.Table, columns: Sequence[str]) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    cells = [table.column(name).combine_chunks().cast(pa.string()) for name in columns]
    return pc.binary_join_element_wise(*cells, _SEPARATOR, null_handling="replace", null_replacement="\0")


def _index(keys: pa.Array, others: pa.Array) -> Places:
    """The place of each key among the others; -1 where it is not there."""
    import pyarrow.compute as pc

    places: Places = (
        pc.fill_null(pc.index_in(keys, value_set=others), -1).to_numpy(zero_copy_only=False).astype("int64")
    )
    return places


def _differs(column: Column, old: Any, new: Any) -> Flags:
    if column.type == "float64":
        return _differs_as_printed(old, new, places_of(column))
    import pyarrow as pa
    import pyarrow.compute as pc

    old, new = (
        values.combine_chunks().cast(pa.string()) if column.type in {"dictionary", "bool"} else values.combine_chunks()
        for values in (old, new)
    )
    one_is_null = pc.xor(pc.is_null(old), pc.is_null(new))
    unequal = pc.fill_null(pc.not_equal(old, new), fill_value=False)
    flags: Flags = pc.or_(one_is_null, unequal).to_numpy(zero_copy_only=False)
    return flags


def _differs_as_printed(old: Any, new: Any, places: int) -> Flags:
    import numpy as np

    one, other = (np.round(values.to_numpy().astype(float), places) for values in (old, new))
    flags: Flags = ~((one == other) | (np.isnan(one) & np.isnan(other)))
    return flags


def column_of(table: str, name: str) -> Column:
    return next(column for column in TABLES[table].columns if column.name == name)


def is_number(column: Column) -> bool:
    return column.type in _NUMBERS


def places_of(column: Column) -> int:
    """Decimals with which a measure is printed: three of a share or probability, two of anything else."""
    return 3 if column.unit.startswith(("0-1", "0–1", "-1–1")) else 2
