"""Which terms are nearly always part of one longer term, so that both would tell the same story twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.keywords.units import CONCEPT

if TYPE_CHECKING:
    from scipy.sparse import csr_array


def shown_as(names: Sequence[str], kinds: Sequence[str], counts: csr_array, share: float) -> list[str | None]:
    """For each term the longer one that holds ``share`` of its occurrences or more, the most frequent; else None.

    ``counts``: messages × terms. How many occurrences a longer term can hold is looked up message by message, the lower
    of both counts: 民生 stands in the letters of 人民生活 and is no part of it. A concept is never shown as another:
    it has more wordings than its label. A term shown as one that is itself shown as another goes with that.
    """
    import numpy as np

    pairs = [pair for pair in _inside(names) if kinds[pair[0]] != CONCEPT]
    if not pairs:
        return [None] * len(names)
    short, long = np.array(pairs).T
    by_term = counts.tocsc()
    held, total = by_term[:, short].minimum(by_term[:, long]).sum(axis=0), counts.sum(axis=0)
    is_nearly_all = held >= share * total[short]
    longer: dict[int, int] = {}
    for one, other in zip(short[is_nearly_all].tolist(), long[is_nearly_all].tolist(), strict=True):
        longer[one] = max(longer.get(one, other), other, key=lambda term: (total[term], len(names[term]), names[term]))
    return [names[_last(term, longer)] if term in longer else None for term in range(len(names))]


def _last(term: int, longer: dict[int, int]) -> int:
    while term in longer:
        term = longer[term]
    return term


def _inside(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every name with each longer one in whose letters it stands, by number."""
    from ahocorasick_rs import AhoCorasick

    finder = AhoCorasick(list(names)) if names else None
    for place, name in enumerate(names):
        found = finder.find_matches_as_indexes(name, overlapping=True) if finder else []
        yield from ((number, place) for number in dict.fromkeys(number for number, _, _ in found) if number != place)
