"""Where the main concepts are mentioned along the messages of an edition, and how evenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.lettering import POINTS_PER_INCH, widest
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, too_few
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Label, Sheet, label, line_height
from pipeline.charts.stretches import Stretch, draw_borders, key_stretches, stretches
from pipeline.charts.style import BLUE, GREY, INK, PALE, VERMILLION
from pipeline.columns import NESTED, OWN
from pipeline.statistics.dispersion import deviation_of_proportions, expected_deviation_of_proportions

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("主要概念的分布位置", "Where the main concepts are mentioned")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh}，自左至右依原文顺序，每条等宽 · 提及最多的 {concepts} 个概念 · 竖线为{what_zh}边界",
    "{n_en} from left to right in the order of the text, each equally wide · the {concepts_en} mentioned most · "
    "dotted lines are borders of {what_en}",
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
    Bilingual("DP", ""),
    Bilingual("随机", "by chance"),
)
_KEY_OWN = Bilingual("单独出现", "on its own")
_KEY_NESTED = Bilingual("在更长的词之内", "inside a longer term")

_LABEL_ROOM = 1.65
_FULL, _HALF = 0.25, 0.12
_MAX_STROKED, _BINS = 200, 100
_PER_INCH = 120
"""Places that can be told apart in an inch of print; mentions nearer than that share a stroke."""


@dataclass(frozen=True)
class Mentioned:
    """A concept with its places along the messages: the whole part is the message from 0, the fraction where in it.

    ``per_message`` counts own and nested mentions; ``dp_by_chance`` is what as many strewn at random give on average.
    """

    concept: str
    label: Bilingual
    own: tuple[float, ...]
    nested: tuple[float, ...]
    per_message: tuple[int, ...]
    dp: float
    dp_by_chance: float

    @property
    def n(self) -> int:
        return len(self.own) + len(self.nested)

    @property
    def n_messages(self) -> int:
        return sum(count > 0 for count in self.per_message)


def concept_dispersion(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A strip a concept: a stroke at each mention, full height on its own, half height inside a longer term."""
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    rows = evidence.messages
    mentioned = _mentioned(evidence, rows)[: settings.n_concepts]
    if not mentioned:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), len(rows))
    what = _SECTIONS if evidence.is_one_document else _DOCUMENTS
    words = evidence.words | {"what_zh": what.zh, "what_en": what.en} | _words(mentioned)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, mentioned, stretches(evidence, rows))
    sheet.note(_DP)
    if len(rows) > _MAX_STROKED:
        sheet.note(_DENSE)
    return Chart(sheet.finish(), _numbers(mentioned, rows), _ALT.format(**words), len(rows))


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


def _mentioned(evidence: Evidence, rows: Sequence[Row]) -> list[Mentioned]:
    """Every concept of the messages, most mentioned first, ties by id."""
    numbers = {row["passage_id"]: number for number, row in enumerate(rows)}
    sizes = [len(row["text"]) for row in rows]
    places: dict[str, dict[str, list[float]]] = {}
    for row in evidence.mentions.to_pylist():
        if row["passage_id"] in numbers:
            number = numbers[row["passage_id"]]
            inside = min(row["start"] / max(sizes[number], 1), 0.999)
            places.setdefault(row["concept"], {OWN: [], NESTED: []})[row["form"]].append(number + inside)
    labels = evidence.concept_labels
    found = []
    for concept, forms in places.items():
        counts = Counter(int(place) for place in (*forms[OWN], *forms[NESTED]))
        per_message = tuple(counts[number] for number in range(len(rows)))
        dp = deviation_of_proportions(per_message, sizes)
        by_chance = expected_deviation_of_proportions(sum(per_message), sizes)
        own, nested = tuple(sorted(forms[OWN])), tuple(sorted(forms[NESTED]))
        found.append(Mentioned(concept, labels[concept], own, nested, per_message, dp, by_chance))
    return sorted(found, key=lambda concept: (-concept.n, concept.concept))


