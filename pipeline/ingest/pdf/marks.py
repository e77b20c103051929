"""Bullets that are drawn, not written: small shapes and pictures that stand before a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from pipeline.ingest.pdf.lines import PageLine

# Parts of the line's font size.
LARGEST, SMALLEST = 0.9, 0.12
"""A bullet is at most about as large as a character; smaller shapes are specks."""
FARTHEST = 3.0
"""How far before the text a bullet may stand."""


class Shape(NamedTuple):
    """A drawn shape or picture, in points from the page's top left corner."""

    x0: float
    x1: float
    top: float
    bottom: float


def shapes(items: Iterable[Any], height: float) -> list[Shape]:
    """Every shape and picture of a page's layout (pdfminer.six), those inside forms too."""
    found: list[Shape] = []
    for item in items:
        if hasattr(item, "__iter__"):
            found += shapes(item, height)
        elif type(item).__name__ in {"LTCurve", "LTRect", "LTLine", "LTImage"}:
            found.append(Shape(item.x0, item.x1, height - item.y1, height - item.y0))
    return found


def marked(lines: Sequence[PageLine], drawn: Sequence[Shape]) -> list[PageLine]:
    """The lines, those before which a bullet is drawn marked so."""
    small = [shape for shape in drawn if _is_squarish(shape)]
    return [replace(line, has_drawn_mark=True) if any(_marks(s, line) for s in small) else line for line in lines]


def _is_squarish(shape: Shape) -> bool:
    width, height = shape.x1 - shape.x0, shape.bottom - shape.top
    return 0 < width <= 3 * height and 0 < height <= 3 * width


def _marks(shape: Shape, line: PageLine) -> bool:
    size = max(shape.x1 - shape.x0, shape.bottom - shape.top) / line.size
    middle = (shape.top + shape.bottom) / 2
    is_before = line.x0 - FARTHEST * line.size <= shape.x0 and shape.x1 <= line.x0 + 0.2 * line.size
    return SMALLEST <= size <= LARGEST and is_before and line.top <= middle <= line.bottom
