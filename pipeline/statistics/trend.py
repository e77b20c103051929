"""How a rate moves over a series: a test of trend and one of variation, by dealing whole units out anew.

A *unit* is a message or a document, dealt out whole since its words are about one thing. What is tested is that the
units might as well have stood in any other edition of the series.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

_TIE = 1e-9
"""By how much of its scale a drawn statistic may fall short of the observed one and be a tie: last digits differ."""


@dataclass(frozen=True, eq=False)
class Series:
    """Units of text in the editions of a series.

    ``counts``: units × terms; ``sizes``: characters of each unit; ``edition``: the number of each unit's edition, from
    0, ascending; ``time``: when each edition was, one item an edition, not all the same.
    """

    counts: csr_array
    sizes: NDArray[np.int64]
    edition: NDArray[np.int64]
    time: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TrendTests:
    """One item a term.

    ``trend_z``: the statistic of trend in standard deviations over all ways to deal the units out; above 0 it rises.
    ``variation_z``: that of variation, less its mean over the draws, in standard deviations of the draws.
    """

    trend_z: NDArray[np.float64]
    trend_p: NDArray[np.float64]
    variation_z: NDArray[np.float64]
    variation_p: NDArray[np.float64]


def trend_tests(series: Series, n_draws: int, rng: np.random.Generator) -> TrendTests:
    """Two-sided permutation test of trend, and one-sided of variation between editions, of each term's rate.

    With a_j occurrences in edition j of s_j characters, the rate r of the term in the whole series, and x_j the time of
    the edition, the statistics are ::

        trend      T = Σ_j x_j (a_j − s_j r)
        variation  V = Σ_j (a_j − s_j r)² / (s_j r)

    T is Mantel's: over all ways to deal the units out its mean is 0 and its variance the product of the sums of squares
    of x and of a_u − s_u r over units u, divided by n − 1 for n units, which ``trend_z`` is in terms of. V is Pearson's
    chi-squared; its own distribution is taken from the draws, as words of a unit come together. p = (k + 1) / (B + 1),
    with k of B draws that reach what was observed: never 0.

    Sources: Mantel, N. (1963), "Chi-square tests with one degree of freedom; extensions of the Mantel-Haenszel
    procedure", JASA 58(303), 690–700; Phipson & Smyth (2010), "Permutation p-values should never be zero", Statistical
    Applications in Genetics and Molecular Biology 9(1), article 39.
    """
    import numpy as np

    rate = series.counts.sum(axis=0) / series.sizes.sum()
    trend, variation = _statistics(series, rate, np.arange(len(series.sizes)))
    trend_spread = _trend_spread(series, rate)
    least_trend = np.abs(trend) - _TIE * trend_spread
    least_variation = variation - _TIE * (variation + series.counts.sum(axis=0))
    n_trend, n_variation = np.zeros((2, len(rate)), dtype=np.int64)
    total, squares = np.zeros((2, len(rate)))
    for drawn_trend, drawn_variation in _draws(series, rate, n_draws, rng):
        n_trend += np.abs(drawn_trend) >= least_trend
        n_variation += drawn_variation >= least_variation
        total += drawn_variation
        squares += drawn_variation**2
    mean = total / n_draws
    spread = np.sqrt(np.maximum(squares / n_draws - mean**2, 0))
    return TrendTests(
        trend_z=_ratio(trend, trend_spread),
        trend_p=(n_trend + 1) / (n_draws + 1),
        variation_z=_ratio(variation - mean, spread),
        variation_p=(n_variation + 1) / (n_draws + 1),
    )


def _draws(
    series: Series, rate: NDArray[np.float64], n_draws: int, rng: np.random.Generator
) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    for _ in range(n_draws):
        yield _statistics(series, rate, rng.permutation(len(series.sizes)))


def _statistics(
    series: Series, rate: NDArray[np.float64], order: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both statistics where the units stand in ``order``: the first of it in the first edition, and so on.

    Multiplied out, V = Σ_j a_j² / (s_j r) − Σ_j a_j, which needs no other array of editions × terms.
    """
    import numpy as np

    counts, sizes = sums_by_edition(series, order)
    trend = series.time @ counts - (series.time @ sizes) * rate
    by_size = np.divide(1, sizes, out=np.zeros(len(sizes)), where=sizes > 0) @ (counts * counts)
    return trend, _ratio(by_size, rate) - counts.sum(axis=0)


def sums_by_edition(series: Series, order: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Editions × terms, and the characters of each edition, where the units stand in ``order``."""
    import numpy as np
    from scipy.sparse import csr_array

    starts = np.searchsorted(series.edition, np.arange(len(series.time) + 1))
    dealt = csr_array((np.ones(len(order), dtype=np.int64), order, starts), (len(series.time), len(order)))
    counts: NDArray[np.int64] = (dealt @ series.counts).toarray()
    return counts, dealt @ series.sizes


def _trend_spread(series: Series, rate: NDArray[np.float64]) -> NDArray[np.float64]:
    """The standard deviation of the statistic of trend over all ways to deal the units out."""
    import numpy as np

    times = series.time[series.edition]
    # Σ_u (a_u − s_u r)² without the units × terms that are 0 in the counts.
    crossed = series.counts.T @ series.sizes
    squares = series.counts.power(2).sum(axis=0) - 2 * rate * crossed + rate**2 * (series.sizes**2).sum()
    spread: NDArray[np.float64] = np.sqrt(((times - times.mean()) ** 2).sum() * squares / (len(times) - 1))
    return spread


def _ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
