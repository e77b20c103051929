"""Concepts that messages mention together oftener than shuffled copies do, as boxes with lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.apart import Placed, apart
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, too_few, with_messages
from pipeline.charts.sheet import MARGIN, Label, Sheet, term_label
from pipeline.charts.style import BLUE, SKY_BLUE, WHITE
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("概念网络", "Network of concepts")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · 方框为词表概念及提到它的消息数 · 连线：同一条消息提到两者的次数多于随机 · 线越粗，NPMI 越高",
    "{edition} · {n_en} · boxes are lexicon concepts with the messages that mention them · a line: mentioned in one "
    "message oftener than by chance · thicker: higher NPMI",
)
_THRESHOLD = Bilingual(
    "连线阈值 G² ≥ {threshold:.1f}：共 {n_links} 条连线；把概念在消息间打乱 {n_shuffles:,} 次"
    "（消息大小和概念频次不变），平均每次有 {by_chance:.2g} 条同样强的连线。",
    "Lines from G² ≥ {threshold:.1f}, {links_en} in all; with concepts shuffled over the messages {n_shuffles:,} times "
    "(sizes of messages and frequencies of concepts kept) a copy has {by_chance:.2g} as strong on average.",
)
_LEFT_OUT = Bilingual(
    "图中画出最强的 {drawn} 条，其余见 concept_network 表。", "Drawn are the {drawn} strongest; the table has all."
)
_ALT = Bilingual(
    "网络图：{edition} 的 {n_zh}中，{n_nodes} 个概念之间有 {drawn} 条连线。最强的是{leading_zh}。",
    "Network: {nodes_en} of {edition} with {drawn_en} between them, in {n_en}. The strongest: {leading_en}.",
)
_NONE = Bilingual(
    "证据不足：{edition} 的 {n_zh}中，没有两个概念在同一条消息中出现的次数明显多于打乱后的文本。",
    "Not enough evidence: in {n_en} of {edition} no two concepts are mentioned together clearly oftener than in "
    "shuffled text.",
)

_PAIR = Bilingual("{one_zh}与{other_zh}", "{one_en} and {other_en}")

_LABEL_ROOM, _SIZE, _INSET, _GAP = 1.35, 8.5, 0.06, 0.18
_LEAST_HEIGHT, _MOST_HEIGHT, _HEIGHT_OF_ONE = 1.0, 6.5, 0.28
_LEAST_WIDTH, _WIDTH_OF_ONE = 1.5, 0.55
_THIN, _THICK = 0.7, 3.2
"""Widths of a line in points at NPMI 0 and 1."""


@dataclass(frozen=True)
class Node:
    """A concept as it is drawn: its row, its label, its box."""

    row: Row
    label: Label
    box: Placed


def concept_network(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A box a concept, a line a link that is drawn; the threshold and how it was found stand above."""
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    n = evidence.n_messages
    links = [row for row in evidence.concept_network.to_pylist() if row["is_drawn"]]
    if not links:
        return NotEnoughEvidence(_NONE.format(**evidence.words), n)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**evidence.words), _threshold(links))
    nodes = _place(evidence.concept_nodes.to_pylist(), sheet)
    _draw(sheet, nodes, links, evidence.edition)
    leading = links[:3]
    alt = _ALT.format(
        **evidence.words,
        n_nodes=len(nodes),
        nodes_en=counted(len(nodes), "concept"),
        drawn=len(links),
        drawn_en=counted(len(links), "line"),
        leading_zh="、".join(
            f"{row['label_zh']}与{row['other_label_zh']}（{row['n_together']} 条消息）" for row in leading
        ),
        leading_en=", ".join(
            f"{row['label_en']} and {row['other_label_en']} ({counted(row['n_together'], 'message')})"
            for row in leading
        ),
    )
    return Chart(sheet.finish(), _numbers(links), alt, n, sheet.links)


def _threshold(links: Sequence[Row]) -> Bilingual:
    """The threshold and the shuffling behind it; every link of an edition has them."""
    one = links[0]
    said = _THRESHOLD.format(
        threshold=one["threshold"],
        n_links=one["n_links"],
        links_en=counted(one["n_links"], "line"),
        n_shuffles=one["n_shuffles"],
        by_chance=one["n_links_by_chance"],
    )
    return said if len(links) == one["n_links"] else said + _LEFT_OUT.format(drawn=len(links))


