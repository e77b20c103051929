"""Which blocks of a page are its article.

trafilatura says what the article's text is, and this reader which blocks have that text: trafilatura drops short items
of lists, joins headings to what follows and moves text that stands after a line break, so its output is used to find
the article in the page and not as the text. What lies between the first and the last block found is the article's too,
but for what calls itself navigation, sharing, advertising and the like.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.ingest.extracted import HEADING, TITLE, UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.ingest.html.blocks import PageBlock
    from pipeline.settings import IngestSettings

_NOT_ARTICLE = frozenset({"nav", "aside", "footer", "dialog", "menu", "search"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_WRAPS_ARTICLE = frozenset({"article", "main"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|crumbs?|sidebar|shar(?:e|ing)|social|related|recommend(?:ed|s)?|"
    r"comments?|pager|pagination|pagenav|ads?|adverts?|advertisement|banner|nav|navbar|navbox|navigation|menu|toolbar|"
    r"footer|foot|copyright|skip-link|toc|catlinks|editsection|mw-editsection|printfooter|noprint|siteSub|reference|"
    r"newsletter|subscribe|login|search)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[，。；：！？、…,;:!?\n|]+")
_SPACES = re.compile(r"\s+")


def drop_surroundings(page: HtmlElement) -> None:
    """Take out of the tree what says itself that it is no article; text after a removed element stays.

    By its tag or role; by its name (class or id) only as long as it holds less than half of the page's text.
    """
    n_all = len(page.text_content())
    for element in [element for element in page.iter() if isinstance(element.tag, str)]:
        if element is page or element.getparent() is None or element.tag == "body":
            continue
        if _is_surrounding(element) or (_is_named_so(element) and 2 * len(element.text_content()) < n_all):
            element.drop_tree()


def _is_surrounding(element: HtmlElement) -> bool:
    if element.tag == "header":
        return not any(above.tag in _WRAPS_ARTICLE for above in element.iterancestors()) and not element.findall(
            ".//h1"
        )
    return element.tag in _NOT_ARTICLE or element.get("role") in _ROLES


def _is_named_so(element: HtmlElement) -> bool:
    return _NAMES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def article_clauses(page: HtmlElement) -> frozenset[str]:
    """The clauses of the article that trafilatura finds, without spaces; empty where it finds none.

    It works on a copy, with the tree alone: no address, no download, no file.
    """
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            copy.deepcopy(page), include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except RecursionError as error:
        raise UnreadableError(
            "the page nests tags too deeply for trafilatura to find its article; get it again from its source"
        ) from error
    body = getattr(found, "body", None)
    return frozenset() if body is None else frozenset(_clauses("\n".join(body.itertext())))


def _clauses(text: str) -> list[str]:
    bare = (_SPACES.sub("", clause) for clause in _CLAUSE_END.split(text))
    return [clause for clause in bare if clause]


def article_blocks(
    blocks: Sequence[PageBlock], clauses: frozenset[str], title: str, settings: IngestSettings
) -> list[PageBlock]:
    """The blocks of the article, in order; all blocks where trafilatura found nothing of it."""
    shares = [_share_found(block, clauses) for block in blocks]
    is_found = [share >= 0.5 for share in shares]
    certain = [
        at
        for at, block in enumerate(blocks)
        if is_found[at] and len(block.draft.text) >= settings.min_anchor_characters and block.link_share < 0.5
    ]
    if not certain:
        return list(blocks)
    first, last = _widened(blocks, is_found, certain[0], certain[-1])
    inside = [
        block
        for at, block in enumerate(blocks)
        if first <= at <= last and (is_found[at] or block.link_share <= settings.max_link_share)
    ]
    heading = next((at for at in range(first - 1, -1, -1) if _is_title(blocks[at], title)), None)
    return inside if heading is None or _has_title(inside, title) else [blocks[heading], *inside]


def _share_found(block: PageBlock, clauses: frozenset[str]) -> float:
    own = _clauses(block.draft.text)
    return sum(len(clause) for clause in own if clause in clauses) / (sum(map(len, own)) or 1)


def _widened(blocks: Sequence[PageBlock], is_found: Sequence[bool], first: int, last: int) -> tuple[int, int]:
    """Short blocks next to the first and last certain ones belong to the article if found, or in the same list."""
    while first > 0 and (is_found[first - 1] or _are_siblings(blocks[first - 1], blocks[first])):
        first -= 1
    while last + 1 < len(blocks) and (is_found[last + 1] or _are_siblings(blocks[last], blocks[last + 1])):
        last += 1
    return first, last


def _are_siblings(block: PageBlock, other: PageBlock) -> bool:
    """Are two blocks items of one list or rows of one table?"""
    one, two = block.element, other.element
    return one.tag == two.tag and one.tag in {"li", "tr", "dd", "dt"} and one.getparent() is two.getparent()


def _has_title(blocks: Sequence[PageBlock], title: str) -> bool:
    return any(_is_title(block, title) for block in blocks)


def _is_title(block: PageBlock, title: str) -> bool:
    return block.draft.tag == f"{HEADING}1" or says_title(block.draft.text, title)


def says_title(text: str, title: str) -> bool:
    """Is a block's text what the page's title begins with, before the name of its site?"""
    own = _SPACES.sub("", text)
    return len(own) >= 4 and _SPACES.sub("", title).startswith(own)


def with_title(blocks: Sequence[PageBlock], title: str) -> list[PageBlock]:
    """The same blocks; where no heading of the first rank stands first, the block that says the title is tagged so."""
    at = next((at for at, block in enumerate(blocks) if says_title(block.draft.text, title)), None)
    if at is None or blocks[at].draft.tag.startswith(HEADING):
        return list(blocks)
    titled = blocks[at]._replace(draft=blocks[at].draft._replace(tag=TITLE))
    return [*blocks[:at], titled, *blocks[at + 1 :]]
