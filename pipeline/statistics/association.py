"""How much oftener two things occur together than by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def pointwise_mutual_information(
    n_together: NDArray[np.int64], n_first: NDArray[np.int64], n_second: NDArray[np.int64], n_total: int
) -> NDArray[np.float64]:
    """``PMI = log2(n_together · n_total / (n_first · n_second))``, in bits; 0 where the two are independent.

    All counts are above 0; ``n_total`` is the number of words of the text, taken for the number of places at which
    either could stand.

    Source: Church & Hanks (1990), "Word association norms, mutual information, and lexicography", Computational
    Linguistics 16(1), 22–29. It prefers rare pairs, so it serves here as a bar to be cleared, not as a rank.
    """
    import numpy as np

    information: NDArray[np.float64] = np.log2(n_together) + np.log2(n_total) - np.log2(n_first) - np.log2(n_second)
    return information
