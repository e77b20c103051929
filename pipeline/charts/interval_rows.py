"""Rows of log ratios with their intervals on one axis, and the counts beside them: what keyness charts have alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.keyword_bars import keyword_label
from pipeline.charts.sheet import GLOSS, MARGIN, Label, Sheet, line_height
from pipeline.charts.style import GREY, PALE

if TYPE_CHECKING:
    from pipeline.charts.model import Row

_LABEL_ROOM, _COLUMN, _ROW_GAP = 1.9, 0.72, 0.1
_FOCUS, _REFERENCE, _Q = Bilingual("本组", "focus"), Bilingual("对照", "reference"), Bilingual("", "q")


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


class IntervalRows:
    """Terms down the page, each with a mark on the axis by ``draw_mark`` and its counts, messages and q."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row], reach: float, q_column: str) -> None:
        self.sheet, self._rows, self._q_column = sheet, rows, q_column
        self._labels = [keyword_label(row, sheet.language, _LABEL_ROOM) for row in rows]
        left = MARGIN + max(text.width for text in self._labels) + 0.15
        self._columns = [sheet.right - 2 * _COLUMN, sheet.right - 0.78 * _COLUMN, sheet.right]
        self.axis = Axis(left, self._columns[0] - _COLUMN, max(1, ceil(reach)))

    def head(self) -> None:
        """Ticks with what they mean, and the names of the columns."""
        sheet, axis = self.sheet, self.axis
        for x, text in zip(self._columns, (_FOCUS, _REFERENCE, _Q), strict=True):
            sheet.lines(x, sheet.y, (text.zh, text.en), GLOSS, GREY, "right")
        step = max(1, ceil(axis.reach / 3))
        self._ticks = [tick for tick in range(-axis.reach, axis.reach + 1) if tick % step == 0]
        for tick in self._ticks:
            sheet.lines(axis.x(tick), sheet.y + line_height(GLOSS), (times(tick),), GLOSS, GREY, "center")
        sheet.y += 2 * line_height(GLOSS) + 0.06

    def rows(self) -> list[tuple[Row, float, float]]:
        """Write labels and numbers; gives each row with its top and its height, for the marks."""
        sheet, placed = self.sheet, []
        for row, text in zip(self._rows, self._labels, strict=True):
            height = text.height + _ROW_GAP
            self._grid(sheet.y, height)
            self._numbers(row, text, sheet.y + height / 2)
            placed.append((row, sheet.y, height))
            sheet.y += height
        return placed

    def _grid(self, top: float, height: float) -> None:
        for tick in self._ticks:
            x = self.axis.x(tick)
            self.sheet.line([x, x], [top, top + height], GREY if tick == 0 else PALE, 0.9 if tick == 0 else 0.6)

    def _numbers(self, row: Row, text: Label, middle: float) -> None:
        sheet = self.sheet
        sheet.label(self.axis.left - 0.12, middle, text, "right")
        values = [f"{row[f'n_{side}']:,} · {row[f'n_messages_{side}']:,}" for side in ("focus", "reference")]
        q = row[self._q_column]
        for x, value in zip(self._columns, [*values, "<0.001" if q < 0.001 else f"{q:.3f}"], strict=True):
            sheet.value(x, middle, value, GLOSS + 0.5, align="right")
