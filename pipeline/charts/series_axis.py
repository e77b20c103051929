"""The editions of a series along an axis of years: ticks that have room, and gaps where years are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class YearAxis:
    """Inches on the sheet for the years of a series, the earliest at ``left``."""

    left: float
    right: float
    years: tuple[int, ...]

    def x(self, year: float) -> float:
        first, last = self.years[0], self.years[-1]
        return self.left + (self.right - self.left) * (year - first) / (last - first)

    def ticks(self, room: float) -> list[int]:
        """Years to write on the axis, ``room`` inches apart or more, all multiples of one step.

        >>> YearAxis(0, 2, (1978, 1988, 2014)).ticks(0.4)
        [1980, 1990, 2000, 2010]
        """
        first, last = self.years[0], self.years[-1]
        inches = (self.right - self.left) / (last - first)
        step = next((step for step in _STEPS if step * inches >= room), last - first)
        return [year for year in range(first, last + 1) if year % step == 0] or [first]


def gaps(years: Sequence[int]) -> list[bool]:
    """Whether years are missing before each item: twice the usual step or more since the one before it.

    >>> gaps([1978, 1979, 1980, 1983, 1984])
    [False, False, False, True, False]
    >>> gaps([2018, 2021, 2025])
    [False, False, False]
    """
    steps = [later - earlier for earlier, later in pairwise(years)]
    usual = median(steps) if steps else 0
    return [False, *(usual > 0 and step >= 2 * usual for step in steps)]
