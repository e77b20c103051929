"""Errors that respect passages: by hand, against the plain ones, and the level of the equivalence test."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.stats import t

from pipeline.statistics.clustered_ratio import (
    ClusteredLogRatio,
    UnitSums,
    clustered_log_ratio,
    clustered_rate,
    unit_sums,
)


def sums(counts: list[int], sizes: list[int]) -> UnitSums:
    return unit_sums(csr_array(np.array(counts).reshape(-1, 1)), np.array(sizes))


def ratio(counts: list[int], sizes: list[int], other_counts: list[int], other_sizes: list[int]) -> ClusteredLogRatio:
    return clustered_log_ratio(sums(counts, sizes), sums(other_counts, other_sizes))


def test_sums_without_some_units_are_those_of_the_others() -> None:
    every, some, others = sums([3, 0, 2, 1], [9, 8, 7, 6]), sums([3, 2], [9, 7]), sums([0, 1], [8, 6])
    assert vars(every.without(some)) == vars(others)


def test_worked_by_hand() -> None:
    # Focus: 8 in 40 tokens, a fifth; residuals 6 - 2, 2 - 2, 0 - 2, 0 - 2: 16 + 0 + 4 + 4 = 24.
    # Variance 4 / 3 · 24 / 8.5² = 0.442907, above the Poisson one, 1 / 8.5 - 1 / 40.5.
    # Reference: 2 in 20 tokens, one in each message: 0 between messages, so 1 / 2.5 - 1 / 20.5 = 0.351220.
    found = ratio([6, 2, 0, 0], [10] * 4, [1, 1], [10, 10])
    first, second = 4 / 3 * 24 / 8.5**2, 1 / 2.5 - 1 / 20.5
    assert found.error[0] == pytest.approx((first + second) ** 0.5 / log(2), abs=1e-9)
    assert found.freedom[0] == pytest.approx((first + second) ** 2 / (first**2 / 3 + second**2 / 1), abs=1e-9)
    low, high = found.interval(0.05)
    reach = t.ppf(0.975, found.freedom[0]) * found.error[0]
    assert (high[0] - low[0]) / 2 == pytest.approx(reach)
    assert (high[0] + low[0]) / 2 == pytest.approx(found.log_ratio[0])


def test_words_that_come_in_heaps_are_less_sure() -> None:
    spread = ratio([1] * 10, [10] * 10, [1] * 10, [10] * 10)
    heaped = ratio([10] + [0] * 9, [10] * 10, [1] * 10, [10] * 10)
    assert spread.log_ratio[0] == heaped.log_ratio[0] == 0
    assert heaped.error[0] > 2 * spread.error[0]


def test_length_alone_is_no_difference_between_messages() -> None:
    alike = ratio([1, 2, 3], [10, 20, 30], [2, 2, 2], [20, 20, 20])
    assert alike.error[0] == pytest.approx((2 * (1 / 6.5 - 1 / 60.5)) ** 0.5 / log(2))


def test_equivalence_is_the_interval_inside_the_margin() -> None:
    found = ratio([3, 4, 3, 4, 3, 4], [50] * 6, [4, 3, 4, 3, 4, 3], [50] * 6)
    low, high = found.interval(0.1)
    margin = max(-low[0], high[0])
    assert found.equivalence_p(margin)[0] == pytest.approx(0.05, abs=1e-9)
    assert found.equivalence_p(margin + 0.1)[0] < 0.05 < found.equivalence_p(margin - 0.1)[0]


@pytest.mark.parametrize("spread", [1.0, 0.5])
def test_interval_holds_the_truth_as_often_as_it_says(spread: float) -> None:
    """Messages whose rates differ by a gamma factor, twice as often in the focus: 95 % of intervals hold 1."""
    rng = np.random.default_rng(11)
    sizes = [50] * 40
    inside = 0
    for _ in range(400):
        first, second = (rng.poisson(rate * 50 * rng.gamma(1 / spread, spread, 40)).tolist() for rate in (0.04, 0.02))
        low, high = ratio(first, sizes, second, sizes).interval(0.05)
        inside += low[0] <= 1 <= high[0]
    assert 0.92 <= inside / 400 <= 0.985


def test_equivalence_is_seldom_claimed_at_the_margin() -> None:
    """Terms one and a half times as often: the claim of less than that is false and made at most at its level."""
    rng = np.random.default_rng(12)
    sizes = np.full(60, 50)
    first, second = (unit_sums(csr_array(rng.poisson(rate * 50, (60, 600))), sizes) for rate in (0.06, 0.04))
    p_values = clustered_log_ratio(first, second).equivalence_p(np.log2(1.5))
    assert 0.02 <= (p_values <= 0.05).mean() <= 0.08


def test_the_interval_of_one_rate_by_hand() -> None:
    # As above: 8 in 400 tokens with a variance of 4 / 3 · 24 / 8.5², and three degrees of freedom.
    low, high = clustered_rate(sums([6, 2, 0, 0], [100] * 4), 0.05)
    reach = exp(t.ppf(0.975, 3) * (4 / 3 * 24 / 8.5**2) ** 0.5)
    assert (low[0], high[0]) == pytest.approx((8.5 / 400.5 / reach, 8.5 / 400.5 * reach))


def test_the_rate_of_what_is_missing_may_be_nothing() -> None:
    low, high = clustered_rate(sums([0] * 20, [10] * 20), 0.05)
    assert low[0] == 0
    assert 0 < high[0] < 0.1
    # Of two messages next to nothing is known, but no more than all words can be this one.
    assert clustered_rate(sums([0, 0], [10, 10]), 0.05)[1] == 1


def test_intervals_of_a_rate_hold_it_nineteen_times_of_twenty() -> None:
    """30 messages of 50 tokens, 2 of them with a word on average, in bursts."""
    rng, n_held = np.random.default_rng(5), 0
    for _ in range(400):
        counts = rng.poisson(2 * rng.gamma(2, 0.5, size=30))
        low, high = clustered_rate(sums(counts.tolist(), [50] * 30), 0.05)
        n_held += low[0] <= 2 / 50 <= high[0]
    assert 0.92 <= n_held / 400 <= 0.98
