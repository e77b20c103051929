"""Terms that rise, fall, or come and go over a series: a small chart a term, its rates with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import nan
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.followed_terms import (
    leading,
    link_point,
    nothing_to_follow,
    points,
    points_by_rank,
    ranked,
    series_words,
)
from pipeline.charts.keyword_bars import keyword_label, note_keywords
from pipeline.charts.model import Chart, Drawn, Evidence, Row
from pipeline.charts.series_axis import YearAxis, gaps
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, INK, ORANGE, PALE, REDDISH_PURPLE
from pipeline.columns import OWN
from pipeline.columns.trends import FALLING, RISING, VARYING

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("词语的走势", "How terms move over the editions")
_SUBTITLE = Bilingual(
    "{first} 至 {last} · {points} 届 · {n_zh} · 检验 {n_tested:,} 个词语、概念和复合词，各组取变化最明显的",
    "{first} to {last} · {points_en} · {n_en} · {n_tested:,} words, concepts and compounds tested; of each group those "
    "that changed most",
)
_REMARK = Bilingual(
    "纵轴：每万字出现次数，各图刻度不同；竖线为 95% 区间（整{unit_zh}重抽样），未出现的届无区间。缺年处断开。"
    "检验：把整{unit_zh}随机分到各届，错误发现率不高于设定水平。",
    "Vertical: occurrences per 10,000 characters, each chart to its own scale; bars are 95% intervals (whole {unit_en} "
    "resampled), none where a term does not occur. Lines break where years are missing. Test: whole {unit_en} dealt "
    "out to the editions at random, false-discovery rate at most the set level.",
)
_GROUPS = (
    (RISING, Bilingual("上升", "Rising"), BLUE),
    (FALLING, Bilingual("下降", "Falling"), ORANGE),
    (VARYING, Bilingual("起落（无单向趋势）", "Coming and going (no trend in one direction)"), REDDISH_PURPLE),
)
_UNITS = {"message": Bilingual("条消息", "messages"), "document": Bilingual("份文件", "documents")}
_ALT = Bilingual(
    "小型折线图：{first} 至 {last} 共 {points} 届、{n_zh}。{groups_zh}。",
    "Small line charts: {points_en} from {first} to {last}, {n_en}. {groups_en}.",
)
_PER_ROW, _GAP, _HEIGHT, _TICK_ROOM = 3, 0.28, 0.78, 0.42
_SCALE_ROOM, _STRIP = 0.3, 0.08


def concept_trends(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Three groups of small charts; a group in which no term changed is left out."""
    shown, rows = points(evidence), ranked(evidence)
    groups = {
        state: leading([row for row in rows if row["state"] == state], settings.n_trends) for state, _, _ in _GROUPS
    }
    if not any(groups.values()):
        return nothing_to_follow(evidence, shown)
    series = points_by_rank(evidence)
    unit = _UNITS[rows[0]["unit"]]
    words = series_words(evidence, shown) | {"unit_zh": unit.zh, "unit_en": unit.en} | _said(groups)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _REMARK.format(**words))
    for state, name, colour in _GROUPS:
        if groups[state]:
            sheet.lines(MARGIN, sheet.y, (sheet.said(name),), BODY + 0.5, INK)
            sheet.y += line_height(BODY + 0.5) + 0.06
            _draw_group(sheet, groups[state], series, colour)
    plotted = [row for state, _, _ in _GROUPS for row in groups[state]]
    note_keywords(sheet, [{**row, "concept_counts": OWN} for row in plotted])
    return Chart(sheet.finish(), _numbers(plotted, series), _ALT.format(**words), evidence.n_messages, sheet.links)


def _said(groups: Mapping[str, Sequence[Row]]) -> dict[str, object]:
    named = [(name, groups[state]) for state, name, _ in _GROUPS if groups[state]]
    return {
        "groups_zh": "；".join(f"{name.zh}：{'、'.join(row['term'] for row in rows)}" for name, rows in named),
        "groups_en": "; ".join(
            f"{name.en}: {', '.join(row['label_en'] or row['term'] for row in rows)}" for name, rows in named
        ),
    }


