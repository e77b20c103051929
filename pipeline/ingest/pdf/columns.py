"""Reading order: which part of a page is set in columns, and what is read before what.

A page is looked at from the top in bands. A band is set in columns where row after row leaves the same vertical strip
empty and holds text on both sides of it; a row that crosses the strip (a title, an abstract) ends the band. This is the
recursive cut of Nagy and Seth (1984) with the vertical cut found row by row, so that a gutter need not run down the
whole page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from pipeline.ingest.pdf.glyphs import Glyph

MIN_ROWS = 4
"""Fewer rows with text on both sides are no columns: a signature block, a table of a few lines."""
MIN_GAP = 0.75
"""Narrowest gutter in font sizes: web pages leave one, word processors more."""
MIN_FILLED = 0.55
"""Running text fills its column: half of its rows are at least so wide, in parts of the widest; cells are not."""
MIN_CHARACTERS = 8
"""Half of the rows of a column hold at least so many characters; narrower ones are a table's."""
MAX_COLUMNS_DEEP = 2
"""A column may be cut again twice: four columns are a newspaper."""

Row = Sequence[Glyph]


@dataclass(frozen=True)
class Column:
    """Rows that are read from top to bottom before anything else is."""

    rows: list[Row]


def reading_order(rows: Sequence[Row], depth: int = 0) -> list[Column]:
    """The columns of a page in reading order, from its rows of glyphs, from the top; a page without columns is one."""
    gutter = _gutter(rows) if depth <= MAX_COLUMNS_DEEP else None
    if gutter is None:
        return [Column(list(rows))] if rows else []
    columns: list[Column] = []
    for is_cut, band in _bands(rows, gutter):
        if not is_cut:
            columns += reading_order(band, depth + 1)
            continue
        left = [[glyph for glyph in row if _middle(glyph) < gutter] for row in band]
        right = [[glyph for glyph in row if _middle(glyph) >= gutter] for row in band]
        for side in (left, right):
            columns += reading_order([row for row in side if _is_shown(row)], depth + 1)
    return columns


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _is_shown(row: Row) -> bool:
    return any(not glyph.text.isspace() for glyph in row)


def _gutter(rows: Sequence[Row]) -> float | None:
    """The place where rows can be cut in columns over the widest gaps, all added up; None where there is none."""
    best, found = 0.0, None
    for place in _candidates(rows):
        width = sum(_gap_width(row, place) for is_cut, band in _bands(rows, place) if is_cut for row in band)
        if width > best:
            best, found = width, place
    return found


def _candidates(rows: Sequence[Row]) -> list[float]:
    """Middles of wide gaps within rows, where enough rows have one."""
    wide = [gap for row in rows for gap in _wide_gaps(row)]
    places = sorted({round((left + right) / 2) for left, right in wide})
    return [float(place) for place in places if sum(left < place < right for left, right in wide) >= MIN_ROWS]


def _wide_gaps(row: Row) -> Iterator[tuple[float, float]]:
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    for left, right in pairwise(shown):
        if right.x0 - left.x1 >= MIN_GAP * max(left.size, right.size):
            yield left.x1, right.x0


def _bands(rows: Sequence[Row], place: float) -> list[tuple[bool, list[Row]]]:
    """Runs of rows, each with whether it is set in columns left and right of the place."""
    runs = [(key, list(group)) for key, group in groupby(rows, key=lambda row: _crosses(row, place))]
    bands: list[tuple[bool, list[Row]]] = []
    for crosses, run in runs:
        is_cut = not crosses and _is_in_columns(run, place)
        if bands and not is_cut and not bands[-1][0]:
            bands[-1][1].extend(run)
        else:
            bands.append((is_cut, run))
    return bands


def _crosses(row: Row, place: float) -> bool:
    """Does text run across the place, without a gap that is wide enough there?"""
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    left = max((glyph for glyph in shown if _middle(glyph) < place), key=lambda glyph: glyph.x1, default=None)
    right = min((glyph for glyph in shown if _middle(glyph) >= place), key=lambda glyph: glyph.x0, default=None)
    if left is None or right is None:
        return any(glyph.x0 < place < glyph.x1 for glyph in shown)
    return right.x0 - left.x1 < MIN_GAP * max(left.size, right.size)


def _gap_width(row: Row, place: float) -> float:
    """Width of the gap at a place in points; 0 where the row has text on one side only."""
    left, right = _sides(row, place)
    return min(glyph.x0 for glyph in right) - max(glyph.x1 for glyph in left) if left and right else 0.0


def _sides(row: Row, place: float) -> tuple[list[Glyph], list[Glyph]]:
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    return [glyph for glyph in shown if _middle(glyph) < place], [glyph for glyph in shown if _middle(glyph) >= place]


def _is_in_columns(band: Sequence[Row], place: float) -> bool:
    """Is a run of rows that leave the place empty set in columns there? Both sides have to be running text."""
    sides = [_sides(row, place) for row in band]
    if sum(bool(left) and bool(right) for left, right in sides) < MIN_ROWS:
        return False
    return all(_is_running_text([pair[number] for pair in sides if pair[number]]) for number in (0, 1))


def _is_running_text(rows: Sequence[Row]) -> bool:
    widths = [max(glyph.x1 for glyph in row) - min(glyph.x0 for glyph in row) for row in rows]
    return median(widths) >= MIN_FILLED * max(widths) and median(map(len, rows)) >= MIN_CHARACTERS
