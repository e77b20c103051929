"""The list beneath a chart that says what its numbers and marks stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.sheet import BODY, MARGIN, Label, Sheet, label
from pipeline.charts.style import GREY

if TYPE_CHECKING:
    from pipeline.views import View

Mark = Callable[[float, float, int], None]
"""Draws the mark of an entry, given x and y in inches and its number from 0."""

_SIZE = BODY - 0.5
_INDENT, _GAP, _LEAST_FOR_TWO = 0.45, 0.03, 5


def numbered_key(
    sheet: Sheet, texts: Sequence[Bilingual], mark: Mark | None = None, views: Sequence[View] = ()
) -> None:
    """Write texts numbered from 1, each behind its mark if any, in two columns where they are many; move down.

    ``views``: what is behind each, where they lead anywhere; a text is then the name of its link.
    """
    room = sheet.room if len(texts) < _LEAST_FOR_TWO else sheet.room / 2 - 0.1
    labels = [label(text, sheet.language, room - _INDENT, max_lines=3, size=_SIZE) for text in texts]
    n_left = len(labels) if len(labels) < _LEAST_FOR_TWO else (len(labels) + 1) // 2
    columns = ((MARGIN, 0, labels[:n_left]), (MARGIN + sheet.room / 2, n_left, labels[n_left:]))
    places = [place for x, first, some in columns for place in _column(sheet, x, some, first, mark)]
    for (x, y, width, height), text, view in zip(places, texts, views, strict=False):
        sheet.link(x, y, width, height, view, sheet.said(text))
    sheet.y = max((y + height + _GAP for _, y, _, height in places), default=sheet.y)


def _column(
    sheet: Sheet, x: float, labels: Sequence[Label], first: int, mark: Mark | None
) -> list[tuple[float, float, float, float]]:
    """Write labels from ``sheet.y`` down; gives the place of each: left, top, width, height."""
    y, places = sheet.y, []
    for number, text in enumerate(labels, start=first):
        middle = y + text.height / 2
        if mark is not None:
            mark(x + 0.12, middle, number)
        sheet.value(x + _INDENT - 0.1, middle, str(number + 1), _SIZE, GREY, "right")
        sheet.label(x + _INDENT, middle, text)
        places.append((x, y, _INDENT + text.width, text.height))
        y += text.height + _GAP
    return places
