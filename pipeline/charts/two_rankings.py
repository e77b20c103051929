"""The same keywords ranked twice: within the edition, and against a background of other text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.keyword_bars import keyword_label, keyword_view, note_keywords
from pipeline.charts.lettering import width
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages, too_few, unranked
from pipeline.charts.sheet import GLOSS, MARGIN, Dash, Label, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, VERMILLION
from pipeline.columns import OWN

if TYPE_CHECKING:
    from pipeline.charts.written_line import Align
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("两种排名：本届之内，与背景相比", "Two rankings: within the edition, against a background")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · 各取前 {shown} 名 · 左：TF-IDF，右：与背景“{background}”（{size} 词）相比的 G²",
    "{edition} · {n_en} · top {shown} of each · left by TF-IDF, right by G² against the background {background} "
    "({size} words)",
)
_ALT = Bilingual(
    "斜率图：{edition} 的 {n_zh}，左右各 {shown} 个关键词，{shared} 个两边都有，"
    "{unknown} 个不在背景“{background}”之内。本届之内居首的是{first_zh}，与背景相比居首的是{other_zh}。",
    "Slope chart: {shown_en} on either side from {n_en} of {edition}; {shared} are on both, {unknown} are not in the "
    "background {background}. First within the edition: {first_en}; first against the background: {other_en}.",
)
_NONE = Bilingual("证据不足：{edition} 没有可排名的关键词。", "Not enough evidence: {edition} has no keyword to rank.")
_LEFT = Bilingual("TF-IDF：本届之内", "TF-IDF, within the edition")
_RIGHT = Bilingual("G²：与背景相比", "G² against the background")
_KNOWN, _UNKNOWN = (
    Bilingual("背景里有", "in the background"),
    Bilingual("背景里没有：次数作 0 计", "not in it: taken as 0 there"),
)
_HOW_TO_READ = Bilingual(
    "箭头旁的数字是该词在另一边的名次。背景不认得的词多是词表整体收入的词或候选复合词：它们排在前面，不等于在别处少见。",
    "Numbers at arrows are places on the other side. Terms that the background does not know are mostly those that the "
    "lexicon keeps whole and candidate compounds: that they stand in front does not mean that they are rare elsewhere.",
)
_MARK = Bilingual(
    "{term}：本届之内第 {rank_in_corpus:,} 名，与背景相比第 {rank:,} 名；{count:,} 次，{n_messages_in_scope:,} 条消息",
    "{en}: number {rank_in_corpus:,} within the edition, {rank:,} against the background; {times} in {found}",
)
# Lines leave and arrive level, so that none crosses the numbers at the arrows.
_GUTTER, _BETWEEN, _STUB = 0.3, 2.2, 0.55
_KEPT = (
    "rank_in_corpus", "rank", "n_ranked", "term", "kind", "concept", "label_en", "label_en_source", "is_in_background",
    "count", "n_words", "per_million", "background", "background_count", "background_size", "background_per_million",
    "log_likelihood", "log_ratio", "n_messages_in_scope", "n_scope",
)  # fmt: skip


def two_rankings(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """The edition's first keywords by either ranking in two columns, a line between the places of each."""
    if refusal := too_few(evidence, settings.min_messages) or unranked(evidence):
        return refusal
    n = evidence.n_messages
    rows = [row for row in evidence.background_keywords.to_pylist() if row["scope_kind"] == "edition"]
    left = sorted(rows, key=lambda row: row["rank_in_corpus"])[: settings.n_keywords]
    right = sorted(rows, key=lambda row: row["rank"])[: settings.n_keywords]
    if not rows:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), n)
    shown = [row for row in sorted(rows, key=lambda row: row["rank"]) if row in left or row in right]
    words = evidence.words | _words(left, right, shown)
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, _as_keywords(evidence, left), _as_keywords(evidence, right), evidence.edition)
    numbers = [{name: row[name] for name in _KEPT} for row in shown]
    return Chart(sheet.finish(), numbers, _ALT.format(**words), n, sheet.links)


def _words(left: Sequence[Row], right: Sequence[Row], shown: Sequence[Row]) -> dict[str, object]:
    size = left[0]["background_size"]
    return {
        "shown": len(left),
        "shown_en": counted(len(left), "keyword"),
        "background": left[0]["background"],
        "size": f"{size:,}",
        "shared": len(left) + len(right) - len(shown),
        "unknown": sum(not row["is_in_background"] for row in shown),
        "first_zh": left[0]["term"],
        "first_en": left[0]["label_en"] or left[0]["term"],
        "other_zh": right[0]["term"],
        "other_en": right[0]["label_en"] or right[0]["term"],
    }


@dataclass(frozen=True)
class _Side:
    """One of the two columns: where its dots and its ranks stand, in inches, and to which side of the dots it lies."""

    x: float
    rank_x: float
    outward: int
    align: Align
    rank: str
    other_rank: str
    arrow: str


