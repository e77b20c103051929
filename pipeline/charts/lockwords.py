"""Lockwords of one comparison: terms shown to be about as frequent on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.chosen_comparison import nothing_to_show, sides_of, terms_of, tested_comparisons
from pipeline.charts.interval_rows import IntervalRows, Sides
from pipeline.charts.keyness_bars import comparison_words, numbers
from pipeline.charts.keyword_bars import note_keywords
from pipeline.charts.model import Chart, Drawn, Evidence, Row, counted
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import BLUISH_GREEN, INK, PALE
from pipeline.columns import OWN
from pipeline.columns.keyness import LOCKWORD
from pipeline.keyness.groups import choose

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("锁定词：两组文本中用得一样多的词", "Lockwords: as frequent here as there")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · {focus_zh}（{n_focus:,} 条消息，{size_focus:,} 词）对照 {reference_zh}（{n_reference:,} 条，"
    "{size_reference:,} 词） · 检验 {n_tested:,} 个词，{n_lockwords:,} 个可以证明差异很小 · 本届锁定词最多的比较",
    "{edition} · {n_en} · {focus_en} ({n_focus:,} messages, {size_focus:,} words) against {reference_en} "
    "({n_reference:,}, {size_reference:,} words) · {n_tested:,} terms tested, {n_lockwords:,} shown to differ little · "
    "the comparison of this edition with the most lockwords",
)
_REMARK = Bilingual(
    "圆点：频率之比；细线：95% 区间；灰带：视为相同的范围（相差不到 {ratio:g} 倍）。q：误称“相同”的错误发现率。"
    "数字：次数 · 含该词的消息数。",
    "Dot: ratio of the rates; line: 95 % interval; grey band: what counts as alike (less than {ratio:g} times). q: "
    "false-discovery rate of calling terms alike. Numbers: occurrences · messages that have the term.",
)
_MORE = Bilingual("另有 {n} 个锁定词见 tables/keyness.csv。", "Lockwords not shown: {n}; see tables/keyness.csv.")
_NONE = Bilingual(
    "证据不足：{edition} 的 {n_zh}中作了 {k} 次比较，没有一个词能证明在两边用得一样多；文本越短，“没有变化”越难证明。",
    "Not enough evidence: in {k_en} among the {n_en} of {edition} no term is shown to be as frequent on both sides; "
    "the shorter the text, the harder it is to show that nothing changed.",
)
_ALT = Bilingual(
    "点图：{edition}（{n_zh}）。{focus_zh}与{reference_zh}相比，{n_lockwords} 个词用得一样多，最可靠的是{leading_zh}。",
    "Dot chart: {edition}, {n_en}. {lockwords_en} of {focus_en} and {reference_en} are as frequent on both sides. "
    "The surest: {leading_en}.",
)


def lockwords(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Dots with intervals, one a lockword of the chosen comparison, the surest first, over the band of likeness."""
    rows = tested_comparisons(evidence)
    comparison = choose(rows, "n_lockwords")
    if comparison is None:
        return nothing_to_show(evidence, rows, _NONE)
    shown = terms_of(evidence, comparison, LOCKWORD)[: settings.n_key_terms]
    words = comparison_words(evidence, comparison) | {
        "ratio": comparison["equivalence_ratio"],
        "lockwords_en": counted(comparison["n_lockwords"], "term"),
        "leading_zh": "、".join(row["term"] for row in shown[:3]),
        "leading_en": ", ".join(row["label_en"] or row["term"] for row in shown[:3]),
    }
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _REMARK.format(**words))
    _draw(sheet, shown, sides_of(evidence, comparison), log2(comparison["equivalence_ratio"]))
    if n_more := comparison["n_lockwords"] - len(shown):
        sheet.note(_MORE.format(n=n_more))
    return Chart(sheet.finish(), numbers(shown), _ALT.format(**words), evidence.n_messages, sheet.links)


def _draw(sheet: Sheet, shown: Sequence[Row], sides: Sides, margin: float) -> None:
    reach = max(margin, *(max(-row["log_ratio_low"], row["log_ratio_high"]) for row in shown))
    rows = IntervalRows(sheet, shown, sides, reach, "q_equivalence")
    rows.head()
    axis = rows.axis
    left, right = axis.x(-margin), axis.x(margin)
    for row, top, height in rows.rows():
        middle = top + height / 2
        sheet.box(left, top, right - left, height, PALE)
        sheet.line([axis.x(row["log_ratio_low"]), axis.x(row["log_ratio_high"])], [middle, middle], INK, 1.2)
        sheet.marks([axis.x(row["log_ratio"])], [middle], "o", BLUISH_GREEN)
    note_keywords(sheet, [{**row, "concept_counts": OWN} for row in shown])
