"""Themes of two runs, each earlier one beside the later one that has most of its messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import BELONGING

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Pair = tuple[Row | None, Row | None, int]


def theme_pairs(
    before: Sequence[Row], after: Sequence[Row], old: Mapping[str, str | None], new: Mapping[str, str | None]
) -> list[Pair]:
    """Themes that have messages in common, one to one, those with most first; then those that found no other.

    ``old``, ``new``: the theme of each message then and now, by passage id; None where it is in none.
    """
    shared = Counter(
        (earlier, later) for passage_id, later in new.items() if (earlier := old.get(passage_id)) and later
    )
    rows = {row["theme_id"]: row for row in before}, {row["theme_id"]: row for row in after}
    pairs: list[Pair] = []
    for (left, right), n in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if left in rows[0] and right in rows[1]:
            pairs.append((rows[0].pop(left), rows[1].pop(right), n))
    return [*pairs, *((row, None, 0) for row in rows[0].values()), *((None, row, 0) for row in rows[1].values())]


def belonging(members: Sequence[Row]) -> dict[str, str | None]:
    """The theme of each message that belongs to one, by passage id; those that fit nowhere are left out."""
    return {row["passage_id"]: row["theme_id"] for row in members if row["standing"] in BELONGING}


def rows_by(table: pa.Table, column: str, **wanted: str) -> dict[str, list[Row]]:
    """The rows with these values, by the value of a column, in the order of the table."""
    import pyarrow.compute as pc

    for name, value in wanted.items():
        table = table.filter(pc.equal(table.column(name), value))
    rows: dict[str, list[Row]] = {}
    for row in table.to_pylist():
        rows.setdefault(row[column], []).append(row)
    return rows
