"""Move labels apart along one axis, each as near as may be to where it belongs, their order kept."""

from __future__ import annotations

from collections.abc import Sequence


def spread(places: Sequence[float], sizes: Sequence[float], start: float) -> list[float]:
    """Centres at which labels of these ``sizes`` no longer overlap and none begins before ``start``.

    ``places``, ascending, are where they belong. The sum of squared shifts is the least that keeps their order
    (isotonic regression by pooling neighbours: labels that touch move as one block).

    >>> spread([1.0, 1.1, 3.0], [0.4, 0.4, 0.4], 0.0)
    [0.85, 1.25, 3.0]
    """
    before = _offsets(sizes)
    blocks: list[list[float]] = []  # the sum of what belongs where the block begins, and how many labels it has
    for place, offset in zip(places, before, strict=True):
        blocks.append([place - offset, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, n = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += n
    least = start + (sizes[0] / 2 if sizes else 0)
    moved = [max(total / n, least) for total, n in blocks for _ in range(int(n))]
    return [round(place + offset, 6) for place, offset in zip(moved, before, strict=True)]


def _offsets(sizes: Sequence[float]) -> list[float]:
    """How far each label's centre is from the first's where all touch."""
    offsets = [0.0] * len(sizes)
    for number in range(1, len(sizes)):
        offsets[number] = offsets[number - 1] + (sizes[number - 1] + sizes[number]) / 2
    return offsets
