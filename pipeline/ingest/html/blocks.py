"""All blocks of a page in document order: what a browser sets as paragraphs, headings, items and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.drafts import Draft, row_or_blocks
from pipeline.ingest.extracted import HEADING, ITEM, NOTE, PARAGRAPH, ROW, TITLE
from pipeline.ingest.line_breaks import split_paragraph

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.settings import IngestSettings

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_TAGS = frozenset({TITLE, *(name.upper() for name in _HEADINGS)})
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_PLAIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75}
_WORD_LIST = re.compile(r"mso-list\s*:(?!\s*(?:ignore|none|skip))", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|references|MsoFootnoteText|MsoEndnoteText)(?:$|[\s_-])", re.IGNORECASE
)
_WORD_TITLE = re.compile(r"\bMso(?:Title|Subtitle)")
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|heading|headline|subtitle|biaoti|h[1-6])(?:$|[\s_\d-])", re.IGNORECASE)
_SPACE = re.compile("[ \t\n\r\f]+")


class PageBlock(NamedTuple):
    """A block, the share of its characters that are links, and the innermost element that holds it."""

    draft: Draft
    link_share: float
    element: HtmlElement


class _Look(NamedTuple):
    is_bold: bool = False
    is_link: bool = False
    font_size: float | None = None
    is_verbatim: bool = False


class _Stretch(NamedTuple):
    text: str
    look: _Look


@dataclass
class _Open:
    """The block being read: its tag, its text so far, the element that it began in."""

    tag: str
    element: HtmlElement
    stretches: list[_Stretch] = field(default_factory=list)


def page_blocks(page: HtmlElement, settings: IngestSettings) -> list[PageBlock]:
    """Every block with text, whether or not it belongs to an article."""
    return list(_Reader(settings.max_cell_paragraphs).blocks(page, PARAGRAPH, _Look()))


class _Reader:
    def __init__(self, max_cell_paragraphs: int) -> None:
        self._max_cell_paragraphs = max_cell_paragraphs
        self._columns: dict[HtmlElement, bool] = {}
        """Sections of tables that were met, and whether no row of them has two cells."""

    def blocks(self, element: HtmlElement, tag: str, look: _Look) -> Iterator[PageBlock]:
        """The blocks inside an element that is itself a block."""
        opened = _Open(tag, element)
        yield from self._content(element, opened, look)
        yield from _closed(opened)

    def _content(self, element: HtmlElement, opened: _Open, look: _Look) -> Iterator[PageBlock]:
        """Text goes into the open block; a block inside closes it, and text after that opens another."""
        opened.stretches.append(_Stretch(element.text or "", look))
        for each in element:
            if isinstance(each.tag, str):
                yield from self._child(each, opened, look)
            opened.stretches.append(_Stretch(each.tail or "", look))

    def _child(self, each: HtmlElement, opened: _Open, look: _Look) -> Iterator[PageBlock]:
        inner = _look(each, look)
        if each.tag == "br":
            opened.stretches.append(_Stretch("\n", look._replace(is_verbatim=True)))
        elif each.tag == "tr":
            yield from _closed(opened)
            yield from self._row(each, inner)
        elif each.tag in _BLOCKS:
            was_item = opened.tag == ITEM and any(stretch.text.strip() for stretch in opened.stretches)
            yield from _closed(opened)
            yield from self.blocks(each, _tag(each, opened.tag, is_after_text=was_item), inner)
            # What follows a list or paragraph inside an item is a paragraph of its own.
            opened.tag = PARAGRAPH if opened.tag == ITEM else opened.tag
        else:
            yield from self._content(each, opened, inner)

    def _row(self, row: HtmlElement, look: _Look) -> Iterator[PageBlock]:
        cells = [list(self.blocks(cell, PARAGRAPH, look)) for cell in row if cell.tag in {"td", "th"}]
        drafts = [[block.draft for block in cell] for cell in cells]
        made = list(row_or_blocks(drafts, is_column=self._is_column(row), max_paragraphs=self._max_cell_paragraphs))
        if len(made) == 1 and made[0].tag == ROW:
            inside = [block for cell in cells for block in cell]
            yield PageBlock(made[0], _mean_link_share(inside), row)
        else:
            yield from (block for cell in cells for block in cell)

    def _is_column(self, row: HtmlElement) -> bool:
        section = row.getparent()
        if section not in self._columns:
            self._columns[section] = all(_n_cells(each) <= 1 for each in section if each.tag == "tr")
        return self._columns[section]


def _n_cells(row: HtmlElement) -> int:
    return sum(cell.tag in {"td", "th"} for cell in row)


def _mean_link_share(blocks: Sequence[PageBlock]) -> float:
    n_all = sum(len(block.draft.text) for block in blocks)
    return sum(len(block.draft.text) * block.link_share for block in blocks) / n_all


def _look(element: HtmlElement, outer: _Look) -> _Look:
    style = element.get("style", "")
    size = _SIZE.search(style)
    is_bold = outer.is_bold or element.tag in _BOLD or _BOLD_STYLE.search(style) is not None
    return _Look(
        is_bold=is_bold and _PLAIN_STYLE.search(style) is None,
        is_link=outer.is_link or (element.tag == "a" and "href" in element.attrib),
        font_size=float(size[1]) * _POINTS[size[2].lower()] if size else outer.font_size,
        is_verbatim=outer.is_verbatim or element.tag == "pre",
    )


def _tag(element: HtmlElement, outer: str, *, is_after_text: bool) -> str:
    """The tag of the text in a block element; a plain wrapper has that of the block around it."""
    own = _own_tag(element)
    if outer == NOTE and own not in _HEADING_TAGS:
        return NOTE
    if own is not None:
        return own
    if outer == ITEM and not is_after_text:
        return ITEM
    return outer if outer in _HEADING_TAGS else PARAGRAPH


def _own_tag(element: HtmlElement) -> str | None:
    """What an element says of its text: by its name, its role, or the class that Word gives it."""
    named, role = element.get("class", ""), element.get("role", "").removeprefix("doc-")
    if element.tag in _HEADINGS:
        return str(element.tag).upper()
    if role == "heading":
        level = element.get("aria-level", "2")
        return f"{HEADING}{level if level in '123456' else 6}"
    if _WORD_TITLE.search(named):
        return TITLE
    if _NOTES.search(f"{named} {role}"):
        return NOTE
    return ITEM if element.tag == "li" or _WORD_LIST.search(element.get("style", "")) else None


def _closed(opened: _Open) -> Iterator[PageBlock]:
    """The open block, as one element or several; then it is empty."""
    stretches, opened.stretches = opened.stretches, []
    text = _joined(stretches)
    if not text:
        return
    is_bold = _share(stretches, is_bold=True) > 0.5 or _is_called_a_title(opened.element)
    font_size = _font_size(stretches)
    link_share = _share(stretches, is_link=True)
    for part in split_paragraph(text) if opened.tag == PARAGRAPH else [text]:
        yield PageBlock(Draft(part, opened.tag, font_size, is_bold), link_share, opened.element)


def _joined(stretches: Sequence[_Stretch]) -> str:
    """The text with the spaces that a browser shows: runs of spaces and line ends of the source as one space."""
    texts = [text if look.is_verbatim else _SPACE.sub(" ", text) for text, look in stretches]
    lines = (re.sub(" +", " ", line).strip(" \t\r\f") for line in "".join(texts).split("\n"))
    return "\n".join(lines).strip("\n")


def _share(stretches: Sequence[_Stretch], *, is_bold: bool = False, is_link: bool = False) -> float:
    """Share of the characters that are bold, or links."""
    sizes = [(len(text.strip()), look) for text, look in stretches]
    n_all = sum(n for n, _ in sizes)
    n_such = sum(n for n, look in sizes if (is_bold and look.is_bold) or (is_link and look.is_link))
    return n_such / n_all if n_all else 0.0


def _font_size(stretches: Sequence[_Stretch]) -> float | None:
    """The size of the longest stretch, where its page states one in points or pixels."""
    return max(stretches, key=lambda stretch: len(stretch.text.strip())).look.font_size


def _is_called_a_title(element: HtmlElement) -> bool:
    return _TITLE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
