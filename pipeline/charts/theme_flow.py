"""Themes from edition to edition: which continued, split, merged, ended, and which are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import NOTHING, Bilingual, Language
from pipeline.charts.flow_columns import Node, editions_in_order, in_flow, nodes_of
from pipeline.charts.lettering import widest, wrap
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, INK, PALE, TINT, VERMILLION, WHITE
from pipeline.columns.alignment import LINKED
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("主题在各届之间的流变", "Themes from edition to edition")
_SUBTITLE = Bilingual(
    "{first} 至 {last} · {editions} 届 · 全部 {n_zh} · {themes} 个主题 · 连线 {links} 条：两届的主题用词相近，大过偶然",
    "{first} to {last} · {editions_en} · {n_en} in all · {themes_en} · {links_en}: "
    "themes whose words are nearer than chance allows",
)
_REMARK = Bilingual(
    "方块高度和其中的数字：消息数。蓝框、实线：稳定的主题；红框、虚线：探索性的，不是发现。＋ 新出现　× 此后消失　"
    "无线无号：无法判断。线越粗，相似度越高。",
    "Height of a box and the number in it: messages. Blue box, full line: stable; red box, dashed line: exploratory, "
    "no finding. + new; × ended after this edition; neither line nor sign: nothing can be said. Thicker line: more "
    "alike.",
)
_WINDOW = Bilingual(
    " · 只画最近 {editions} 届，共 {all} 届；其余见 tables/theme_changes.csv。",
    " · the latest {editions} of {all} editions; for all see tables/theme_changes.csv.",
)
_ALT = Bilingual(
    "流程图（全部 {n_zh}）：{first} 至 {last} 共 {editions} 届、{themes} 个主题，{links} 条连线，"
    "其中 {stable} 条在稳定的主题之间；新出现 {born} 个，消失 {ended} 个。",
    "Flow ({n_en} in all): {editions_en} from {first} to {last}, {themes_en}, {links_en}, "
    "{stable} of them between stable themes; new: {born}, ended: {ended}.",
)
_NONE = Bilingual(
    "证据不足：没有哪两届相邻的会议都分出了主题。", "Not enough evidence: no two editions in a row have themes."
)

_SIZED = Bilingual("{n:,} · {theme_zh}", "{n:,} · {theme_en}")
_LINK = Bilingual(
    "{theme_zh}；与 {other_edition} 的“{other_zh}”相连，相似度 {similarity:.2f}",
    '{theme_en}; linked to "{other_en}" of {other_edition}, similarity {similarity:.2f}',
)

_BOX_SHARE, _GAP, _INSET = 0.8, 0.08, 0.05
"""Width of a box as a share of its column, between boxes, and from a box's edge to its label."""
_ALL_MESSAGES, _MAX_LINES, _STEPS = 2.6, 6, 16
"""Inches for all messages of the largest edition, lines of a label, pieces of a line."""
_SIZES = (GLOSS - 0.5, GLOSS - 1.0)
"""Of labels: the first in which no word is broken, else the last."""


@dataclass(frozen=True)
class Placed:
    """A theme with its place: top and height of its box, and the lines of its label with their size."""

    node: Node
    top: float
    height: float
    lines: tuple[str, ...]
    size: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


