"""Rows of log ratios with their intervals on one axis, and the counts beside them: what keyness charts have alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.keyword_bars import keyword_label
from pipeline.charts.lettering import widest, width
from pipeline.charts.model import counted, messages
from pipeline.charts.sheet import GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import GREY, PALE
from pipeline.columns import OWN
from pipeline.keyness.group_views import side_views
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.charts.model import Row

Sides = tuple[Bilingual, Bilingual]
"""Focus and reference in words."""

_LABEL_ROOM, _ROW_GAP, _COLUMN_GAP, _AXIS_GAP = 2.3, 0.1, 0.22, 0.3
_NUMBER = GLOSS + 0.5
_FOCUS, _REFERENCE = "focus", "reference"
_HEADS = (Bilingual("本组", "focus"), Bilingual("对照", "reference"), Bilingual("q", "q"))
_SAYS = Bilingual("{term}：{side_zh} {n:,} 次，见于{found_zh}", "{en}: {side_en}, {times} in {found_en}")


@dataclass(frozen=True)
class Axis:
    """Inches on the sheet for log ratios between ± ``reach``, a whole number."""

    left: float
    right: float
    reach: int

    def x(self, ratio: float) -> float:
        """Values beyond the axis stand at its end."""
        inside = min(max(ratio, -self.reach), self.reach)
        return self.left + (self.right - self.left) * (inside + self.reach) / (2 * self.reach)


def times(ratio: int) -> str:
    """A whole log ratio as how many times as often.

    >>> times(2), times(0), times(-3)
    ('×4', '×1', '×1/8')
    """
    return f"×{2**ratio}" if ratio >= 0 else f"×1/{2**-ratio}"


def _values(row: Row, q_column: str) -> tuple[str, str, str]:
    """What stands beside a row: occurrences and messages of either side, and q."""
    focus, reference = (f"{row[f'n_{side}']:,} · {row[f'n_messages_{side}']:,}" for side in (_FOCUS, _REFERENCE))
    q = row[q_column]
    return focus, reference, "<0.001" if q < 0.001 else f"{q:.3f}"


class IntervalRows:
    """Terms down the page, each with a mark on the axis by ``draw_mark`` and its counts, messages and q.

    Label and axis lead to the side where a term is more frequent, each count to its own side.
    """

    def __init__(self, sheet: Sheet, rows: Sequence[Row], sides: Sides, reach: float, q_column: str) -> None:
        self.sheet, self._rows, self._sides = sheet, rows, sides
        self._labels = [keyword_label(row, sheet.language, _LABEL_ROOM) for row in rows]
        left = MARGIN + max(text.width for text in self._labels) + 0.15
        self._values = [_values(row, q_column) for row in rows]
        self._rooms = [self._room(number) for number in range(len(_HEADS))]
        self._columns = [sheet.right - sum(self._rooms[number:]) for number in (1, 2, 3)]
        self.axis = Axis(left, self._columns[0] - self._rooms[0] - _AXIS_GAP, max(1, ceil(reach)))

    def _room(self, number: int) -> float:
        """Inches of a column: its widest value or its head, and the gap before it."""
        values = widest([line[number] for line in self._values], _NUMBER)
        return max(values, width(self.sheet.said(_HEADS[number]), GLOSS)) + _COLUMN_GAP

    def head(self) -> None:
        """Ticks with what they mean, and the names of the columns."""
        sheet, axis = self.sheet, self.axis
        for x, text in zip(self._columns, _HEADS, strict=True):
            sheet.lines(x, sheet.y, (sheet.said(text),), GLOSS, GREY, "right")
        step = max(1, ceil(axis.reach / 3))
        self._ticks = [tick for tick in range(-axis.reach, axis.reach + 1) if tick % step == 0]
        for tick in self._ticks:
            sheet.lines(axis.x(tick), sheet.y, (times(tick),), GLOSS, GREY, "center")
        sheet.y += line_height(GLOSS) + 0.06

    def rows(self) -> list[tuple[Row, float, float]]:
        """Write labels and numbers; gives each row with its top and its height, for the marks."""
        sheet, placed = self.sheet, []
        for row, text, values in zip(self._rows, self._labels, self._values, strict=True):
            height = text.height + _ROW_GAP
            self._grid(sheet.y, height)
            sheet.label(self.axis.left - 0.12, sheet.y + height / 2, text, "right")
            for x, value in zip(self._columns, values, strict=True):
                sheet.value(x, sheet.y + height / 2, value, _NUMBER, align="right")
            self._link(row, height)
            placed.append((row, sheet.y, height))
            sheet.y += height
        return placed

    def _grid(self, top: float, height: float) -> None:
        for tick in self._ticks:
            x = self.axis.x(tick)
            self.sheet.line([x, x], [top, top + height], GREY if tick == 0 else PALE, 0.9 if tick == 0 else 0.6)

    def _link(self, row: Row, height: float) -> None:
        """To the messages of either side that have the term, where any has."""
        edges = [self._columns[0] - self._rooms[0], self._columns[0], self._columns[1]]
        of_more = 0 if row["log_ratio"] > 0 else 1
        for number, (left, right) in enumerate(((edges[0], edges[1]), (edges[1], edges[2]))):
            if not row[f"n_{(_FOCUS, _REFERENCE)[number]}"]:
                continue
            view, says = self._view(row, number), self.sheet.said(self._says(row, number))
            if number == of_more:
                self.sheet.link(MARGIN, self.sheet.y, edges[0] - MARGIN, height, view, says)
            self.sheet.link(left, self.sheet.y, right - left, height, view, says)

    def _view(self, row: Row, number: int) -> View:
        """A concept's own mentions, or a term, on one side."""
        side = side_views(row)[number]
        if row["concept"] is None:
            return replace(side, term=row["term"])
        return replace(side, concept=row["concept"], counts=OWN)

    def _says(self, row: Row, number: int) -> Bilingual:
        side = (_FOCUS, _REFERENCE)[number]
        n, found = row[f"n_{side}"], messages(row[f"n_messages_{side}"])
        return _SAYS.format(
            term=row["term"],
            en=row["label_en"] or row["term"],
            side_zh=self._sides[number].zh,
            side_en=self._sides[number].en,
            n=n,
            times=counted(n, "time"),
            found_zh=found.zh,
            found_en=found.en,
        )
