"""Glyphs as a page shows them: what each says, where it stands, in which face, in which tagged element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

REGULAR, HEI, BOLD = 0, 1, 2
"""Weights of a face. A Hei (黑体) is the heavier companion of a Song in Chinese typesetting, not of another Hei."""

_BOLD = re.compile(r"bold|black|heavy|demi|[-,_ ]bd\b|[-_](?:w[6-9]|h)$|粗|wght[67-9]00", re.IGNORECASE)
_HEI = re.compile(r"simhei|heiti|sthei|fzhei|fzxh|黑体|zenhei|dengxian-?hei", re.IGNORECASE)


STACKED = 0.3
"""Characters of one downward line begin within so many font sizes of one another, and lie at least so far apart."""
MIN_STACKED = 20
"""Fewer pairs of characters do not tell how a page is written."""


class Glyph(NamedTuple):
    """One shown character. Points from the top left corner of the page as a reader holds it."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    """Above 0."""
    weight: int
    sequence: int
    """Place of its marked content in the tag tree; -1 where the tree does not name it."""
    is_artifact: bool
    """Its producer marked it as no part of the text."""
    turns: int
    """Quarter turns clockwise of its writing direction; -1 for a slant in between."""


def weight_of(font_name: str, *, is_stroked: bool) -> int:
    """Weight that a font's name tells; a face whose outline is drawn too is meant to look bold.

    >>> weight_of("ABCDEF+NotoSansCJKsc-Bold", is_stroked=False), weight_of("SimHei", is_stroked=False)
    (2, 1)
    """
    if is_stroked or _BOLD.search(font_name):
        return BOLD
    return HEI if _HEI.search(font_name) else REGULAR


def set_upright(glyphs: Sequence[Glyph], width: float, height: float) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of the page's main writing direction, turned upright, and the rest: watermarks, labels on their side.

    ``width`` and ``height`` are those of the page as it was; x0 and baseline of a turned glyph arrive as they stand on
    that page, with x1 as the far end along the writing direction.
    """
    if are_stacked(glyphs):
        glyphs = [_laid_down(glyph) for glyph in glyphs]
    turns = _main_turns(glyphs)
    upright = [_turned(glyph, turns, width, height) for glyph in glyphs if glyph.turns == turns]
    others = [glyph for glyph in glyphs if glyph.turns != turns]
    return upright, others


def are_stacked(glyphs: Sequence[Glyph]) -> bool:
    """Is the page written downwards, upright character below upright character, as in a traditional book?"""
    pairs = [(a, b) for a, b in pairwise(glyphs) if not a.text.isspace() and not b.text.isspace()]
    n_below = sum(
        abs(b.x0 - a.x0) < STACKED * a.size and STACKED < (b.baseline - a.baseline) / a.size < 2 for a, b in pairs
    )
    return len(pairs) >= MIN_STACKED and 2 * n_below > len(pairs)


def _laid_down(glyph: Glyph) -> Glyph:
    """A character of downward writing as if it were turned with its line: x along the line, the line to the right."""
    if glyph.turns != 0:
        return glyph
    top = glyph.baseline - 0.88 * glyph.size
    middle = (glyph.x0 + glyph.x1) / 2
    return glyph._replace(x0=top, x1=top + glyph.size, baseline=middle + 0.38 * glyph.size, turns=1)


def _main_turns(glyphs: Iterable[Glyph]) -> int:
    counts = Counter(glyph.turns for glyph in glyphs if glyph.turns >= 0 and not glyph.text.isspace())
    return min(counts, key=lambda turns: (-counts[turns], turns)) if counts else 0


def _turned(glyph: Glyph, turns: int, width: float, height: float) -> Glyph:
    if turns == 0:
        return glyph
    x0, x1, baseline = glyph.x0, glyph.x1, glyph.baseline
    if turns == 1:  # written downwards: x runs from the top, lines from right to left
        return glyph._replace(baseline=width - baseline)
    if turns == 3:  # written upwards: x runs from the bottom, lines from left to right
        return glyph._replace(x0=height - x0, x1=height - x1)
    return glyph._replace(x0=width - x0, x1=width - x1, baseline=height - baseline)