def theme_flow(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A column an edition, a box a theme, a line a link to the edition before."""
    rows = evidence.theme_changes.to_pylist()
    in_order = editions_in_order(rows)
    shown = in_order[-settings.n_flow_editions :]
    rows = [row for row in rows if row["edition"] in shown[1:] and row["previous"] in shown]
    links = [row for row in rows if row["relation"] in LINKED]
    columns = [nodes_of(edition, rows) for edition in shown]
    if sum(bool(column) for column in columns) < 2:
        return NotEnoughEvidence(_NONE, evidence.n_messages)
    words = evidence.words | _words(shown, columns, links)
    window = _WINDOW.format(**words, all=len(in_order)) if len(shown) < len(in_order) else NOTHING
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words) + window, _REMARK)
    _draw(sheet, shown, in_flow(columns, links), links)
    return Chart(sheet.finish(), _numbers(rows), _ALT.format(**words), evidence.n_messages, sheet.links)


def _words(shown: Sequence[str], columns: Sequence[Sequence[Node]], links: Sequence[Row]) -> dict[str, object]:
    n_themes = sum(map(len, columns))
    return {
        "first": shown[0],
        "last": shown[-1],
        "editions": len(shown),
        "editions_en": counted(len(shown), "edition"),
        "themes": n_themes,
        "themes_en": counted(n_themes, "theme"),
        "links": len(links),
        "links_en": counted(len(links), "link"),
        "stable": sum(not row["is_exploratory"] for row in links),
        "born": sum(node.is_new for column in columns for node in column),
        "ended": sum(node.has_ended for column in columns for node in column),
    }


def _draw(sheet: Sheet, editions: Sequence[str], columns: Sequence[Sequence[Node]], links: Sequence[Row]) -> None:
    step = sheet.room / (len(editions) - 1 + _BOX_SHARE)  # the last box reaches to the margin
    most = max(sum(node.n_messages for node in column) for column in columns)
    lines = [wrap(edition, BODY, step - _GAP) for edition in editions]
    for place, own in enumerate(lines):
        sheet.lines(MARGIN + place * step, sheet.y, own, BODY, GREY)
    sheet.y += max(map(len, lines)) * line_height(BODY) + 0.06
    width = step * _BOX_SHARE
    room = width - 2 * _INSET
    size = _letter_size(columns, sheet.language, room)
    placed = [_stack(column, sheet.language, sheet.y, room, size, most) for column in columns]
    at = {one.node.theme_id: (MARGIN + place * step, one) for place, column in enumerate(placed) for one in column}
    for row in links:
        earlier, later = at[row["theme_id_previous"]], at[row["theme_id"]]
        _draw_link(sheet, earlier, later, width, row)
    for x, one in at.values():
        _draw_node(sheet, x, width, one)
    sheet.y = max(one.top + one.height for _, one in at.values()) + _GAP


def _letter_size(columns: Sequence[Sequence[Node]], language: Language, room: float) -> float:
    """The size in which all labels are written."""
    words = [word for column in columns for node in column for word in node.title.said_in(language).split()]
    return next((size for size in _SIZES if widest(words, size) <= room), _SIZES[-1])


def _stack(column: Sequence[Node], language: Language, top: float, room: float, size: float, most: int) -> list[Placed]:
    """The boxes of a column from the top down, each as high as its label at least; ``room`` is a label's width."""
    placed = []
    for node in column:
        lines = wrap(_SIZED.format(**node.words).said_in(language), size, room, _MAX_LINES)
        height = max(_ALL_MESSAGES * node.n_messages / most, len(lines) * line_height(size) + _INSET)
        placed.append(Placed(node, top, height, lines, size))
        top += height + _GAP
    return placed


def _draw_node(sheet: Sheet, x: float, width: float, one: Placed) -> None:
    colour = BLUE if one.node.is_stable else VERMILLION
    sheet.box(x, one.top, width, one.height, TINT if one.node.is_stable else WHITE, edge=colour)
    height = len(one.lines) * line_height(one.size)
    sheet.lines(x + _INSET, one.middle - height / 2, one.lines, one.size, INK)
    if one.node.is_new:
        sheet.value(x - 0.03, one.middle, "+", BODY, INK, "right")
    if one.node.has_ended:
        sheet.value(x + width + 0.03, one.middle, "×", BODY, INK)
    sheet.link(x, one.top, width, one.height, View(theme=one.node.theme_id), sheet.said(one.node.says))


def _draw_link(
    sheet: Sheet, earlier: tuple[float, Placed], later: tuple[float, Placed], width: float, row: Row
) -> None:
    """A line that leaves and arrives level, exploratory ones dashed; either half leads to the theme at its end."""
    (left, first), (right, last) = (earlier[0] + width, earlier[1]), later
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    xs = [left + (right - left) * share for share in shares]
    ys = [first.middle + (last.middle - first.middle) * share * share * (3 - 2 * share) for share in shares]
    thickness = 0.6 + 4.0 * row["similarity"]
    if row["is_exploratory"]:
        sheet.line(xs, ys, PALE, thickness)
        sheet.line(xs, ys, VERMILLION, 0.8, "--")
    else:
        sheet.line(xs, ys, BLUE, thickness)
    half = _STEPS // 2
    for one, other, part in ((first, last, slice(half + 1)), (last, first, slice(half, None))):
        says = _link_says(one.node, other.node, row["similarity"])
        sheet.link_line(xs[part], ys[part], View(theme=one.node.theme_id), sheet.said(says))


def _link_says(one: Node, other: Node, similarity: float) -> Bilingual:
    """A theme with its messages, and the one of another edition that a line ties it to."""
    return _LINK.format(
        theme_zh=one.says.zh,
        theme_en=one.says.en,
        other_edition=other.edition,
        other_zh=other.title.zh,
        other_en=other.title.said_in("en"),
        similarity=similarity,
    )


def _numbers(rows: Sequence[Row]) -> list[Mapping[str, object]]:
    return [{name: row[name] for name in _PLOTTED} for row in rows]


_PLOTTED = (
    "previous", "edition", "relation", "theme_id_previous", "title_previous_zh", "title_previous_en",
    "n_messages_previous", "theme_id", "title_zh", "title_en", "n_messages", "similarity", "p_value", "q_value",
    "is_exploratory",
)  # fmt: skip
