"""What a block of text is: title, heading, paragraph, bullet or note, told from how it begins, ends and stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.characters import HAN
from pipeline.normalise.characters import UNFINISHED_ENDS, has_han, is_finished

if TYPE_CHECKING:
    from pipeline.settings import NormaliseSettings

TITLE, HEADING, PARAGRAPH, BULLET, NOTE = "title", "heading", "paragraph", "bullet", "note"
MESSAGE_KINDS = frozenset({PARAGRAPH, BULLET})


class Mark(NamedTuple):
    """A mark that only says what the block is and is no part of its text; ``level`` counts Markdown's #."""

    length: int
    kind: str
    sign: str = ""
    level: int = 0


NO_MARK = Mark(0, "")
EM_DASH = "\N{EM DASH}"

_MARK = re.compile(
    r"(?P<heading>\#{1,6}(?:\s+|$))"
    f"|(?P<quote>>(?:\\s+|$|(?=[{HAN}“「（])))"
    "|(?P<bullet>"
    # • ● ■ □ ◆ ◇ ▪ ▫ ‣ ⁃ ► ▶ ➢ ➤ ✓ ✔ ∙ ◦ ⚫ and the private-use bullets of symbol fonts
    "[\u2022\u25cf\u25a0\u25a1\u25c6\u25c7\u25aa\u25ab\u2023\u2043\u25ba\u25b6\u27a2\u27a4\u2713\u2714\u2219\u25e6\u26ab\uf000-\uf0ff]\\s*"
    # other private-use characters and - – * + ○, with a space after them; o before Chinese, Word's second-level bullet
    f"|[\ue000-\uefff\uf100-\uf8ff\\-\u2013*+\u25cb](?:\\s+|$)|o\\s+(?=[{HAN}])"
    # · ・ ‧ before anything but a digit; – before Chinese; — and —— before anything but a third
    f"|[\u00b7\u30fb\u2027](?!\\d)\\s*|\u2013(?=[{HAN}])|\u2014{{1,2}}(?!\u2014)\\s*"
    ")"
)
_RULE_SIGNS = frozenset("-_*=~\u2014\u2015\u2500")  # with — ― ─
_RULE_LINE = re.compile(r"(?:[-_*=~\u2014\u2015\u2500]\s*){3,}$")

_NUMERAL = "[一二三四五六七八九十百零〇○]{1,5}"
# 第一章, 一、, （一）, 第一，: numbers that Chinese documents give their parts
_PART_NUMBER = re.compile(
    f"第(?:{_NUMERAL}|\\d{{1,3}})(?:部分|[编篇章节])|{_NUMERAL}[、．.]|[（(]{_NUMERAL}[）)]|第{_NUMERAL}[，、,：:]"
)
# （1）, 1., 1、, 1.2, ①, a): numbers of the items of a list, sometimes of parts
_ITEM_NUMBER = re.compile(
    "[（(]\\d{1,3}[）)]|\\d{1,3}(?:\\.\\d{1,2})*[.、．)）](?!\\d)|\\d{1,2}(?:\\.\\d{1,2})+\\s+"
    f"|[\u2460-\u249b]|[A-Za-z][.)）](?:\\s+|(?=[{HAN}]))"
)
_NOTE = re.compile(r"\*(?![\s*])(?!.*\*$)|※|(?:注|备注|附注|注释|脚注|註|備註)\s*[：:]|\[\^?\d+\]")
_IN_BRACKETS = re.compile("[（(【〔][^）)】〕]*[）)】〕]$")
_DAY = "[\\d一二三四五六七八九十]+"
_DATE = f"(?:\\d{{4}}|[一二三四五六七八九〇○零]{{4}})\\s*年\\s*{_DAY}\\s*月\\s*{_DAY}\\s*日"
_DATELINE = re.compile(f"(?:根据)?{_DATE}(?:$|.*(?:通过|修订|修正|公布|发布|施行|批准|印发|令|修改)$)")
_SENTENCE_END_INSIDE = re.compile("[。！；][^”’」』）)]")


class Block(Protocol):
    """What the kind of a block is told from."""

    @property
    def text(self) -> str: ...

    @property
    def mark(self) -> Mark: ...

    @property
    def indent(self) -> int: ...

    @property
    def kind(self) -> str | None: ...

    @property
    def level(self) -> int: ...


def leading_mark(text: str) -> Mark:
    """The marks at the beginning of a line, with the spaces after them; the first one says what the block is.

    >>> leading_mark("•   有必要"), leading_mark("## 第一章"), leading_mark("-5 度") == NO_MARK
    (Mark(length=4, kind='bullet', sign='•', level=0), Mark(length=3, kind='heading', sign='#', level=2), True)
    """
    match = _MARK.match(text)
    if match is None:
        return NO_MARK
    kind = match.lastgroup or ""
    level = match.group().count("#")
    end = match.end()
    while end < len(text) and (match := _MARK.match(text, end)):
        end = match.end()
    return Mark(end, kind, text[0], level)


