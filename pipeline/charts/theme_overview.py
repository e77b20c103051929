"""Each theme's size, stability and spread over the author's own sections, beside the test against shuffled text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import EXPLORATORY, STANDINGS, Bilingual
from pipeline.charts.columns import Columns, columns
from pipeline.charts.grid import draw_cell, draw_scale, head_columns, key_columns
from pipeline.charts.model import (
    Chart,
    Drawn,
    Evidence,
    NotEnoughEvidence,
    Row,
    counted,
    messages,
    with_messages,
)
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, label, line_height
from pipeline.charts.shuffled_null import draw_test, state_verdict, verdict
from pipeline.charts.style import BLUE, GREY, INK, PALE, VERMILLION, WHITE
from pipeline.columns.themes import CORE, FRINGE, NOT_ENOUGH, OTHER
from pipeline.themes.shown import shown
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("主题概览", "Themes at a glance")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · {themes} 组 · 稳定性为该组在重抽样中的平均 Jaccard 指数（0–1），横线为其区间 · "
    "右侧为各组消息在原文各{what_zh}中的条数",
    "{edition} · {n_en} · {themes_en} · stability: a group's mean Jaccard index over resamples (0–1), the line is its "
    "interval · right: its messages by {what_en}",
)
_ALT = Bilingual(
    "主题概览：{edition} 的 {n_zh}分为 {themes} 组，其中 {stable} 组稳定。"
    "最大的一组是“{largest_zh}”（{size} 条，稳定性 {stability:.2f}）。不属于任何一组的消息：{other} 条。",
    "Theme overview: {n_en} of {edition} in {themes_en}, {stable} of them stable. "
    'The largest is "{largest_en}" ({size_en}, stability {stability:.2f}). Messages that fit no group: {other}.',
)
_NO_THEMES = Bilingual(
    "证据不足：{edition} 的消息太少，无法分组。", "Not enough evidence: {edition} has too few messages to group."
)
_NONE_STANDS = Bilingual(
    "没有稳定的主题：{edition} 的消息合不成两组或更多达到最低条数的分组。",
    "No stable themes: the messages of {edition} do not make two groups of the least size.",
)
_SIZE, _STABILITY = Bilingual("消息条数（核心）", "messages (core)"), Bilingual("稳定性", "stability")
_STABLE = Bilingual("稳定", "stable")
_OTHER = Bilingual("其他（不属于任何一组）", "other (fit no group)")
_STANDING_OF = Bilingual("{theme_zh} · {standing_zh}", "{theme_en} · {standing_en}")
_IN_COLUMN = Bilingual("{theme_zh} · {column_zh}", "{theme_en} · {column_en}")

_LABEL_ROOM, _SIZE_ROOM, _STABILITY_ROOM, _WIDEST = 1.65, 0.8, 1.2, 1.0
_LABEL_X = MARGIN + 0.3
_SIZE_X = _LABEL_X + _LABEL_ROOM + 0.12
_STABILITY_X = _SIZE_X + _SIZE_ROOM + 0.62
_GRID_X = _STABILITY_X + _STABILITY_ROOM + 0.12

Spread = Counter[tuple[str, int | None]]
"""Messages by theme id and column, None for what is in no column; those that fit no theme under ``OTHER``."""


def theme_overview(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A row a theme: label, size with its core, stability, and where its messages stand in the documents.

    Beneath, the agreement between resamples for each number of themes against its shuffled null.
    """
    n = evidence.n_messages
    themes = ordered_themes(evidence)
    if not themes:
        return NotEnoughEvidence(without_themes(evidence), n)
    parts = columns(evidence, settings.n_columns)
    spread = _spread(evidence, parts)
    words = evidence.words | parts.words | _words(themes, spread)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), parts.remark)
    state_verdict(sheet, evidence)
    _draw(sheet, [*map(_group_of, themes), *_others(evidence.edition, spread)], parts, spread)
    draw_test(sheet, evidence)
    alt = _ALT.format(**words) + verdict(evidence)
    return Chart(sheet.finish(), _numbers(themes, parts, spread, evidence), alt, n, sheet.links)


def ordered_themes(evidence: Evidence) -> list[Row]:
    """The edition's themes, largest first, ties by number."""
    return sorted(
        evidence.themes.to_pylist(), key=lambda row: (-row["n_messages"], len(row["theme_id"]), row["theme_id"])
    )


