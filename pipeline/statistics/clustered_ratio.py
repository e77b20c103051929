"""Log ratios whose error respects that words come in whole passages, and the test that a ratio is as good as 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.statistics.keyness import HALF, log_ratio

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class ClusteredLogRatio:
    """One item a term: the log ratio, its standard error in the same binary logarithms, its degrees of freedom."""

    log_ratio: NDArray[np.float64]
    error: NDArray[np.float64]
    freedom: NDArray[np.float64]

    def interval(self, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Low and high end of the two-sided interval that misses with the chance ``level``: ± t · error."""
        from scipy.stats import t

        reach = t.ppf(1 - level / 2, self.freedom) * self.error
        return self.log_ratio - reach, self.log_ratio + reach

    def equivalence_p(self, margin: float) -> NDArray[np.float64]:
        """p of the claim that the log ratio lies inside ± ``margin``: two one-sided tests, the larger p of the two.

        Small where the difference is shown to be small; a term of which little is known has a large one. At p ≤ α the
        interval of level 2 α lies inside the margin.

        Source: Schuirmann (1987), "A comparison of the two one-sided tests procedure and the power approach for
        assessing the equivalence of average bioavailability", Journal of Pharmacokinetics and Biopharmaceutics 15(6),
        657–680.
        """
        import numpy as np
        from scipy.stats import t

        above = t.sf((self.log_ratio + margin) / self.error, self.freedom)
        below = t.cdf((self.log_ratio - margin) / self.error, self.freedom)
        larger: NDArray[np.float64] = np.maximum(above, below)
        return larger


@dataclass(frozen=True, eq=False)
class UnitSums:
    """All that a rate and its variance need of a group of units; sums of two groups without a common unit add up.

    Arrays have one item a term: occurrences, their squares and their products with the unit's tokens, over the units.
    """

    n_units: int
    size: int
    size_squares: int
    total: NDArray[np.int64]
    squares: NDArray[np.int64]
    products: NDArray[np.int64]

    def without(self, other: UnitSums) -> UnitSums:
        """The sums of the units that are not in ``other``, whose units are among these."""
        return UnitSums(
            self.n_units - other.n_units,
            self.size - other.size,
            self.size_squares - other.size_squares,
            self.total - other.total,
            self.squares - other.squares,
            self.products - other.products,
        )


def unit_sums(counts: csr_array, sizes: NDArray[np.int64]) -> UnitSums:
    """``counts``: units × terms; ``sizes``: tokens of each unit."""
    return UnitSums(
        n_units=counts.shape[0],
        size=int(sizes.sum()),
        size_squares=int((sizes**2).sum()),
        total=counts.sum(axis=0),
        squares=(counts * counts).sum(axis=0),
        products=counts.T @ sizes,
    )


def clustered_log_ratio(focus: UnitSums, reference: UnitSums) -> ClusteredLogRatio:
    """The log ratio of two groups of units (messages or documents) with an error from how units differ.

    A rate R = f / n is a ratio of two sums over units, so by linearisation, with x occurrences in a unit of s tokens
    and m units::

        Var(ln R) = m / (m - 1) Σ (x - R s)² / f²

    the two groups' variances added up. Where a term stands in few units that sum says little (0 for a term that is
    missing), so that of a Poisson count, 1 / f - 1 / n, is taken where it is larger. ½ is added to f and n as in
    ``log_ratio``. Degrees of freedom are Welch and Satterthwaite's of the two groups' m - 1. Binomial intervals, LRC's
    too, are narrower: they take words for independent of those beside them.

    Both groups have two units or more, and tokens. Source: Cochran (1977), Sampling techniques, 3rd ed., section 6.4.
    """
    import numpy as np

    first, second = _variance(focus), _variance(reference)
    freedom = (first + second) ** 2 / (first**2 / (focus.n_units - 1) + second**2 / (reference.n_units - 1))
    ratio = log_ratio(focus.total, reference.total, focus.size, reference.size)
    return ClusteredLogRatio(ratio, np.sqrt(first + second) / np.log(2), freedom)


def _variance(group: UnitSums) -> NDArray[np.float64]:
    """Of the natural logarithm of each term's rate in one group."""
    import numpy as np

    rate = group.total / group.size
    residual = group.squares - 2 * rate * group.products + rate**2 * group.size_squares
    between = group.n_units / (group.n_units - 1) * residual / (group.total + HALF) ** 2
    of_count = 1 / (group.total + HALF) - 1 / (group.size + HALF)
    larger: NDArray[np.float64] = np.maximum(between, of_count)
    return larger


def clustered_rate(group: UnitSums, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Low and high end of the interval of each term's rate per token that misses with the chance ``level``.

    exp(ln((f + ½) / (n + ½)) ± t · √Var(ln R)) with the variance of ``clustered_log_ratio`` and m - 1 degrees of
    freedom; the low end of a term that is missing is 0, and no end is above 1. The group has two units or more.
    """
    import numpy as np
    from scipy.stats import t

    rate = (group.total + HALF) / (group.size + HALF)
    reach = np.exp(t.ppf(1 - level / 2, group.n_units - 1) * np.sqrt(_variance(group)))
    return np.where(group.total > 0, rate / reach, 0.0), np.minimum(rate * reach, 1.0)