def is_rule_line(text: str) -> bool:
    """A drawn line: three or more of - _ * = — with nothing else."""
    return text[:1] in _RULE_SIGNS and _RULE_LINE.match(text) is not None


def is_part(text: str) -> bool:
    """Does a block begin with the number of a part, as 第一章, 一、 or （一）?"""
    return _PART_NUMBER.match(text) is not None


def is_list_item(text: str) -> bool:
    """Does a block begin with the number of a list's item, as 1., （1） or ①?"""
    return _ITEM_NUMBER.match(text) is not None


def is_numbered(text: str) -> bool:
    """Does a block begin with a number of either kind?"""
    return is_part(text) or is_list_item(text)


def is_note(text: str) -> bool:
    """A footnote, a remark, a date of adoption, a stage direction: text about the text."""
    if _NOTE.match(text):
        return True
    if _IN_BRACKETS.match(text) and not is_numbered(text):
        return True
    return _DATELINE.match(text) is not None and not is_finished(text)


def is_heading_like(text: str, settings: NormaliseSettings) -> bool:
    """Chinese and short, without a sentence's final mark at the end or inside; a numbered one may be longer."""
    if is_finished(text) or text[-1:] in UNFINISHED_ENDS or text.startswith("|") or not has_han(text):
        return False
    is_part_heading = is_part(text)
    longest = settings.max_numbered_heading_characters if is_part_heading else settings.max_heading_characters
    is_one_phrase = is_part_heading or not _SENTENCE_END_INSIDE.search(text)
    return len(text) <= longest and is_one_phrase and not is_note(text)


def kinds(blocks: Sequence[Block], settings: NormaliseSettings) -> list[str]:
    """The kind of each block of a document, in order."""
    paragraph_indent = _paragraph_indent(blocks)
    found = [_kind(block, paragraph_indent, settings) for block in blocks]
    _settle_numbered_items(blocks, found)
    _find_title(blocks, found)
    return found


def _paragraph_indent(blocks: Sequence[Block]) -> int:
    """The indent of most blocks that end as sentences do; 0 where paragraphs are not indented, or everything is."""
    indents = Counter(block.indent for block in blocks if is_finished(block.text) and not block.mark.length)
    most = max(indents.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    is_usual = 2 * most[1] > indents.total()
    return most[0] if is_usual and most[0] > min(block.indent for block in blocks) else 0


def _kind(block: Block, paragraph_indent: int, settings: NormaliseSettings) -> str:
    text, mark = block.text, block.mark
    if block.kind is not None:
        return block.kind
    # Where paragraphs are indented, a line indented like them is one that lost its full stop.
    is_set_apart = is_part(text) or not paragraph_indent or block.indent != paragraph_indent
    if not mark.length and is_set_apart and is_heading_like(text, settings):
        return HEADING
    return running_kind(text, mark)


def running_kind(text: str, mark: Mark) -> str:
    """The kind of a block that its text alone does not make a heading."""
    if mark.kind in {HEADING, BULLET}:
        return mark.kind
    if is_note(text) or not has_han(text):
        return NOTE
    return BULLET if is_list_item(text) or (text[0] in "（(" and is_part(text)) else PARAGRAPH


def _settle_numbered_items(blocks: Sequence[Block], found: list[str]) -> None:
    """A short "1. …" heads a part where running text stands around it, and is an item of a list beside its like."""
    is_item = [is_list_item(block.text) and not block.mark.length and block.kind is None for block in blocks]
    for at, kind in enumerate(found):
        if kind == HEADING and is_item[at]:
            is_after_item = at > 0 and is_item[at - 1]
            heads_text = at + 1 < len(found) and found[at + 1] in MESSAGE_KINDS and not is_item[at + 1]
            found[at] = HEADING if heads_text and not is_after_item else BULLET


def _find_title(blocks: Sequence[Block], found: list[str]) -> None:
    """The first block but for notes, where it is a heading of its own rank; with it a subtitle after a dash."""
    first = next((at for at, kind in enumerate(found) if kind != NOTE), None)
    if first is None or found[first] != HEADING or is_numbered(blocks[first].text):
        return
    level = _level(blocks[first])
    levels = [level for level in map(_level, blocks[first + 1 :]) if level]
    if levels and not 0 < level < min(levels):
        return
    found[first] = TITLE
    following = first + 1
    if following < len(found) and found[following] == BULLET and _is_subtitle(blocks[following]):
        found[following] = TITLE


def _level(block: Block) -> int:
    return block.level or block.mark.level


def _is_subtitle(block: Block) -> bool:
    return block.mark.sign == EM_DASH and not is_finished(block.text)
