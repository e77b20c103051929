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

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

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


def contained_units(names: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Contained:
    """Pairs of units of which the first contains the second; only a unit with a shorter name counts as inner."""
    import numpy as np

    n_characters = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    distinct = np.array(sorted(set(pairs)), dtype=np.int64).reshape(-1, 2)
    outer, inner = distinct[n_characters[distinct[:, 0]] > n_characters[distinct[:, 1]]].T
    return Contained(np.searchsorted(outer, np.arange(len(names) + 1)), inner, n_characters)


def stand_in(counts: csr_array, contained: Contained, share: float) -> NDArray[np.int64]:
    """For each stored cell of scopes × units the place of the cell that stands for it; -1 if it stands for itself.

    ``counts`` has its column numbers sorted within each row. Where several of the same length contain a unit, the most
    frequent one stands for it, then the one that sorts first.
    """
    import numpy as np

    n_units = len(contained.n_characters)
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    column, count = counts.indices, counts.data
    key = row * n_units + column
    stands_for_it = np.full(len(key), -1)
    length = np.where(np.diff(contained.first) > 0, contained.n_characters, 0)[column]
    for longest in np.unique(length[length > 0])[::-1].tolist():
        outer = np.flatnonzero((length == longest) & (stands_for_it < 0))
        outer, inner = _expand(outer, column, contained)
        wanted = row[outer] * n_units + inner
        cell = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        lower, higher = np.minimum(count[cell], count[outer]), np.maximum(count[cell], count[outer])
        gives_way = (key[cell] == wanted) & (stands_for_it[cell] < 0) & (lower >= share * higher)
        outer, cell = outer[gives_way], cell[gives_way]
        # Of several claims on one cell the first in this order is the most frequent one's.
        order = np.lexsort((outer, -count[outer]))
        claimed, claim = np.unique(cell[order], return_index=True)
        stands_for_it[claimed] = outer[order][claim]
    return stands_for_it


def _expand(
    outer: NDArray[np.int64], column: NDArray[np.int32], contained: Contained
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of an outer cell and a unit inside it."""
    import numpy as np

    first = contained.first[column[outer]]
    n = contained.first[column[outer] + 1] - first
    step = np.arange(int(n.sum())) - np.repeat(np.cumsum(n) - n, n)
    return np.repeat(outer, n), contained.inner[np.repeat(first, n) + step]
