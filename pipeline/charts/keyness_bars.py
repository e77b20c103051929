"""Key terms of one comparison: how much oftener each stands on one side than on the other, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.chosen_comparison import UNITS, nothing_to_show, sides_of, terms_of, tested_comparisons
from pipeline.charts.interval_rows import IntervalRows, Sides
from pipeline.charts.keyword_bars import note_keywords
from pipeline.charts.model import Chart, Drawn, Evidence, Row, counted
from pipeline.charts.sheet import Sheet
from pipeline.charts.style import BLUE, INK, ORANGE
from pipeline.columns import OWN
from pipeline.columns.keyness import KEY
from pipeline.keyness.groups import choose

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("两组文本的特征词", "What is typical of what")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · {focus_zh}（{n_focus:,} 条消息，{size_focus:,} 词）对照 {reference_zh}（{n_reference:,} 条，"
    "{size_reference:,} 词） · 检验 {n_tested:,} 个词，{n_key:,} 个通过"
    " · 本届共 {k:,} 次比较，此为特征词最多的一次（先看届别，再看文件和章节）",
    "{edition} · {n_en} · {focus_en} ({n_focus:,} messages, {size_focus:,} words) against {reference_en} "
    "({n_reference:,}, {size_reference:,} words) · {n_tested:,} terms tested, {n_key:,} key · of {k_en} in this "
    "edition, the one with the most key terms (of the edition, else of a document, else of a section)",
)
_REMARK = Bilingual(
    "横轴：出现频率之比（×2 为两倍）；细线为 95% 区间，到图边者更长。q：置换整条{unit_zh}后的错误发现率，此处均不高于"
    "设定水平。数字：次数 · 含该词的消息数。",
    "Axis: ratio of the rates (×2 is twice as often); thin lines are 95% intervals, longer where they reach the edge. "
    "q: false-discovery rate from permuting whole {unit_en}. Numbers: occurrences · messages that have the term.",
)
_MORE = Bilingual("另有 {n} 个特征词见 tables/keyness.csv。", "Key terms not shown: {n}; see tables/keyness.csv.")
_NONE = Bilingual(
    "证据不足：{edition} 的 {n_zh}中作了 {k} 次比较，没有一个词的差异通过检验，因此没有可引用的特征词。",
    "Not enough evidence: in {k_en} among the {n_en} of {edition} no term differs by more than chance allows, so there "
    "is no typical term to quote.",
)
_ALT = Bilingual(
    "条形图：{edition}（{n_zh}）。{focus_zh}与{reference_zh}相比，{n_key} 个词的频率差异大过偶然（本届共 {k} 次比较，"
    "选自其中）。居前的是{leading_zh}。",
    "Bar chart: {edition}, {n_en}. Terms that differ by more than chance allows between {focus_en} and {reference_en}: "
    "{n_key}, picked out of {k_en}. In front: {leading_en}.",
)


def keyness_bars(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Diverging bars, one a key term of the chosen comparison: right where it is typical of the focus."""
    rows = tested_comparisons(evidence)
    comparison = choose(rows, "n_key")
    if comparison is None:
        return nothing_to_show(evidence, rows, _NONE)
    key = terms_of(evidence, comparison, KEY)
    shown = sorted(key[: settings.n_key_terms], key=lambda row: -row["log_ratio"])
    words = comparison_words(evidence, comparison) | {
        "k": len(rows),
        "k_en": counted(len(rows), "comparison"),
        "leading_zh": "、".join(_in_chinese(row) for row in key[:3]),
        "leading_en": ", ".join(_in_english(row) for row in key[:3]),
    }
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _REMARK.format(**words))
    _draw(sheet, shown, sides_of(evidence, comparison))
    if n_more := comparison["n_key"] - len(shown):
        sheet.note(_MORE.format(n=n_more))
    return Chart(sheet.finish(), numbers(shown), _ALT.format(**words), evidence.n_messages, sheet.links)


def comparison_words(evidence: Evidence, comparison: Row) -> dict[str, object]:
    """What the texts of a chart say of a comparison."""
    focus, reference = sides_of(evidence, comparison)
    unit = UNITS[comparison["unit"]]
    return evidence.words | {
        "focus_zh": focus.zh, "focus_en": focus.en, "reference_zh": reference.zh, "reference_en": reference.en,
        "n_focus": comparison["n_messages_focus"], "n_reference": comparison["n_messages_reference"],
        "size_focus": comparison["size_focus"], "size_reference": comparison["size_reference"],
        "n_tested": comparison["n_tested"], "n_key": comparison["n_key"], "n_lockwords": comparison["n_lockwords"],
        "unit_zh": unit.zh, "unit_en": unit.en,
    }  # fmt: skip


def _in_chinese(row: Row) -> str:
    return f"{row['term']}（{row['n_focus']:,} 次对 {row['n_reference']:,} 次）"


def _in_english(row: Row) -> str:
    return f"{row['label_en'] or row['term']} ({row['n_focus']:,} against {row['n_reference']:,})"


def _draw(sheet: Sheet, shown: Sequence[Row], sides: Sides) -> None:
    rows = IntervalRows(sheet, shown, sides, max(abs(row["log_ratio"]) for row in shown) + 1, "q_value")
    rows.head()
    zero = rows.axis.x(0)
    for row, top, height in rows.rows():
        end, middle = rows.axis.x(row["log_ratio"]), top + height / 2
        colour = BLUE if row["log_ratio"] > 0 else ORANGE
        sheet.box(min(zero, end), middle - 0.075, abs(end - zero), 0.15, colour)
        sheet.line([rows.axis.x(row["log_ratio_low"]), rows.axis.x(row["log_ratio_high"])], [middle, middle], INK, 0.9)
    note_keywords(sheet, [{**row, "concept_counts": OWN} for row in shown])


def numbers(shown: Sequence[Row]) -> list[Row]:
    """The plotted numbers of terms of a comparison."""
    kept = (
        "comparison", "term", "concept", "label_en", "label_en_source", "state", "n_focus", "n_reference",
        "n_messages_focus", "n_messages_reference", "log_ratio", "log_ratio_low", "log_ratio_high", "lrc",
        "p_value", "q_value", "q_equivalence",
    )  # fmt: skip
    return [{name: row[name] for name in kept} for row in shown]