def without_themes(evidence: Evidence) -> Bilingual:
    """Why an edition has none: it was not asked, or no grouping stands."""
    states = evidence.theme_fits.column("state").to_pylist()
    words = _NONE_STANDS if states and states[0] != NOT_ENOUGH else _NO_THEMES
    return words.format(edition=evidence.edition)


def _words(themes: Sequence[Row], spread: Spread) -> dict[str, object]:
    largest = themes[0]
    return {
        "themes": len(themes),
        "themes_en": counted(len(themes), "group"),
        "stable": sum(row["is_stable"] for row in themes),
        "largest_zh": shown(largest).zh,
        "largest_en": shown(largest).en or largest["label_zh"],
        "size": largest["n_messages"],
        "size_en": messages(largest["n_messages"]).en,
        "stability": largest["stability"],
        "other": _n_other(spread),
    }


def _n_other(spread: Spread) -> int:
    return sum(n for (theme_id, _), n in spread.items() if theme_id == OTHER)


def _spread(evidence: Evidence, parts: Columns) -> Spread:
    places = {row["passage_id"]: (row["document_id"], row["section_order"]) for row in evidence.messages}
    rows = [row for row in evidence.passage_themes.to_pylist() if row["passage_id"] in places]
    return Counter((_group(row), parts.place_of(places[row["passage_id"]])) for row in rows)


def _group(row: Row) -> str:
    """The theme that a message belongs to."""
    return OTHER if row["standing"] == OTHER else str(row["theme_id"])


@dataclass(frozen=True)
class Group:
    """A theme, or the messages that fit none, which have no ``row``: its name, its messages, and how to find them."""

    theme_id: str
    title: Bilingual
    n_messages: int
    view: View
    row: Row | None = None


def _group_of(row: Row) -> Group:
    return Group(row["theme_id"], shown(row), row["n_messages"], View(theme=row["theme_id"]), row)


def _others(edition: str, spread: Spread) -> list[Group]:
    """The messages that fit no group, where there are any."""
    n_other = _n_other(spread)
    return [Group(OTHER, _OTHER, n_other, View(theme=OTHER, edition=edition))] if n_other else []


def _draw(sheet: Sheet, groups: Sequence[Group], parts: Columns, spread: Spread) -> None:
    step = min((sheet.right - _GRID_X) / max(len(parts.shown), 1), _WIDEST)
    for x, head in ((_SIZE_X, _SIZE), (_STABILITY_X, _STABILITY)):
        sheet.lines(x, sheet.y, (sheet.said(head),), GLOSS, GREY)
    below_heads = sheet.y + line_height(GLOSS) + 0.08
    is_keyed = head_columns(sheet, _GRID_X, step, parts.shown)
    sheet.y = max(sheet.y, below_heads)
    largest = max(group.n_messages for group in groups)
    for number, group in enumerate(groups, start=1):
        text = label(group.title, sheet.language, _LABEL_ROOM, max_lines=4)
        height = max(text.height, 0.48 if group.row else 0.26) + 0.08
        middle = sheet.y + height / 2
        says = sheet.said(with_messages(group.title, group.n_messages))
        sheet.link(MARGIN, sheet.y, _GRID_X - MARGIN, height, group.view, says)
        sheet.label(_LABEL_X, middle, text, colour=INK if group.row else GREY)
        if group.row:
            sheet.value(_LABEL_X - 0.08, middle, str(number), BODY, GREY, "right")
            _draw_size(sheet, middle, group.row, largest)
            _draw_stability(sheet, middle, group.row)
        else:
            _draw_other(sheet, middle, group.n_messages, largest)
        _draw_spread(sheet, group, parts, spread, step, height)
        sheet.y += height
    _draw_key(sheet)
    draw_scale(sheet, _SIZE_X)
    if is_keyed:
        key_columns(sheet, parts)


def _draw_spread(sheet: Sheet, group: Group, parts: Columns, spread: Spread, step: float, height: float) -> None:
    for place, column in enumerate(parts.shown):
        n_messages, x = spread[group.theme_id, place], _GRID_X + place * step
        draw_cell(sheet, x, step, height, n_messages / column.n_messages, f"{n_messages:,}")
        if n_messages:
            name = _IN_COLUMN.format(
                theme_zh=group.title.zh,
                theme_en=group.title.said_in("en"),
                column_zh=column.label.zh,
                column_en=column.label.said_in("en"),
            )
            says = sheet.said(with_messages(name, n_messages))
            sheet.link(x, sheet.y, step, height, column.narrowed(group.view), says)


