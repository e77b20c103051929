"""The messages of an edition on a plane, near each other where their words are, by theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import EXPLORATORY, STANDINGS, Bilingual
from pipeline.charts.key import numbered_key
from pipeline.charts.lettering import POINTS_PER_INCH
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, with_messages
from pipeline.charts.point_labels import LETTERS, POINT, RINGS, Box, Point, label_places
from pipeline.charts.sheet import GLOSS, MARGIN, Sheet
from pipeline.charts.shuffled_null import state_verdict, verdict
from pipeline.charts.stretches import document_title
from pipeline.charts.style import GREY, INK, PALE, THEME_COLOURS, THEME_MARKERS
from pipeline.charts.theme_overview import ordered_themes, without_themes
from pipeline.themes.shown import shown
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("消息分布图", "Map of the messages")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · 点为消息，{label_zh} · 相距近则用词相近，坐标轴无单位 · "
    "实心为核心，空心为外围，灰色空心为其他",
    "{edition} · {n_en} · points {label_en} · near points use similar words, axes have no unit · filled: core, hollow: "
    "fringe, hollow grey: fit no group",
)
_ORDINAL = Bilingual("数字为其段落序号", "numbered by passage")
_NUMBERED = Bilingual("数字为文件号-段落序号", "numbered document-passage")
_LEFT_UNLABELLED = Bilingual(
    "另有 {n:,} 个点因位置不足未标号，见 CSV。",
    "Points without a number for want of room: {n:,}; the CSV has them.",
)
_UNPLACED = Bilingual(
    "另有 {n:,} 条消息与其他消息没有共同的词，图上没有位置。",
    "Messages that share no word with another and have no place here: {n:,}.",
)
_ALT = Bilingual(
    "散点图：{edition} 的 {n_zh}按用词相近程度排列，分为 {themes} 组：{list_zh}；其中核心消息共 {core} 条，"
    "不属于任何一组的 {other} 条。",
    "Scatter plot: {n_en} of {edition} placed by similarity of words, in {themes_en}: {list_en}; {core} of the "
    "messages are at the core of their group, {other} fit none.",
)
_DOCUMENTS = Bilingual("文件号：", "Documents:")
_POINT_OF_THEME = Bilingual(
    "消息 {number}：第 {theme} 组，{standing_zh}", "Message {number}: group {theme}, {standing_en}"
)
_POINT_OF_NONE = Bilingual("消息 {number}：不属于任何一组", "Message {number}: fits no group")

_HEIGHT, _LEAST_HEIGHT, _INSET = 4.6, 1.6, 0.25
_MAX_DOCUMENTS = 12
_MAX_VECTOR_POINTS = 1500
"""Above this the points of the SVG are one picture: each would be an element of its own."""


def theme_map(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A point a message at its (x, y), colour and shape by theme, filled in the core, with the message's number."""
    themes = ordered_themes(evidence)
    placed = _placed(evidence)
    n = evidence.n_messages
    if not themes or not placed:
        return NotEnoughEvidence(without_themes(evidence), n)
    size = messages(n)
    is_one = evidence.is_one_document
    naming = _ORDINAL if is_one else _NUMBERED
    words = {
        "edition": evidence.edition,
        "n_zh": size.zh,
        "n_en": size.en,
        "label_zh": naming.zh,
        "label_en": naming.en,
    }
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    state_verdict(sheet, evidence)
    points = _points(evidence, sheet, themes, placed)
    _draw(sheet, points, settings.max_message_labels)
    if len(placed) < n:
        sheet.note(_UNPLACED.format(n=n - len(placed)))
        sheet.y += 0.06
    _draw_key(sheet, themes)
    if not is_one:
        _key_documents(sheet, evidence)
    alt = _ALT.format(
        **words,
        themes=len(themes),
        themes_en=counted(len(themes), "group"),
        core=sum(point.row["is_core"] for point in points),
        other=sum(point.is_other for point in points),
        list_zh="、".join(f"“{shown(row).zh}”{row['n_messages']} 条" for row in themes),
        list_en=", ".join(f'"{shown(row).en or row["label_zh"]}" {row["n_messages"]}' for row in themes),
    )
    return Chart(sheet.finish(), _numbers(points, themes), alt + verdict(evidence), n, sheet.links)


