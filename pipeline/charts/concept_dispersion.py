"""Where the main concepts are mentioned along the messages of an edition, and how evenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.concept_places import Mentioned, mentioned_concepts
from pipeline.charts.lettering import widest, width
from pipeline.charts.mention_strip import FULL, HALF, MAX_STROKED, Strip, draw_mentions, link_mentions
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, too_few
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, line_height, term_label
from pipeline.charts.stretches import Stretch, draw_borders, key_stretches, stretches
from pipeline.charts.style import BLUE, GREY, INK, PALE, VERMILLION
from pipeline.columns import NESTED, OWN
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("主要概念的分布位置", "Where the main concepts are mentioned")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh}，自左至右依原文顺序，每条等宽 · 提及最多的 {concepts} 个概念 · 竖线为{what_zh}边界",
    "{edition} · {n_en} from left to right in the order of the text, each equally wide · the {concepts_en} mentioned "
    "most · dotted lines are borders of {what_en}",
)
_SECTIONS, _DOCUMENTS = Bilingual("章节", "sections"), Bilingual("文件", "documents")
_ALT = Bilingual(
    "分布图：{concepts} 个主要概念在 {edition} 的 {n_zh}中的位置。"
    "提及最多的是{first_zh}：单独 {own} 次，在较长词语内 {nested} 次，见于 {n_with} 条消息。",
    "Dispersion plot: where {n_en} of {edition} mention the {concepts_en} mentioned most. "
    "First is {first_en}, {own_en} on its own and {nested} inside a longer term, in {n_with_en}.",
)
_DP = Bilingual(
    "DP（Gries 2008，以消息为单位，按字数加权）：越大越集中。"
    "“随机”为同样次数随机散布时的期望值，DP 明显高于它才算集中。",
    "DP (Gries 2008; parts are messages, weighted by length): the larger, the more concentrated. By chance: what as "
    "many mentions strewn at random give on average; only a DP well above it says that they cluster.",
)
_DENSE = Bilingual(
    "消息较多：每格为百分之一的消息，高度为该格的提及次数，以各概念的最大值为满格。",
    "Many messages: each bar is a hundredth of them, its height the mentions there; a concept's highest bar is full.",
)
_NONE = Bilingual(
    "证据不足：{edition} 的消息没有提及词表中的概念。",
    "Not enough evidence: no lexicon concept in the messages of {edition}.",
)
_HEADS = (
    Bilingual("单独", "own"),
    Bilingual("内嵌", "nested"),
    Bilingual("消息", "messages"),
    Bilingual("DP", "DP"),
    Bilingual("随机", "by chance"),
)
_KEY_OWN = Bilingual("单独出现", "on its own")
_KEY_NESTED = Bilingual("在更长的词之内", "inside a longer term")

_EVERY = Bilingual("{zh}：{n:,} 次，见于{found_zh}", "{en}: {times} in {found_en}")
_COUNTED = Bilingual("{zh}，{head_zh}：{n:,}", "{en}, {head_en}: {n:,}")
_LABEL_ROOM = 1.9


def concept_dispersion(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A strip a concept: a stroke at each mention, full height on its own, half height inside a longer term."""
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    rows = evidence.messages
    mentioned = mentioned_concepts(evidence, rows)[: settings.n_concepts]
    if not mentioned:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), len(rows))
    what = _SECTIONS if evidence.is_one_document else _DOCUMENTS
    words = evidence.words | {"what_zh": what.zh, "what_en": what.en} | _words(mentioned)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, mentioned, rows, stretches(evidence, rows))
    sheet.note(_DP)
    if len(rows) > MAX_STROKED:
        sheet.note(_DENSE)
    return Chart(sheet.finish(), _numbers(mentioned, rows), _ALT.format(**words), len(rows), sheet.links)


def _words(mentioned: Sequence[Mentioned]) -> dict[str, object]:
    first = mentioned[0]
    return {
        "concepts": len(mentioned),
        "concepts_en": counted(len(mentioned), "concept"),
        "first_zh": first.label.zh,
        "first_en": first.label.en,
        "own": len(first.own),
        "own_en": counted(len(first.own), "time"),
        "nested": len(first.nested),
        "n_with": first.n_messages,
        "n_with_en": messages(first.n_messages).en,
    }


