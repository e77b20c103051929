"""How loose each keyword's rank is: its interval over resamples of the documents, or of the messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.keyword_bars import edition_keywords, keyword_label, keyword_view, note_keywords
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, too_few, unranked
from pipeline.charts.sheet import GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, PALE, SKY_BLUE

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("关键词名次有多可靠", "How firm the ranks of keywords are")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · 前 {shown} 名 · 有放回地抽取{unit_zh}，共 {n_resamples} 次 · "
    "横线：其中 {level} 的名次落在线内，圆点：实际名次",
    "{edition} · {n_en} · top {shown} · lines hold {level} of the ranks in {n_resamples} draws of {unit_en}, with "
    "replacement · dots are the ranks as they are",
)
_UNITS = {
    "document": (Bilingual("全部 {n} 份文件", "all {documents}"), "document"),
    "message": (Bilingual("全部 {n} 条消息（只有一份文件）", "all {messages} (there is one document)"), "message"),
}
_ALT = Bilingual(
    "区间图：{edition} 的 {n_zh}中，前 {shown} 个关键词的名次区间（{level}）。{leading_zh}。"
    "第 {widest_rank} 名“{widest}”的区间最宽。",
    "Interval chart: {level} intervals of the ranks of {shown_en} in {n_en} of {edition}. {leading_en}. The widest is "
    "that of number {widest_rank}, {widest_en}.",
)
_NONE = Bilingual("证据不足：{edition} 没有可排名的关键词。", "Not enough evidence: {edition} has no keyword to rank.")
_TOO_FEW_UNITS = Bilingual(
    "证据不足：{edition} 有 {n} 份文件，太少，无法用重抽样估计名次的区间。",
    "Not enough evidence: {edition} has {documents}, too few to draw from for intervals of ranks.",
)
_AXIS, _INTERVAL = Bilingual("名次（对数刻度）", "rank (logarithmic)"), Bilingual("区间", "interval")
_HOW_TO_READ = Bilingual(
    "区间重叠的两个词，先后没有定论；到最后一名的区间表示有的抽样里没有这个词。",
    "Of two terms whose intervals overlap neither is sure to stand before the other; an interval that reaches the last "
    "place means that some draws have no such term.",
)
_MARK = Bilingual(
    "{rank}. {term}：区间为第 {rank_low}–{rank_high} 名；{count} 次，{document_frequency} 条消息",
    "{rank}. {en}: between {rank_low} and {rank_high}; {times} in {found}",
)
_LABEL_ROOM, _INTERVAL_ROOM = 2.3, 0.85
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


def keyword_rank_intervals(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A line a keyword of the edition at concept level, from the low to the high end of its rank's interval."""
    if refusal := too_few(evidence, settings.min_messages) or unranked(evidence):
        return refusal
    n = evidence.n_messages
    ranked = edition_keywords(evidence)[: settings.n_keywords]
    if not ranked:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), n)
    n_units = ranked[0]["n_resampling_units"]
    if ranked[0]["rank_low"] is None:
        documents = counted(n_units, "document")
        return NotEnoughEvidence(_TOO_FEW_UNITS.format(edition=evidence.edition, n=n_units, documents=documents), n)
    words = evidence.words | _words(ranked)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, ranked, evidence.edition)
    return Chart(sheet.finish(), _numbers(ranked), _ALT.format(**words), n, sheet.links)


def _words(ranked: Sequence[Row]) -> dict[str, object]:
    first = ranked[0]
    unit, noun = _UNITS[first["resampling_unit"]]
    drawn = counted(first["n_resampling_units"], noun)
    unit = unit.format(n=f"{first['n_resampling_units']:,}", documents=drawn, messages=drawn)
    loosest = max(ranked, key=lambda row: (row["rank_high"] / row["rank_low"], -row["rank"]))
    return {
        "shown": len(ranked),
        "shown_en": counted(len(ranked), "keyword"),
        "unit_zh": unit.zh,
        "unit_en": unit.en,
        "n_resamples": f"{first['n_resamples']:,}",
        "level": f"{first['interval_level']:.0%}",
        "leading_zh": "，".join(f"{row['term']}为第 {row['rank_low']}–{row['rank_high']} 名" for row in ranked[:3]),
        "leading_en": ", ".join(
            f"{row['label_en'] or row['term']}: {row['rank_low']} to {row['rank_high']}" for row in ranked[:3]
        ),
        "widest_rank": loosest["rank"],
        "widest": loosest["term"],
        "widest_en": loosest["label_en"] or loosest["term"],
    }


class _Axis:
    """Ranks from 1 to the last shown, as inches on a logarithmic scale."""

    def __init__(self, left: float, right: float, last: int) -> None:
        self._left, self._full, self._last = left, right - left, max(last, 2)

    def x(self, rank: int) -> float:
        return self._left + self._full * log(rank) / log(self._last)

    def ticks(self) -> Iterator[int]:
        return (tick for tick in _TICKS if tick <= self._last)


def _draw(sheet: Sheet, ranked: Sequence[Row], edition: str) -> None:
    labels = [keyword_label(row, sheet.language, _LABEL_ROOM) for row in ranked]
    left = MARGIN + 0.3 + max(text.width for text in labels) + 0.22
    axis = _Axis(left, sheet.right - _INTERVAL_ROOM, max(row["rank_high"] for row in ranked))
    sheet.lines(left, sheet.y, (sheet.said(_AXIS),), GLOSS, GREY)
    sheet.lines(sheet.right, sheet.y, (sheet.said(_INTERVAL),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.04
    for tick in axis.ticks():
        sheet.lines(axis.x(tick), sheet.y, (f"{tick:,}",), GLOSS, GREY, "center")
    sheet.y += line_height(GLOSS) + 0.04
    heights = [text.height + 0.07 for text in labels]
    for tick in axis.ticks():
        sheet.line((axis.x(tick),) * 2, (sheet.y, sheet.y + sum(heights)), PALE, 0.6)
    for row, text, height in zip(ranked, labels, heights, strict=True):
        middle = sheet.y + height / 2
        sheet.value(MARGIN + 0.18, middle, str(row["rank"]), GLOSS, GREY, "right")
        sheet.label(left - 0.22, middle, text, "right")
        low, high = axis.x(row["rank_low"]), axis.x(row["rank_high"])
        sheet.box(low - 0.03, middle - 0.045, high - low + 0.06, 0.09, SKY_BLUE)
        sheet.marks((axis.x(row["rank"]),), (middle,), "o", BLUE)
        sheet.value(sheet.right, middle, f"{row['rank_low']:,}–{row['rank_high']:,}", align="right")
        sheet.link(MARGIN, sheet.y, sheet.room, height, keyword_view(row, edition), sheet.said(_says(row)))
        sheet.y += height
    sheet.y += 0.06
    sheet.note(_HOW_TO_READ)
    note_keywords(sheet, ranked)


def _says(row: Row) -> Bilingual:
    return _MARK.format(
        **row,
        en=row["label_en"] or row["term"],
        times=counted(row["count"], "time"),
        found=messages(row["document_frequency"]).en,
    )


_KEPT = (
    "rank", "rank_low", "rank_high", "term", "concept", "label_en", "label_en_source", "count", "document_frequency",
    "n_messages_edition", "tfidf", "resampling_unit", "n_resampling_units", "n_resamples", "interval_level",
)  # fmt: skip


def _numbers(ranked: Sequence[Row]) -> list[Row]:
    return [{name: row[name] for name in _KEPT} for row in ranked]
