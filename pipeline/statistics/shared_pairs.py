"""How much of their wording texts share: weighted overlap of adjacent characters, and which texts are worth comparing.

A *pair* is two characters that stand side by side in a text, the second 互联 of a text being another one than its
first: sets of pairs then overlap as the texts do. Pairs need no segmenter, and no one's idea of a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

_CODE_BITS = 21
_ROWS_AT_ONCE = 512
"""Texts that are looked up together: it bounds the memory to some 50 MB where each shares a pair with thousands."""


@dataclass(frozen=True, eq=False)
class Overlaps:
    """Texts of two sides that share wording; arrays have one item for two such texts, by ``first``, then ``second``.

    ``common`` is the weight of the pairs that they share. ``first_weight`` and ``second_weight``: of all pairs, one
    item a text of either side.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    common: NDArray[np.float64]
    first_weight: NDArray[np.float64]
    second_weight: NDArray[np.float64]

    @property
    def similarity(self) -> NDArray[np.float64]:
        """Weighted Dice coefficient, 0–1: ``2 common / (weight of the one + weight of the other)``."""
        found: NDArray[np.float64] = 2 * self.common / (self.first_weight[self.first] + self.second_weight[self.second])
        return found

    @property
    def share_of_first(self) -> NDArray[np.float64]:
        """How much of the first text stands in the second, 0–1."""
        found: NDArray[np.float64] = self.common / self.first_weight[self.first]
        return found

    @property
    def share_of_second(self) -> NDArray[np.float64]:
        found: NDArray[np.float64] = self.common / self.second_weight[self.second]
        return found


def overlaps(
    first: Sequence[str], second: Sequence[str], most_texts: int, least_similarity: float, least_share: float
) -> Overlaps:
    """Every two texts, one of either side, with at least this similarity or this share of one of them in the other.

    A pair weighs ``ln(1 + n / df)``, n the texts of both sides and df those that have it: what half of all texts say, a
    formula, weighs a sixth or less of what only two of hundreds say, so that a formula in common makes no two texts
    alike. Dice's coefficient is that of Dice (1945), "Measures of the amount of ecologic association between species",
    Ecology 26(3), 297–302, over weights instead of counts.

    Not every text is compared with every other: two that are alike share pairs that stand in ``most_texts`` texts of
    either side at most, and are found by these alone. Where there are no more texts than that nothing is passed over.
    Of those found, the ones that could not reach either bound whatever their common pairs are dropped first, the others
    compared in full.
    """
    import numpy as np

    one, other, weight = _weighted_pairs(first, second)
    totals = one @ weight, other @ weight
    is_rare = (_frequency(one) <= most_texts) & (_frequency(other) <= most_texts)
    bound = _Bound(*totals, one @ (weight * ~is_rare), other @ (weight * ~is_rare), least_similarity, least_share)
    found = list(_candidates(one, other, weight * is_rare, bound))
    rows, columns = (np.concatenate([np.empty(0, dtype=np.int64), *(part[side] for part in found)]) for side in (0, 1))
    common = _common(one, other, weight, rows, columns)
    kept = bound.may_hold(rows, columns, common, is_whole=True)
    return Overlaps(rows[kept], columns[kept], common[kept], *totals)


def _weighted_pairs(first: Sequence[str], second: Sequence[str]) -> tuple[csr_array, csr_array, NDArray[np.float64]]:
    """Texts × pairs of either side, 1 where a text has the pair, and the weight of each pair."""
    import numpy as np
    from scipy.sparse import csr_array

    (row, keys), (other_row, other_keys) = _pairs(first), _pairs(second)
    distinct, number = np.unique(np.concatenate([keys, other_keys]), return_inverse=True)
    number = number.reshape(-1)
    sides = [
        csr_array((np.ones(len(at)), (at, of)), shape=(len(texts), len(distinct)))
        for texts, at, of in ((first, row, number[: len(row)]), (second, other_row, number[len(row) :]))
    ]
    n_texts = len(first) + len(second)
    df = np.bincount(number, minlength=len(distinct))
    return sides[0], sides[1], np.log1p(n_texts / np.maximum(df, 1))


def _pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of all texts: the text of each, and a key of both characters and of how often they came before."""
    import numpy as np

    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = owner[1:] == owner[:-1]
    row, pair = owner[1:][inside], (codes[:-1] << _CODE_BITS | codes[1:])[inside]
    order = np.lexsort([pair, row])
    row, pair = row[order], pair[order]
    is_first = np.ones(len(row), dtype=bool)
    is_first[1:] = (row[1:] != row[:-1]) | (pair[1:] != pair[:-1])
    place = np.arange(len(row))
    n_before = place - np.maximum.accumulate(np.where(is_first, place, 0))
    return row, pair << _CODE_BITS | n_before


def _frequency(pairs: csr_array) -> NDArray[np.int64]:
    import numpy as np

    return np.bincount(pairs.indices, minlength=pairs.shape[1])


@dataclass(frozen=True, eq=False)
class _Bound:
    """What is left open after the rare pairs are compared: the frequent ones of a text can all be in the other."""

    weight: NDArray[np.float64]
    other_weight: NDArray[np.float64]
    frequent: NDArray[np.float64]
    other_frequent: NDArray[np.float64]
    least_similarity: float
    least_share: float

    def may_hold(
        self,
        rows: NDArray[np.int64],
        columns: NDArray[np.int64],
        common: NDArray[np.float64],
        *,
        is_whole: bool = False,
    ) -> NDArray[np.bool_]:
        """Which of these can reach a bound, given the weight of what they share, of rare pairs or of all."""
        import numpy as np

        weight, other = self.weight[rows], self.other_weight[columns]
        at_most = common if is_whole else common + np.minimum(self.frequent[rows], self.other_frequent[columns])
        is_alike = 2 * at_most >= self.least_similarity * (weight + other)
        reached: NDArray[np.bool_] = is_alike | (at_most >= self.least_share * np.minimum(weight, other))
        return reached


def _candidates(
    one: csr_array, other: csr_array, rare_weight: NDArray[np.float64], bound: _Bound
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Texts that share a rare pair and can reach a bound, some rows at a time."""
    import numpy as np

    rare = np.flatnonzero(rare_weight)
    left = one[:, rare]
    left = (left * rare_weight[rare]).tocsr()
    right = other[:, rare].T.tocsr()
    for start in range(0, one.shape[0], _ROWS_AT_ONCE):
        shared = (left[start : start + _ROWS_AT_ONCE] @ right).tocoo()
        rows, columns = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
        kept = bound.may_hold(rows, columns, shared.data)
        order = np.lexsort([columns[kept], rows[kept]])
        yield rows[kept][order], columns[kept][order]


def _common(
    one: csr_array, other: csr_array, weight: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The weight of all pairs that each two of these texts share."""
    import numpy as np

    common = np.zeros(len(rows))
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = slice(start, start + _ROWS_AT_ONCE)
        common[some] = one[rows[some]].multiply(other[columns[some]]).tocsr() @ weight
    return common
