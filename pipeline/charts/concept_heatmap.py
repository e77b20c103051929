"""Terms × editions: when each of the terms that changed most was written most, as shades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
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
from pipeline.charts.series_axis import gaps
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import GREY, INK, shade
from pipeline.columns import OWN

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("各届用词的消长", "Which terms belong to which editions")
_SUBTITLE = Bilingual(
    "{first} 至 {last} · {points} 届 · {n_zh} · {n} 个词：各届轮流取在该届达到最高、变化最明显者，"
    "按使用重心的年份从早到晚排列",
    "{first} to {last} · {points_en} · {n_en} · {n} terms: of those with their peak in an edition the one that changed "
    "most, edition by edition in turns; in the order of the year that their use centres on",
)
_REMARK = Bilingual(
    "颜色：该届每万字次数占该词最高一届的比例（各行自成刻度）。右侧：最高一届的年份和每万字次数 · 总次数。空隙为缺年。",
    "Shade: the edition's rate as a share of the term's highest (each row to its own scale). Right: the year of the "
    "highest and its rate per 10,000 characters · occurrences in all. Gaps are missing years.",
)
_ALT = Bilingual(
    "热图：{first} 至 {last} 共 {points} 届、{n_zh}，{n} 个词。重心最早的是{early_zh}，最晚的是{late_zh}。",
    "Heatmap: {points_en} from {first} to {last}, {n_en}, {n} terms. Earliest: {early_en}; latest: {late_en}.",
)
_SCALE = Bilingual("占该词最高一届的比例", "share of the term's highest rate")
_LABEL_ROOM, _RIGHT_ROOM, _GAP, _WIDEST, _YEAR_ROOM = 1.85, 1.15, 0.07, 0.6, 0.36
_PEAK = Bilingual("最高（每万字） · 共", "peak (rate) · in all")


def concept_heatmap(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A row a term, a column an edition."""
    shown = points(evidence)
    chosen = leading(_in_turns(ranked(evidence)), settings.n_heatmap_terms)
    rows = sorted(chosen, key=lambda row: (row["centre"], row["term"]))
    if not rows:
        return nothing_to_follow(evidence, shown)
    series = points_by_rank(evidence)
    words = series_words(evidence, shown) | {"n": len(rows)} | _ends(rows)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _REMARK.format(**words))
    _draw(sheet, rows, series, [row["year"] for row in shown])
    note_keywords(sheet, [{**row, "concept_counts": OWN} for row in rows])
    return Chart(sheet.finish(), _numbers(rows, series), _ALT.format(**words), evidence.n_messages, sheet.links)


def _in_turns(rows: Sequence[Row]) -> list[Row]:
    """The first term of each peak edition, then the second of each, and so on, each turn in order of rank."""
    n_before: Counter[str] = Counter()
    turns = []
    for row in rows:
        turns.append((n_before[row["peak_edition"]], row["rank"], row))
        n_before[row["peak_edition"]] += 1
    return [row for _, _, row in sorted(turns, key=lambda turn: turn[:2])]


def _ends(rows: Sequence[Row]) -> dict[str, object]:
    early, late = rows[:3], rows[-3:]
    return {
        "early_zh": "、".join(row["term"] for row in early),
        "late_zh": "、".join(row["term"] for row in late),
        "early_en": ", ".join(row["label_en"] or row["term"] for row in early),
        "late_en": ", ".join(row["label_en"] or row["term"] for row in late),
    }


def _draw(sheet: Sheet, rows: Sequence[Row], series: Mapping[int, Sequence[Row]], years: Sequence[int]) -> None:
    size = BODY if sheet.language == "zh" else GLOSS + 0.5  # in English the term stands beneath
    labels = [keyword_label(row, sheet.language, _LABEL_ROOM, 1, size) for row in rows]
    left = MARGIN + max(name.width for name in labels) + 0.1
    starts, width = _columns(years, left, sheet.right - _RIGHT_ROOM)
    _write_years(sheet, years, starts, width)
    height = max(name.height for name in labels) + 0.05
    for row, name in zip(rows, labels, strict=True):
        middle = sheet.y + height / 2
        sheet.label(left - 0.1, middle, name, "right")
        highest = max(point["rate"] for point in series[row["rank"]])
        for start, point in zip(starts, series[row["rank"]], strict=True):
            sheet.box(start, sheet.y + 0.01, width, height - 0.02, shade(point["rate"] / highest))
            link_point(sheet, start, sheet.y, width, height, row, point)
        peak = max(series[row["rank"]], key=lambda point: point["rate"])
        beside = f"{peak['year']} ({highest:.3g}) · {row['n_occurrences']:,}"
        sheet.value(sheet.right, middle, beside, GLOSS, GREY, "right")
        sheet.y += height
    _draw_scale(sheet, left)


def _columns(years: Sequence[int], left: float, right: float) -> tuple[list[float], float]:
    """The left edge of each edition's column, with gaps where years are missing, and the width of a column."""
    is_gap = gaps(years)
    width = min((right - left - _GAP * sum(is_gap)) / len(years), _WIDEST)
    starts, x = [], left
    for lifted in is_gap:
        x += _GAP if lifted else 0
        starts.append(x)
        x += width
    return starts, width


def _write_years(sheet: Sheet, years: Sequence[int], starts: Sequence[float], width: float) -> None:
    """The years above the columns, those that have room; the last thing above is the heading of the right column."""
    last_written = -_YEAR_ROOM
    for year, start in zip(years, starts, strict=True):
        middle = start + width / 2
        if middle - last_written >= _YEAR_ROOM:
            sheet.lines(middle, sheet.y, (str(year),), GLOSS, GREY, "center")
            last_written = middle
    sheet.lines(sheet.right, sheet.y, (sheet.said(_PEAK),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.05


def _draw_scale(sheet: Sheet, left: float) -> None:
    sheet.y += 0.1
    for number in range(5):
        sheet.box(left + 0.42 * number, sheet.y, 0.42, 0.16, shade(number / 4))
        sheet.value(left + 0.42 * (number + 0.5), sheet.y + 0.08, f"{number * 25}%", GLOSS - 0.5, INK, "center")
    sheet.lines(left + 2.2, sheet.y - 0.02, (sheet.said(_SCALE),), GLOSS, GREY)
    sheet.y += line_height(BODY) + 0.05


def _numbers(rows: Sequence[Row], series: Mapping[int, Sequence[Row]]) -> list[Row]:
    of_term = ("rank", "term", "kind", "concept", "label_en", "state", "centre")
    of_point = ("edition", "year", "n_occurrences", "n_messages", "n_scope", "n_characters", "rate")
    return [
        {name: row[name] for name in of_term} | {name: point[name] for name in of_point}
        for row in rows
        for point in series[row["rank"]]
    ]
