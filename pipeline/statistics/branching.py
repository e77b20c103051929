"""How freely a sequence of words combines with what stands beside it: branching entropy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def branching_entropy(
    sequence: NDArray[np.int64], n_together: NDArray[np.int64], n_at_border: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Entropy of the neighbours on one side of each sequence, in bits, from 0 upwards.

    With c(s, x) the number of times that neighbour x stands beside sequence s, and N(s) their sum over x::

        H(s) = - Σ c(s, x) / N(s) · log2(c(s, x) / N(s)) = log2 N(s) - Σ c(s, x) log2 c(s, x) / N(s)

    0 where always the same word stands there: the sequence is a part of something longer. ``sequence`` and
    ``n_together`` have one item a pair of sequence and neighbour, ``n_at_border`` one a sequence: how often nothing
    stands beside it, at punctuation or at the end of a text. 0 for a sequence with neither.

    Source: Jin & Tanaka-Ishii (2006), "Unsupervised segmentation of Chinese text by use of branching entropy",
    COLING/ACL 2006 posters, 428–435. Departures: neighbours are words, not characters; and each border counts as one
    more neighbour that stands nowhere else, as in the accessor variety of Feng, Chen, Deng & Zheng (2004),
    Computational Linguistics 30(1), 75–93: what may stand at a border stands on its own.
    """
    import numpy as np

    n_sequences = len(n_at_border)
    n = np.bincount(sequence, weights=n_together, minlength=n_sequences) + n_at_border
    surprise = n_together * np.log2(np.maximum(n_together, 1))
    of_neighbours = np.bincount(sequence, weights=surprise, minlength=n_sequences)
    entropy: NDArray[np.float64] = np.log2(np.maximum(n, 1)) - of_neighbours / np.maximum(n, 1)
    return np.maximum(entropy, 0.0)  # rounding leaves -0.0000000000000002 where it is 0
