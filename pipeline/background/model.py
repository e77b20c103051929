"""What a background is: how often words stand in some large body of text, to hold this corpus against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WORD_KINDS = ("word", "latin")
"""Kinds of token that are words: what a background counts, and what is compared with it. Numbers, addresses and marks
are in no dictionary."""


@dataclass(frozen=True)
class Background:
    """Occurrences by word, and of how many words of running text.

    ``size`` is at least the sum of the counts. ``note``: where the figures come from, for people, in English.
    """

    name: str
    counts: Mapping[str, int]
    size: int
    note: str

    def count(self, *wordings: str) -> int:
        """Occurrences of a word, or of all wordings of one thing; 0 where none is known.

        A wording is looked up as it stands, and in lower case where it is not known so; two that come to one are
        counted once.

        >>> Background("b", {"网络": 7, "ai": 2}, 10, "").count("AI", "ai", "人工智能")
        2
        """
        found = {word if word in self.counts else word.lower() for word in wordings}
        return sum(self.counts.get(word, 0) for word in found)
