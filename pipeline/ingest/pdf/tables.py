"""Tables with drawn rules, as rows of text: ``主题 | 次数``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import baselines, is_wide, page_line

if TYPE_CHECKING:
    from pdfplumber.page import Page

MIN_RULES = 4
"""A table of two rows and two columns has six rules, or three boxes; a page with fewer is not looked at."""
CELL_BREAK = " | "

Box = tuple[float, float, float, float]


class Row(NamedTuple):
    """A table's row: its text and the glyphs that it was made of, to be left out of the running text."""

    text: str
    box: Box
    glyphs: list[Glyph]


def table_rows(page: Page, glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of all tables of an upright page, from the top.

    A grid counts as a table from two rows and two columns on, with text in two columns of half its rows: a frame around
    a paragraph, or two rules, is none.
    """
    if len(page.rects) + len(page.lines) + len(page.curves) < MIN_RULES:
        return []
    found: list[Row] = []
    for table in page.find_tables():
        rows = [_row([cell for cell in row.cells if cell], glyphs) for row in table.rows]
        shown = [row for row in rows if row.text]
        n_filled = sum(CELL_BREAK in row.text for row in shown)
        if len(shown) >= 2 and 2 * n_filled >= len(shown):
            found += shown
    return sorted(found, key=lambda row: (row.box[1], row.box[0]))


def _row(cells: Sequence[Box], glyphs: Sequence[Glyph]) -> Row:
    inside = [[glyph for glyph in glyphs if _is_in(glyph, cell)] for cell in cells]
    texts = [cell_text(each) for each in inside]
    box = (
        min((cell[0] for cell in cells), default=0),
        min((cell[1] for cell in cells), default=0),
        max((cell[2] for cell in cells), default=0),
        max((cell[3] for cell in cells), default=0),
    )
    return Row(CELL_BREAK.join(filter(None, texts)), box, [glyph for each in inside for glyph in each])


def _is_in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.baseline - 0.35 * glyph.size
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell as one, with a space between Latin words only."""
    lines = [made.text for row in baselines(glyphs) if (made := page_line(row)) is not None]
    text = ""
    for line in lines:
        has_space = bool(text) and not is_wide(text[-1]) and not is_wide(line[0])
        text += (" " if has_space else "") + line
    return text