def _placed(evidence: Evidence) -> list[Row]:
    """The messages that have a place, nearest to their theme's centre first: they are numbered first."""
    passages = {row["passage_id"]: row for row in evidence.messages}
    rows = [row for row in evidence.passage_themes.to_pylist() if row["passage_id"] in passages]
    rows = [row for row in rows if row["theme_id"] is not None and row["x"] is not None]
    found = [{**passages[row["passage_id"]], **row} for row in rows]
    return sorted(found, key=lambda row: (row["centrality_rank"], row["document_id"], row["order"]))


def _points(evidence: Evidence, sheet: Sheet, themes: Sequence[Row], placed: Sequence[Row]) -> list[Point]:
    """Fit the map into its frame, one scale for both axes, so that distances keep their proportions."""
    xs, ys = [row["x"] for row in placed], [row["y"] for row in placed]
    room_x, room_y = sheet.room - 2 * _INSET, _HEIGHT - 2 * _INSET
    scale = min(room_x / (max(xs) - min(xs) or 1), room_y / (max(ys) - min(ys) or 1))
    centre_x = (max(xs) + min(xs)) / 2
    top = sheet.y + max(_INSET, (_LEAST_HEIGHT - (max(ys) - min(ys)) * scale) / 2)
    theme_numbers = {row["theme_id"]: number for number, row in enumerate(themes)}
    documents = {row["document_id"]: number for number, row in enumerate(evidence.documents.to_pylist(), start=1)}
    return [
        Point(
            sheet.width / 2 + (row["x"] - centre_x) * scale,
            top + (max(ys) - row["y"]) * scale,
            str(row["order"]) if evidence.is_one_document else f"{documents[row['document_id']]}-{row['order']}",
            theme_numbers[row["theme_id"]],
            row,
        )
        for row in placed
    ]


def _draw(sheet: Sheet, points: Sequence[Point], max_labels: int) -> None:
    top, bottom = min(point.y for point in points), max(point.y for point in points)
    height = bottom + (top - sheet.y) - sheet.y
    sheet.box(MARGIN, sheet.y, sheet.room, height, "none", edge=PALE)
    frame = (MARGIN, sheet.y, sheet.right, sheet.y + height)
    is_picture = len(points) > _MAX_VECTOR_POINTS
    size = POINT if len(points) <= 200 else POINT * 0.6
    n_labelled = 0
    for point, place in label_places(points[:max_labels], points, frame):
        n_labelled += 1
        _draw_number(sheet, point, place)
    for theme in sorted({point.theme for point in points}):
        for is_core in (False, True):
            chosen = [point for point in points if point.theme == theme and point.row["is_core"] == is_core]
            _mark(sheet, [point for point in chosen if not point.is_other], colour(theme), size, is_core, is_picture)
    _mark(sheet, [point for point in points if point.is_other], GREY, size * 0.7, False, is_picture)
    _link(sheet, points, size / POINTS_PER_INCH / 2)
    sheet.y += height + 0.06
    if n_labelled < len(points):
        sheet.note(_LEFT_UNLABELLED.format(n=len(points) - n_labelled))
        sheet.y += 0.06


def _mark(sheet: Sheet, points: Sequence[Point], shade: str, size: float, is_filled: bool, is_picture: bool) -> None:
    """Points of one theme, or of several for those that fit none, each with the mark of its theme."""
    for theme in sorted({point.theme for point in points}):
        of_theme = [point for point in points if point.theme == theme]
        xs, ys = [point.x for point in of_theme], [point.y for point in of_theme]
        sheet.marks(xs, ys, marker(theme), shade, size, filled=is_filled, is_picture=is_picture)