def _draw_other(sheet: Sheet, middle: float, n_other: int, largest: int) -> None:
    """A bar without core, fringe and stability."""
    length = _SIZE_ROOM * n_other / largest
    sheet.box(_SIZE_X, middle - 0.09, length, 0.18, PALE, edge=GREY)
    sheet.value(_SIZE_X + length + 0.05, middle, f"{n_other:,}", colour=GREY)


def _draw_size(sheet: Sheet, middle: float, row: Row, largest: int) -> None:
    """The core, filled, and the fringe, hollow, one behind the other."""
    x, title = _SIZE_X, shown(row)
    for standing, n in ((CORE, row["n_core"]), (FRINGE, row["n_messages"] - row["n_core"])):
        length = _SIZE_ROOM * n / largest
        if n:
            sheet.box(x, middle - 0.09, length, 0.18, BLUE if standing == CORE else WHITE, edge=BLUE)
            words = STANDINGS[standing]
            name = _STANDING_OF.format(
                theme_zh=title.zh, theme_en=title.said_in("en"), standing_zh=words.zh, standing_en=words.en
            )
            view = View(theme=row["theme_id"], standing=standing)
            sheet.link(x, middle - 0.15, length, 0.3, view, sheet.said(with_messages(name, n)))
        x += length
    sheet.value(x + 0.05, middle, f"{row['n_messages']:,} ({row['n_core']:,})")


def _draw_stability(sheet: Sheet, middle: float, row: Row) -> None:
    state, colour = (_STABLE, BLUE) if row["is_stable"] else (EXPLORATORY, VERMILLION)
    level = middle
    low, at, high = (
        _STABILITY_X + (_STABILITY_ROOM - 0.1) * min(max(row[name], 0.0), 1.0)
        for name in ("stability_low", "stability", "stability_high")
    )
    sheet.line((_STABILITY_X, _STABILITY_X + _STABILITY_ROOM - 0.1), (level, level), PALE, 2.0)
    sheet.line((low, high), (level, level), colour, 1.2)
    sheet.marks((at,), (level,), "o", colour, 6, filled=row["is_stable"])
    sheet.lines(_STABILITY_X, level - 0.25, (f"{row['stability']:.2f}",), BODY - 0.5, colour)
    sheet.lines(_STABILITY_X, level + 0.06, (sheet.said(state),), GLOSS, colour)


def _draw_key(sheet: Sheet) -> None:
    sheet.y += 0.06
    x = _SIZE_X
    for colour, text in ((BLUE, STANDINGS[CORE]), (WHITE, STANDINGS[FRINGE])):
        sheet.box(x, sheet.y + 0.02, 0.12, 0.12, colour, edge=BLUE)
        sheet.lines(x + 0.18, sheet.y, (sheet.said(text),), GLOSS, GREY)
        x += 0.62
    sheet.y += line_height(GLOSS)


def _numbers(themes: Sequence[Row], parts: Columns, spread: Spread, evidence: Evidence) -> list[Row]:
    """Rows of the upper part (a group in a column; those of no group last), then of the lower (a number of themes)."""
    places: list[tuple[int | None, Bilingual]] = [(number, column.label) for number, column in enumerate(parts.shown)]
    if parts.n_left_out:
        places.append((None, Bilingual("（其余）", "(rest)")))
    upper = [
        {
            **row,
            "part": "themes",
            "column_zh": text.zh,
            "column_en": text.en,
            "n_messages_in_column": spread[row["theme_id"], place],
        }
        for row in (*themes, *_other_row(spread))
        for place, text in places
    ]
    lower = [{**row, "part": "test"} for row in sorted(evidence.stability.to_pylist(), key=lambda row: row["k"])]
    return [{name: row.get(name) for name in _PLOTTED} for row in [*upper, *lower]]


def _other_row(spread: Spread) -> list[Row]:
    n_other = _n_other(spread)
    row = {"theme_id": OTHER, "label_zh": _OTHER.zh, "label_en": _OTHER.en, "n_messages": n_other}
    return [row] if n_other else []


_PLOTTED = (
    "part", "theme_id", "label_zh", "label_en", "n_messages", "n_core", "stability", "stability_low", "stability_high",
    "is_stable",
    "column_zh", "column_en", "n_messages_in_column", "k", "null_mean", "null_sd", "p_value", "is_chosen",
)  # fmt: skip
