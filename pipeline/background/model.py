"""What a background is: how often words stand in some large body of text, to hold this corpus against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    def count(self, word: str) -> int:
        """Occurrences of a word, looked up as it stands, else in lower case; 0 where it is not known.

        >>> Background("b", {"网络": 7, "ai": 2}, 10, "").count("AI")
        2
        """
        return self.counts.get(word) or self.counts.get(word.lower(), 0)

    def count_wordings(self, wordings: Iterable[str]) -> int:
        """Occurrences of all wordings of one thing; two that are looked up as one word are counted once.

        >>> Background("b", {"网络": 7, "ai": 2}, 10, "").count_wordings(["AI", "ai", "人工智能"])
        2
        """
        return sum(self.counts.get(word, 0) for word in {w if w in self.counts else w.lower() for w in wordings})
