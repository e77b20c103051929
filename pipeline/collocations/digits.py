"""Rounding before writing, so that a last bit that another machine computes otherwise changes no byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def significant(values: NDArray[np.float64], digits: int) -> list[float]:
    """Each value to so many significant digits: a p-value of 1e-20 keeps its size.

    >>> import numpy as np
    >>> significant(np.array([1 / 3, 2e-20, 0.0]), 3)
    [0.333, 2e-20, 0.0]
    """
    return [significant_one(value, digits) for value in values.tolist()]


def significant_one(value: float, digits: int) -> float:
    """One value to so many significant digits."""
    return float(f"{value:.{digits}g}")
