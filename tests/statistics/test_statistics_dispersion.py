"""Gries' DP and its mean by chance, against hand-worked values and enumeration."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.statistics.dispersion import (
    deviation_of_proportions,
    deviations_of_proportions,
    expected_deviation_of_proportions,
)


@pytest.mark.parametrize(
    ("counts", "sizes", "dp"),
    [
        ([1, 2, 3, 4, 5], [9, 18, 27, 36, 45], 0.0),
        ([0, 0, 0, 0, 10], [1, 1, 1, 1, 1], 0.8),
        # shares of the corpus .2 .3 .5, of the occurrences .5 .5 0: (.3 + .2 + .5) / 2
        ([1, 1, 0], [2, 3, 5], 0.5),
    ],
)
def test_dp_by_hand(counts: list[int], sizes: list[int], dp: float) -> None:
    assert deviation_of_proportions(counts, sizes) == pytest.approx(dp)


@pytest.mark.parametrize("n", [1, 2, 5])
@pytest.mark.parametrize("sizes", [[1, 1], [2, 3, 5], [1, 0, 3], [7]])
def test_mean_by_chance_is_that_of_every_way_to_strew(n: int, sizes: list[int]) -> None:
    mean, size = 0.0, sum(sizes)
    for parts in product(range(len(sizes)), repeat=n):
        probability = 1.0
        for part in parts:
            probability *= sizes[part] / size
        mean += probability * deviation_of_proportions([parts.count(part) for part in range(len(sizes))], sizes)
    assert expected_deviation_of_proportions(n, sizes) == pytest.approx(mean)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40), st.integers(1, 3000))
def test_mean_by_chance_is_a_dp(sizes: list[int], n: int) -> None:
    assert 0 <= expected_deviation_of_proportions(n, sizes) <= 1 - min(sizes) / sum(sizes) + 1e-9


@pytest.mark.parametrize(("counts", "sizes"), [([0, 0], [1, 1]), ([1], [0]), ([1, 2], [1])])
def test_what_has_no_dp_is_refused(counts: list[int], sizes: list[int]) -> None:
    with pytest.raises(ValueError, match=r"DP is not defined|parts"):
        deviation_of_proportions(counts, sizes)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 90)), min_size=1, max_size=8))
def test_many_terms_at_once_as_one_by_one(parts: list[tuple[int, int, int]]) -> None:
    table = np.array(parts)
    found = deviations_of_proportions(csr_array(table[:, :2]), table[:, 2])
    for term in (0, 1):
        counts = table[:, term].tolist()
        if sum(counts):
            assert found[term] == pytest.approx(deviation_of_proportions(counts, table[:, 2].tolist()), abs=1e-12)
        else:
            assert np.isnan(found[term])
