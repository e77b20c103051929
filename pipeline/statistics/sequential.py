"""Monte Carlo tests that stop when their verdict can no longer change."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple


class Sequential(NamedTuple):
    """The p-value and how many simulated values it took."""

    p_value: float
    n_drawn: int


def sequential_p(observed: float, simulated: Iterable[float], n_most: int, level: float) -> Sequential:
    """p of an observed value against values simulated under the null, drawn one after the other, at most ``n_most``.

    Drawing stops at the h-th value that reaches the observed one, h being the least number with which p cannot be
    below ``level``: then p = h / drawn. Where that does not come, p = (reached + 1) / (n_most + 1). Either way p is
    valid: under the null it is at most α with a probability of at most α, for every α. ``simulated`` yields at least
    ``n_most`` values.

    Source: Besag, J. & Clifford, P. (1991), "Sequential Monte Carlo p-values", Biometrika 78(2), 301-304.

    >>> sequential_p(2.0, [3.0, 1.0, 4.0, 5.0], n_most=4, level=0.5)
    Sequential(p_value=0.6666666666666666, n_drawn=3)
    >>> sequential_p(2.0, [1.0] * 59, n_most=59, level=0.05).p_value
    0.016666666666666666
    """
    # Rounded, as 0.07 · 100 is a hair above 7 in floating point.
    n_enough = max(ceil(round(level * n_most, 9)), 1)
    n_reached = 0
    for n_drawn, value in zip(range(1, n_most + 1), simulated, strict=False):
        n_reached += value >= observed
        if n_reached == n_enough:
            return Sequential(n_enough / n_drawn, n_drawn)
    return Sequential((n_reached + 1) / (n_most + 1), n_most)
