"""Meetings by chance: rates by hand, margins kept, and a test that errs upwards."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.meeting import expected_meetings, meeting_p_value, presence_by_size


def test_places_of_one_size_hold_a_thing_alike() -> None:
    probability = presence_by_size(np.array([3, 13, 26]), np.array([7]), np.array([26]))
    assert probability.ravel().tolist() == pytest.approx([3 / 26, 0.5, 1.0])


def test_a_place_twice_as_large_is_missed_twice_as_hard() -> None:
    """Sizes 1 and 2, a place of each: 1 - x + 1 - x² = 5/4 for x = exp(-θ) = ½, so P = ½ and ¾."""
    # 5/4 places is a mean, so four of each size and 5 of 8 places.
    probability = presence_by_size(np.array([5]), np.array([1, 2]), np.array([4, 4]))
    assert probability.ravel().tolist() == pytest.approx([0.5, 0.75])


sizes = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 9)), min_size=1, max_size=8, unique_by=lambda pair: pair[0]
)


@given(sizes, st.data())
def test_each_thing_keeps_its_number_of_places(places: list[tuple[int, int]], data: st.DataObject) -> None:
    size, n_of_size = (np.array(column) for column in zip(*places, strict=True))
    n = data.draw(st.lists(st.integers(0, int(n_of_size.sum())), min_size=1, max_size=5))
    probability = presence_by_size(np.array(n), size, n_of_size)
    in_places = probability @ n_of_size
    assert in_places == pytest.approx(np.array(n), abs=1e-6)
    by_size = probability[:, np.argsort(size)]
    assert (np.diff(by_size, axis=1) >= -1e-12).all()


def test_more_places_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="in 5 of 4 places"):
        presence_by_size(np.array([5]), np.array([1]), np.array([4]))


def test_unequal_sizes_bring_things_together() -> None:
    """Alike: 10 · 10 / 20 = 5. With ten places nine times as large as the others, more."""
    n = np.array([10, 10])
    alike = presence_by_size(n, np.array([5]), np.array([20]))
    unequal = presence_by_size(n, np.array([1, 9]), np.array([10, 10]))
    assert expected_meetings(alike, np.array([20]))[0, 1] == pytest.approx(5.0)
    assert expected_meetings(unequal, np.array([10, 10]))[0, 1] > 6.5


@pytest.mark.parametrize(
    ("met", "rarer", "expected", "p"),
    [
        pytest.param(0, 4, 1.0, 1.0, id="never met"),
        pytest.param(2, 2, 1.0, 0.25, id="two heads of two"),
        pytest.param(1, 2, 1.0, 0.75, id="a head of two"),
        pytest.param(3, 3, 3.5, 1.0, id="more due than can be"),
        pytest.param(3, 4, 1.0, (4 * 3 + 1) / 4**4, id="3 or 4 of 4 at one quarter"),
    ],
)
def test_p_by_hand(met: int, rarer: int, expected: float, p: float) -> None:
    found = meeting_p_value(np.array([met]), np.array([rarer]), np.array([expected]))
    assert found.tolist() == pytest.approx([p])


@pytest.mark.parametrize(("one", "other"), [(3, 3), (5, 12), (8, 10), (13, 20)])
def test_p_is_no_lower_than_that_of_permuted_places(one: int, other: int) -> None:
    """With 26 places of one size the permutation test is exact: hypergeometric."""
    expected = np.array([one * other / 26])
    for met in range(int(np.ceil(expected[0] + 1)), min(one, other) + 1):
        ways = sum(comb(other, k) * comb(26 - other, one - k) for k in range(met, one + 1))
        exact = ways / comb(26, one)
        found = meeting_p_value(np.array([met]), np.array([min(one, other)]), expected)[0]
        assert exact <= found <= 0.7
