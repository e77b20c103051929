"""The word segmenter behind an adapter: what ``spans`` asks of it, and jieba's answer.

Another engine with the same dictionary and algorithm takes jieba's place by having the same four methods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import jieba

    from pipeline.settings import SegmentSettings

# Narrower than pipeline.characters.HAN: jieba 0.42.1 looks up runs of these alone (its re_han_default ends at U+9FD5,
# where Unicode 8 ended), so a word with any other character could be added but never found.
_JIEBA_WORD = re.compile(r"[\u4e00-\u9fd5]{2,}")
_IN_NO_WORD = frozenset(" ，。、；：？！（）《》“”")  # saves time only: no word of the dictionary has one of them
_LONGEST_WORD = 16  # characters of the longest word in jieba's dictionary


class Engine(Protocol):
    """Cuts runs of Chinese characters, Latin letters and digits; never sees punctuation or blanks."""

    def cut(self, run: str) -> list[str]:
        """The words of a run, in order; joined they are the run."""

    def cuts(self, run: str) -> list[int]:
        """Where the words of the likeliest reading by the dictionary alone begin and end in a run, in order."""

    def may_cross(self, text: str, position: int) -> bool:
        """False only where no word of the dictionary stands across that position of the text."""

    def gives_way(self, word: str, start: int, end: int) -> bool:
        """Whether a word of the dictionary that contains a lexicon wording may be split around it."""


class JiebaEngine:
    """jieba with the lexicon's words in a dictionary of its own.

    jieba takes the path of highest probability through the words of its dictionary, each word's being its frequency
    over the sum of all. Words in no dictionary are guessed afterwards, from single characters left over, by a hidden
    Markov model (Sun Junyi, jieba 0.42.1, https://github.com/fxsjy/jieba).
    """

    def __init__(self, words: Iterable[tuple[str, int | None]], settings: SegmentSettings) -> None:
        from pipeline.lexicon.dictionary import copy_tokenizer

        self._hmm = settings.hmm
        self._max_lift = settings.lexicon_max_lift
        self._tokenizer = copy_tokenizer()
        known = ((text, frequency) for text, frequency in words if _JIEBA_WORD.fullmatch(text))
        # Shorter words first: a long one must not lose against the short ones that it is made of.
        for text, frequency in sorted(known, key=lambda word: (len(word[0]), word[0])):
            self._tokenizer.add_word(text, frequency or explicit_frequency(self._tokenizer, text, settings))
        self._frequencies = self._tokenizer.FREQ

    def cut(self, run: str) -> list[str]:
        return list(self._tokenizer.cut(run, HMM=self._hmm))

    def cuts(self, run: str) -> list[int]:
        route: dict[int, tuple[float, int]] = {}
        self._tokenizer.calc(run, self._tokenizer.get_DAG(run), route)
        cuts = [0]
        while cuts[-1] < len(run):
            cuts.append(route[cuts[-1]][1] + 1)
        return cuts

    def cut_by_dictionary(self, text: str) -> list[str]:
        """The likeliest reading of a text by the dictionary alone: nothing is guessed."""
        return [text[start:end] for start, end in pairwise(self.cuts(text))]

    def frequency(self, word: str) -> int:
        """How often the dictionary says a word occurs; 0 for none."""
        frequency: int = self._frequencies.get(word, 0)
        return frequency

    def log_probability(self, words: Sequence[str]) -> float:
        """Natural log of the probability of a reading; a word of no dictionary has frequency 1, as in jieba's route."""
        return sum(log(self.frequency(word) or 1) - log(self._tokenizer.total) for word in words)

    def may_cross(self, text: str, position: int) -> bool:
        frequencies = self._frequencies
        for start in range(position - 1, max(position - _LONGEST_WORD, -1), -1):
            if text[start] in _IN_NO_WORD:
                break
            for end in range(position + 1, min(start + _LONGEST_WORD, len(text)) + 1):
                frequency = frequencies.get(text[start:end])
                if frequency is None:  # no word begins like this
                    break
                if frequency:
                    return True
        return False

    def gives_way(self, word: str, start: int, end: int) -> bool:
        """Whether a dictionary word is a phrase (尊重人权, 人民政府), no word or name (自主权, 人民大会堂).

        It is one where what is left of it are words of two and more characters, and where it is not too much more
        frequent than its parts would meet by chance (the lift of association measures).
        """
        frequency, total = self._frequencies, self._tokenizer.total
        rest = [part for part in (word[:start], word[end:]) if part]
        if any(len(part) < 2 or not frequency.get(part) for part in rest):
            return False
        lift: float = frequency.get(word, 0) / total
        for part in (*rest, word[start:end]):
            lift *= total / (frequency.get(part) or 1)
        return lift <= self._max_lift


def explicit_frequency(tokenizer: jieba.Tokenizer, text: str, settings: SegmentSettings) -> int:
    """The frequency that a lexicon word gets in the dictionary: the highest of three.

    Its frequency there; one more than makes it as likely as its own parts together (jieba's ``suggest_freq``); and the
    settings' least frequency.
    """
    in_dictionary: int = tokenizer.FREQ.get(text, 0)
    parts = list(tokenizer.cut(text, HMM=False))
    if len(parts) == 1:
        return max(in_dictionary, settings.lexicon_min_frequency)
    together = float(tokenizer.total)
    for part in parts:
        together *= tokenizer.FREQ.get(part, 1) / tokenizer.total
    return max(in_dictionary, int(together) + 1, settings.lexicon_min_frequency)
