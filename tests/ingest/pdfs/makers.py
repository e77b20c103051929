"""One maker a layout: the bytes of a PDF and the blocks that reading has to give back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pipeline.font_files import font_file
from tests.evaluation.blocks import Block
from tests.ingest.pdfs.documents import FOOTNOTED, FOOTNOTES, MESSAGE, NUMBERED, TABLED, Document
from tests.ingest.pdfs.raw import tagged
from tests.ingest.pdfs.typesetting import (
    A4_LANDSCAPE,
    A5,
    NOT_EMBEDDED,
    Look,
    Pages,
    canvas,
    dot,
    typeset,
    wrapped,
    written,
)

Made = tuple[bytes, Document]


def embedded_font() -> Made:
    """An embedded TrueType font, one-byte codes in many subsets; bullets are characters; two pages."""
    return typeset(MESSAGE, Look(bullet=written("•"))), MESSAGE


def font_not_embedded() -> Made:
    """A font by name only, text by a predefined map of codes (UniGB-UCS2-H)."""
    return typeset(MESSAGE, Look(font=NOT_EMBEDDED, bullet=written("●"))), MESSAGE


def drawn_bullets() -> Made:
    """Bullets are circles: the text has only the indent of the items."""
    return typeset(MESSAGE, Look(bullet=dot)), MESSAGE


def private_use_bullets() -> Made:
    """Bullets as word processors take them from a symbol font, U+F0B7."""
    made = typeset(MESSAGE, Look(bullet=written("•"), is_packed=False))
    return made.replace(b"<2022>", b"<F0B7>"), MESSAGE


def bullets_without_meaning() -> Made:
    """Bullets whose font does not say which character they show: pdfminer gives (cid:127) for this one."""
    return typeset(MESSAGE, Look(bullet=written("•", "Helvetica"))), MESSAGE


def dingbats() -> Made:
    """Bullets of a symbol font, whose code is that of the letter n."""
    return typeset(MESSAGE, Look(bullet=written("\u25a0", "ZapfDingbats"))), MESSAGE


def first_line_indents() -> Made:
    """No space between paragraphs: only the indent of two characters tells them apart."""
    look = Look(bullet=None, first_indent=22, gap=0, foot=lambda page: f"- {page} -")
    kept = tuple(block for block in MESSAGE if block.kind != "bullet")
    return typeset(kept, look), kept


def two_columns() -> Made:
    """Two columns on a landscape page."""
    return typeset(
        MESSAGE, Look(size=A4_LANDSCAPE, n_columns=2, bullet=dot, font_size=14, heading_size=17, title_size=20)
    ), MESSAGE


def heads_and_folios() -> Made:
    """Running heads that differ on odd and even pages, and a page number of the kind 第 3 页 共 7 页."""
    look = Look(
        size=(419.5, 380),
        bullet=written("•"),
        head=lambda page: "互联网治理论坛" if page % 2 else "关于人工智能治理的若干建议",
        foot=lambda page: f"第 {page} 页 共 5 页",
    )
    return typeset(MESSAGE, look), MESSAGE


def ruled_table() -> Made:
    """A table with rules round its cells between two paragraphs."""
    return typeset(TABLED, Look()), TABLED


def numbered_items() -> Made:
    """Headings 一、 and items （1） that are part of the text, flush left."""
    return typeset(NUMBERED, Look()), NUMBERED


def glyph_by_glyph() -> Made:
    """Every glyph a text of its own, letter-spaced."""
    return typeset(MESSAGE, Look(letter_space=0.8, bullet=written("•"))), MESSAGE


def footnotes() -> Made:
    """Two notes in small print below a rule at the foot of the page, referred to by raised figures."""
    buffer, look = BytesIO(), Look()
    pages = Pages(canvas(buffer, A5), look)
    for block in FOOTNOTED:
        pages.block(block)
    pages.y = 130
    pages.sheet.line(look.margin, pages.y + 4, look.margin + 120, pages.y + 4)
    for number, note in enumerate(FOOTNOTES, 1):
        for line in wrapped(f"^{number} {note}", pages.column_width, pages.measure(8)):
            pages.next_line(8)
            pages.write(line, look.margin, 8)
    pages.finish()
    plain = [block._replace(text=block.text.replace("^1", "").replace("^2", "")) for block in FOOTNOTED]
    return buffer.getvalue(), (*plain, *(Block("note", note) for note in FOOTNOTES))


def one_page_without_text() -> Made:
    """Three pages, the second a picture of one."""
    buffer, look = BytesIO(), Look(bullet=dot)
    pages = Pages(canvas(buffer, A5), look)
    for block in MESSAGE[:4]:
        pages.block(block)
    pages.end_page()
    pages.sheet.drawImage(_picture(), 0, 0, *A5)
    pages.sheet.showPage()
    pages.y = A5[1] - look.margin
    for block in MESSAGE[4:6]:
        pages.block(block)
    pages.finish()
    return buffer.getvalue(), MESSAGE[:6]


def _picture() -> Any:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("L", (60, 85), 128))


def owner_password() -> Made:
    """Encrypted, but to be opened without a password."""
    return encrypted(user="", owner="besitz"), MESSAGE


def encrypted(user: str, owner: str) -> bytes:
    from fpdf import FPDF

    return _by_fpdf(MESSAGE, lambda pdf: pdf.set_encryption(owner_password=owner, user_password=user), FPDF())


def by_fpdf2() -> Made:
    """Another program: fpdf2, with a footer."""
    from fpdf import FPDF

    class WithFooter(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("zh", size=8)
            self.cell(0, 10, f"{self.page_no()}/{{nb}}", align="C")

    return _by_fpdf(MESSAGE, lambda pdf: None, WithFooter()), MESSAGE


def _by_fpdf(document: Document, prepare: Callable[[Any], None], pdf: Any) -> bytes:
    pdf.set_creation_date(datetime(2019, 11, 25, tzinfo=UTC))
    pdf.add_font("zh", fname=str(font_file()))
    prepare(pdf)
    pdf.set_margin(28)
    pdf.add_page(format=(148, 210))
    for block in document:
        size = {"title": 16, "heading": 13}.get(block.kind, 11)
        pdf.set_font("zh", size=size)
        pdf.set_left_margin(35 if block.kind == "bullet" else 28)
        if block.kind == "bullet":
            pdf.set_x(29)
            pdf.write(6, "•")
        pdf.set_x(pdf.l_margin)
        pdf.multi_cell(0, size * 0.55, block.text, new_x="LMARGIN", new_y="NEXT", align="L")
        pdf.ln(2)
    return bytes(pdf.output())


def by_matplotlib() -> Made:
    """Another program: matplotlib, every glyph a little drawing of its own (a Type 3 font)."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    document = tuple(block for block in MESSAGE if block.kind != "bullet")
    figure, y, buffer = Figure(figsize=(8.27, 11.69)), 0.95, BytesIO()
    for block in document:
        size = {"title": 17, "heading": 14}.get(block.kind, 11)
        for line in wrapped(
            block.text, 480, lambda text, size=size: size * sum(1 if c > "\xff" else 0.6 for c in text)
        ):
            figure.text(0.1, y, line, font=font_file(), fontsize=size, va="baseline")
            y -= 0.03
        y -= 0.015
    with mpl.rc_context({"pdf.fonttype": 3}):
        FigureCanvasPdf(figure).print_pdf(buffer, metadata={"CreationDate": None})
    return buffer.getvalue(), document


def tag_tree() -> Made:
    """Tags say what is title, heading, list, table and note; the page's look alone would mislead."""
    return tagged((*TABLED, *MESSAGE[4:7], Block("note", "草案，仅供讨论。")))


MAKERS: dict[str, Callable[[], Made]] = {
    "embedded font, page break": embedded_font,
    "font not embedded": font_not_embedded,
    "drawn bullets": drawn_bullets,
    "private-use bullets": private_use_bullets,
    "bullets without meaning": bullets_without_meaning,
    "bullets of a symbol font": dingbats,
    "paragraphs by first-line indent": first_line_indents,
    "two columns, landscape": two_columns,
    "running heads, page numbers": heads_and_folios,
    "ruled table": ruled_table,
    "numbered headings and items": numbered_items,
    "glyph by glyph, letter-spaced": glyph_by_glyph,
    "footnotes": footnotes,
    "one page without text": one_page_without_text,
    "owner password": owner_password,
    "fpdf2, footer": by_fpdf2,
    "matplotlib, Type 3 font": by_matplotlib,
    "tag tree": tag_tree,
}
