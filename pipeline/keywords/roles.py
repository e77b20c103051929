"""Which list a term stands on; only *content* is ranked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

CONTENT, STOPWORD, MODAL, SHORT, OTHER = "content", "stopword", "modal", "short", "other"

# Numbers spelt in Chinese that a segmenter takes for words: 三分之二, 第三十二, 二〇一八, 百分之五.
_NUMERAL = "[〇零一二三四五六七八九十百千万亿两几]+"
_SPELT_NUMBER = re.compile(f"第?{_NUMERAL}(?:分之{_NUMERAL})?")


@dataclass(frozen=True)
class Roles:
    """The analysts' lists and the shortest lengths that are ranked, in characters."""

    stopwords: Collection[str]
    modals: Collection[str]
    min_term_characters: int
    min_latin_characters: int

    @property
    def unranked(self) -> frozenset[str]:
        """Both of the analysts' lists."""
        return frozenset(self.stopwords) | frozenset(self.modals)

    def of(self, text: str, kind: str, *, is_wording: bool) -> str:
        """The list of one term.

        What an analyst put on a list stays there, a lexicon wording too; a wording of the lexicon is otherwise content
        at any length. Latin words are looked up in lower case as well: The is on the list when the is.

        >>> Roles({"的"}, {"必须"}, 2, 2).of("网", "word", is_wording=False)
        'short'
        >>> Roles({"的"}, {"必须"}, 2, 2).of("必须", "word", is_wording=False)
        'modal'
        """
        if self._is_on(self.modals, text):
            return MODAL
        if self._is_on(self.stopwords, text):
            return STOPWORD
        if kind == "address":
            return OTHER
        if is_wording:
            return CONTENT
        if kind not in {"word", "latin"} or _SPELT_NUMBER.fullmatch(text):
            return OTHER
        least = self.min_latin_characters if kind == "latin" else self.min_term_characters
        return SHORT if len(text) < least else CONTENT

    @staticmethod
    def _is_on(words: Collection[str], text: str) -> bool:
        return text in words or text.lower() in words
