"""Shuffled copies keep both margins, reach every table alike, and a threshold lets few of their links through."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.swaps import Threshold, link_threshold, swapped_copies, trade

ones = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 5)), min_size=1).map(sorted)


@given(ones, st.integers(0, 2**32))
def test_a_copy_keeps_both_margins(pairs: list[tuple[int, int]], seed: int) -> None:
    place, thing = np.array(pairs).T
    given = place.copy()
    for moved in swapped_copies(place, thing, 3, 2, np.random.default_rng(seed)):
        assert sorted(moved.tolist()) == sorted(place.tolist())
        assert len(set(zip(moved.tolist(), thing.tolist(), strict=True))) == len(pairs)
    assert (place == given).all()


def test_every_table_with_these_margins_is_as_likely() -> None:
    """Three places of one thing each, three things in one place each: 3! = 6 tables."""
    place, thing = np.arange(3), np.arange(3)
    seen = Counter(
        tuple(moved.tolist()) for moved in swapped_copies(place, thing, 3000, 2, np.random.default_rng(20181112))
    )
    assert len(seen) == 6
    # 500 each, give or take four standard deviations of a binomial count: √(3000 · 1/6 · 5/6) = 20.4
    assert all(abs(n - 500) < 82 for n in seen.values())


def test_what_both_hold_stays() -> None:
    place, thing = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 2])
    moved = trade(place, thing, 2, np.random.default_rng(1))
    assert moved[[0, 2]].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("scores", "shuffled", "threshold"),
    [
        pytest.param([], [], None, id="nothing to link"),
        pytest.param([9.0], [], Threshold(9.0, 1, 1 / 20), id="(0 + 1) / 20 of one link: just allowed"),
        pytest.param([9.0], [9.0], None, id="2 / 20 of one link: as strong by chance too often"),
        pytest.param([9.0, 5.0], [7.0], Threshold(5.0, 2, 2 / 20), id="at 5: 2 / 20 of two"),
        pytest.param([9.0, 5.0], [5.0] * 2, Threshold(9.0, 1, 1 / 20), id="at 5: 3 / 20 of two is not"),
        pytest.param([8.0, 8.0, 3.0], [4.0] * 2, Threshold(3.0, 3, 3 / 20), id="at 3: 3 / 20 of three"),
    ],
)
def test_threshold_by_hand(scores: list[float], shuffled: list[float], threshold: Threshold | None) -> None:
    found = link_threshold(np.array(scores), np.array(shuffled), n_copies=19, max_false_share=0.05)
    assert found == threshold