def _draw(sheet: Sheet, left: Sequence[Row], right: Sequence[Row], edition: str) -> None:
    room = (sheet.room - _BETWEEN) / 2 - _GUTTER - 0.1
    labels = [[keyword_label(row, sheet.language, room) for row in rows] for rows in (left, right)]
    inward = _GUTTER + room + 0.1
    sides = (
        _Side(MARGIN + inward, MARGIN + 0.18, -1, "right", "rank_in_corpus", "rank", "→ {:,}"),
        _Side(sheet.right - inward, sheet.right, 1, "left", "rank", "rank_in_corpus", "{:,} →"),
    )
    _head(sheet, sides[0].x, sides[1].x)
    places = _rows(sheet, labels)
    _join(sheet, left, right, sides, [middle for middle, _ in places], edition)
    for side, rows, texts, others in zip(sides, (left, right), labels, (right, left), strict=True):
        elsewhere = {row["term"] for row in others}
        for row, text, (middle, height) in zip(rows, texts, places, strict=True):
            _write(sheet, side, row, text, middle, row["term"] in elsewhere)
            near = side.x - side.outward * (0 if row["term"] in elsewhere else _STUB)
            far = MARGIN if side.outward < 0 else sheet.right
            view, says = keyword_view(row, edition), sheet.said(_says(row))
            sheet.link(min(near, far), middle - height / 2, abs(far - near), height, view, says)
    sheet.y += 0.06
    sheet.note(_HOW_TO_READ)
    note_keywords(sheet, [*left, *right])


def _rows(sheet: Sheet, labels: Sequence[Sequence[Label]]) -> list[tuple[float, float]]:
    """The middle and height of each row, as high as the higher of its two labels; moves down."""
    places = []
    for pair in zip(*labels, strict=True):
        height = max(text.height for text in pair) + 0.08
        places.append((sheet.y + height / 2, height))
        sheet.y += height
    return places


def _join(
    sheet: Sheet,
    left: Sequence[Row],
    right: Sequence[Row],
    sides: tuple[_Side, _Side],
    middles: Sequence[float],
    edition: str,
) -> None:
    """A line between the two places of each keyword that stands on both sides."""
    x, other_x = (side.x for side in sides)
    ends = {row["term"]: middle for row, middle in zip(right, middles, strict=True)}
    for row, middle in zip(left, middles, strict=True):
        if row["term"] in ends:
            xs, ys = (x, x + _STUB, other_x - _STUB, other_x), (middle, middle, *[ends[row["term"]]] * 2)
            sheet.line(xs, ys, _colour(row), 0.9, _dash(row))
            sheet.link_line(xs, ys, keyword_view(row, edition), sheet.said(_says(row)))


def _write(sheet: Sheet, side: _Side, row: Row, text: Label, middle: float, is_elsewhere: bool) -> None:
    """Rank, label and dot; the place on the other side where that is further down than what is shown."""
    sheet.value(side.rank_x, middle, str(row[side.rank]), GLOSS, GREY, "right")
    sheet.label(side.x + side.outward * 0.1, middle, text, side.align)
    _mark(sheet, row, side.x, middle)
    if not is_elsewhere:
        away: Align = "left" if side.outward < 0 else "right"
        sheet.value(side.x - side.outward * 0.1, middle, side.arrow.format(row[side.other_rank]), GLOSS, GREY, away)


def _as_keywords(evidence: Evidence, rows: Sequence[Row]) -> list[Row]:
    """The rows with what ``keywords`` says of the counts of either ranking: which mentions of a concept are counted."""
    keywords = evidence.keywords
    counts = keywords.column("concept_counts")[0].as_py() if keywords.num_rows else OWN
    return [{**row, "concept_counts": counts} for row in rows]


def _says(row: Row) -> Bilingual:
    return _MARK.format(
        **row,
        en=row["label_en"] or row["term"],
        times=counted(row["count"], "time"),
        found=messages(row["n_messages_in_scope"]).en,
    )


def _mark(sheet: Sheet, row: Row, x: float, middle: float) -> None:
    sheet.marks((x,), (middle,), "o", _colour(row), filled=row["is_in_background"])


def _colour(row: Row) -> str:
    return BLUE if row["is_in_background"] else VERMILLION


def _dash(row: Row) -> Dash:
    return "-" if row["is_in_background"] else "--"


def _head(sheet: Sheet, x: float, other_x: float) -> None:
    left = MARGIN
    for text, is_known in ((_KNOWN, True), (_UNKNOWN, False)):
        said, middle = sheet.said(text), sheet.y + line_height(GLOSS) / 2
        sheet.marks((left + 0.06,), (middle,), "o", BLUE if is_known else VERMILLION, filled=is_known)
        sheet.value(left + 0.17, middle, said, GLOSS, GREY)
        left += 0.17 + width(said, GLOSS) + 0.25
    sheet.y += line_height(GLOSS) + 0.08
    sheet.lines(x + 0.04, sheet.y, (sheet.said(_LEFT),), GLOSS, GREY, "right")
    sheet.lines(other_x - 0.04, sheet.y, (sheet.said(_RIGHT),), GLOSS, GREY)
    sheet.y += line_height(GLOSS) + 0.05
