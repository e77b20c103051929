"""What a page shows, glyph by glyph, with the marked content that each stands in.

pdfplumber and pdfminer.six forget the outer marked content when an inner one ends, and ignore ``ActualText``, by which
a producer says what glyphs mean (Chromium: ⽹ is 网). Both are needed, so the device keeps the stack itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_rect, decode_text

from pipeline.ingest.extracted import UnreadableError
from pipeline.ingest.pdf.glyphs import Glyph, weight_of

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

# Code points that stand for no character: a font that maps a glyph to one says nothing of it.
_MEANINGLESS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_SIGNS = re.compile("wingdings|webdings|dingbats", re.IGNORECASE)
# A glyph may be mapped to a line end; that it ends a line is told from its place alone.
_LINE_ENDS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
FILL_AND_STROKE = 2
"""Text rendering mode of ISO 32000-1, table 106."""


class _Marked(NamedTuple):
    """A marked-content sequence that is open."""

    sequence: int
    is_artifact: bool
    actual_text: str | None


_NO_MARK = _Marked(-1, False, None)


class GlyphDevice(PDFPageAggregator):
    """Collects a page's glyphs; what is drawn on it stays with pdfminer.six, for tables and bullets."""

    def __init__(
        self, manager: PDFResourceManager, page: PDFPage, sequences: Mapping[int, int], height: float, max_glyphs: int
    ) -> None:
        """``sequences``: marked-content id on this page → its place in the tag tree; ``height`` in points."""
        super().__init__(manager)
        resources = resolve1(page.resources)
        named = resolve1(resources.get("Properties")) if isinstance(resources, Mapping) else None
        self._named: Mapping[str, Any] = named if isinstance(named, Mapping) else {}
        self.glyphs: list[Glyph] = []
        self.visible = page.cropbox
        """The part of the page that viewers show: x0, y0, x1, y1, from the bottom left corner of what is drawn on."""
        self._sequences = sequences
        self._height = height
        self._max_glyphs = max_glyphs
        self._open: list[_Marked] = []
        self._unsaid: str | None = None
        self._is_stroked = False

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.visible = apply_matrix_rect(ctm, page.cropbox)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        above = self._open[-1] if self._open else _NO_MARK
        props = props if isinstance(props, Mapping) else resolve1(self._named.get(name_of(props)))
        props = props if isinstance(props, Mapping) else {}
        number = props.get("MCID")
        sequence = self._sequences.get(number, -1) if isinstance(number, int) else above.sequence
        actual_text = _actual_text(props)
        self._unsaid = actual_text if actual_text is not None else self._unsaid
        is_artifact = above.is_artifact or name_of(tag) == "Artifact"
        self._open.append(_Marked(sequence, is_artifact, actual_text or above.actual_text))

    def end_tag(self) -> None:
        if self._open and self._open.pop().actual_text is not None:
            self._unsaid = None

    def do_tag(self, tag: Any, props: Any = None) -> None:
        """A marked point says nothing of any glyph."""

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._is_stroked = textstate.render == FILL_AND_STROKE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *arguments: Any, **options: Any) -> float:
        advance = float(super().render_char(*arguments, **options))
        # pdfminer.six does not hand out what it has just made. Taken away again: the page is left with rules and
        # pictures, and looking for tables does not have to go through its characters a second time.
        item = self.cur_item._objs.pop()  # noqa: SLF001
        if isinstance(item, LTChar):
            self._keep(item, fontsize=arguments[2], rise=arguments[4])
        if len(self.glyphs) > self._max_glyphs:
            raise UnreadableError(
                f"a page shows more than {self._max_glyphs} characters, expected a page of text; print the document "
                "to a new PDF, or give its text as DOCX or UTF-8"
            )
        return advance

    def _keep(self, item: LTChar, fontsize: float, rise: float) -> None:
        mark = self._open[-1] if self._open else _NO_MARK
        text = _meant(self._said(item.get_text(), mark), str(item.fontname))
        a, b, c, d, x, y = item.matrix
        size = fontsize * hypot(c, d)
        if not text or not size:  # a font of size 0 shows nothing
            return
        x, y = x + rise * c, self._height - y - rise * d
        # A font of negative size turns its glyphs and their advance round.
        turns = _quarter_turns(a, b) if size > 0 else _quarter_turns(-a, -b)
        along = abs(item.adv) if turns in (0, 1) else -abs(item.adv)
        begin, baseline = (x, y) if turns in (0, 2, -1) else (y, x)
        far = begin + along * (hypot(a, b) or 1)
        weight = weight_of(str(item.fontname), is_stroked=self._is_stroked)
        self.glyphs.append(Glyph(text, begin, far, baseline, abs(size), weight, mark.sequence, mark.is_artifact, turns))

    def _said(self, text: str, mark: _Marked) -> str:
        """What the glyph says: the whole ``ActualText`` of its sequence at the first glyph, nothing at the others."""
        if mark.actual_text is None:
            return text
        said, self._unsaid = self._unsaid, ""
        return said or ""


def _meant(text: str, font_name: str) -> str:
    """What a glyph's text can mean: no line end, no code point without a character, no letter for a sign.

    A font of signs that says nothing of its glyphs shows ■ where the code is that of an n. Word moves these codes into
    the private-use area, from U+F000 on, and so it is done here; that such a sign begins a list is told there.
    """
    text = _MEANINGLESS.sub("\ufffd", _LINE_ENDS.sub(" ", text))
    is_sign = len(text) == 1 and "!" <= text <= "\u00ff" and _SIGNS.search(font_name)
    return chr(0xF000 + ord(text)) if is_sign else text


def name_of(value: Any) -> str:
    """The name that a PDF name object holds; empty for anything else."""
    name = getattr(resolve1(value), "name", "")
    return decode_text(name) if isinstance(name, bytes) else str(name)


def _actual_text(props: Mapping[str, Any]) -> str | None:
    """What marked content is said to mean; None where it is not said, or nothing is, which pictures' tags do."""
    value = resolve1(props.get("ActualText"))
    return (decode_text(value) or None) if isinstance(value, bytes) else None


def _quarter_turns(a: float, b: float) -> int:
    """Quarter turns clockwise of the writing direction, from a text matrix whose y points upwards; -1 for a slant."""
    if abs(b) < 0.05 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) < 0.05 * abs(b):
        return 3 if b > 0 else 1
    return -1