def _place(rows: Sequence[Row], sheet: Sheet) -> dict[str, Node]:
    """The concepts' boxes, by id, spread over the sheet and pushed apart.

    Of the places on the map only the order counts, along either axis: what lies close together on it would be one
    heap of boxes, and a group that no line joins to the rest would stand alone at the far end of the page.
    """
    labels = [_label(row, sheet.language) for row in rows]
    height = min(max(_LEAST_HEIGHT, _HEIGHT_OF_ONE * len(rows)), _MOST_HEIGHT)
    width = min(_LEAST_WIDTH + _WIDTH_OF_ONE * len(rows), sheet.room)
    left = sheet.width / 2 - width / 2
    xs, ys = _spread([row["x"] for row in rows]), _spread([row["y"] for row in rows])
    wanted = [
        Placed(left + x * width, sheet.y + (1 - y) * height, *_size(text))
        for x, y, text in zip(xs, ys, labels, strict=True)
    ]
    boxes = apart(wanted, MARGIN, sheet.right, _GAP)
    top = min(box.y - box.height / 2 for box in boxes)
    for box in boxes:
        box.y += sheet.y - top
    return {row["concept"]: Node(row, text, box) for row, text, box in zip(rows, labels, boxes, strict=True)}


def _label(row: Row, language: Language) -> Label:
    """The concept with its messages; under an English label the Chinese one."""
    size = f" {row['n_messages']:,}"
    zh, en = row["label_zh"], row["label_en"]
    return term_label(zh if en and language == "en" else zh + size, en and en + size, language, _LABEL_ROOM, 3, _SIZE)


def _size(text: Label) -> tuple[float, float]:
    width = text.width
    return width + 2 * _INSET, text.height + 2 * _INSET


def _spread(values: Sequence[float]) -> list[float]:
    """The rank of each value, from 0 to 1; of equal ones the first is lower; one half for a single value."""
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    ranks = {place: rank for rank, place in enumerate(order)}
    return [ranks[place] / (len(values) - 1) if len(values) > 1 else 0.5 for place in range(len(values))]


def _draw(sheet: Sheet, nodes: dict[str, Node], links: Sequence[Row], edition: str) -> None:
    for link in links:
        one, other = nodes[link["concept"]].box, nodes[link["other_concept"]].box
        width = _THIN + (_THICK - _THIN) * min(max(link["npmi"], 0.0), 1.0)
        sheet.line((one.x, other.x), (one.y, other.y), SKY_BLUE, width)
        view = View(concept=link["concept"], together=link["other_concept"], edition=edition)
        sheet.link_line((one.x, other.x), (one.y, other.y), view, sheet.said(_link_says(link)))
    for concept, node in nodes.items():
        box = node.box
        left, top = box.x - box.width / 2, box.y - box.height / 2
        sheet.box(left, top, box.width, box.height, WHITE, edge=BLUE, is_over_lines=True)
        sheet.label(box.x, box.y, node.label, "center")
        says = with_messages(Bilingual(node.row["label_zh"], node.row["label_en"]), node.row["n_messages"])
        sheet.link(left, top, box.width, box.height, View(concept=concept, edition=edition), sheet.said(says))
    sheet.y = max(node.box.y + node.box.height / 2 for node in nodes.values()) + 0.05


def _link_says(row: Row) -> Bilingual:
    """Two concepts and the messages that mention both."""
    pair = _PAIR.format(
        one_zh=row["label_zh"],
        other_zh=row["other_label_zh"],
        one_en=row["label_en"] or row["label_zh"],
        other_en=row["other_label_en"] or row["other_label_zh"],
    )
    return with_messages(pair, row["n_together"])


def _numbers(links: Sequence[Row]) -> list[Row]:
    kept = (
        "rank", "concept", "label_zh", "label_en", "other_concept", "other_label_zh", "other_label_en", "n_together",
        "n_concept", "n_other", "n_messages", "expected", "expected_shuffled", "npmi", "g2", "p_value", "threshold",
        "n_links_by_chance", "n_shuffles",
    )  # fmt: skip
    return [{name: row[name] for name in kept} for row in links]
