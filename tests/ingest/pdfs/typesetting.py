"""A small typesetter on reportlab's canvas: documents into pages, lines cut as Chinese text is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Any

from pipeline.font_files import font_file
from tests.evaluation.blocks import Block
from tests.ingest.pdfs.documents import Document, cells, is_row

A5 = (419.5, 595.3)  # points
A4_LANDSCAPE = (841.9, 595.3)
EMBEDDED, NOT_EMBEDDED = "NotoSansSC", "STSong-Light"
NOT_AT_LINE_START = "，。、；：？！）”》%"
NOT_AT_LINE_END = "（“《"
Draw = Callable[[Any, float, float, float], None]
"""Draws a bullet on a canvas: left edge and baseline of the item in points, font size."""


def no_text(page: int) -> str:
    return ""


@dataclass(frozen=True)
class Look:
    """How a document is set; lengths in points."""

    size: tuple[float, float] = A5
    font: str = EMBEDDED
    font_size: float = 11
    title_size: float = 16
    heading_size: float = 13
    leading: float = 1.55
    gap: float = 6
    """Space after a block, in addition to the leading."""
    first_indent: float = 0
    n_columns: int = 1
    margin: float = 56
    bullet: Draw | None = None
    head: Callable[[int], str] = no_text
    foot: Callable[[int], str] = no_text
    letter_space: float = 0
    is_packed: bool = True


def written(mark: str, font: str = "") -> Draw:
    """A bullet that is a character, of the text's font or another."""

    def draw(canvas: Any, x: float, y: float, size: float) -> None:
        if font:
            canvas.setFont(font, size)
        canvas.drawString(x, y, mark)

    return draw


def dot(canvas: Any, x: float, y: float, size: float) -> None:
    """A bullet that is a filled circle, as browsers draw it."""
    canvas.circle(x + size * 0.3, y + size * 0.35, size * 0.18, stroke=0, fill=1)


def wrapped(text: str, width: float, measure: Callable[[str], float], first_indent: float = 0) -> list[str]:
    """Lines at most ``width`` wide; Latin words and numbers stay whole, and no line begins with a closing mark."""
    lines: list[str] = [""]
    for piece in _pieces(text):
        room = width - (first_indent if len(lines) == 1 else 0)
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """What may not be cut: a word with the marks that hang on it, or one Chinese character with its."""
    piece = ""
    for character in text:
        is_glued = piece and (
            character in NOT_AT_LINE_START
            or piece[-1] in NOT_AT_LINE_END
            or (character.isascii() and piece[-1].isascii() and piece[-1] != " ")
        )
        if piece and not is_glued:
            yield piece
            piece = ""
        piece += character
    yield piece


def typeset(document: Document, look: Look) -> bytes:
    """The document as a PDF; identical bytes for identical input."""
    buffer = BytesIO()
    pages = Pages(canvas(buffer, look.size, pageCompression=look.is_packed), look)
    for is_table, blocks in groupby(document, is_row):
        if is_table:
            pages.table([cells(block) for block in blocks])
        else:
            for block in blocks:
                pages.block(block)
    pages.finish()
    return buffer.getvalue()


def canvas(buffer: BytesIO, size: tuple[float, float], **options: Any) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    _register_fonts()
    return Canvas(buffer, pagesize=size, invariant=1, **options)


@cache
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont(EMBEDDED, str(font_file())))
    pdfmetrics.registerFont(UnicodeCIDFont(NOT_EMBEDDED))


class Pages:
    """Pages being filled, column by column; a line that finds no room goes to the next column or page."""

    def __init__(self, sheet: Any, look: Look) -> None:
        self.sheet, self.look = sheet, look
        self.number, self.column = 1, 0
        self.y = look.size[1] - look.margin

    @property
    def column_width(self) -> float:
        look = self.look
        gutter = 24
        return (look.size[0] - 2 * look.margin - (look.n_columns - 1) * gutter) / look.n_columns

    @property
    def left(self) -> float:
        return self.look.margin + self.column * (self.column_width + 24)

    def measure(self, size: float) -> Callable[[str], float]:
        return lambda text: self.sheet.stringWidth(text, self.look.font, size) + self.look.letter_space * len(text)

    def block(self, block: Block) -> None:
        look = self.look
        size = {"title": look.title_size, "heading": look.heading_size}.get(block.kind, look.font_size)
        indent = 20 if block.kind == "bullet" and look.bullet else 0
        first = look.first_indent if block.kind == "paragraph" else 0
        for number, line in enumerate(wrapped(block.text, self.column_width - indent, self.measure(size), first)):
            self.next_line(size)
            if number == 0 and indent and look.bullet:
                self.sheet.setFont(look.font, size)
                look.bullet(self.sheet, self.left + 4, self.y, size)
            self.write(line, self.left + indent + (first if number == 0 else 0), size)
        self.y -= look.gap

    def write(self, text: str, x: float, size: float) -> None:
        """Text at the current height, ``^n`` in it as a small raised figure; glyph by glyph where it is spaced."""
        for number, part in enumerate(text.split("^")):
            shown = part
            if number:
                self._string(part[0], x, self.y + size * 0.4, size * 0.6)
                x += self.measure(size * 0.6)(part[0])
                shown = part[1:]
            self._string(shown, x, self.y, size)
            x += self.measure(size)(shown)

    def _string(self, text: str, x: float, y: float, size: float) -> None:
        self.sheet.setFont(self.look.font, size)
        if not self.look.letter_space:
            self.sheet.drawString(x, y, text)
            return
        for letter in text:
            self.sheet.drawString(x, y, letter)
            x += self.measure(size)(letter)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """A table with rules round every cell, one line a row."""
        width, height = self.column_width / len(rows[0]), self.look.font_size * 1.8
        for row in rows:
            self.next_line(self.look.font_size, height)
            for number, cell in enumerate(row):
                x = self.left + number * width
                self.sheet.rect(x, self.y - height * 0.3, width, height)
                self.write(cell, x + 4, self.look.font_size)
        self.y -= self.look.gap + 6

    def next_line(self, size: float, height: float = 0) -> None:
        self.y -= height or size * self.look.leading
        if self.y >= self.look.margin:
            return
        self.column += 1
        if self.column == self.look.n_columns:
            self.end_page()
        self.y = self.look.size[1] - self.look.margin - (height or size * self.look.leading)

    def end_page(self) -> None:
        look, width = self.look, self.look.size[0]
        self.sheet.setFont(look.font, 9)
        self.sheet.drawString(look.margin, look.size[1] - 30, look.head(self.number))
        foot = look.foot(self.number)
        self.sheet.drawString((width - self.measure(9)(foot)) / 2, 28, foot)
        self.sheet.showPage()
        self.number, self.column = self.number + 1, 0

    def finish(self) -> None:
        self.end_page()
        self.sheet.save()
