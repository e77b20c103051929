"""Trend and variation: by hand, against every way to deal units out, and where nothing is true."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.stats import norm

from pipeline.statistics.rate_bootstrap import rate_intervals
from pipeline.statistics.trend import Series, TrendTests, sums_by_edition, trend_tests

RNG = np.random.default_rng


def series(counts: list[list[int]], sizes: list[int], edition: list[int], time: list[float]) -> Series:
    return Series(csr_array(np.array(counts)), np.array(sizes), np.array(edition), np.array(time, dtype=float))


# Four messages of 10 characters in two editions, a year before and a year after the middle. The first term stands 0, 1,
# 2 and 3 times, so r = 6/40; the excesses are 1 − 20·0.15 = −2 and 5 − 3 = 2. The second stands once in each.
FOUR = series([[0, 1], [1, 1], [2, 1], [3, 1]], [10] * 4, [0, 0, 1, 1], [-1, 1])


def test_sums_by_edition() -> None:
    counts, sizes = sums_by_edition(FOUR, np.arange(4))
    assert counts.tolist() == [[1, 2], [5, 2]]
    assert sizes.tolist() == [20, 20]


def test_trend_by_hand() -> None:
    """T = −1·−2 + 1·2 = 4. Its variance: Σ(x−x̄)² = 4; Σ(a−1.5)² = 2.25 + 0.25 + 0.25 + 2.25 = 5; 4·5/3 = 20/3."""
    tests = trend_tests(FOUR, 99, RNG(1))
    assert tests.trend_z[0] == pytest.approx(4 / (20 / 3) ** 0.5)


def test_p_values_are_those_of_all_ways_to_deal_four_messages_out() -> None:
    """Of six pairs that may be the later edition {2, 3} and {0, 1} alone give |T| = 4: p = 2/6; V likewise."""
    tests = trend_tests(FOUR, 4_000, RNG(1))
    assert tests.trend_p[0] == pytest.approx(2 / 6, abs=0.03)
    assert tests.variation_p[0] == pytest.approx(2 / 6, abs=0.03)


def test_a_term_that_is_everywhere_alike_has_no_trend_and_no_variation() -> None:
    tests = trend_tests(FOUR, 99, RNG(1))
    assert (tests.trend_p[1], tests.variation_p[1], tests.variation_z[1]) == (1, 1, 0)


def test_variance_of_the_trend_is_that_over_every_order() -> None:
    uneven = series([[3], [0], [1], [0], [2]], [7, 10, 31, 12, 9], [0, 0, 1, 2, 2], [-2, 0, 2])
    rate = 6 / 69
    values = []
    for order in permutations(range(5)):
        counts, sizes = sums_by_edition(uneven, np.array(order))
        values.append(float(uneven.time @ (counts[:, 0] - sizes * rate)))
    observed = values[0]
    assert np.mean(values) == pytest.approx(0, abs=1e-9)
    assert trend_tests(uneven, 99, RNG(1)).trend_z[0] == pytest.approx(observed / np.std(values))


def invented(n: int, n_terms: int, seed: int) -> Series:
    rng = RNG(seed)
    sizes = rng.integers(20, 200, n)
    counts = rng.poisson(sizes[:, None] * 0.02 * rng.gamma(1.0, 1.0, (n, n_terms)))  # bursts, as words come
    edition = np.sort(rng.integers(0, 8, n))
    return Series(csr_array(counts), sizes, edition, np.arange(8.0) - 3.5)


def outcome(given: Series, n_draws: int = 999) -> TrendTests:
    return trend_tests(given, n_draws, RNG(3))


def test_where_nothing_is_true_p_values_are_even() -> None:
    tests = outcome(invented(200, 400, 5))
    for p_values in (tests.trend_p, tests.variation_p):
        assert (p_values <= 0.05).mean() == pytest.approx(0.05, abs=0.035)
        assert (p_values <= 0.5).mean() == pytest.approx(0.5, abs=0.09)


def test_p_of_the_trend_agrees_with_the_normal_of_its_z() -> None:
    tests = outcome(invented(300, 50, 6), 4_000)
    assert np.abs(tests.trend_p - 2 * norm.sf(np.abs(tests.trend_z))).max() < 0.04


@pytest.mark.parametrize(("weights", "is_trend"), [(range(8), True), ((0, 0, 3, 8, 8, 3, 0, 0), False)])
def test_a_planted_rise_is_a_trend_and_a_hump_is_variation_alone(weights, is_trend: bool) -> None:
    given = invented(400, 1, 7)
    rng = RNG(8)
    planted = rng.poisson(np.array(list(weights))[given.edition] * given.sizes * 0.001)[:, None]
    tests = outcome(Series(csr_array(planted), given.sizes, given.edition, given.time))
    assert tests.variation_p[0] == 1 / 1000
    assert bool(tests.trend_p[0] <= 0.01) is is_trend
    assert not is_trend or tests.trend_z[0] > 3


def test_turning_time_round_turns_the_trend_alone() -> None:
    given = invented(100, 5, 9)
    turned = Series(given.counts, given.sizes, given.edition, -given.time)
    there, back = outcome(given), outcome(turned)
    assert back.trend_z.tolist() == (-there.trend_z).tolist()
    assert back.trend_p.tolist() == there.trend_p.tolist()
    assert back.variation_p.tolist() == there.variation_p.tolist()


def test_interval_of_a_rate_holds_it_and_is_wider_where_it_comes_in_bursts() -> None:
    sizes = np.full(100, 50)
    even, bursts = np.ones(100, dtype=int), np.zeros(100, dtype=int)
    bursts[:4] = 25
    nothing = np.zeros(100, dtype=int)
    low, high = rate_intervals(csr_array(np.column_stack([even, bursts, nothing])), sizes, 0.95, 999, 1)
    assert (low[0], high[0]) == (0.02, 0.02)
    assert low[1] < 0.01
    assert high[1] > 0.03
    assert np.isnan([low[2], high[2]]).all()


def test_one_unit_has_no_interval() -> None:
    low, high = rate_intervals(csr_array(np.array([[3]])), np.array([10]), 0.95, 999, 1)
    assert np.isnan([low[0], high[0]]).all()
