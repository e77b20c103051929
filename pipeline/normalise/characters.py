"""Classes of characters, as the inside of a regular expression's brackets, and what a line can end in."""

from __future__ import annotations

import re
import string

from pipeline.characters import HAN

# CJK punctuation and full-width forms without full-width digits and letters, which are Latin in a wide dress.
CJK_PUNCTUATION = (
    "\u3001-\u3004\u3006\u3008-\u3020\u3030\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
# ‘ ’ “ ” — … · stand in Chinese and in Latin text: Chinese only where the other neighbour is.
SHARED_PUNCTUATION = "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7"
# No-break space, Ogham space, en quad to hair space, narrow no-break, medium mathematical and ideographic space.
SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

_IS_HAN = re.compile(f"[{HAN}]")
_IS_CHINESE = re.compile(f"[{HAN}{CJK_PUNCTUATION}]")
_IS_SHARED = re.compile(f"[{SHARED_PUNCTUATION}]")
_LAST_REMARK = re.compile("[（(][^（(）)]*[）)]$")

# What may follow a sentence's final mark and still belong to the sentence: closing quotes and brackets, ” ’ 」 』 ） …
CLOSERS = "\u201d\u2019」』）)》〉】〕］]\"'"
OPENERS = "\u201c\u2018「『（(《〈【〔［["
FINAL_MARKS = "。！？；：…\u22ef!?;:．."  # \u22ef: ⋯, the ellipsis of Traditional text
PAUSES = "，、,"
UNFINISHED_ENDS = frozenset(OPENERS + PAUSES)
_FINAL_MARKS = frozenset(FINAL_MARKS)
_HYPHENS = frozenset("-\N{HYPHEN}\N{SOFT HYPHEN}")
_SMALL_LETTERS = frozenset(string.ascii_lowercase)
# ASCII quotes may open as well as close.
_GOES_ON_WITH = frozenset("，。、；：！？,;" + CLOSERS) - frozenset("\"'")


def has_han(text: str) -> bool:
    return _IS_HAN.search(text) is not None


def are_chinese(left: str, right: str) -> bool:
    """Do two neighbours make the place between them a place inside Chinese text?

    >>> are_chinese("网", "，"), are_chinese("网", "“"), are_chinese("“", "”"), are_chinese("网", "I")
    (True, True, False, False)
    """
    if _IS_CHINESE.match(left):
        return _IS_CHINESE.match(right) is not None or _IS_SHARED.match(right) is not None
    return _IS_SHARED.match(left) is not None and _IS_CHINESE.match(right) is not None


def is_latin(character: str) -> bool:
    """Neither Chinese nor a mark that Chinese shares nor full-width: letters, digits and marks of Latin text."""
    return (
        not _IS_CHINESE.match(character) and not _IS_SHARED.match(character) and not "\uff01" <= character <= "\uff5e"
    )


def is_finished(text: str) -> bool:
    """Does a text end in the final mark of a sentence or clause, closing quotes and a last remark in brackets aside?

    >>> [is_finished(text) for text in ("他说：“可以。”", "规划纲要（草案）", "包括：", "谢谢。（笑）")]
    [True, False, True, True]
    """
    if text[-1:] in _FINAL_MARKS:
        return True
    remark = _LAST_REMARK.search(text, max(len(text) - 40, 0))
    return text[: remark.start() if remark else None].rstrip(CLOSERS)[-1:] in _FINAL_MARKS


def certainly_goes_on(left: str, right: str) -> bool:
    """Can nothing but one sentence stand across this line end?

    >>> certainly_goes_on("贯彻《", "公司法"), certainly_goes_on("公司法", "》，"), certainly_goes_on("总则", "本法")
    (True, True, False)
    >>> certainly_goes_on("多利益相关方（multi-", "stakeholder）"), certainly_goes_on("计划A-", "一、背景")
    (True, False)
    """
    return left[-1:] in UNFINISHED_ENDS or right[:1] in _GOES_ON_WITH or _is_word_divided(left, right)


def _is_word_divided(left: str, right: str) -> bool:
    """Does a hyphen stand between a Latin letter and a small one?"""
    return left[-1:] in _HYPHENS and right[:1] in _SMALL_LETTERS and left[-2:-1].isascii() and left[-2:-1].isalpha()
