"""Tables as rows of text, ``主题 | 次数``: those with drawn rules, and those whose cells only stand in line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import baselines, is_wide, page_line, parts_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

MIN_RULES = 3
"""A frame and two rules across it make a table of two rows and two columns; a page with fewer is not looked at."""
MIN_ALIGNED_ROWS = 3
CELL_GAP = 0.8
"""Cells that no rule parts stand so many font sizes apart."""
MAX_CELL = 14
"""Half of such cells are at most so many characters long; longer ones are running text in columns."""
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


def without_aligned_rows(rows: Sequence[Sequence[Glyph]]) -> tuple[list[Sequence[Glyph]], list[Row]]:
    """Rows of glyphs without those of tables that have no rules, and the rows of these tables.

    Such a table is a run of rows with as many short parts each, every part clear of the next column's.
    """
    running: list[Sequence[Glyph]] = []
    found: list[Row] = []
    for n_parts, run in groupby(rows, key=lambda row: len(parts_of(row, CELL_GAP))):
        group = list(run)
        cells = [parts_of(row, CELL_GAP) for row in group]
        if n_parts >= 2 and len(group) >= MIN_ALIGNED_ROWS and _are_cells(cells):
            found += [_aligned_row(row) for row in cells]
        else:
            running += group
    return running, found


def _are_cells(rows: Sequence[Sequence[Sequence[Glyph]]]) -> bool:
    columns = list(zip(*rows, strict=True))
    are_clear = all(
        max(cell[-1].x1 for cell in left) < min(cell[0].x0 for cell in right) for left, right in pairwise(columns)
    )
    lengths = sorted(len(cell) for row in rows for cell in row)
    # Two columns may be the marks of a list and its items, or the entries and pages of a table of contents.
    are_two_columns_of_cells = len(columns) > 2 or not (_are_short(columns[0]) or _are_numbers(columns[-1]))
    return are_clear and are_two_columns_of_cells and lengths[len(lengths) // 2] <= MAX_CELL


def _are_short(cells: Sequence[Sequence[Glyph]]) -> bool:
    return max(map(len, cells)) <= 3


def _are_numbers(cells: Sequence[Sequence[Glyph]]) -> bool:
    return all("".join(glyph.text for glyph in cell).strip().isdigit() for cell in cells)


def _aligned_row(cells: Sequence[Sequence[Glyph]]) -> Row:
    glyphs = [glyph for cell in cells for glyph in cell]
    box = (glyphs[0].x0, glyphs[0].baseline - glyphs[0].size, glyphs[-1].x1, glyphs[0].baseline)
    return Row(CELL_BREAK.join(cell_text(cell) for cell in cells), box, glyphs)


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell as one, with a space between Latin words only."""
    lines = [made.text for row in baselines(glyphs) if (made := page_line(row)) is not None]
    text = ""
    for line in lines:
        has_space = bool(text) and not is_wide(text[-1]) and not is_wide(line[0])
        text += (" " if has_space else "") + line
    return text
