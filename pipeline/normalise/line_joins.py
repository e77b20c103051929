"""What stands where a line end was, and which hyphen goes with it."""

from __future__ import annotations

import functools
import re
from collections import Counter

from pipeline.normalise.characters import OPENERS, is_latin

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HYPHENS = "-\N{HYPHEN}"
_NO_SPACE_BEFORE = ")]},.;:!?%"
# 3.|14, 1,|000, 10:|30, 2018/|2020: a number or date that goes on.
_NUMBER_BEFORE = re.compile(f"[0-9][.,:/{HYPHENS}]$")
_NUMBER_AFTER = re.compile(r"[0-9]")
_THOUSANDS_AFTER = re.compile(r"[0-9]{3}(?![0-9])")
# The last word of a line is an address; the first of the next goes on with it at a sign that only addresses have there.
_ADDRESS_BEFORE = re.compile(r"(?:[a-z]{3,6}://|www\.|[A-Za-z0-9._-]+@)[!-~]*$")
_ADDRESS_AFTER = re.compile(r"[!-~]*[A-Za-z0-9][./=_@?&#%-]+[A-Za-z0-9]|[a-z]{2,6}/")
_ADDRESS_SIGNS = frozenset("./-_=&?#@:%~+")
_WORD_BEFORE = re.compile("[A-Za-z]+$")
_WORD_AFTER = re.compile("[A-Za-z]+")
_WORDS = re.compile(f"[A-Za-z]+(?:[{HYPHENS}][A-Za-z]+)*")


def join_between(left: str, right: str, *, has_space: bool) -> str:
    """What stands where a line end was: a space between Latin words, nothing between Chinese characters.

    Between Chinese and Latin text, and inside a number, a space stays only where the line ended in one. Nothing stands
    after a hyphen, within an address and where a number goes on after its point or comma.

    >>> pairs = ("互联", "网"), ("open", "source"), ("增长3.", "5％"), ("multi-", "level")
    >>> [join_between(*pair, has_space=False) for pair in pairs]
    ['', ' ', '', '']
    """
    if left.endswith(SOFT_HYPHEN) or left[-1] in OPENERS or right[0] in _NO_SPACE_BEFORE:
        return ""
    n_latin = is_latin(left[-1]) + is_latin(right[0])
    if n_latin == 2 and not (left[-1].isdigit() and right[0].isdigit()):
        return "" if _goes_on(left, right) else " "
    return " " if n_latin and has_space else ""


def _goes_on(left: str, right: str) -> bool:
    """Do two lines part a compound, a number or an address?"""
    if left[-1] in HYPHENS and right[0].isalnum():
        return left[-2:-1].isalnum()
    if _NUMBER_BEFORE.search(left[-2:]) and _NUMBER_AFTER.match(right):
        return left[-1] != "," or _THOUSANDS_AFTER.match(right) is not None
    if _ADDRESS_BEFORE.search(left[left.rfind(" ") + 1 :]):
        return left[-1] in _ADDRESS_SIGNS or _ADDRESS_AFTER.match(right) is not None
    return False


class LatinWords:
    """The words in Latin script of a document: evidence of how two halves of one are written.

    Counted at the first question: most documents never ask.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @functools.cached_property
    def _n(self) -> Counter[str]:
        return Counter(word.lower().replace("\N{HYPHEN}", "-") for word in _WORDS.findall(self._text))

    def is_divided(self, left: str, right: str) -> bool:
        """Does a hyphen at the end of ``left`` only divide one word between two lines?

        What the document writes elsewhere decides, multistakeholder or multi-stakeholder; then CC-CEDICT's English:
        the whole word is one (govern-ance), or not both halves are (multistake-holder). Before a capital or beside a
        digit a hyphen is part of the name (Asia-Pacific, COVID-19).
        """
        first, second = _WORD_BEFORE.search(left.rstrip(HYPHENS)), _WORD_AFTER.match(right)
        if left[-1] not in HYPHENS or first is None or second is None or second.group()[0].isupper():
            return False
        halves = (first.group().lower(), second.group().lower())
        n_whole, n_compound = self._n["".join(halves)], self._n["-".join(halves)]
        if n_whole != n_compound:
            return n_whole > n_compound
        return _is_english("".join(halves)) or not all(map(_is_english, halves))

    def is_cut(self, left: str, right: str) -> bool:
        """Does a line end without a hyphen cut one word: stake|holder, where the document has stakeholder elsewhere?

        Not where it has both halves as words of their own elsewhere. Without any of these, where the whole is an
        English word and a half is not: gover|nance.
        """
        first, second = _WORD_BEFORE.search(left), _WORD_AFTER.match(right)
        if first is None or second is None:
            return False
        halves = (first.group().lower(), second.group().lower())
        if self._n["".join(halves)]:
            return not all(self._n[half] > 1 for half in halves)
        return _is_english("".join(halves)) and not all(map(_is_english, halves))


def _is_english(word: str) -> bool:
    from pipeline.lexicon.gloss import english_words

    return word in english_words()