def _draw_group(sheet: Sheet, rows: Sequence[Row], series: Mapping[int, Sequence[Row]], colour: str) -> None:
    width = (sheet.room - (_PER_ROW - 1) * _GAP) / _PER_ROW
    for start in range(0, len(rows), _PER_ROW):
        some = rows[start : start + _PER_ROW]
        names = [keyword_label(row, sheet.language, width) for row in some]
        top = sheet.y + max(name.height for name in names) + 0.08
        for place, (row, name) in enumerate(zip(some, names, strict=True)):
            left = MARGIN + place * (width + _GAP)
            sheet.label(left, top - 0.08 - name.height / 2, name)
            _draw_panel(sheet, left, width, top, row, series[row["rank"]], colour)
        sheet.y = top + _HEIGHT + line_height(GLOSS) + 0.2


def _draw_panel(
    sheet: Sheet, left: float, width: float, top: float, term: Row, rows: Sequence[Row], colour: str
) -> None:
    bottom = top + _HEIGHT
    highest = max(max(row["rate_high"] or 0, row["rate"]) for row in rows)
    axis = YearAxis(left + _SCALE_ROOM, left + width - 0.08, tuple(row["year"] for row in rows))
    _draw_scales(sheet, axis, left, top, bottom, highest)
    heights = [bottom - (bottom - top) * row["rate"] / highest for row in rows]
    xs, ys = _with_gaps([axis.x(row["year"]) for row in rows], heights, gaps([row["year"] for row in rows]))
    _draw_intervals(sheet, axis, bottom, (bottom - top) / highest, rows)
    sheet.line(xs, ys, colour, 1.0)
    sheet.marks([axis.x(row["year"]) for row in rows], heights, "o", colour, 2.8)
    _link_points(sheet, axis, top, term, rows)


def _draw_intervals(sheet: Sheet, axis: YearAxis, bottom: float, unit: float, rows: Sequence[Row]) -> None:
    """All as one line with its pen lifted in between; a rate of 1 is ``unit`` inches high."""
    xs, ys = [], []
    for row in rows:
        if row["rate_low"] is not None:
            xs += [axis.x(row["year"])] * 2 + [nan]
            ys += [bottom - unit * row["rate_low"], bottom - unit * row["rate_high"], nan]
    sheet.line(xs, ys, GREY, 0.7)


def _link_points(sheet: Sheet, axis: YearAxis, top: float, term: Row, rows: Sequence[Row]) -> None:
    """Upright strips, each reaching half-way to the points beside it."""
    xs = [axis.x(row["year"]) for row in rows]
    borders = [axis.left - _STRIP, *((one + other) / 2 for one, other in pairwise(xs)), axis.right + _STRIP]
    for row, left, right in zip(rows, borders, borders[1:], strict=False):
        link_point(sheet, left, top, right - left, _HEIGHT, term, row)


def _draw_scales(sheet: Sheet, axis: YearAxis, left: float, top: float, bottom: float, highest: float) -> None:
    for level, value in ((top, highest), (bottom, 0.0)):
        sheet.line((axis.left - 0.03, axis.right + 0.05), (level, level), PALE, 0.7)
        sheet.value(left + _SCALE_ROOM - 0.07, level, f"{value:.3g}", GLOSS - 0.5, GREY, "right")
    for year in axis.ticks(_TICK_ROOM):
        x = axis.x(year)
        sheet.line((x, x), (bottom, bottom + 0.04), GREY, 0.7)
        sheet.lines(x, bottom + 0.05, (str(year),), GLOSS - 0.5, GREY, "center")


def _with_gaps(xs: Sequence[float], ys: Sequence[float], is_gap: Sequence[bool]) -> tuple[list[float], list[float]]:
    """The points with NaN, which lifts the pen, before each that years are missing before."""
    drawn: tuple[list[float], list[float]] = ([], [])
    for x, y, lifted in zip(xs, ys, is_gap, strict=True):
        for line, value in zip(drawn, (x, y), strict=True):
            line.extend((nan, value) if lifted else (value,))
    return drawn


def _numbers(plotted: Sequence[Row], series: Mapping[int, Sequence[Row]]) -> list[Row]:
    of_term = (
        "rank",
        "term",
        "kind",
        "concept",
        "label_en",
        "state",
        "trend_z",
        "trend_q",
        "variation_z",
        "variation_q",
    )
    of_point = (
        "edition", "year", "n_occurrences", "n_messages", "n_scope", "n_characters", "rate", "rate_low", "rate_high",
        "resampling_unit",
    )  # fmt: skip
    return [
        {name: row[name] for name in of_term} | {name: point[name] for name in of_point}
        for row in plotted
        for point in series[row["rank"]]
    ]
