"""A web page as a tree: decoded, parsed within bounds, without scripts and what is not shown."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from pipeline.ingest.encoding import decode
from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.settings import IngestSettings

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_N_BEGINNING = 4096  # bytes in which a page has to declare its encoding; the standard says 1024
# Standards for pages read these names as the larger set, since pages use characters of it all the same.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NOT_SHOWN = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video",
    "select", "button", "input", "textarea", "datalist", "head", "del", "rt", "rp", "map",
)  # fmt: skip
# Not visibility: saved pages keep their article invisible until a script has run. mso-list: a list's sign by Word.
_HIDDEN = re.compile(r"display\s*:\s*none|mso-list\s*:\s*ignore", re.IGNORECASE)
_NOTE_REFERENCES = frozenset({"MsoFootnoteReference", "MsoEndnoteReference", "mw-cite-backlink"})


def decode_page(content: bytes, settings: IngestSettings) -> tuple[str, str]:
    """The text of a page and the name of its encoding.

    By its byte order mark; as UTF-8 where all of it is, which does not happen by chance; by what it declares, if that
    holds for all of it; else as text files are. Raises ``UnreadableError`` as these do.
    """
    if not content.startswith(_MARKS):
        declared = _CHARSET.search(content[:_N_BEGINNING])
        names = ("utf-8", declared[1].decode("ascii").lower() if declared else "utf-8")
        for name in names:
            text = _strictly(content, _LARGER.get(name, name))
            if text is not None:
                return text, _LARGER.get(name, name)
    decoded = decode(content, settings)
    return decoded.text, decoded.encoding


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def parse_page(text: str, settings: IngestSettings) -> HtmlElement:
    """The tree of a page. Raises ``UnreadableError`` where it is empty or has more tags or levels than pages have.

    The parser gives up at 255 levels and would leave out the rest; so the depth is taken from the tree that it made,
    and a page that reaches the bound is refused rather than cut.
    """
    from lxml import etree, html

    n_tags = text.count("<")
    if n_tags > settings.max_elements:
        raise UnreadableError(
            f"the page has about {n_tags:,} tags; expected at most {settings.max_elements:,} (setting max_elements); "
            "this is no ordinary page: get it again from its source"
        )
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        page: HtmlElement = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(
            f"the page cannot be parsed: {error}; expected HTML; open it in a browser and save it again"
        ) from error
    _check_depth(page, parser.error_log, settings.max_html_depth)
    return page


def _check_depth(page: HtmlElement, log: object, max_depth: int) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > max_depth:
            break
    if depth > max_depth or "depth" in str(log).lower():
        raise UnreadableError(
            f"the page nests tags more than {max_depth} levels deep (setting max_html_depth); this is no ordinary "
            "page: get it again from its source"
        )


def without_hidden(page: HtmlElement) -> HtmlElement:
    """The same tree, changed: without what a browser does not show as text. Text after a removed element stays."""
    doomed = [
        element
        for element in page.iter()
        if isinstance(element.tag, str) and (element.tag in _NOT_SHOWN or _is_hidden(element)) and element is not page
    ]
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    return page


def _is_hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", "")) is not None
        or _is_note_reference(element)
    )


def _is_note_reference(element: HtmlElement) -> bool:
    """A raised number that leads to a note, as a wiki, a word processor or a publisher writes it."""
    if element.tag == "sup":
        return "reference" in element.get("class", "") or any(
            link.get("href", "").startswith("#") for link in element.iter("a")
        )
    return element.get("role") == "doc-noteref" or element.get("class", "") in _NOTE_REFERENCES