def _link(sheet: Sheet, points: Sequence[Point], radius: float) -> None:
    """Each point to its message, in the order of the text."""
    for point in sorted(points, key=lambda point: (point.row["document_id"], point.row["order"])):
        standing = STANDINGS[point.row["standing"]]
        words = _POINT_OF_NONE if point.is_other else _POINT_OF_THEME
        says = words.format(
            number=point.number, theme=point.theme + 1, standing_zh=standing.zh, standing_en=standing.en
        )
        view = View(passage=point.row["passage_id"])
        sheet.link(point.x - radius, point.y - radius, 2 * radius, 2 * radius, view, sheet.said(says))


def _draw_number(sheet: Sheet, point: Point, place: Box) -> None:
    near_x, near_y = min(max(point.x, place[0]), place[2]), min(max(point.y, place[1]), place[3])
    if max(abs(near_x - point.x), abs(near_y - point.y)) > RINGS[0] + 0.02:
        sheet.line((point.x, near_x), (point.y, near_y), GREY, 0.4)
    sheet.value((place[0] + place[2]) / 2, (place[1] + place[3]) / 2, point.number, LETTERS, INK, "center")


def colour(theme: int) -> str:
    """The colour of a theme by its number from 0."""
    return THEME_COLOURS[theme % len(THEME_COLOURS)]


def marker(theme: int) -> str:
    """The shape of a theme; colour and shape together repeat only after 72 themes."""
    return THEME_MARKERS[theme % len(THEME_MARKERS)]


def _draw_key(sheet: Sheet, themes: Sequence[Row]) -> None:
    def mark(x: float, y: float, theme: int) -> None:
        sheet.marks((x,), (y,), marker(theme), colour(theme), POINT)

    views = [View(theme=row["theme_id"]) for row in themes]
    numbered_key(sheet, [_theme_label(row) for row in themes], mark, views)


def _theme_label(row: Row) -> Bilingual:
    """A theme's label with its size; one that is not stable says so."""
    if row["is_stable"]:
        return with_messages(shown(row), row["n_messages"])
    size, title = messages(row["n_messages"]), shown(row)
    return Bilingual(
        f"{title.zh}（{size.zh}；{EXPLORATORY.zh}）", f"{title.said_in('en')} ({size.en}; {EXPLORATORY.en})"
    )


def _key_documents(sheet: Sheet, evidence: Evidence) -> None:
    rows = evidence.documents.to_pylist()
    sheet.y += 0.05
    sheet.lines(MARGIN, sheet.y, (sheet.said(_DOCUMENTS),), GLOSS, GREY)
    sheet.y += 0.17
    views = [View(edition=evidence.edition, document=row["document_id"]) for row in rows[:_MAX_DOCUMENTS]]
    numbered_key(sheet, [document_title(row) for row in rows[:_MAX_DOCUMENTS]], views=views)
    if len(rows) > _MAX_DOCUMENTS:
        sheet.note(_MORE_DOCUMENTS.format(n=len(rows) - _MAX_DOCUMENTS))


_MORE_DOCUMENTS = Bilingual("其余 {n} 份文件见 CSV。", "{n} more documents: see the CSV.")


def _numbers(points: Sequence[Point], themes: Sequence[Row]) -> list[Row]:
    return [
        {
            "passage_id": point.row["passage_id"], "number": point.number, "theme_id": point.row["theme_id"],
            "theme_zh": themes[point.theme]["label_zh"], "theme_en": themes[point.theme]["label_en"],
            "x": point.row["x"], "y": point.row["y"], "standing": point.row["standing"],
            "is_core": point.row["is_core"],
            "membership": point.row["membership"], "similarity": point.row["similarity"],
        }
        for point in sorted(points, key=lambda point: (point.row["document_id"], point.row["order"]))
    ]  # fmt: skip
