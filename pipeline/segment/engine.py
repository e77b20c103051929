"""The word segmenter behind an adapter: jieba, and its twin in Rust that gives the same words.

Both hold jieba's packaged dictionary with the lexicon's words in it, take the path of highest probability through it
(each word's being its frequency over the sum of all) and guess the words of no dictionary from the single characters
left over, by a hidden Markov model. Sources: Sun Junyi, jieba 0.42.1; messense, jieba-rs.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import ChainMap
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING

from pipeline.lexicon.dictionary import load_dictionary
from pipeline.lexicon.match import Matcher

if TYPE_CHECKING:
    from pipeline.settings import SegmentSettings

# Narrower than pipeline.characters.HAN: jieba 0.42.1 looks up runs of these alone (its re_han_default ends at U+9FD5,
# where Unicode 8 ended), so a word with any other character could be added but never found.
_JIEBA_WORD = re.compile(r"[\u4e00-\u9fd5]{2,}")
_SHORTEST_WORDING = 2  # characters of a word that can be one of the lexicon's here

Words = Iterable[tuple[str, int | None]]
"""The lexicon's words; with None the engine chooses the frequency."""


class Engine(ABC):
    """Cuts text into words. Made with the lexicon's words, which never change afterwards."""

    def __init__(self, words: Words, settings: SegmentSettings) -> None:
        packaged = load_dictionary()
        self._hmm = settings.hmm
        self._max_lift = settings.lexicon_max_lift
        self._added: dict[str, int] = {}
        self._frequency = ChainMap(self._added, packaged.frequency)  # type: ignore[arg-type]
        self._total = packaged.total
        known = dict(word for word in words if _JIEBA_WORD.fullmatch(word[0]))
        # Shorter words first: a long one must not lose against the short ones that it is made of.
        for text in sorted(known, key=lambda word: (len(word), word)):
            self._add(text, known[text] or self._explicit_frequency(text, settings.lexicon_min_frequency))
        self._give_way(sorted(known))

    @abstractmethod
    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they are the text."""

    @abstractmethod
    def cut_plain(self, text: str) -> list[str]:
        """As ``cut``, and faster, where no Latin letter or digit touches a mark and no character is beyond U+FFFF.

        Elsewhere in the text the words may be others, but what stands between two Chinese marks or blanks is not
        touched by what stands outside them.
        """

    @abstractmethod
    def cut_by_dictionary(self, text: str) -> list[str]:
        """The likeliest reading of a text by the dictionary alone: nothing is guessed."""

    @abstractmethod
    def _put(self, text: str, frequency: int) -> None:
        """Add a word to the engine's dictionary, or change its frequency there."""

    def frequency(self, word: str) -> int:
        """How often a word occurs by the dictionary with the lexicon in it; 0 for none."""
        return self._frequency.get(word, 0)

    def log_probability(self, words: Sequence[str]) -> float:
        """Natural log of the probability of a reading; a word of no dictionary has frequency 1, as in jieba's route."""
        return sum(log(self.frequency(word) or 1) - log(self._total) for word in words)

    def _give_way(self, wordings: Sequence[str]) -> None:
        """Take phrases that contain a wording out of the dictionary, so that they are cut around it."""
        words = [word for word in load_dictionary().frequency if len(word) > _SHORTEST_WORDING]
        starts = [0, *accumulate(len(word) + 1 for word in words)]
        _, begins, ends = Matcher(wordings).occurrences("\n".join(words))
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            number = bisect_right(starts, begin) - 1
            word, start, stop = words[number], begin - starts[number], end - starts[number]
            if word not in self._added and self._is_phrase(word, start, stop):
                self._put(word, 0)
                self._added[word] = 0

    def _is_phrase(self, word: str, start: int, end: int) -> bool:
        """Whether a word of the dictionary is a phrase (尊重人权, 人民政府), not a word or name (自主权, 人民大会堂).

        What is left of a phrase are words of two and more characters, and it is not too much more frequent than its
        parts would meet by chance (the lift of association measures).
        """
        rest = [part for part in (word[:start], word[end:]) if part]
        if not rest or any(len(part) < _SHORTEST_WORDING or not self.frequency(part) for part in rest):
            return False
        lift = self.frequency(word) / self._total
        for part in (*rest, word[start:end]):
            lift *= self._total / (self.frequency(part) or 1)
        return lift <= self._max_lift

    def _add(self, text: str, frequency: int) -> None:
        self._put(text, frequency)
        self._added[text] = frequency
        self._total += frequency  # though the word may have been there before: so does jieba

    def _explicit_frequency(self, text: str, least: int) -> int:
        """The highest of three: its frequency in the dictionary; ``least``; and, where it would be cut, one more than
        makes it as likely as its own parts together (jieba's ``suggest_freq``).

        ``least`` is not for another wording with a character before or behind it: as frequent as 利益攸关方 itself,
        多利益攸关方 would win against 众多|利益攸关方.
        """
        parts = self.cut_by_dictionary(text)
        if len(parts) == 1:
            return max(self.frequency(text), least)
        together = float(self._total)
        for part in parts:
            together *= (self.frequency(part) or 1) / self._total
        if any(part in self._added for part in parts) and all(part in self._added or len(part) == 1 for part in parts):
            least = 1
        return max(self.frequency(text), int(together) + 1, least)


def load_engine(words: Words, settings: SegmentSettings) -> Engine:
    """The engine that the settings ask for; jieba where its twin is not installed, which a run says once."""
    if settings.engine == "rjieba" and is_installed():
        from pipeline.segment.rjieba_engine import RjiebaEngine

        return RjiebaEngine(words, settings)
    from pipeline.segment.jieba_engine import JiebaEngine

    return JiebaEngine(words, settings)


def missing(settings: SegmentSettings) -> tuple[str, ...]:
    """A line for a person where the engine that the settings ask for is not there."""
    if settings.engine == "jieba" or is_installed():
        return ()
    return (
        (
            "rjieba is not installed: jieba cuts, which gives the same words some twenty times as slowly; install "
            'rjieba 0.2.2 or later, or write engine = "jieba" under [segment] in settings.toml'
        ),
    )


@cache
def is_installed() -> bool:
    """Whether the twin in Rust is there: not every platform has a wheel of it."""
    return find_spec("rjieba") is not None
