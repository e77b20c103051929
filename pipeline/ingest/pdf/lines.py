"""From glyphs to lines: which stand on one baseline, in which order, and where a gap is a space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.characters import HAN_RANGES
from pipeline.ingest.pdf.glyphs import BOLD, Glyph

# Parts of a font size.
SAME_BASELINE = 0.35
"""Glyphs whose baselines differ by less stand on one line: raised figures do, the next line does not."""
LATIN_GAP = 0.17
"""A gap this wide between Latin letters is a space: letters of a word stand closer, a set space is 0.2 and more."""
MIXED_GAP = 0.55
"""Beside a Chinese character, programs put up to a quarter by themselves; only a wider gap was typed."""
DOUBLE_PRINT = 0.12
"""One glyph printed twice at so small a distance is one bold glyph."""
MIN_GAPS = 6
"""In a line of so many gaps, the usual one is how far its letters are set apart."""
HANGING = 0.75
"""A row of small figures so near above a line is no line of its own."""
RAISED, RAISED_BY = 0.8, 0.15
"""A figure at most so large that stands at least so high above the line is a reference to a note, or a power."""


@dataclass(frozen=True)
class PageLine:
    """A line: a run of glyphs on one baseline in one column, cell or tagged element."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    weight: int
    is_artifact: bool = False
    element: int | None = None
    tag: str | None = None
    page: int = 0
    column: int = 0
    has_drawn_mark: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    """Where small raised characters begin and end in the text: marks that refer to a note, or powers."""

    @property
    def top(self) -> float:
        """Upper edge of a Chinese character, which reaches 0.88 of its size above the baseline."""
        return self.baseline - 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.12 * self.size


def baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by line, from the top; within a line from left to right, those printed twice once."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)):
        row = next((row for row in reversed(rows[-3:]) if _shares_baseline(row, glyph)), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    return [_printed_once(sorted(row, key=lambda glyph: glyph.x0)) for row in _with_raised(rows)]


def _with_raised(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of small figures that hang above a line, as part of that line."""
    merged: list[list[Glyph]] = []
    for row in rows:
        if merged and _hangs_above(merged[-1], row):
            row.extend(merged.pop())
        merged.append(row)
    return merged


def _hangs_above(small: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    size = _main_size(row)
    if any(glyph.size > RAISED * size for glyph in small):
        return False
    is_near = row[0].baseline - small[0].baseline < HANGING * size
    left, right = min(glyph.x0 for glyph in row) - size, max(glyph.x1 for glyph in row) + size
    return is_near and all(left <= glyph.x0 <= right for glyph in small)


def _shares_baseline(row: Sequence[Glyph], glyph: Glyph) -> bool:
    largest = max(row, key=lambda other: other.size)
    return abs(glyph.baseline - largest.baseline) < SAME_BASELINE * max(glyph.size, largest.size)


def _printed_once(row: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in row:
        is_double = any(
            other.text == glyph.text and abs(other.x0 - glyph.x0) < DOUBLE_PRINT * glyph.size for other in kept[-2:]
        )
        if not is_double:
            kept.append(glyph)
        elif not glyph.text.isspace():
            last = max(i for i in range(len(kept)) if kept[i].text == glyph.text)
            kept[last] = kept[last]._replace(weight=max(kept[last].weight, glyph.weight, BOLD))
    return kept


def shown(row: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a row that are no spaces."""
    return [glyph for glyph in row if not glyph.text.isspace()]


def parts_of(row: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """What a row shows, cut where a gap is at least so many font sizes wide."""
    parts: list[list[Glyph]] = []
    for glyph in shown(row):
        if parts and glyph.x0 - parts[-1][-1].x1 < gap * max(glyph.size, parts[-1][-1].size):
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def page_line(part: Sequence[Glyph]) -> PageLine | None:
    """Glyphs of one baseline, from left to right, as a line; None where they show nothing."""
    glyphs = shown(part)
    if not glyphs:
        return None
    main = _main_size(glyphs)
    on_line = [glyph for glyph in glyphs if abs(glyph.size - main) < 0.1 * main] or glyphs
    baseline = median(glyph.baseline for glyph in on_line)
    text, raised = _text(part, RAISED * main, baseline - RAISED_BY * main)
    return PageLine(
        text=text,
        raised=raised,
        x0=min(glyph.x0 for glyph in glyphs),
        x1=max(glyph.x1 for glyph in glyphs),
        baseline=baseline,
        size=main,
        weight=sorted(glyph.weight for glyph in glyphs)[len(glyphs) // 2],
        is_artifact=all(glyph.is_artifact for glyph in glyphs),
    )


def _main_size(glyphs: Sequence[Glyph]) -> float:
    """The size of most characters, which a smaller reference figure does not change."""
    sizes = sorted(glyph.size for glyph in glyphs)
    return sizes[len(sizes) // 2]


def _text(part: Sequence[Glyph], small: float, high: float) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of glyphs from left to right, and where those smaller and higher than so much begin and end in it."""
    texts: list[str] = []
    raised: list[tuple[int, int]] = []
    n, last, spacing = 0, None, _letter_spacing(part)
    for glyph in part[_first_shown(part) :]:
        if last is not None and _is_space_between(last, glyph, spacing):
            texts.append(" ")
            n += 1
        if glyph.size <= small and glyph.baseline <= high and not glyph.text.isspace():
            begin = raised.pop()[0] if raised and raised[-1][1] == n else n
            raised.append((begin, n + len(glyph.text)))
        texts.append(glyph.text)
        n += len(glyph.text)
        last = glyph
    return "".join(texts), tuple(raised)


def _first_shown(part: Sequence[Glyph]) -> int:
    return next(at for at, glyph in enumerate(part) if not glyph.text.isspace())


def _is_space_between(left: Glyph, right: Glyph, spacing: float) -> bool:
    """``spacing``: how far all characters of the line are set apart, in points."""
    if left.text.isspace() or right.text.isspace():
        return False
    limit = LATIN_GAP if not is_wide(left.text[-1]) and not is_wide(right.text[0]) else MIXED_GAP
    return right.x0 - left.x1 - spacing > limit * min(left.size, right.size)


def _letter_spacing(part: Sequence[Glyph]) -> float:
    """The usual gap between the characters of a line, in points; 0 where there are too few to tell."""
    glyphs = shown(part)
    gaps = [right.x0 - left.x1 for left, right in pairwise(glyphs)]
    return max(median(gaps), 0.0) if len(gaps) >= MIN_GAPS else 0.0


def is_wide(character: str) -> bool:
    """Does a character fill a square: an ideograph, a Chinese mark or a full-width form?"""
    code = ord(character)
    return 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF60 or any(a <= code <= b for a, b in HAN_RANGES)
