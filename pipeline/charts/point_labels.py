"""Numbers beside the points of a map, none on another number or on a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.charts.lettering import POINTS_PER_INCH, width
from pipeline.charts.model import Row
from pipeline.columns.themes import OTHER

POINT, LETTERS = 7.0, 7.5
"""Sizes in points: of a point and of its number."""
RINGS = (0.065, 0.16, 0.26)
"""Inches from a point to its number: the nearest that is free."""


@dataclass(frozen=True)
class Point:
    """A message on the page, in inches, with what its number says."""

    x: float
    y: float
    number: str
    theme: int
    row: Row

    @property
    def is_other(self) -> bool:
        """It fits no theme, ``theme`` being the nearest."""
        return bool(self.row["standing"] == OTHER)


Box = tuple[float, float, float, float]
"""Left, top, right, bottom in inches."""


def label_places(wanted: Sequence[Point], points: Sequence[Point], frame: Box) -> Iterator[tuple[Point, Box]]:
    """A place beside its point for each number that has one: over no other number, no point, inside the frame.

    The first that fits of eight places around the point, then farther out; a number without one is left out.
    """
    radius = POINT / POINTS_PER_INCH / 2 + 0.01
    cells: dict[tuple[int, int], list[Box]] = {}
    for point in points:
        _occupy(cells, (point.x - radius, point.y - radius, point.x + radius, point.y + radius))
    for point in wanted:
        for box in _candidates(point):
            inside = box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
            if inside and not any(_overlap(box, other) for cell in _cells(box) for other in cells.get(cell, ())):
                _occupy(cells, box)
                yield point, box
                break


_DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


def _candidates(point: Point) -> Iterator[Box]:
    half_width, half_height = width(point.number, LETTERS) / 2 + 0.01, LETTERS / POINTS_PER_INCH / 2
    for distance in RINGS:
        for x, y in _DIRECTIONS:
            middle_x, middle_y = point.x + x * (half_width + distance), point.y + y * (half_height + distance)
            yield middle_x - half_width, middle_y - half_height, middle_x + half_width, middle_y + half_height


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    """Squares of a quarter inch that a box touches: only what shares one has to be compared."""
    for column in range(int(box[0] * 4), int(box[2] * 4) + 1):
        for row in range(int(box[1] * 4), int(box[3] * 4) + 1):
            yield column, row


def _occupy(cells: dict[tuple[int, int], list[Box]], box: Box) -> None:
    for cell in _cells(box):
        cells.setdefault(cell, []).append(box)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
