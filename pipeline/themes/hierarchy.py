"""Which themes are the most alike: what would merge if fewer were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Merge(NamedTuple):
    """Two groups of themes that become one, and how often their messages fell together (0–1)."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    agreement: float


def merges(together: NDArray[np.float64], met: NDArray[np.float64]) -> list[Merge]:
    """Join the two groups of themes that agree most, until one is left: K - 1 merges.

    ``together``, ``met``: themes × themes, symmetric: how often a message of the one and a message of the other fell
    into one cluster, and were both in a resample. Groups add up, so that every pair of messages weighs the same
    (average linkage; Sokal and Michener 1958). Ties go to the groups with the lower theme numbers.
    """
    groups: list[tuple[int, ...]] = [(theme,) for theme in range(len(together))]
    made = []
    while len(groups) > 1:
        pairs = [(first, second) for place, first in enumerate(groups) for second in groups[place + 1 :]]
        best = max((Merge(*pair, _agreement(together, met, *pair)) for pair in pairs), key=_closest)
        made.append(best)
        joined = tuple(sorted(best.first + best.second))
        groups = sorted([group for group in groups if group not in best[:2]] + [joined])
    return made


def _closest(merge: Merge) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
    return merge.agreement, tuple(-theme for theme in merge.first), tuple(-theme for theme in merge.second)


def _agreement(
    together: NDArray[np.float64], met: NDArray[np.float64], first: tuple[int, ...], second: tuple[int, ...]
) -> float:
    import numpy as np

    cells = np.ix_(first, second)
    return round(float(together[cells].sum() / max(met[cells].sum(), 1.0)), 9)
