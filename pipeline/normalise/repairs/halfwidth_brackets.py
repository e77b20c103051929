"""Half-width brackets around or inside Chinese: 描述IGF (即，以理清) for 描述IGF（即，以理清）.

They come with spaces around them that Chinese does not write, and 论坛(IGF) and 论坛（IGF） are two wordings to a
search. Spaces beside a bracket that becomes Chinese go with it.

A pair becomes Chinese where its content has a Chinese character, or Chinese stands on both sides of it; a bracket whose
partner is Chinese follows it. Left alone: brackets without a partner in the passage; pairs of Latin content with Latin
text on one side (IGFs (NRIs) 各自, f(x)); a number in brackets that begins a passage, which is an item's; square ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipeline.characters import HAN
from pipeline.normalise.characters import CJK_PUNCTUATION
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "halfwidth_brackets"
_BRACKET = re.compile("[()（）]")
_HALF = re.compile("[()]")
_HAN = re.compile(f"[{HAN}]")
_CHINESE = f"{HAN}{CJK_PUNCTUATION}“”‘’—…"
# Half-width marks and quotes beside Chinese are Chinese too, as the repairs after this one see them.
_CHINESE_BEFORE = re.compile(f'[{_CHINESE}][,.;:?!"]? *$')
# The end, or a half-width mark that ends something, is Chinese enough where Chinese stands before the pair.
_CHINESE_AFTER = re.compile(f' *(?:[{_CHINESE}]|[,.;:?!"](?![0-9A-Za-z])|$)', re.MULTILINE)
_LATIN_BEFORE, _LATIN_AFTER = (
    re.compile("[0-9A-Za-z] *$"),
    re.compile(" *[,;:]? *[0-9A-Za-z]"),
)
_OPENING = "(（"
_MAX_SPACES = 4
"""Spaces looked across before a bracket: more than these set columns apart."""


@with_signs("()")
def halfwidth_brackets(text: str) -> list[Edit]:
    """One edit a bracket with the spaces outside it.

    >>> [(edit.before, edit.after) for edit in halfwidth_brackets("描述IGF (即以理清)等; IGFs (NRIs) 各自")]
    [(' (', '（'), (')', '）')]
    """
    chinese: set[int] = set()
    waiting = list(_pairs(text))
    # A pair beside one that became Chinese has Chinese on that side: looked at again until nothing changes.
    while found := [pair for pair in waiting if _is_chinese(text, *pair, chinese)]:
        chinese.update(bracket for pair in found for bracket in pair)
        waiting = [pair for pair in waiting if pair[0] not in chinese]
    return [_edit(text, bracket) for bracket in sorted(chinese) if text[bracket] in "()"]


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Positions of the brackets of each pair with a half-width one, by their closing; none goes across a line end."""
    first = _HALF.search(text)
    if first is None:
        return
    open_at: list[int] = []
    line_end = -1
    for bracket in _BRACKET.finditer(text, text.rfind("\n", 0, first.start()) + 1):
        at = bracket.start()
        if at > line_end:
            open_at.clear()
            line_end = text.find("\n", at)
            line_end = line_end if line_end >= 0 else len(text)
        if bracket.group() in _OPENING:
            open_at.append(at)
        elif open_at:
            opening = open_at.pop()
            if text[opening] == "(" or bracket.group() == ")":
                yield opening, at


def _is_chinese(text: str, opening: int, closing: int, chinese: Set[int]) -> bool:
    """Is a pair meant to be Chinese, given the brackets that are already known to be?"""
    if text[opening] == "（" or text[closing] == "）":
        return True
    before = text[max(opening - _MAX_SPACES, text.rfind("\n", 0, opening) + 1) : opening]
    if _HAN.search(text, opening, closing):
        return not (_LATIN_BEFORE.search(before) and _LATIN_AFTER.match(text, closing + 1))
    is_chinese_before = _CHINESE_BEFORE.search(before) or opening - 1 - len(before) + len(before.rstrip(" ")) in chinese
    return bool(is_chinese_before) and (
        _CHINESE_AFTER.match(text, closing + 1) is not None or _next(text, closing) in chinese
    )


def _next(text: str, closing: int) -> int:
    at = closing + 1
    while text.startswith(" ", at):
        at += 1
    return at


def _edit(text: str, bracket: int) -> Edit:
    """The bracket with the spaces on its outer side; those between two brackets are the closing one's."""
    if text[bracket] == ")":
        return Edit(bracket, text[bracket : _next(text, bracket)], "）", RULE)
    begin = bracket
    while text.endswith(" ", 0, begin):
        begin -= 1
    begin = bracket if text[begin - 1 : begin] == ")" else begin
    return Edit(begin, text[begin : bracket + 1], "（", RULE)
