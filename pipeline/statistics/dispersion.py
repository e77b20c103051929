"""How evenly occurrences are spread over the parts of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, floor, lgamma, log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def deviation_of_proportions(counts: Sequence[float], sizes: Sequence[float]) -> float:
    """Gries' DP: half the sum over parts of |share of the corpus - share of the occurrences|.

    ``counts`` and ``sizes`` have one value ≥ 0 a part, not all zero; the unit of sizes is free. From 0 (spread as
    the sizes are) up to 1 - the smallest share (all in the smallest part). ``ValueError`` for lengths that differ or
    sums of zero. Not normalised: with fewer occurrences than parts DP cannot come near 0; compare it with
    ``expected_deviation_of_proportions``.

    Source: Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus
    Linguistics 13(4), 403-437.

    >>> deviation_of_proportions([2, 1, 1], [2, 1, 1])
    0.0
    >>> deviation_of_proportions([4, 0], [1, 3])
    0.75
    """
    if len(counts) != len(sizes):
        raise ValueError(f"{len(counts)} counts for {len(sizes)} parts")
    n_occurrences, size = sum(counts), sum(sizes)
    if n_occurrences <= 0 or size <= 0:
        raise ValueError(f"{n_occurrences} occurrences in a corpus of size {size}: DP is not defined")
    return sum(abs(part / size - n / n_occurrences) for n, part in zip(counts, sizes, strict=True)) / 2


def expected_deviation_of_proportions(n_occurrences: int, sizes: Sequence[float]) -> float:
    """The mean of Gries' DP when so many occurrences fall at random, each part drawing by its size.

    The count in a part of share s is then binomial(n, s), and DP's mean is half the sum of the mean absolute
    deviations of these from n s, divided by n. Exact. ``ValueError`` for no occurrences or an empty corpus.

    Source of the closed form: De Moivre (1730), in Diaconis, P. & Zabell, S. (1991). Closed form summation for
    classical distributions: variations on a theme of De Moivre. Statistical Science 6(3), 284-302.

    >>> expected_deviation_of_proportions(1, [1, 1])
    0.5
    """
    size = sum(sizes)
    if n_occurrences <= 0 or size <= 0:
        raise ValueError(f"{n_occurrences} occurrences in a corpus of size {size}: DP is not defined")
    return sum(_mean_absolute_deviation(n_occurrences, part / size) for part in sizes) / n_occurrences / 2


def _mean_absolute_deviation(n: int, share: float) -> float:
    """E|X - n p| of a binomial: 2 m (n over m) p^m (1 - p)^(n - m + 1), m the least whole number above n p."""
    if share <= 0 or share >= 1:
        return 0.0
    m = floor(n * share) + 1
    log_choose = lgamma(n + 1) - lgamma(m + 1) - lgamma(n - m + 1)
    return 2 * m * exp(log_choose + m * log(share) + (n - m + 1) * log(1 - share))


def deviations_of_proportions(counts: csr_array, sizes: NDArray[np.integer]) -> NDArray[np.float64]:
    """Gries' DP of many terms at once, as ``deviation_of_proportions``; NaN for a term that does not occur.

    ``counts``: parts × terms; ``sizes``: one value a part, in sum above 0. Parts without a term add their share of the
    corpus whole, so only stored counts are looked at: Σ |s - v| = 1 + Σ (|s - v| - s) over those.
    """
    import numpy as np

    total = counts.sum(axis=0)
    cells = counts.tocoo()
    share = (sizes / sizes.sum())[cells.row]
    gain = np.abs(share - cells.data / total[cells.col]) - share
    deviation = (1 + np.bincount(cells.col, weights=gain, minlength=counts.shape[1])) / 2
    return np.where(total > 0, np.maximum(deviation, 0.0), np.nan)
