"""What a block of text is: title, heading, paragraph, bullet or note, told from how it begins, ends and stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pipeline.characters import HAN
from pipeline.normalise.characters import FINAL_MARKS, UNFINISHED_ENDS, has_han, is_finished

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

# • ● ■ □ ◆ ◇ ▪ ▫ ‣ ⁃ ► ▶ ➢ ➤ ✓ ✔ ∙ ◦ ⚫
_BULLETS = (
    "\u2022\u25cf\u25a0\u25a1\u25c6\u25c7\u25aa\u25ab\u2023\u2043\u25ba\u25b6\u27a2\u27a4\u2713\u2714\u2219\u25e6\u26ab"
)
_MARK = re.compile(
    r"(?P<heading>\#{1,6}(?:\s+|$))"
    f"|(?P<quote>>(?:\\s+|$|(?=[{HAN}“「（])))"
    "|(?P<bullet>"
    # bullets, and the private-use ones of symbol fonts
    f"[{_BULLETS}\uf000-\uf0ff]\\s*"
    # other private-use characters and - – * + ○, with a space after them; o before Chinese, Word's second-level bullet
    f"|[\ue000-\uefff\uf100-\uf8ff\\-\u2013*+\u25cb](?:\\s+|$)|o\\s+(?=[{HAN}])"
    # · ・ ‧ before anything but a digit; – and -- before Chinese; up to three —
    f"|[\u00b7\u30fb\u2027](?!\\d)\\s*|\u2013(?=[{HAN}])|--(?=[{HAN}])|\u2014{{1,3}}(?!\u2014)\\s*"
    ")"
)
MARK_SIGNS = frozenset("#>-*+o\u2013\u25cb\u00b7\u30fb\u2027\u2014" + _BULLETS) | set(map(chr, range(0xE000, 0xF900)))
"""What a mark can begin with: one look tells that an ordinary line has none."""
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
_ARTICLE = re.compile(f"第(?:{_NUMERAL}|\\d{{1,4}})条(?:之{_NUMERAL})?(?=[\\s\u3000【（(]|[{HAN}])")
_SALUTATION = re.compile("(?:尊敬的|各位|女士们|先生们|同志们|朋友们)[^。；，]{0,30}[：:！!]")
_NOTE_FIGURE = re.compile(
    r"(?:[\[〔(（]\d{1,3}[\]〕)）]|\d{1,3}(?!\d|\.\d|[%％年月日个次条]|\s*[年月日])|[\u2460-\u2473\ufffd])[.、．]?\s*(?=[^\s.、．])"
)
_NOTE = re.compile(r"\*(?![\s*])(?!.*\*$)|※|(?:注|备注|附注|注释|脚注|註|備註)\s*[：:]|\[\^?\d+\]")
_NOTE_WORDS_BEGIN = frozenset("注备附脚註備")
_LONGEST_PHRASE = 40
_IN_BRACKETS = re.compile("[（(【〔][^）)】〕]*[）)】〕]$")
_DAY = "[\\d一二三四五六七八九十]+"
_DATE = f"(?:\\d{{4}}|[一二三四五六七八九〇○零]{{4}})\\s*年\\s*{_DAY}\\s*月\\s*{_DAY}\\s*日"
_BEGINS_WITH_DATE = re.compile(_DATE)
_DATELINE = re.compile(f"(?:根据)?{_DATE}(?:$|.*(?:通过|修订|修正|公布|发布|施行|批准|印发|令|修改)$)")
_SENTENCE_END_INSIDE = re.compile("[。！；][^”’」』）)]")


class Block(Protocol):
    """What a block's mark or its source says of its kind."""

    @property
    def mark(self) -> Mark: ...

    @property
    def kind(self) -> str | None: ...

    @property
    def level(self) -> int: ...


class Blocks(Protocol):
    """What the kinds of a document's blocks are told from."""

    @property
    def texts(self) -> Sequence[str]: ...

    @property
    def indents(self) -> Sequence[int]: ...

    @property
    def described(self) -> Mapping[int, Block]:
        """What is known beside text and indent, by the block's number."""


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
    if is_rule_line(text[end:]):
        end = len(text)  # a drawn line behind a mark is no text either: •———
    return Mark(end, kind, text[0], level)


