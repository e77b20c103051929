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

from pipeline.ingest.extracted import HEADING, NOTE, TITLE, UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from pipeline.ingest.html.blocks import PageBlock
    from pipeline.settings import IngestSettings

_NOT_ARTICLE = frozenset({"nav", "aside", "footer", "dialog", "menu", "search"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar"}
)
_LISTED = frozenset({"li", "tr", "dd", "dt"})
_WRAPS_ARTICLE = frozenset({"article", "main"})
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|breadcrumbs?|crumbs?|sidebar|shar(?:e|ing)|social|related|recommend(?:ed|s)?|"
    r"comments?|pager|pagination|pagenav|ads?|adverts?|advertisement|banner|nav|navbar|navbox|navigation|menu|toolbar|"
    r"footer|foot|copyright|skip-link|toc|catlinks|editsection|mw-editsection|printfooter|noprint|siteSub|"
    r"newsletter|subscribe|login|search)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AFTER_WORD = r"\s*(?:[：:》】\]）)\d©]|$|\s)"
# How lines begin that pages set under an article's title …
_UNDER_TITLE = re.compile(
    r"[\s【\[（(|]*(?:发[布表](?:时间|日期|单位|机构)|(?:文章|信息|稿件)?来源|作者|责任编辑|编辑|浏览(?:次数|量)?|"
    r"点击(?:次数|量)?|阅读(?:次数|量)?|字[号体](?:大小)?|分享到?|扫一扫|打印(?:本页)?|关闭(?:窗口)?)" + _AFTER_WORD
)
# … and above and below the article, where they could as well be its text inside.
_AROUND = re.compile(
    r"[\s【\[（(|]*(?:上一[篇条页]|下一[篇条页]|主办(?:单位)?|承办(?:单位)?|网站(?:标识码|地图)|版权(?:所有|声明)|"
    r"copyright|©|.{0,12}ICP备|.{0,8}公网安备|返回顶部|当前位置|您的位置)" + _AFTER_WORD,
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
    told = [block for block in blocks if not _begins(_UNDER_TITLE, block, settings)]
    is_found = [_share_found(block, clauses) >= 0.5 and not _begins(_AROUND, block, settings) for block in told]
    certain = [
        at
        for at, block in enumerate(told)
        if is_found[at]
        and len(block.draft.text) >= settings.min_anchor_characters
        and block.link_share <= settings.max_link_share
    ]
    if not certain:
        return told
    first, last = _widened(told, is_found, certain[0], certain[-1], settings)
    first = next((at for at in range(first, certain[0] + 1) if _is_title(told[at], title)), first)
    inside = _without_links(told[first : last + 1], is_found[first : last + 1], settings.max_link_share)
    heading = next((block for block in told[:first][::-1] if _is_title(block, title)), None)
    return inside if heading is None or any(_is_title(block, title) for block in inside) else [heading, *inside]


def _begins(pattern: re.Pattern[str], block: PageBlock, settings: IngestSettings) -> bool:
    text = block.draft.text
    return len(text) <= settings.max_furniture_characters and pattern.match(text) is not None


def _share_found(block: PageBlock, clauses: frozenset[str]) -> float:
    own = _clauses(block.draft.text)
    return sum(len(clause) for clause in own if clause in clauses) / (sum(map(len, own)) or 1)


def _widened(
    blocks: Sequence[PageBlock], is_found: Sequence[bool], first: int, last: int, settings: IngestSettings
) -> tuple[int, int]:
    """Blocks next to the first and last certain ones are the article's if found, in the same container, or notes."""

    def belongs(at: int, beside: int) -> bool:
        block = blocks[at]
        if _begins(_AROUND, block, settings):
            return False
        is_text = block.link_share <= settings.max_link_share
        is_told = is_text and (is_found[at] or block.draft.tag == NOTE)
        return is_told or _are_together(block, blocks[beside], is_text=is_text)

    while first > 0 and belongs(first - 1, first):
        first -= 1
    while last + 1 < len(blocks) and belongs(last + 1, last):
        last += 1
    return first, last


def _are_together(block: PageBlock, other: PageBlock, *, is_text: bool) -> bool:
    """Are two blocks parts of one paragraph, items of one list, or texts beside each other in one container?

    Beside each other in the body itself stands anything; there only a heading belongs to what follows it.
    """
    one, two = block.element, other.element
    if one is two:
        return True
    container = one.getparent()
    if container is None or container is not two.getparent():
        return False
    is_heading = block.draft.tag.startswith((HEADING, TITLE))
    return one.tag in _LISTED or (is_text and (container.tag != "body" or is_heading))


def _without_links(blocks: Sequence[PageBlock], is_found: Sequence[bool], max_link_share: float) -> list[PageBlock]:
    """Without lists of links that trafilatura left out; an item that is a link stays beside items that are not."""
    is_kept = [found or block.link_share <= max_link_share for block, found in zip(blocks, is_found, strict=True)]
    lists = {block.element.getparent() for block, kept in zip(blocks, is_kept, strict=True) if kept}
    return [
        block
        for block, kept in zip(blocks, is_kept, strict=True)
        if kept or (block.element.tag in _LISTED and block.element.getparent() in lists)
    ]


def _is_title(block: PageBlock, title: str) -> bool:
    return block.draft.tag in {TITLE, f"{HEADING}1"} or says_title(block.draft.text, title)


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
