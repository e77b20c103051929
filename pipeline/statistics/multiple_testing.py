"""Many tests at once: how many of those called significant are so by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def benjamini_hochberg(p_values: NDArray[np.float64]) -> NDArray[np.float64]:
    """q of each test of a family: the least false-discovery rate at which it is called significant, 0 to 1.

    With p in ascending order, ``q(i) = min over j ≥ i of m p(j) / j``, m the number of tests. Calling all with q ≤ α
    significant keeps the expected share of false ones among them at α or below, where the tests are independent or
    positively dependent; where there is nothing to be found, that is the chance that any is called.

    Source: Benjamini & Hochberg (1995), "Controlling the false discovery rate: a practical and powerful approach to
    multiple testing", Journal of the Royal Statistical Society B 57(1), 289–300.
    """
    import numpy as np

    order = np.argsort(p_values, kind="stable")
    n_tests = len(p_values)
    scaled = p_values[order] * n_tests / np.arange(1, n_tests + 1)
    q_values = np.empty(n_tests)
    q_values[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(q_values, 1.0)