def _draw(sheet: Sheet, mentioned: Sequence[Mentioned], rows: Sequence[Row], found: Sequence[Stretch]) -> None:
    labels = [
        term_label(concept.label.zh, concept.label.en, sheet.language, _LABEL_ROOM, max_lines=3)
        for concept in mentioned
    ]
    left = MARGIN + max(text.width for text in labels) + 0.12
    values = [_values(concept) for concept in mentioned]
    edges = _right_edges(sheet, values)
    right = edges[0] - 0.45
    for edge, head in zip(edges, _HEADS, strict=True):
        sheet.lines(edge, sheet.y, (sheet.said(head),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.06
    top = sheet.y
    for concept, text, line in zip(mentioned, labels, values, strict=True):
        height = max(text.height, 0.3) + 0.08
        middle = sheet.y + height / 2
        strip = Strip(left, right, middle + 0.12, len(rows))
        sheet.label(left - 0.1, middle, text, "right")
        sheet.line((left, right), (strip.bottom, strip.bottom), PALE, 0.6)
        draw_mentions(sheet, concept, strip)
        for edge, value in zip(edges, line, strict=True):
            sheet.value(edge, middle, value, BODY, INK, "right")
        _link_row(sheet, concept, rows[0]["edition"], (right + 0.06, *(edge + 0.05 for edge in edges[:3])), height)
        link_mentions(sheet, concept, strip, rows, found)
        sheet.y += height
    draw_borders(sheet, found, left, (right - left) / len(rows), top)
    _draw_key(sheet, left)
    key_stretches(sheet, found)


def _link_row(sheet: Sheet, concept: Mentioned, edition: str, edges: Sequence[float], height: float) -> None:
    """Label and strip lead to every mention, the counts to what they count; ``edges`` lie between these."""
    view, names = View(concept=concept.concept, edition=edition), {"zh": concept.label.zh, "en": concept.label.en}
    n, found = concept.n, messages(concept.n_messages)
    every = _EVERY.format(**names, n=n, times=counted(n, "time"), found_zh=found.zh, found_en=found.en)
    sheet.link(MARGIN, sheet.y, edges[0] - MARGIN, height, view, sheet.said(every))
    counts = ((OWN, len(concept.own)), (NESTED, len(concept.nested)), ("", concept.n_messages))
    for (form, count), head, (left, right) in zip(counts, _HEADS, pairwise(edges), strict=False):
        if count:
            says = sheet.said(_COUNTED.format(**names, head_zh=head.zh, head_en=head.en, n=count))
            sheet.link(left, sheet.y, right - left, height, replace(view, counts=form), says)


def _values(concept: Mentioned) -> tuple[str, ...]:
    """What stands beside a strip, in the order of the heads."""
    counts = (len(concept.own), len(concept.nested), concept.n_messages)
    return (*(f"{count:,}" for count in counts), f"{concept.dp:.2f}", f"{concept.dp_by_chance:.2f}")


def _right_edges(sheet: Sheet, values: Sequence[Sequence[str]]) -> list[float]:
    """Right edges of the columns of numbers, as close as heads and numbers allow."""
    edges = [sheet.right]
    for number in range(len(_HEADS) - 1, 0, -1):
        head = _HEADS[number]
        needed = max(width(sheet.said(head), GLOSS), widest([line[number] for line in values], BODY))
        edges.insert(0, edges[0] - needed - 0.17)
    return edges


def _draw_key(sheet: Sheet, left: float) -> None:
    sheet.y += 0.06
    x, bottom = left, sheet.y + FULL
    for text, colour, height in ((_KEY_OWN, BLUE, FULL), (_KEY_NESTED, VERMILLION, HALF)):
        said = sheet.said(text)
        sheet.line((x, x), (bottom, bottom - height), colour, 1.5)
        sheet.value(x + 0.08, bottom - 0.09, said, BODY - 1)
        x += 0.34 + width(said, BODY - 1)
    sheet.y = bottom + 0.08


def _numbers(mentioned: Sequence[Mentioned], rows: Sequence[Row]) -> list[Row]:
    return [
        {
            "concept": concept.concept,
            "label_zh": concept.label.zh,
            "label_en": concept.label.en,
            "form": form,
            "passage_id": rows[int(place)]["passage_id"],
            "message": int(place) + 1,
            "place_in_message": place % 1,
            "n_own": len(concept.own),
            "n_nested": len(concept.nested),
            "dp": concept.dp,
            "dp_by_chance": concept.dp_by_chance,
        }
        for concept in mentioned
        for place, form in sorted([(p, OWN) for p in concept.own] + [(p, NESTED) for p in concept.nested])
    ]
