"""What stands near the most widespread concept of an edition, by log-Dice, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, too_few
from pipeline.charts.sheet import GLOSS, MARGIN, Label, Sheet, line_height, term_label
from pipeline.charts.style import BLUE, GREY, PALE
from pipeline.columns import OWN
from pipeline.keywords.units import CONCEPT, TERM
from pipeline.lexicon.gloss import SOURCE
from pipeline.views import SENTENCE, View, unit_view

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("一个概念的搭配词", "Collocates of one concept")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · “{node}”（见于 {n_node} 条消息）同句前后 {window} 词以内的词，按 log-Dice 排列，上限 14",
    '{edition} · {n_en} · words within {window} of "{node_en}" ({node_messages_en}) in one sentence, by log-Dice, '
    "14 at most",
)
_RULE = Bilingual(
    "选取有显著搭配词的概念中见于最多消息的一个。深色：显著多于随机（已作多重比较校正）；浅色：证据不足。",
    "The concept in most messages of those with a significant collocate. Dark: oftener than by chance, the number of "
    "tests allowed for; pale: not enough evidence.",
)
_ALT = Bilingual(
    "条形图：{edition} 的 {n_zh}中“{node}”的 {shown} 个搭配词，其中 {n_attracted} 个显著。居前的是{leading_zh}。",
    'Bar chart: {shown_en} of "{node_en}" in {n_en} of {edition}, {n_attracted} of them significant. In front: '
    "{leading_en}.",
)
_NONE = Bilingual(
    "证据不足：{edition} 的 {n_zh}中，没有一个概念有显著的搭配词。",
    "Not enough evidence: in {n_en} of {edition} no concept has a significant collocate.",
)
_DICTIONARY = Bilingual("† 英文释义取自 CC-CEDICT 词典。", "† English from CC-CEDICT.")
_TOGETHER, _MESSAGES = Bilingual("同现", "together"), Bilingual("消息", "messages")

_MARK = Bilingual(
    "{node} + {collocate}：{n_messages} 条消息；同现 {n_together:,} 次，log-Dice {log_dice:.1f}",
    "{node_en} + {collocate_en}: {found}; {times} together, log-Dice {log_dice:.1f}",
)
_WINDOW, _ATTRACTED = "window", "attracted"
_LABEL_ROOM, _COLUMN, _VALUE_ROOM, _MOST_DICE = 2.3, 0.62, 0.5, 14.0


def collocates(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Bars of log-Dice, one a collocate within the window, those that pass the test dark; counts beside them."""
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    n = evidence.n_messages
    rows = main_collocates(evidence.collocations.to_pylist())
    if not rows:
        return NotEnoughEvidence(_NONE.format(**evidence.words), n)
    words = evidence.words | _words(rows)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _RULE)
    _draw(sheet, rows, evidence.edition)
    return Chart(sheet.finish(), _numbers(rows), _ALT.format(**words), n, sheet.links)


def main_collocates(rows: Sequence[Row]) -> list[Row]:
    """The collocates, by rank, of the concept in most messages that has one that passes the test; ties by label."""
    near = [row for row in rows if row["span"] == _WINDOW and row["node_concept"] is not None]
    nodes = {(-row["n_messages_node"], row["node"]) for row in near if row["state"] == _ATTRACTED}
    if not nodes:
        return []
    node = min(nodes)[1]
    return sorted((row for row in near if row["node"] == node), key=lambda row: row["rank"])


def _words(rows: Sequence[Row]) -> dict[str, object]:
    node, leading = rows[0], rows[:3]
    return {
        "node": node["node"],
        "node_en": node["node_en"],
        "window": node["window"],
        "n_node": node["n_messages_node"],
        "node_messages_en": counted(node["n_messages_node"], "message"),
        "shown": len(rows),
        "shown_en": counted(len(rows), "collocate"),
        "n_attracted": sum(row["state"] == _ATTRACTED for row in rows),
        "leading_zh": "、".join(f"{row['collocate']}（{row['n_messages']} 条消息）" for row in leading),
        "leading_en": ", ".join(
            f"{row['collocate_en'] or row['collocate']} ({counted(row['n_messages'], 'message')})" for row in leading
        ),
    }


def _label(row: Row, language: Language) -> Label:
    gloss = row["collocate_en"] or ""
    if row["collocate_en_source"] == SOURCE:
        gloss += "†"
    return term_label(row["collocate"], gloss, language, _LABEL_ROOM, max_lines=3)


def collocate_view(row: Row, edition: str) -> View:
    """The messages where the node of a row of ``collocations`` stands near its collocate, each on its own."""
    kind, name = _unit(row["node"], row["node_concept"])
    counts = OWN if kind == CONCEPT else ""
    beside = ":".join(_unit(row["collocate"], row["collocate_concept"]))
    within = SENTENCE if row["span"] == "sentence" else row["window"] or 0
    return replace(unit_view(kind, name, name, counts, edition=edition), beside=beside, within=within)


def _unit(term: str, concept: str | None) -> tuple[str, str]:
    return (TERM, term) if concept is None else (CONCEPT, concept)


def _draw(sheet: Sheet, rows: Sequence[Row], edition: str) -> None:
    labels = [_label(row, sheet.language) for row in rows]
    left = MARGIN + max(text.width for text in labels) + 0.12
    together_x, messages_x = sheet.right - _COLUMN, sheet.right
    full = together_x - _COLUMN - left - _VALUE_ROOM
    sheet.lines(left, sheet.y, ("log-Dice",), GLOSS, GREY)
    for x, text in ((together_x, _TOGETHER), (messages_x, _MESSAGES)):
        sheet.lines(x, sheet.y, (sheet.said(text),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.06
    for row, words in zip(rows, labels, strict=True):
        height = words.height + 0.07
        middle = sheet.y + height / 2
        sheet.label(left - 0.12, middle, words, "right")
        length = full * max(row["log_dice"], 0.0) / _MOST_DICE
        sheet.box(left, middle - 0.085, length, 0.17, BLUE if row["state"] == _ATTRACTED else PALE)
        sheet.value(left + length + 0.06, middle, f"{row['log_dice']:.1f}")
        sheet.value(together_x, middle, f"{row['n_together']:,}", align="right")
        sheet.value(messages_x, middle, f"{row['n_messages']:,}", align="right")
        sheet.link(MARGIN, sheet.y, sheet.room, height, collocate_view(row, edition), sheet.said(_says(row)))
        sheet.y += height
    if sheet.language == "en" and any(row["collocate_en_source"] == SOURCE for row in rows):
        sheet.y += 0.06
        sheet.note(_DICTIONARY)


def _says(row: Row) -> Bilingual:
    names = {"node_en": row["node_en"] or row["node"], "collocate_en": row["collocate_en"] or row["collocate"]}
    found, times = counted(row["n_messages"], "message"), counted(row["n_together"], "time")
    return _MARK.format(**{**row, **names}, found=found, times=times)


def _numbers(rows: Sequence[Row]) -> list[Row]:
    kept = (
        "node", "rank", "collocate", "collocate_concept", "collocate_en", "collocate_en_source", "n_together",
        "n_node", "n_collocate", "n_total", "n_messages", "n_messages_node", "n_messages_collocate", "expected",
        "log_dice", "npmi", "g2", "p_value", "q_value", "state",
    )  # fmt: skip
    return [{name: row[name] for name in kept} for row in rows]
