"""Reading order: which part of a page is set in columns, and what is read before what.

A page is looked at from the top in bands. A band is set in columns where row after row leaves the same vertical strip
empty and holds text on both sides of it; a row that crosses the strip (a title, an abstract) ends the band. This is the
recursive cut of Nagy and Seth (1984) with the vertical cut found row by row, so that a gutter need not run down the
whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import parts_of, shown

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


class Columns:
    """Finds the columns of one page after another; gutters found on earlier pages are looked for with less evidence."""

    def __init__(self) -> None:
        self._known: set[float] = set()

    def of(self, rows: Sequence[Row], depth: int = 0) -> list[Column]:
        """The columns of a page in reading order, from its rows of glyphs, from the top; a plain page is one column."""
        gutter = self._gutter(rows) if depth <= MAX_COLUMNS_DEEP else None
        if gutter is None:
            return [Column(list(rows))] if rows else []
        columns: list[Column] = []
        for is_cut, band in _bands(rows, gutter, self._n_needed(gutter)):
            parts = _cut(band, gutter) if is_cut else [band]
            columns += [column for part in parts for column in self.of(part, depth + 1)]
        return columns

    def _gutter(self, rows: Sequence[Row]) -> float | None:
        """The place at which rows can be cut in columns, most rows over the widest strip; None where there is none."""
        best, found = (0, 0.0), None
        for place in _candidates(rows, self._known):
            cut = [band for is_cut, band in _bands(rows, place, self._n_needed(place)) if is_cut]
            score = sum(map(len, cut)), min((_strip(band, place) for band in cut), default=0.0)
            if score > best:
                best, found = score, _middle_of_strip(cut, place)
        if found is not None:
            self._known.add(found)
        return found

    def _n_needed(self, place: float) -> int:
        return 1 if place in self._known else MIN_ROWS


def _cut(band: Sequence[Row], gutter: float) -> list[list[Row]]:
    """The rows left and right of a gutter, with the spaces that were typed in them."""
    left = [[glyph for glyph in row if _middle(glyph) < gutter] for row in band]
    right = [[glyph for glyph in row if _middle(glyph) >= gutter] for row in band]
    return [[row for row in side if shown(row)] for side in (left, right)]


def _middle(glyph: Glyph) -> float:
    return (glyph.x0 + glyph.x1) / 2


def _candidates(rows: Sequence[Row], known: Set[float]) -> list[float]:
    """Places just before text begins, at the left or after a wide gap, in enough rows; and the known ones."""
    begins = Counter(round(part[0].x0 - 0.4 * part[0].size) for row in rows for part in parts_of(row, MIN_GAP))
    places = {float(place) for place in begins if sum(begins[place + step] for step in (-1, 0, 1)) >= MIN_ROWS}
    return sorted(places | known)


def _bands(rows: Sequence[Row], place: float, n_needed: int) -> list[tuple[bool, list[Row]]]:
    """Runs of rows, each with whether it is set in columns left and right of the place."""
    runs = [(key, list(group)) for key, group in groupby(rows, key=lambda row: _crosses(row, place))]
    bands: list[tuple[bool, list[Row]]] = []
    for crosses, run in runs:
        is_cut = not crosses and _is_in_columns(run, place, n_needed)
        if bands and not is_cut and not bands[-1][0]:
            bands[-1][1].extend(run)
        else:
            bands.append((is_cut, run))
    return bands


def _crosses(row: Row, place: float) -> bool:
    """Does text run across the place, without a gap that is wide enough there?"""
    left, right = _sides(row, place)
    if not left or not right:
        return any(glyph.x0 < place < glyph.x1 for glyph in left + right)
    gap = min(glyph.x0 for glyph in right) - max(glyph.x1 for glyph in left)
    return gap < MIN_GAP * max(left[-1].size, right[0].size)


def _sides(row: Row, place: float) -> tuple[list[Glyph], list[Glyph]]:
    glyphs = shown(row)
    return [glyph for glyph in glyphs if _middle(glyph) < place], [glyph for glyph in glyphs if _middle(glyph) >= place]


def _two_sides(band: Sequence[Row], place: float) -> tuple[list[Row], list[Row]]:
    """The rows left and right of the place; rows of columns need not stand on one height."""
    sides = [_sides(row, place) for row in band]
    return [left for left, _ in sides if left], [right for _, right in sides if right]


def _is_in_columns(band: Sequence[Row], place: float, n_needed: int) -> bool:
    """Is a run of rows that leave the place empty set in columns there? Both sides have to be running text."""
    left, right = _two_sides(band, place)
    if len(left) < n_needed or len(right) < n_needed:
        return False
    begin = max(left[0][0].baseline, right[0][0].baseline)
    end = min(left[-1][0].baseline, right[-1][0].baseline)
    n_beside = [sum(begin <= row[0].baseline <= end for row in side) for side in (left, right)]
    return min(n_beside) >= n_needed and _is_running_text(left) and _is_running_text(right)


def _is_running_text(rows: Sequence[Row]) -> bool:
    parts = [max(parts_of(row, MIN_GAP), key=len) for row in rows]
    widths = [part[-1].x1 - part[0].x0 for part in parts]
    return median(widths) >= MIN_FILLED * max(widths) and median(map(len, parts)) >= MIN_CHARACTERS


def _middle_of_strip(bands: Sequence[Sequence[Row]], place: float) -> float:
    """The middle of what is empty around a place in all bands: a note that hangs out of its column crosses the edge."""
    sides = [_two_sides(band, place) for band in bands]
    left = max(glyph.x1 for before, _ in sides for row in before for glyph in row)
    right = min(glyph.x0 for _, after in sides for row in after for glyph in row)
    return float(round((left + right) / 2)) if left < right else place


def _strip(band: Sequence[Row], place: float) -> float:
    """Width of the strip at a place that is empty in all rows, in points; negative where marks hang into it."""
    left, right = _two_sides(band, place)
    return min(glyph.x0 for row in right for glyph in row) - max(glyph.x1 for row in left for glyph in row)
