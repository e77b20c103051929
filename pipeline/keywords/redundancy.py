"""A keyword inside a longer one of nearly the same count does not take a second place.

Where the occurrences of a shorter keyword are counted inside a longer one, too, and the lower of their counts in a
scope is at least a stated share of the higher one, the shorter is left out: 治理 ×10, of which 9 stand in 碎片治理 ×9.
The longer row says which shorter ones it stands for, with their counts, so that none is lost.

Inside a candidate compound are its words, the concepts that these are wordings of, and shorter compounds; inside a
wording or term of the lexicon are concepts, where ranks count these inclusively. What is not counted there is not
redundant, however alike the two look: 互联网治理 ×14 on its own and 互联网治理论坛 ×13 in other places are two
keywords, and so are any two single words.

Longer ones are looked at first; what is left out itself stands for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.statistics.distinct import distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


class Contained(NamedTuple):
    """Which units contain which, by unit: the inner ones of unit u are ``inner[first[u]:first[u + 1]]``."""

    first: NDArray[np.int64]
    inner: NDArray[np.int64]
    n_characters: NDArray[np.int64]
    """Length of each unit's name."""


def contained_units(names: Sequence[str], pairs: NDArray[np.int64]) -> Contained:
    """``pairs`` (pairs × 2, each any number of times) of units of which the first contains the second.

    Only a unit with a shorter name counts as inner.
    """
    import numpy as np

    n_characters = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    n_units = max(len(names), 1)
    outer, inner = np.divmod(distinct(pairs[:, 0] * n_units + pairs[:, 1]), n_units)
    is_longer = n_characters[outer] > n_characters[inner]
    outer, inner = outer[is_longer], inner[is_longer]
    return Contained(np.searchsorted(outer, np.arange(len(names) + 1)), inner, n_characters)


def stand_in(counts: csr_array, contained: Contained, share: float) -> NDArray[np.int64]:
    """For each stored cell of scopes × units the place of the cell that stands for it; -1 if it stands for itself.

    ``counts`` has its column numbers sorted within each row. Where several of the same length contain a unit, the most
    frequent one stands for it, then the one that sorts first.
    """
    import numpy as np

    outer, inner = _close_pairs(counts, contained, share)
    length = contained.n_characters[counts.indices[outer]]
    # Of several claims on one cell the first in this order is that of the longest, then of the most frequent one.
    order = np.lexsort((outer, -counts.data[outer], -length))
    outer, inner = outer[order], inner[order]
    stands_for_it = np.full(counts.nnz, -1)
    for of_length in _runs(length[order]):
        longer, shorter = outer[of_length], inner[of_length]
        gives_way = (stands_for_it[longer] < 0) & (stands_for_it[shorter] < 0)
        # Of several values for one place NumPy keeps the last: reversed, that is the first claim.
        stands_for_it[shorter[gives_way][::-1]] = longer[gives_way][::-1]
    return stands_for_it


def _close_pairs(counts: csr_array, contained: Contained, share: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of cells of one row of which the first contains the second and their counts differ little."""
    import numpy as np

    n_units = len(contained.n_characters)
    key = np.repeat(np.arange(counts.shape[0]) * n_units, np.diff(counts.indptr)) + counts.indices
    outer, unit = _expand(counts.indices, contained)
    wanted = key[outer] - counts.indices[outer] + unit
    inner = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    lower = np.minimum(counts.data[inner], counts.data[outer])
    higher = np.maximum(counts.data[inner], counts.data[outer])
    is_close = (key[inner] == wanted) & (lower >= share * higher)
    return outer[is_close], inner[is_close]


def _runs(values: NDArray[np.int64]) -> Iterator[slice]:
    """The stretches of equal values."""
    import numpy as np

    borders = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return (slice(begin, end) for begin, end in pairwise(borders))


def _expand(column: NDArray[np.int32], contained: Contained) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a cell, by place, and a unit inside its unit; ``column`` is the unit of each cell."""
    import numpy as np

    n_inside = np.diff(contained.first)
    outer = np.flatnonzero((n_inside > 0)[column])
    first, n = contained.first[column[outer]], n_inside[column[outer]]
    step = np.arange(int(n.sum())) - np.repeat(np.cumsum(n) - n, n)
    return np.repeat(outer, n), contained.inner[np.repeat(first, n) + step]