def note_mark(text: str) -> Mark:
    """The figure by which the text refers to a note, at the note's beginning: 1, [1], ①.

    >>> note_mark("1 见附件。").length, note_mark("2018年的数字").length
    (2, 0)
    """
    match = _NOTE_FIGURE.match(text)
    return Mark(match.end(), NOTE, match.group().strip()) if match else NO_MARK


def is_rule_line(text: str) -> bool:
    """A drawn line: three or more of - _ * = — with nothing else."""
    return text[:1] in _RULE_SIGNS and _RULE_LINE.match(text) is not None


def is_salutation(text: str) -> bool:
    """Does a speaker address the audience? 各位代表：, 女士们、先生们！"""
    return _SALUTATION.fullmatch(text) is not None


def is_part(text: str) -> bool:
    """Does a block begin with the number of a part, as 第一章, 一、 or （一）?"""
    return _PART_NUMBER.match(text) is not None


def is_list_item(text: str) -> bool:
    """Does a block begin with the number of a list's item, as 1., （1） or ①?"""
    return _ITEM_NUMBER.match(text) is not None


def is_numbered(text: str) -> bool:
    """Does a block begin with the number of a part, of a list's item, or of a law's article (第九条)?"""
    return is_part(text) or is_list_item(text) or _ARTICLE.match(text) is not None


def is_note(text: str) -> bool:
    """A footnote, a remark, a date of adoption, a stage direction: text about the text."""
    if _NOTE.match(text):
        return True
    if _IN_BRACKETS.match(text) and not is_numbered(text):
        return True
    return _DATELINE.match(text) is not None and not is_finished(text)


def begins_with_date(text: str) -> bool:
    """Does it begin with a day, as the lines do that tell when a law was adopted and amended?"""
    return _BEGINS_WITH_DATE.match(text) is not None


def is_heading_like(text: str, settings: NormaliseSettings) -> bool:
    """Chinese and short, without a sentence's final mark at the end or inside; a numbered one may be longer."""
    if is_finished(text) or text[-1:] in UNFINISHED_ENDS or text.startswith("|") or not has_han(text):
        return False
    is_part_heading = is_part(text)
    longest = settings.max_numbered_heading_characters if is_part_heading else settings.max_heading_characters
    is_one_phrase = is_part_heading or not _SENTENCE_END_INSIDE.search(text)
    return len(text) <= longest and is_one_phrase and not is_note(text)


def kinds(blocks: Blocks, settings: NormaliseSettings) -> list[str]:
    """The kind of each block of a document, in order."""
    indent, described = _paragraph_indent(blocks), blocks.described
    found = [
        PARAGRAPH
        if at not in described and _is_plain_sentence(text)
        else _kind(
            text, described.get(at), is_indented=bool(indent) and blocks.indents[at] == indent, settings=settings
        )
        for at, text in enumerate(blocks.texts)
    ]
    _settle_numbered_items(blocks, found)
    _find_title(blocks, found)
    return found