def _draw(sheet: Sheet, mentioned: Sequence[Mentioned], found: Sequence[Stretch]) -> None:
    labels = [label(concept.label, sheet.language, _LABEL_ROOM, max_lines=3) for concept in mentioned]
    left = MARGIN + max(text.width for text in labels) + 0.12
    values = [_values(concept) for concept in mentioned]
    edges = _right_edges(sheet, values)
    right = edges[0] - 0.5
    for edge, head in zip(edges, _HEADS, strict=True):
        sheet.lines(edge, sheet.y, (head.zh, head.en), GLOSS, GREY, "right")
    sheet.y += 2 * line_height(GLOSS) + 0.02
    top = sheet.y
    unit = (right - left) / len(mentioned[0].per_message)
    for concept, text, line in zip(mentioned, labels, values, strict=True):
        height = max(text.height, 0.3) + 0.08
        middle = sheet.y + height / 2
        sheet.label(left - 0.1, middle, text, "right")
        sheet.line((left, right), (middle + 0.12, middle + 0.12), PALE, 0.6)
        _draw_places(sheet, concept, left, right, middle + 0.12)
        for edge, value in zip(edges, line, strict=True):
            sheet.value(edge, middle, value, BODY, INK, "right")
        sheet.y += height
    draw_borders(sheet, found, left, unit, top)
    _draw_key(sheet, left)
    key_stretches(sheet, found)


def _draw_places(sheet: Sheet, concept: Mentioned, left: float, right: float, bottom: float) -> None:
    """A stroke a mention; where messages are too many, bars whose heights count the mentions in a stretch of text."""
    n = len(concept.per_message)
    if n > _MAX_STROKED:
        _draw_density(sheet, concept, left, right, bottom)
        return
    for places, height, colour in ((concept.own, _FULL, BLUE), (concept.nested, _HALF, VERMILLION)):
        spots = {round((left + (right - left) * place / n) * _PER_INCH) / _PER_INCH for place in places}
        _strokes(sheet, [(x, bottom, bottom - height) for x in sorted(spots)], 1.5, colour)


def _draw_density(sheet: Sheet, concept: Mentioned, left: float, right: float, bottom: float) -> None:
    """Mentions in each hundredth of the messages, nested ones under own ones; the highest bar has full height."""
    n, step = len(concept.per_message), (right - left) / _BINS
    own, nested = (Counter(int(place * _BINS / n) for place in places) for places in (concept.own, concept.nested))
    unit = _FULL / max(own[number] + nested[number] for number in range(_BINS))
    xs = [left + (number + 0.5) * step for number in range(_BINS)]
    tops = [bottom - unit * nested[number] for number in range(_BINS)]
    width = 0.8 * step * POINTS_PER_INCH
    _strokes(sheet, [(x, bottom, top) for x, top in zip(xs, tops, strict=True) if top < bottom], width, VERMILLION)
    bars = [(x, top, top - unit * own[number]) for number, (x, top) in enumerate(zip(xs, tops, strict=True))]
    _strokes(sheet, [bar for bar in bars if bar[2] < bar[1]], width, BLUE)


def _strokes(sheet: Sheet, strokes: Sequence[tuple[float, float, float]], width: float, colour: str) -> None:
    """Upright strokes (x, from, to) as one line with the pen lifted between them: one element of the SVG."""
    nan = float("nan")
    xs = [value for x, _, _ in strokes for value in (x, x, nan)]
    ys = [value for _, start, end in strokes for value in (start, end, nan)]
    sheet.line(xs, ys, colour, width)


def _values(concept: Mentioned) -> tuple[str, ...]:
    """What stands beside a strip, in the order of the heads."""
    counts = (len(concept.own), len(concept.nested), concept.n_messages)
    return (*(f"{count:,}" for count in counts), f"{concept.dp:.2f}", f"{concept.dp_by_chance:.2f}")


def _right_edges(sheet: Sheet, values: Sequence[Sequence[str]]) -> list[float]:
    """Right edges of the columns of numbers, as close as heads and numbers allow."""
    edges = [sheet.right]
    for number in range(len(_HEADS) - 1, 0, -1):
        head = _HEADS[number]
        needed = max(widest((head.zh, head.en), GLOSS), widest([line[number] for line in values], BODY))
        edges.insert(0, edges[0] - needed - 0.17)
    return edges


def _draw_key(sheet: Sheet, left: float) -> None:
    sheet.y += 0.06
    x = left
    for text, colour, height in ((_KEY_OWN, BLUE, 0.25), (_KEY_NESTED, VERMILLION, 0.12)):
        sheet.line((x, x), (sheet.y + 0.27, sheet.y + 0.27 - height), colour, 1.5)
        words = Label((text.zh,), (text.en,), BODY - 1)
        sheet.label(x + 0.08, sheet.y + 0.14, words)
        x += 0.3 + words.width
    sheet.y += 0.34


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
