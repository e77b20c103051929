"""The wordings of one concept: of the one that is most often written in other ways than its commonest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.bilingual import RELATIONS, Bilingual, Language
from pipeline.charts.lettering import balanced, width, wrap
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted, messages
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Label, Sheet, line_height
from pipeline.charts.style import BLUE, GREY, SKY_BLUE
from pipeline.columns import NESTED, OWN
from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("同一概念的不同写法", "One concept, several wordings")
_SUBTITLE = Bilingual(
    "{edition} · {n_zh} · “{zh}”有 {wordings} 种写法：单独 {own} 次，在较长词语内 {nested} 次 · 因写法最不统一而入选",
    '{edition} · {n_en} · {wordings_en} of "{en}": {own} on their own, {nested} inside a longer term · '
    "chosen because its wording varies most",
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
_VALUES = Bilingual("数字：单独 + 内嵌", "numbers: on its own + inside")
_MESSAGES = Bilingual("消息", "messages")
_MARK = Bilingual("{term}（{relation_zh}）：{n} 次", "{term} ({relation_en}): {times}")
_MARK_OWN = Bilingual("{term}：单独 {n} 次", "{term}: {times} on its own")
_MARK_NESTED = Bilingual("{term}：在更长的词之内 {n} 次", "{term}: {times} inside a longer term")
_MARK_MESSAGES = Bilingual("{term}：{found_zh}", "{term}: {found_en}")
_REST = Bilingual(
    "其余 {n} 种写法（{mentions} 次）见 CSV。", "Wordings not shown: {n}, with {mentions} mentions; see the CSV."
)
_LABEL_ROOM, _VALUE_ROOM, _MESSAGES_ROOM = 2.3, 1.3, 0.6


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
    _draw(sheet, rows[: settings.n_wordings], evidence.edition)
    if rest := rows[settings.n_wordings :]:
        sheet.note(_REST.format(n=len(rest), mentions=sum(map(_mentions, rest))))
    return Chart(sheet.finish(), _numbers(rows, name), _ALT.format(**words), n, sheet.links)


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


def _draw(sheet: Sheet, rows: Sequence[Row], edition: str) -> None:
    labels = [_label(row, sheet.language) for row in rows]
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
        _link(sheet, row, edition, (left, left + own, left + own + nested), height)
        sheet.y += height


def _label(row: Row, language: Language) -> Label:
    """The wording as it is written; beneath, what it is to its concept."""
    lines = balanced(row["term"], BODY, _LABEL_ROOM, 3)
    return Label(lines, wrap(RELATIONS[row["relation"]].said_in(language), GLOSS, _LABEL_ROOM))


def _link(sheet: Sheet, row: Row, edition: str, ends: tuple[float, float, float], height: float) -> None:
    """The row leads to all mentions of a wording, the parts of its bar to those of one kind, the end to messages."""
    view, words = wording_view(row, edition), _said(row)
    start, middle, end = ends
    n_own, n_nested = row["n_own"], row["n_nested"]
    sheet.link(MARGIN, sheet.y, sheet.right - _MESSAGES_ROOM - MARGIN, height, view, sheet.said(_MARK.format(**words)))
    for form, n, text, x, to in ((OWN, n_own, _MARK_OWN, start, middle), (NESTED, n_nested, _MARK_NESTED, middle, end)):
        if n:
            says = sheet.said(text.format(**words | {"n": f"{n:,}", "times": counted(n, "time")}))
            sheet.link(x, sheet.y, to - x, height, replace(view, counts=form), says)
    says = sheet.said(_MARK_MESSAGES.format(**words))
    sheet.link(sheet.right - _MESSAGES_ROOM, sheet.y, _MESSAGES_ROOM, height, view, says)


def wording_view(row: Row, edition: str) -> View:
    """The mentions of a row of ``variants``; a near wording is no mention of the concept and is looked for alone."""
    view = View(wording=row["term"], edition=edition)
    return replace(view, concept=row["concept"]) if _is_merged(row) else view


def _said(row: Row) -> dict[str, object]:
    n, found, relation = _mentions(row), messages(row["n_messages"]), RELATIONS[row["relation"]]
    return {
        "term": row["term"], "n": f"{n:,}", "times": counted(n, "time"), "found_zh": found.zh, "found_en": found.en,
        "relation_zh": relation.zh, "relation_en": relation.en,
    }  # fmt: skip


def _head(sheet: Sheet, left: float) -> None:
    x = left
    for colour, text in ((BLUE, _OWN), (SKY_BLUE, _NESTED)):
        said = sheet.said(text)
        sheet.box(x, sheet.y + 0.02, 0.13, 0.13, colour)
        sheet.lines(x + 0.18, sheet.y, (said,), GLOSS, GREY)
        x += 0.18 + width(said, GLOSS) + 0.25
    sheet.lines(x, sheet.y, (sheet.said(_VALUES),), GLOSS, GREY)
    sheet.lines(sheet.right, sheet.y, (sheet.said(_MESSAGES),), GLOSS, GREY, "right")
    sheet.y += line_height(GLOSS) + 0.08


def _numbers(rows: Sequence[Row], name: Bilingual) -> list[Row]:
    kept = ("concept", "term", "relation", "n_own", "n_nested", "n_messages")
    return [{**{column: row[column] for column in kept}, "label_zh": name.zh, "label_en": name.en} for row in rows]
