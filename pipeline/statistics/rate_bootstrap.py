"""How far a rate would move if other texts of the same kind had come in: the bootstrap over whole units of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.statistics.resampling import resample_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def rate_intervals(
    counts: csr_array, sizes: NDArray[np.int64], level: float, n_resamples: int, seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper ends of the percentile interval of each term's rate, occurrences by character; one item a term.

    ``counts``: units × terms; ``sizes``: characters of each unit. As many units as there are are drawn with
    replacement; the rate of a resample is that of the drawn units together. NaN for a term that no unit has: drawing
    from nothing says nothing of what might have come. Likewise with fewer than two units.

    Source: Efron, B. & Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13.
    """
    import numpy as np

    n_units, n_terms = counts.shape
    if n_units < 2:
        return np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    weights = resample_weights(n_units, n_resamples, seed)
    drawn = (counts.T @ weights.T.astype(np.int64)).T
    rates = drawn / np.maximum(weights @ sizes, 1)[:, None]
    low, high = np.quantile(rates, [(1 - level) / 2, (1 + level) / 2], axis=0)
    is_absent = counts.sum(axis=0) == 0
    low[is_absent] = high[is_absent] = np.nan
    return low, high
