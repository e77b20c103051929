"""The wordings of one concept: of the one that is most often written in other ways than its commonest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import RELATIONS, Bilingual
from pipeline.charts.lettering import widest
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted
from pipeline.charts.sheet import GLOSS, MARGIN, Sheet, label, line_height
from pipeline.charts.style import BLUE, GREY, SKY_BLUE
from pipeline.lexicon.model import MERGED_RELATIONS

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("同一概念的不同写法", "One concept, several wordings")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · “{zh}”有 {wordings} 种写法：单独 {own} 次，在较长词语内 {nested} 次 · 因写法最不统一而入选",
    '{n_en} · {wordings_en} of "{en}": {own} on their own, {nested} inside a longer term · chosen because its wording '
    "varies most",
)
_ALT = Bilingual(
    "条形图：{edition} 的 {n_zh}中，“{zh}”有 {wordings} 种写法，共 {total} 次；最常见的是“{first}”（{first_n} 次）。",
    'Bar chart: {n_en} of {edition} have {wordings_en} of "{en}", {total} mentions in all; the commonest is {first} '
    "({first_en}).",
)
_NONE = Bilingual(
    "证据不足：{edition} 的消息中没有一个概念出现两种以上写法。",
    "Not enough evidence: no concept is written in more than one way in the messages of {edition}.",
)
_OWN, _NESTED = (
    Bilingual("单独出现", "on its own"),
    Bilingual("在更长的词之内", "inside a longer term"),
)
_VALUES = Bilingual("数字：单独 + 内嵌", "numbers: own + nested")
_MESSAGES = Bilingual("消息", "messages")
_REST = Bilingual(
    "其余 {n} 种写法（{mentions} 次）见 CSV。", "Wordings not shown: {n}, with {mentions} mentions; see the CSV."
)
_LABEL_ROOM, _VALUE_ROOM = 2.3, 1.2


def concept_wordings(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Bars, one a wording of the chosen concept: its mentions on their own and inside longer terms.

    Chosen is the concept with the most mentions in another wording than its commonest one; ties go to more
    wordings, more mentions, then the concept's id. ``near`` wordings are shown but do not count for the choice.
    """
    n = evidence.n_messages
    rows = _most_varied(evidence)
    if not rows:
        return NotEnoughEvidence(_NONE.format(edition=evidence.edition), n)
    name = evidence.concept_labels[rows[0]["concept"]]
    words = evidence.words | {"zh": name.zh, "en": name.en} | _words([row for row in rows if _is_merged(row)])
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _draw(sheet, rows[: settings.n_wordings])
    if rest := rows[settings.n_wordings :]:
        sheet.note(_REST.format(n=len(rest), mentions=sum(map(_mentions, rest))))
    return Chart(sheet.finish(), _numbers(rows, name), _ALT.format(**words), n)


def _words(merged: Sequence[Row]) -> dict[str, object]:
    return {
        "wordings": len(merged),
        "wordings_en": counted(len(merged), "wording"),
        "own": sum(row["n_own"] for row in merged),
        "nested": sum(row["n_nested"] for row in merged),
        "total": sum(map(_mentions, merged)),
        "first": merged[0]["term"],
        "first_n": _mentions(merged[0]),
        "first_en": counted(_mentions(merged[0]), "time"),
    }


def _mentions(row: Row) -> int:
    return int(row["n_own"] + row["n_nested"])


def _is_merged(row: Row) -> bool:
    return row["relation"] in MERGED_RELATIONS


def _most_varied(evidence: Evidence) -> list[Row]:
    """The wordings of the chosen concept, most mentioned first, near ones last; none where no concept has two."""
    wordings: dict[str, list[Row]] = {}
    for row in evidence.variants.to_pylist():
        if _mentions(row):
            wordings.setdefault(row["concept"], []).append(row)
    varied = {concept: rows for concept, rows in wordings.items() if sum(map(_is_merged, rows)) > 1}
    if not varied:
        return []
    chosen = min(varied, key=lambda concept: (*(-value for value in _variety(varied[concept])), concept))
    return sorted(varied[chosen], key=lambda row: (not _is_merged(row), -_mentions(row), row["term"]))


def _variety(rows: Sequence[Row]) -> tuple[int, int, int]:
    """Mentions in another wording than the commonest, wordings, mentions."""
    counts = [_mentions(row) for row in rows if _is_merged(row)]
    return sum(counts) - max(counts), len(counts), sum(counts)


def _draw(sheet: Sheet, rows: Sequence[Row]) -> None:
    labels = [label(Bilingual(row["term"], _relation(row)), sheet.language, _LABEL_ROOM, max_lines=3) for row in rows]
    left = MARGIN + max(text.width for text in labels) + 0.12
    full = sheet.right - _VALUE_ROOM - left
    _head(sheet, left)
    largest = max(map(_mentions, rows))
    for row, text in zip(rows, labels, strict=True):
        height = text.height + 0.08
        middle = sheet.y + height / 2
        own, nested = (full * row[form] / largest for form in ("n_own", "n_nested"))
        sheet.label(left - 0.12, middle, text, "right")
        sheet.box(left, middle - 0.1, own, 0.2, BLUE)
        sheet.box(left + own, middle - 0.1, nested, 0.2, SKY_BLUE)
        sheet.value(left + own + nested + 0.06, middle, f"{row['n_own']:,} + {row['n_nested']:,}")
        sheet.value(sheet.right, middle, f"{row['n_messages']:,}", align="right")
        sheet.y += height


def _relation(row: Row) -> str:
    words = RELATIONS[row["relation"]]
    return f"{words.zh} {words.en}"


def _head(sheet: Sheet, left: float) -> None:
    x = left
    for colour, text in ((BLUE, _OWN), (SKY_BLUE, _NESTED)):
        sheet.box(x, sheet.y + 0.08, 0.13, 0.13, colour)
        sheet.lines(x + 0.18, sheet.y, (text.zh, text.en), GLOSS, GREY)
        x += 0.18 + widest((text.zh, text.en), GLOSS) + 0.25
    sheet.lines(x, sheet.y, (_VALUES.zh, _VALUES.en), GLOSS, GREY)
    sheet.lines(sheet.right, sheet.y, (_MESSAGES.zh, _MESSAGES.en), GLOSS, GREY, "right")
    sheet.y += 2 * line_height(GLOSS) + 0.06


def _numbers(rows: Sequence[Row], name: Bilingual) -> list[Row]:
    kept = ("concept", "term", "relation", "n_own", "n_nested", "n_messages")
    return [{**{column: row[column] for column in kept}, "label_zh": name.zh, "label_en": name.en} for row in rows]
