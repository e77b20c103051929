"""Themes from edition to edition: which continued, split, merged, ended, and which are new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.bilingual import NOTHING, Bilingual, Language
from pipeline.charts.lettering import wrap
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, with_messages
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, INK, PALE, TINT, VERMILLION, WHITE
from pipeline.columns.alignment import BORN, ENDED, LINKED
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

_THEME = Bilingual("{edition} · {theme_zh}", "{edition} · {theme_en}")
_SIZED = Bilingual("{n:,} · {theme_zh}", "{n:,} · {theme_en}")
_LINK = Bilingual(
    "{theme_zh}；与 {other_edition} 的“{other_zh}”相连，相似度 {similarity:.2f}",
    '{theme_en}; linked to "{other_en}" of {other_edition}, similarity {similarity:.2f}',
)

_BOX_SHARE, _GAP, _INSET = 0.68, 0.08, 0.05
"""Width of a box as a share of its column, between boxes, and from a box's edge to its label."""
_ALL_MESSAGES, _SIZE, _MAX_LINES, _STEPS = 2.6, GLOSS - 0.5, 6, 16
"""Inches for all messages of the largest edition, size of a label and its lines, pieces of a line."""


@dataclass(frozen=True)
class Node:
    """A theme of an edition, with what becomes of it before and after."""

    theme_id: str
    edition: str
    title: Bilingual
    n_messages: int
    is_stable: bool
    is_new: bool
    has_ended: bool

    @property
    def says(self) -> Bilingual:
        """Its edition, its name and its messages."""
        return with_messages(_THEME.format(**self.words), self.n_messages)

    @property
    def words(self) -> dict[str, object]:
        return {
            "edition": self.edition,
            "theme_zh": self.title.zh,
            "theme_en": self.title.said_in("en"),
            "n": self.n_messages,
        }


@dataclass(frozen=True)
class Placed:
    """A theme with its place: top and height of its box, and the lines of its label."""

    node: Node
    top: float
    height: float
    lines: tuple[str, ...]

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
    columns = [_nodes(edition, rows) for edition in shown]
    if sum(bool(column) for column in columns) < 2:
        return NotEnoughEvidence(_NONE, evidence.n_messages)
    words = evidence.words | _words(shown, columns, links)
    window = _WINDOW.format(**words, all=len(in_order)) if len(shown) < len(in_order) else NOTHING
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words) + window, _REMARK)
    _draw(sheet, shown, in_flow(columns, links), links)
    return Chart(sheet.finish(), _numbers(rows), _ALT.format(**words), evidence.n_messages, sheet.links)


def editions_in_order(rows: Sequence[Row]) -> list[str]:
    """The editions of some pairs, each after the one before it.

    >>> editions_in_order([{"edition": "b", "previous": "c"}, {"edition": "c", "previous": "a"}])
    ['a', 'c', 'b']
    """
    later = {row["previous"]: row["edition"] for row in rows}
    order: list[str] = []
    for first in sorted(set(later) - set(later.values())):
        edition: str | None = first
        while edition is not None:
            order.append(edition)
            edition = later.get(edition)
    return order


def _nodes(edition: str, rows: Sequence[Row]) -> list[Node]:
    """The themes of an edition, the largest first."""
    came = [row for row in rows if row["edition"] == edition and row["theme_id"] is not None]
    went = [row for row in rows if row["previous"] == edition and row["theme_id_previous"] is not None]
    born = {row["theme_id"] for row in came if row["relation"] == BORN}
    ended = {row["theme_id_previous"] for row in went if row["relation"] == ENDED}
    sides = [(row, "") for row in came] + [(row, "_previous") for row in went]
    nodes = {
        row[f"theme_id{side}"]: Node(
            row[f"theme_id{side}"],
            edition,
            Bilingual(row[f"title{side}_zh"], row[f"title{side}_en"] or ""),
            row[f"n_messages{side}"],
            row[f"is_stable{side}"],
            row[f"theme_id{side}"] in born,
            row[f"theme_id{side}"] in ended,
        )
        for row, side in sides
    }
    return sorted(nodes.values(), key=lambda node: (-node.n_messages, node.theme_id))


def in_flow(columns: Sequence[Sequence[Node]], links: Sequence[Row]) -> list[list[Node]]:
    """Each column's themes by the mean place of those they are linked to, so that few lines cross; others come last.

    Looked at from left to right, from right to left, and from left to right again.

    Source: the barycentre heuristic of Sugiyama, Tagawa & Toda (1981), "Methods for visual understanding of
    hierarchical system structures", IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109–125.
    """
    forth = [(row["theme_id"], row["theme_id_previous"]) for row in links]
    back = [(previous, theme) for theme, previous in forth]
    linked = {theme for link in forth for theme in link}
    ordered = [list(column) for column in columns]
    places = range(len(ordered))
    for neighbours, steps in ((forth, pairwise(places)), (back, pairwise(reversed(places))), (forth, pairwise(places))):
        for beside, at in steps:
            ordered[at] = _by_neighbours(ordered[at], ordered[beside], neighbours, linked)
    return ordered


def _by_neighbours(
    column: Sequence[Node], beside: Sequence[Node], links: Sequence[tuple[str, str]], linked: Collection[str]
) -> list[Node]:
    """A column by the mean place of each theme's neighbours beside it; without one there, by its own place."""
    places = {node.theme_id: place for place, node in enumerate(beside)}

    def key(item: tuple[int, Node]) -> tuple[bool, float, int]:
        own, node = item
        near = [places[other] for theme, other in links if theme == node.theme_id and other in places]
        return node.theme_id not in linked, sum(near) / len(near) if near else own, own

    return [node for _, node in sorted(enumerate(column), key=key)]


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
    placed = [_stack(column, sheet.language, sheet.y, width, most) for column in columns]
    at = {one.node.theme_id: (MARGIN + place * step, one) for place, column in enumerate(placed) for one in column}
    for row in links:
        earlier, later = at[row["theme_id_previous"]], at[row["theme_id"]]
        _draw_link(sheet, earlier, later, width, row)
    for x, one in at.values():
        _draw_node(sheet, x, width, one)
    sheet.y = max(one.top + one.height for _, one in at.values()) + _GAP


def _stack(column: Sequence[Node], language: Language, top: float, width: float, most: int) -> list[Placed]:
    """The boxes of a column from the top down, each as high as its label at least."""
    placed = []
    for node in column:
        lines = wrap(_SIZED.format(**node.words).said_in(language), _SIZE, width - 2 * _INSET, _MAX_LINES)
        height = max(_ALL_MESSAGES * node.n_messages / most, len(lines) * line_height(_SIZE) + _INSET)
        placed.append(Placed(node, top, height, lines))
        top += height + _GAP
    return placed


def _draw_node(sheet: Sheet, x: float, width: float, one: Placed) -> None:
    colour = BLUE if one.node.is_stable else VERMILLION
    sheet.box(x, one.top, width, one.height, TINT if one.node.is_stable else WHITE, edge=colour)
    height = len(one.lines) * line_height(_SIZE)
    sheet.lines(x + _INSET, one.middle - height / 2, one.lines, _SIZE, INK)
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
