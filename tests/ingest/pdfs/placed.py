"""Glyphs and lines where a page would show them: a square a Chinese character, half of one a Latin letter or space."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.ingest.pdf.glyphs import REGULAR, Glyph
from pipeline.ingest.pdf.lines import PageLine, is_wide, page_line


def glyphs(
    text: str, x: float = 72, y: float = 100, size: float = 12, *, spacing: float = 0, **more: Any
) -> list[Glyph]:
    """A text set from a place on; ``spacing`` in points between its characters, ``more`` as a glyph's fields."""
    set_so_far: list[Glyph] = []
    for character in text:
        width = size if is_wide(character) else size / 2
        plain = Glyph(character, x, x + width, y, size, REGULAR, -1, is_artifact=False, turns=0)
        set_so_far.append(plain._replace(**more))
        x += width + spacing
    return set_so_far


def line(text: str, x: float = 72, y: float = 100, size: float = 12, **more: Any) -> PageLine:
    """A line with its baseline at ``y``; ``more`` as a line's fields."""
    made = page_line(glyphs(text, x, y, size))
    assert made is not None
    return replace(made, **more)
