"""One-to-one assignment of two kinds of things by a score of each pair, and which of its pairs are beyond doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sums of scores differ in their last bits with the order in which they are added.
_TIE = 1e-9


def assign(scores: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """The pairs of row and column with the largest sum of scores, each row and column once at most, rows ascending.

    Pairs that score below ``least`` are not made: a row or column without another stays alone. ``scores`` ≥ 0.

    Source: Kuhn (1955), "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2, 83–97;
    solved by SciPy's form of Jonker and Volgenant (1987).
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    counted = np.where(scores >= least, scores, 0.0)
    rows, columns = linear_sum_assignment(counted, maximize=True)
    return [(int(r), int(c)) for r, c in zip(rows, columns, strict=True) if counted[r, c] > 0]


def sure_pairs(scores: NDArray[np.float64], least: float, lead: float) -> list[tuple[int, int]]:
    """The pairs of ``assign`` without which every assignment would score lower by ``lead`` or more.

    A row that two columns suit about as well has no such pair, nor has a column for which two rows compete; where a
    rival has a better place elsewhere, the pair is sure all the same. ``lead`` is above 0, so that the sure pairs do
    not depend on the order of rows or columns: a pair that some best assignment lacks loses nothing.
    """
    pairs = assign(scores, least)
    best = _total(scores, pairs)
    return [pair for pair in pairs if best - _without(scores, pair, least) >= lead - _TIE]


def _without(scores: NDArray[np.float64], pair: tuple[int, int], least: float) -> float:
    """The largest sum when one pair may not be made."""
    barred = scores.copy()
    barred[pair] = 0.0
    return _total(barred, assign(barred, least))


def _total(scores: NDArray[np.float64], pairs: list[tuple[int, int]]) -> float:
    return float(sum(scores[pair] for pair in pairs))
