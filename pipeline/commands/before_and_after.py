"""Keywords and themes of two runs, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.changes.theme_pairs import Pair, Row, belonging, rows_by, theme_pairs
from pipeline.commands.side_by_side import aligned

if TYPE_CHECKING:
    import pyarrow as pa


def keyword_lines(before: pa.Table, after: pa.Table, top: int) -> Iterator[str]:
    """The first ranks of each edition, wordings merged; an edition in which they stay as they were has one line."""
    old, new = (rows_by(table, "scope", scope_kind="edition", level="concept") for table in (before, after))
    for edition in sorted(old.keys() | new.keys()):
        left, right = (sorted(rows.get(edition, []), key=lambda row: row["rank"]) for rows in (old, new))
        if _shown(left, top) == _shown(right, top):
            yield f"keywords of {edition}: the first {min(top, len(right))} stay as they are"
        else:
            yield f"keywords of {edition}, the first {top}:"
            yield from _indented(_keyword_rows(left, right, top), numbers=(0, 2, 4, 6))


def _shown(rows: Sequence[Row], top: int) -> list[tuple[str, int]]:
    return [(row["term"], row["count"]) for row in rows[:top]]


def _keyword_rows(before: Sequence[Row], after: Sequence[Row], top: int) -> Iterator[tuple[str, ...]]:
    old, new = _ranks(before), _ranks(after)
    yield ("", "before", "n", "", "", "after", "n", "")
    for place in range(min(top, max(len(before), len(after)))):
        left, right = (_cells(rows, place) for rows in (before, after))
        gone = _gone(_rank(before[place], new), top) if place < len(before) else ""
        came = _came(_rank(after[place], old), place + 1) if place < len(after) else ""
        yield (*left, gone, *right, came)


def _cells(rows: Sequence[Row], place: int) -> tuple[str, str, str]:
    if place >= len(rows):
        return ("", "", "")
    return (str(place + 1), rows[place]["term"], str(rows[place]["count"]))


def _gone(rank: int | None, top: int) -> str:
    """What became of a keyword that was among the first.

    >>> [_gone(rank, 30) for rank in (None, 30, 31)]
    ['gone', '', 'to 31']
    """
    if rank is None:
        return "gone"
    return f"to {rank}" if rank > top else ""


def _came(earlier: int | None, rank: int) -> str:
    """Where a keyword that is among the first came from.

    >>> [_came(earlier, 5) for earlier in (None, 5, 7, 4)]
    ['new', '', 'up 2', 'down 1']
    """
    if earlier is None:
        return "new"
    if earlier == rank:
        return ""
    return f"up {earlier - rank}" if earlier > rank else f"down {rank - earlier}"


def _ranks(rows: Sequence[Row]) -> dict[tuple[str, str], int]:
    """The rank of each concept, and of each text that is shown."""
    shown = {("text", row["term"]): row["rank"] for row in rows}
    return shown | {("concept", row["concept"]): row["rank"] for row in rows if row["concept"] is not None}


def _rank(row: Row, ranks: Mapping[tuple[str, str], int]) -> int | None:
    """A keyword's rank on the other side: a concept may have another label there, or have been a mere term."""
    return ranks.get(("concept", row["concept"]), ranks.get(("text", row["term"])))


def theme_lines(before: Sequence[pa.Table], after: Sequence[pa.Table]) -> Iterator[str]:
    """The themes of each edition, each earlier one beside the later one that has most of its messages.

    ``before``, ``after``: the tables ``themes`` and ``passage_themes``.
    """
    old, new = ((rows_by(themes, "fit"), rows_by(members, "fit")) for themes, members in (before, after))
    for fit in sorted(old[0].keys() | new[0].keys()):
        left, right = (themes.get(fit, []) for themes, _ in (old, new))
        earlier, later = (belonging(members.get(fit, [])) for _, members in (old, new))
        if earlier == later and [_said(row) for row in left] == [_said(row) for row in right]:
            yield f"themes of {fit}: stay as they are"
        else:
            pairs = theme_pairs(left, right, earlier, later)
            n_shared = sum(n for _, _, n in pairs)
            yield f"themes of {fit}: {n_shared} of {len(later)} messages are on both sides of one row:"
            yield from _indented(_theme_rows(pairs), numbers=(1, 3, 4))


def _theme_rows(pairs: Sequence[Pair]) -> Iterator[tuple[str, ...]]:
    yield ("before", "messages", "after", "messages", "of them the same")
    for old, new, n in pairs:
        yield (*_theme_cells(old), *_theme_cells(new), str(n) if old and new else "")


def _theme_cells(theme: Row | None) -> tuple[str, str]:
    return ("", "") if theme is None else (_said(theme), str(theme["n_messages"]))


def _said(theme: Row) -> str:
    return f"{theme['label_zh']}{'' if theme['is_stable'] else ' (exploratory)'}"


def _indented(rows: Iterator[tuple[str, ...]], numbers: tuple[int, ...]) -> Iterator[str]:
    return (f"  {line}" for line in aligned(list(rows), numbers))
