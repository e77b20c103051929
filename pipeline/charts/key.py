"""The list beneath a chart that says what its numbers and marks stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.bilingual import Bilingual
from pipeline.charts.sheet import BODY, MARGIN, Label, Sheet, label
from pipeline.charts.style import GREY

Mark = Callable[[float, float, int], None]
"""Draws the mark of an entry, given x and y in inches and its number from 0."""

_SIZE = BODY - 0.5
_INDENT, _GAP, _LEAST_FOR_TWO = 0.45, 0.03, 5


def numbered_key(sheet: Sheet, texts: Sequence[Bilingual], mark: Mark | None = None) -> None:
    """Write texts numbered from 1, each behind its mark if any, in two columns where they are many; move down."""
    room = sheet.room if len(texts) < _LEAST_FOR_TWO else sheet.room / 2 - 0.1
    labels = [label(text, sheet.language, room - _INDENT, max_lines=3, size=_SIZE) for text in texts]
    n_left = len(labels) if len(labels) < _LEAST_FOR_TWO else (len(labels) + 1) // 2
    left = _column(sheet, MARGIN, labels[:n_left], 0, mark)
    right = _column(sheet, MARGIN + sheet.room / 2, labels[n_left:], n_left, mark)
    sheet.y += max(left, right)


def _column(sheet: Sheet, x: float, labels: Sequence[Label], first: int, mark: Mark | None) -> float:
    """Write labels from ``sheet.y`` down; gives their height in inches."""
    y = sheet.y
    for number, text in enumerate(labels, start=first):
        middle = y + text.height / 2
        if mark is not None:
            mark(x + 0.12, middle, number)
        sheet.value(x + _INDENT - 0.1, middle, str(number + 1), _SIZE, GREY, "right")
        sheet.label(x + _INDENT, middle, text)
        y += text.height + _GAP
    return y - sheet.y
