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


def clustered_log_ratio(
    counts: csr_array, sizes: NDArray[np.int64], other_counts: csr_array, other_sizes: NDArray[np.int64]
) -> ClusteredLogRatio:
    """The log ratio of two groups of units (messages or documents) with an error from how units differ.

    A rate R = f / n is a ratio of two sums over units, so by linearisation, with x occurrences in a unit of s tokens
    and m units::

        Var(ln R) = m / (m - 1) Σ (x - R s)² / f²

    the two groups' variances added up. Where a term stands in few units that sum says little (0 for a term that is
    missing), so that of a Poisson count, 1 / f - 1 / n, is taken where it is larger. ½ is added to f and n as in
    ``log_ratio``. Degrees of freedom are Welch and Satterthwaite's of the two groups' m - 1. Binomial intervals, LRC's
    too, are narrower: they take words for independent of those beside them.

    ``counts``: units × terms, two units or more; ``sizes``: tokens of each unit. Source: Cochran (1977), Sampling
    techniques, 3rd ed., section 6.4.
    """
    import numpy as np

    first, second = (_variance(*side) for side in ((counts, sizes), (other_counts, other_sizes)))
    freedom = (first + second) ** 2 / (first**2 / (counts.shape[0] - 1) + second**2 / (other_counts.shape[0] - 1))
    ratio = log_ratio(counts.sum(axis=0), other_counts.sum(axis=0), int(sizes.sum()), int(other_sizes.sum()))
    return ClusteredLogRatio(ratio, np.sqrt(first + second) / np.log(2), freedom)


def _variance(counts: csr_array, sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of the natural logarithm of each term's rate in one group."""
    import numpy as np

    n_units, size, total = counts.shape[0], int(sizes.sum()), counts.sum(axis=0)
    rate = total / size
    squares = (counts * counts).sum(axis=0)
    residual = squares - 2 * rate * (counts.T @ sizes) + rate**2 * int((sizes**2).sum())
    between = n_units / (n_units - 1) * residual / (total + HALF) ** 2
    of_count = 1 / (total + HALF) - 1 / (size + HALF)
    larger: NDArray[np.float64] = np.maximum(between, of_count)
    return larger
