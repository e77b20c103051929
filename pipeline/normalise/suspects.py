"""Suspected slips: a radical that stands one code point from the one that was meant.

In the 2018 message 人⼜ (U+2F1C) stands where 人⼝ (U+2F1D) is meant. Folding makes such a slip a correct character in
a wrong word, which no rule can tell; a dictionary can say how much likelier the neighbour is. It is proposed to a
person and never written into the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from math import log
from typing import NamedTuple

from pipeline.characters import HAN
from pipeline.normalise.repairs.radicals import equivalent_ideographs

RULE = "suspected_slip"
_NOT_HAN = re.compile(f"[^{HAN}]")


class Suspect(NamedTuple):
    """At ``start`` of the text ``found`` stands; with ``proposed`` the clause is ``gain`` likelier (natural log)."""

    start: int
    found: str
    proposed: str
    gain: float
    rule: str = RULE


def candidates(text: str, radical_at: Mapping[int, str], n_around: int) -> list[Suspect]:
    """Every neighbour of every folded radical with its gain, by position and then by code point.

    ``radical_at``: position in the text → the radical that stood there; ``n_around``: characters of the clause read on
    each side. The gain is that of the most probable segmentation of the clause under jieba's dictionary, as jieba
    weighs it (product of word frequencies over their total; an unknown character counts once).
    """
    return [candidate for start in sorted(radical_at) for candidate in _neighbours(text, start, radical_at, n_around)]


def suspects(text: str, radical_at: Mapping[int, str], n_around: int, min_gain: float) -> list[Suspect]:
    """The best candidate of each place that gains at least so much."""
    best: dict[int, Suspect] = {}
    for candidate in candidates(text, radical_at, n_around):
        known = best.get(candidate.start)
        if candidate.gain >= min_gain and (known is None or candidate.gain > known.gain):
            best[candidate.start] = candidate
    return list(best.values())


def _neighbours(text: str, start: int, radical_at: Mapping[int, str], n_around: int) -> Iterator[Suspect]:
    ideographs = equivalent_ideographs("Hans")
    left, right = clause_around(text, start, n_around)
    as_it_stands = log_probability(left + text[start] + right)
    for step in (-1, 1):
        proposed = ideographs.get(chr(ord(radical_at[start]) + step))
        if proposed is not None and proposed != text[start]:
            gain = log_probability(left + proposed + right) - as_it_stands
            yield Suspect(start, text[start], proposed, gain)


def clause_around(text: str, start: int, n_around: int) -> tuple[str, str]:
    """The Chinese characters before and after a place, up to the next mark, space or Latin letter."""
    before = text[max(start - n_around, 0) : start]
    after = text[start + 1 : start + 1 + n_around]
    ends = [match.end() for match in _NOT_HAN.finditer(before)]
    begins = _NOT_HAN.search(after)
    return before[ends[-1] if ends else 0 :], after[: begins.start()] if begins else after


@functools.lru_cache(maxsize=4096)
def log_probability(clause: str) -> float:
    """Natural log of the probability of a clause's best segmentation; 0 for none, else below 0.

    Viterbi from the end, over the words of jieba's dictionary: p(i) = max over words w at i of ln f(w)/N + p(i + |w|).
    """
    from pipeline.lexicon.dictionary import LONGEST_WORD, load_dictionary

    frequency, total, _ = load_dictionary()
    log_total = log(total)
    best = [0.0] * (len(clause) + 1)
    for begin in range(len(clause) - 1, -1, -1):
        scores = [log(frequency.get(clause[begin], 0) or 1) - log_total + best[begin + 1]]
        for end in range(begin + 2, min(begin + LONGEST_WORD, len(clause)) + 1):
            n = frequency.get(clause[begin:end], 0)
            if n:
                scores.append(log(n) - log_total + best[end])
        best[begin] = max(scores)
    return best[0]
