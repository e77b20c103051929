"""Push boxes apart until none lies on another, each as near as may be to where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

_ROUNDS = 300


@dataclass
class Placed:
    """A box by its centre and its size, in inches, y downwards."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: Placed, gap: float) -> tuple[float, float]:
        """How far two boxes lie on each other across and down, ``gap`` between them included; 0 or less: apart."""
        across = (self.width + other.width) / 2 + gap - abs(self.x - other.x)
        down = (self.height + other.height) / 2 + gap - abs(self.y - other.y)
        return across, down

    def is_on(self, other: Placed, gap: float) -> bool:
        return min(self.overlap(other, gap)) > 1e-9


def apart(boxes: Sequence[Placed], left: float, right: float, gap: float) -> list[Placed]:
    """Copies of the boxes between ``left`` and ``right`` of which no two come nearer than ``gap``.

    Each two that do are pushed apart the shorter way, some hundred times over. What then still lies on another, where
    the room is narrow, moves down until it is free: there is always room below.
    """
    moved = [Placed(box.x, box.y, box.width, box.height) for box in boxes]
    for _ in range(_ROUNDS):
        for box in moved:
            box.x = min(max(box.x, left + box.width / 2), right - box.width / 2)
        if not _push(moved, gap):
            return moved
    _settle(moved, left, right, gap)
    return moved


def _push(boxes: Sequence[Placed], gap: float) -> bool:
    """Move every two that are too near by half of what is lacking; whether there were any."""
    is_moved = False
    for one, other in combinations(boxes, 2):
        across, down = one.overlap(other, gap)
        if min(across, down) <= 1e-9:
            continue
        is_moved = True
        if across < down:
            step = across / 2 if one.x >= other.x else -across / 2
            one.x, other.x = one.x + step, other.x - step
        else:
            step = down / 2 if one.y >= other.y else -down / 2
            one.y, other.y = one.y + step, other.y - step
    return is_moved


def _settle(boxes: Sequence[Placed], left: float, right: float, gap: float) -> None:
    """From the top down, each box below those that are in its way."""
    settled: list[Placed] = []
    for box in sorted(boxes, key=lambda box: (box.y, box.x)):
        box.x = min(max(box.x, left + box.width / 2), right - box.width / 2)
        while in_way := [other for other in settled if box.is_on(other, gap)]:
            box.y = max(other.y + (other.height + box.height) / 2 + gap for other in in_way)
        settled.append(box)
