"""One PDF, page by page, as blocks: a line each, in reading order, furniture and notes told apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import Page

from pipeline.ingest.extracted import ROW, Extracted, UnreadableError
from pipeline.ingest.pdf.blocks import blocks, body_size, with_loose_lines, with_notes_last
from pipeline.ingest.pdf.columns import Columns
from pipeline.ingest.pdf.contents import are_of_contents
from pipeline.ingest.pdf.device import GlyphDevice
from pipeline.ingest.pdf.elements import element_lines, names_the_text
from pipeline.ingest.pdf.footnotes import mark_notes
from pipeline.ingest.pdf.furniture import mark_furniture
from pipeline.ingest.pdf.glyphs import Glyph, set_upright
from pipeline.ingest.pdf.lines import PageLine, baselines, page_line
from pipeline.ingest.pdf.marks import Shape, marked, shapes
from pipeline.ingest.pdf.opening import open_pdf, pages_of
from pipeline.ingest.pdf.remarks import Shown, n_unmapped, remarks
from pipeline.ingest.pdf.tables import table_rows, without_aligned_rows
from pipeline.ingest.pdf.tags import TagTree, read_tag_tree

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

    from pipeline.settings import IngestSettings


@dataclass(frozen=True)
class _Sheet:
    """One page: its lines by place, and by the tags where there are any."""

    height: float
    lines: list[PageLine]
    elements: list[PageLine]
    loose: list[PageLine]
    """Lines of what the tags do not name."""
    drawn: list[Shape]
    n_tagged: int
    shown: Shown


def read_document(content: bytes, settings: IngestSettings) -> Extracted:
    """The text of a PDF.

    Raises ``UnreadableError`` for a file that is encrypted, damaged, cut off or too large, and where no page has text.
    """
    document = open_pdf(content)
    pages = pages_of(document, settings)
    tree = read_tag_tree(document.doc.catalog)
    columns = Columns()
    sheets = [_sheet(document, page, number, tree, columns, settings) for number, page in enumerate(pages, 1)]
    notes = remarks([sheet.shown for sheet in sheets])
    if not any(sheet.shown.n_characters for sheet in sheets):
        raise UnreadableError(
            f"no text layer on any of {len(sheets)} pages: the PDF holds pictures of text; expected text; run OCR "
            "(optical character recognition) on it and add the result"
        )
    return Extracted(blocks(_ordered(sheets)), remarks=notes)


def _ordered(sheets: Sequence[_Sheet]) -> list[PageLine]:
    """All lines in reading order."""
    elements = [line for sheet in sheets for line in sheet.elements]
    n_tagged, n_shown = sum(sheet.n_tagged for sheet in sheets), sum(sheet.shown.n_characters for sheet in sheets)
    heights = [sheet.height for sheet in sheets]
    if names_the_text(elements, n_tagged, n_shown):
        loose = mark_furniture([sheet.loose for sheet in sheets], heights)
        in_tree_order = sorted(elements, key=lambda line: line.element or 0)  # stable: pages stay in order
        return with_loose_lines(in_tree_order, [line for page in loose for line in page])
    placed = mark_furniture([sheet.lines for sheet in sheets], heights)
    size = body_size(line for page in placed for line in page)
    noted = [_with_notes(page, size, sheet) for page, sheet in zip(placed, sheets, strict=True)]
    return with_notes_last([line for page in noted for line in page])


def _with_notes(lines: Sequence[PageLine], size: float, sheet: _Sheet) -> list[PageLine]:
    """The lines of a page, footnotes marked column by column."""
    columns = sorted({line.column for line in lines})
    return [
        line
        for column in columns
        for line in mark_notes([line for line in lines if line.column == column], size, sheet.height, sheet.drawn)
    ]


def _sheet(
    document: PDF, source: PDFPage, number: int, tree: TagTree, columns: Columns, settings: IngestSettings
) -> _Sheet:
    page = Page(document, source, number)
    sequences, height = tree.on_page(source.pageid), float(page.height)
    device = GlyphDevice(document.rsrcmgr, source, sequences, height, settings.max_page_glyphs)
    PDFPageInterpreter(document.rsrcmgr, device).process_page(source)
    page._layout = device.get_result()  # noqa: SLF001 - the page would be read a second time
    visible = [glyph for glyph in device.glyphs if _is_in(glyph, device.visible, height)]
    upright, others = set_upright(visible, float(page.width), height)
    drawn = shapes(page._layout, height)  # noqa: SLF001
    body = [glyph for glyph in upright if not glyph.is_artifact]
    lines = _placed_lines(page, upright, drawn, columns) + _on_their_side(others)
    texts = [glyph.text for glyph in body if not glyph.text.isspace()]
    return _Sheet(
        height=height,
        lines=[replace(line, page=number) for line in lines],
        elements=[replace(line, page=number) for line in element_lines(body, tree.places)],
        loose=[replace(line, page=number) for line in _loose_lines(upright, others)],
        drawn=drawn,
        n_tagged=sum(glyph.sequence >= 0 and not glyph.text.isspace() for glyph in body),
        shown=Shown(len(texts), n_unmapped(texts), has_picture=bool(drawn)),
    )


def _is_in(glyph: Glyph, visible: tuple[float, float, float, float], height: float) -> bool:
    """Does the glyph stand inside the part of the page that viewers show?"""
    x0, x1 = visible[0], visible[2]
    top, bottom = height - visible[3], height - visible[1]
    if glyph.turns % 2:
        return x0 <= glyph.baseline <= x1 and top <= (glyph.x0 + glyph.x1) / 2 <= bottom
    return x0 <= (glyph.x0 + glyph.x1) / 2 <= x1 and top <= glyph.baseline <= bottom


def _placed_lines(page: Page, glyphs: Sequence[Glyph], drawn: Sequence[Shape], columns: Columns) -> list[PageLine]:
    """The lines of a page in reading order, found by their place alone; rows of tables among them."""
    rows = table_rows(page, [glyph for glyph in glyphs if not glyph.is_artifact])
    in_tables = {id(glyph) for row in rows for glyph in row.glyphs}
    running, aligned = without_aligned_rows(baselines(glyph for glyph in glyphs if id(glyph) not in in_tables))
    rows += aligned
    found: list[PageLine] = []
    for number, column in enumerate(columns.of(running)):
        lines = [line for row in column.rows if (line := page_line(row)) is not None]
        found += [
            replace(line, column=number, is_artifact=line.is_artifact or is_entry)
            for line, is_entry in zip(marked(lines, drawn), are_of_contents(lines), strict=True)
        ]
    return _with_rows(found, [line for row in rows if (line := _row_line(row.text, row.glyphs)) is not None])


def _row_line(text: str, glyphs: Sequence[Glyph]) -> PageLine | None:
    line = page_line(sorted(glyphs, key=lambda glyph: (glyph.baseline, glyph.x0)))
    return None if line is None else replace(line, text=text, raised=(), tag=ROW)


def _with_rows(lines: Sequence[PageLine], rows: Sequence[PageLine]) -> list[PageLine]:
    """Rows of tables before the first line that stands below them, in the column that they stand in."""
    found = list(lines)
    for row in rows:
        below = (at for at, line in enumerate(found) if line.baseline > row.baseline and _overlap(line, row))
        at = next(below, len(found))
        column = found[min(at, len(found) - 1)].column if found else 0
        found.insert(at, replace(row, column=column))
    return found


def _overlap(line: PageLine, row: PageLine) -> bool:
    return line.x0 < row.x1 and row.x0 < line.x1


def _on_their_side(glyphs: Sequence[Glyph]) -> list[PageLine]:
    """What is not written along the page's lines, as artifacts: a watermark across it, a stamp at its edge."""
    found: list[PageLine] = []
    for turns in sorted({glyph.turns for glyph in glyphs}):
        line = page_line([glyph for glyph in glyphs if glyph.turns == turns])
        if line is not None:
            found.append(replace(line, is_artifact=True))
    return found


def _loose_lines(upright: Sequence[Glyph], others: Sequence[Glyph]) -> list[PageLine]:
    loose = [glyph for glyph in upright if glyph.sequence < 0 or glyph.is_artifact]
    rows: Iterator[PageLine | None] = (page_line(row) for row in baselines(loose))
    return [line for line in rows if line is not None] + _on_their_side(others)