def _paragraph_indent(blocks: Blocks) -> int:
    """The indent of most blocks that end as sentences do; 0 where paragraphs are not indented, or everything is."""
    least, *others = sorted(set(blocks.indents)) or [0]
    if not others:
        return 0
    unmarked = ((at, text) for at, text in enumerate(blocks.texts) if not _mark(blocks, at).length)
    indents = Counter(blocks.indents[at] for at, text in unmarked if is_finished(text))
    most = max(indents.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    is_usual = 2 * most[1] > indents.total()
    return most[0] if is_usual and most[0] > least else 0


def _mark(blocks: Blocks, at: int) -> Mark:
    return blocks.described[at].mark if at in blocks.described else NO_MARK


def _kind(text: str, block: Block | None, *, is_indented: bool, settings: NormaliseSettings) -> str:
    """``block``: what is known of it beside its text; ``is_indented``: as paragraphs are, where these are."""
    if block is not None and block.kind is not None:
        return block.kind
    mark = block.mark if block else NO_MARK
    # Where paragraphs are indented, a line indented like them is one that lost its full stop.
    is_set_apart = not is_indented or is_part(text)
    if not mark.length and is_set_apart and is_heading_like(text, settings):
        return HEADING
    return running_kind(text, mark)


def _is_plain_sentence(text: str) -> bool:
    """Do its first and last character alone say that a block is a paragraph? Most say so, and no rule need be asked.

    A final mark ends no heading and no date; numbers of items, brackets and all signs of a note but a few words begin
    with no Chinese character.
    """
    return text[-1] in FINAL_MARKS and "\u4e00" <= text[0] <= "\u9fff" and text[0] not in _NOTE_WORDS_BEGIN


def running_kind(text: str, mark: Mark) -> str:
    """The kind of a block that its text alone does not make a heading."""
    if mark.kind in {HEADING, BULLET}:
        return mark.kind
    if is_note(text) or not has_han(text):
        return NOTE
    return BULLET if is_list_item(text) or (text[0] in "（(" and is_part(text)) else PARAGRAPH


def _settle_numbered_items(blocks: Blocks, found: list[str]) -> None:
    """A short "1. …" heads a part where running text stands around it, and is an item of a list beside its like.

    So does a short （一）…。, full stop or not: 六 of a report's parts may have one and the seventh none.
    """
    for at, kind in enumerate(found):
        if kind == HEADING and _is_item(blocks, at):
            found[at] = HEADING if _heads_text(blocks, found, at, _is_item) else BULLET
        elif kind == BULLET and _is_short_part(blocks, at) and _heads_text(blocks, found, at, _is_numbered):
            found[at] = HEADING


def _heads_text(blocks: Blocks, found: Sequence[str], at: int, is_like: Callable[[Blocks, int], bool]) -> bool:
    """Does running text follow a block that stands beside none of its like?"""
    is_after_like = at > 0 and is_like(blocks, at - 1)
    is_before_text = at + 1 < len(found) and found[at + 1] in MESSAGE_KINDS and not is_like(blocks, at + 1)
    return is_before_text and not is_after_like


def _is_short_part(blocks: Blocks, at: int) -> bool:
    """（六）进一步推进改革开放。: one phrase, numbered as a part is."""
    text = blocks.texts[at]
    is_phrase = len(text) <= _LONGEST_PHRASE and not any(mark in text[:-1] for mark in "。；：")
    return is_phrase and is_part(text) and _is_unmarked(blocks, at)


def _is_numbered(blocks: Blocks, at: int) -> bool:
    return is_numbered(blocks.texts[at])


def _is_item(blocks: Blocks, at: int) -> bool:
    return is_list_item(blocks.texts[at]) and _is_unmarked(blocks, at)


def _is_unmarked(blocks: Blocks, at: int) -> bool:
    block = blocks.described.get(at)
    return block is None or (block.kind is None and not block.mark.length)


def _find_title(blocks: Blocks, found: list[str]) -> None:
    """The first block but for notes, where it is a heading of its own rank; with it a subtitle after a dash."""
    first = next((at for at, kind in enumerate(found) if kind != NOTE), None)
    if first is None or found[first] != HEADING or is_numbered(blocks.texts[first]):
        return
    levels = [(at, _level(block)) for at, block in blocks.described.items()]
    level = dict(levels).get(first, 0)
    others = [other for at, other in levels if at > first and other]
    if others and not 0 < level < min(others):
        return
    found[first] = TITLE
    following = first + 1
    if following < len(found) and found[following] == BULLET and _is_subtitle(blocks, following):
        found[following] = TITLE


def _level(block: Block) -> int:
    return block.level or block.mark.level


def _is_subtitle(blocks: Blocks, at: int) -> bool:
    return _mark(blocks, at).sign == EM_DASH and not is_finished(blocks.texts[at])
