"""Cells in columns: headings, numbers on shades, the keys that explain both."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.columns import Column, Columns
from pipeline.charts.key import numbered_key
from pipeline.charts.lettering import widest
from pipeline.charts.model import with_messages
from pipeline.charts.sheet import BODY, GLOSS, Label, Sheet, label
from pipeline.charts.style import GREY, INK, shade

_KEY = Bilingual("各列为{zh}：", "Columns are {en}s:")
_SHARE = Bilingual("占该列消息的比例", "share of the column's messages")


def head_columns(sheet: Sheet, left: float, step: float, shown: Sequence[Column], least: float = 0.95) -> bool:
    """Write the columns' headings, or numbers where they are narrower than ``least`` inches; whether it is numbers."""
    is_keyed = step < least
    heads = _numbered(shown, step) if is_keyed else [_heading(column, sheet.language, step - 0.08) for column in shown]
    height = max(head.height for head in heads)
    for number, head in enumerate(heads):
        sheet.label(left + (number + 0.5) * step, sheet.y + height - head.height / 2, head, "center")
        says = sheet.said(with_messages(shown[number].label, shown[number].n_messages))
        sheet.link(left + number * step, sheet.y, step, height, shown[number].view, says)
    sheet.y += height + 0.05
    return is_keyed


def _numbered(shown: Sequence[Column], step: float) -> list[Label]:
    """Column numbers, with the columns' messages beneath where all of these have room."""
    sizes = [f"n={column.n_messages:,}" for column in shown]
    has_room = widest(sizes, GLOSS) < step - 0.04
    return [Label((str(number),), (size,) if has_room else ()) for number, size in enumerate(sizes, start=1)]


def _heading(column: Column, language: Language, room: float) -> Label:
    head = label(column.label, language, room, max_lines=5, size=BODY - 0.5)
    return Label(head.lines, (f"n={column.n_messages:,}",), head.size)


def key_columns(sheet: Sheet, parts: Columns) -> None:
    """Say which column each number stands for."""
    sheet.y += 0.1
    sheet.paragraph(sheet.said(_KEY.format(zh=parts.what.zh, en=parts.what.en)), GLOSS, GREY)
    sheet.y += 0.03
    texts = [with_messages(column.label, column.n_messages) for column in parts.shown]
    numbered_key(sheet, texts, views=[column.view for column in parts.shown])


def draw_cell(sheet: Sheet, x: float, width: float, height: float, share: float, text: str) -> None:
    """A cell that is the darker the larger the share (0-1), with its number in it; zeros recede."""
    sheet.box(x + 0.015, sheet.y + 0.015, width - 0.03, height - 0.03, shade(share))
    sheet.value(x + width / 2, sheet.y + height / 2, text, BODY, INK if text != "0" else GREY, "center")


def draw_scale(sheet: Sheet, left: float) -> None:
    """The key to the colours of the cells."""
    sheet.y += 0.1
    for number in range(5):
        x = left + 0.42 * number
        sheet.box(x, sheet.y, 0.42, 0.16, shade(number / 4))
        sheet.value(x + 0.21, sheet.y + 0.08, f"{number * 25}%", GLOSS - 0.5, INK, "center")
    sheet.value(left + 2.2, sheet.y + 0.08, sheet.said(_SHARE), GLOSS, GREY)
    sheet.y += 0.2
