"""Themes of two runs, told by the messages that they share: their numbers say nothing of which is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.changes.causes import ADDED, CHANGED, REMOVED
from pipeline.changes.theme_pairs import Pair, Row, belonging, rows_by, theme_pairs
from pipeline.changes.told import Figure, ToldRow, shown

if TYPE_CHECKING:
    import pyarrow as pa

THEMES, MEMBERS = "themes", "passage_themes"
THEME_COLUMNS: Mapping[str, tuple[str, ...]] = {
    THEMES: ("theme_id", "fit", "label_zh", "n_messages", "is_stable"),
    MEMBERS: ("passage_id", "fit", "theme_id", "standing"),
}
"""What is read of themes and of the messages in them."""


def told_themes(before: Sequence[pa.Table], after: Sequence[pa.Table]) -> Iterator[ToldRow]:
    """Each theme of which messages, label or verdict are not what they were, beside the one it shares most with.

    Fits that only one run has are passed over. ``before``, ``after``: the tables ``themes`` and ``passage_themes``.
    """
    old, new = ((rows_by(themes, "fit"), rows_by(members, "fit")) for themes, members in (before, after))
    for fit in sorted(old[0].keys() & new[0].keys()):
        messages = [belonging(of.get(fit, [])) for _, of in (old, new)]
        for pair in theme_pairs(old[0][fit], new[0][fit], *messages):
            yield from _told_theme(fit, pair)


def _told_theme(fit: str, pair: Pair) -> Iterator[ToldRow]:
    old, new, n_shared = pair
    cells = [_theme_cells(row) for row in (old, new)]
    figures = tuple(
        Figure(name, *values)
        for name in ("label_zh", "n_messages", "is_stable")
        if (values := (cells[0].get(name), cells[1].get(name)))[0] != values[1]
    )
    is_moved = old is not None and new is not None and not n_shared == old["n_messages"] == new["n_messages"]
    shared = (Figure("n_messages_shared", None, f"{n_shared:,}"),) if is_moved else ()
    if figures or shared:
        named = new or old or {}
        what = CHANGED if old and new else ADDED if new else REMOVED
        yield ToldRow((fit, str(named["label_zh"])), what, (*figures, *shared))


def _theme_cells(theme: Row | None) -> dict[str, str]:
    names = ("label_zh", "n_messages", "is_stable")
    return {} if theme is None else {name: shown("themes", name, theme[name]) for name in names}
