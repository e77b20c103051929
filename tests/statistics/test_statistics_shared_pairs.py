"""Weighted overlap of adjacent characters: by hand, its bounds, and that no pair of texts is passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, product
from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.shared_pairs import overlaps

EVERYTHING = 10_000
texts = st.lists(st.text("数据治理网", max_size=12), max_size=6)


def similarity_by_hand(first: Sequence[str], second: Sequence[str], one: str, other: str) -> float:
    """The formula once more, over counted pairs."""

    def pairs(text: str) -> Counter[tuple[str, int]]:
        so_far: Counter[str] = Counter()
        found: Counter[tuple[str, int]] = Counter()
        for pair in map("".join, pairwise(text)):
            found[pair, so_far[pair]] += 1
            so_far[pair] += 1
        return found

    df = Counter(pair for text in (*first, *second) for pair in pairs(text))
    weight = {pair: log1p((len(first) + len(second)) / n) for pair, n in df.items()}
    common = sum(weight[pair] for pair in pairs(one) & pairs(other))
    return 2 * common / sum(weight[pair] for text in (one, other) for pair in pairs(text))


def test_worked_example() -> None:
    """数据 stands in all three texts, 据治 and 治理 in two, 据网 in one: 2 (ln 2 + 2 ln 2.5) / (2 ln 2 + …)."""
    found = overlaps(["数据治理"], ["数据治理", "数据网"], EVERYTHING, 0.01, 1)
    both = log1p(3 / 3) + 2 * log1p(3 / 2)
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 0), (0, 1)]
    assert found.similarity.tolist() == pytest.approx([1, 2 * log1p(1) / (both + log1p(1) + log1p(3))])
    assert found.share_of_second.tolist() == pytest.approx([1, log1p(1) / (log1p(1) + log1p(3))])


@given(texts, texts)
def test_every_two_texts_that_share_a_pair_are_found_with_the_similarity_of_the_formula(
    first: list[str], second: list[str]
) -> None:
    found = overlaps(first, second, EVERYTHING, 1e-9, 1)
    similarities = dict(
        zip(zip(found.first.tolist(), found.second.tolist(), strict=True), found.similarity, strict=True)
    )
    for (row, one), (column, other) in product(enumerate(first), enumerate(second)):
        expected = similarity_by_hand(first, second, one, other) if min(len(one), len(other)) > 1 else 0
        assert similarities.get((row, column), 0) == pytest.approx(expected)


@given(texts, texts, st.integers(1, 3), st.floats(0.1, 0.9))
def test_looking_at_rare_pairs_first_loses_only_texts_without_any(
    first: list[str], second: list[str], most: int, least: float
) -> None:
    """What is found that way is what is found when nothing is passed over, and has the same similarity."""
    whole = overlaps(first, second, EVERYTHING, least, 0.8)
    quick = overlaps(first, second, most, least, 0.8)
    of_all = dict(
        zip(zip(whole.first.tolist(), whole.second.tolist(), strict=True), whole.common.tolist(), strict=True)
    )
    for row, column, common in zip(quick.first.tolist(), quick.second.tolist(), quick.common.tolist(), strict=True):
        assert of_all[row, column] == pytest.approx(common)


def test_a_formula_in_common_makes_no_two_texts_alike() -> None:
    """Forty messages begin alike and go on differently: less alike than two short texts that share as many pairs."""
    formula = "各利益相关者应继续在互联网治理论坛的框架内"
    ends = [
        f"{chr(0x4E00 + 60 * n)}{chr(0x5E00 + 40 * n)}{chr(0x6E00 + 50 * n)}{chr(0x7E00 + 30 * n)}" * 2
        for n in range(40)
    ]
    found = overlaps([formula + end for end in ends[:20]], [formula + end for end in ends[20:]], EVERYTHING, 0.01, 1)
    alone = overlaps([formula + ends[0]], [formula + ends[20]], EVERYTHING, 0.01, 1)
    assert found.similarity.max() < 0.5 < alone.similarity[0]


def test_nothing_to_compare() -> None:
    assert overlaps([], ["数据"], EVERYTHING, 0.5, 0.8).similarity.tolist() == []
    assert overlaps(["数"], ["数"], EVERYTHING, 0.5, 0.8).similarity.tolist() == []
