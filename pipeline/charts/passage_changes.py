"""The messages of two editions side by side, shaded by what became of them, with a line between those that are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.edition_pair import nothing_before, pair_of, pair_words
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, too_few
from pipeline.charts.sheet import GLOSS, MARGIN, Dash, Label, Sheet, label, line_height
from pipeline.charts.spread import spread
from pipeline.charts.style import BLUE, BLUISH_GREEN, GREY, PALE, SKY_BLUE, VERMILLION, WHITE
from pipeline.columns.compare import CARRIED, DROPPED, MERGED, NEW, REWORDED, SPLIT
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.charts.written_line import Align
    from pipeline.settings import ChartsSettings

TITLE = Bilingual(
    "逐条对照：保留、改写、移动、新增、删去", "Message by message: carried over, reworded, moved, new, dropped"
)
_SUBTITLE = Bilingual(
    "左：{earlier_zh}（{n_earlier:,} 条） · 右：{edition}（{n_zh}） · 从上到下按原文次序，一格一条",
    "Left: {earlier_en} ({n_earlier:,}) · right: {edition} ({n_en}) · in the order of the text, a cell a message",
)
_TOO_MANY = Bilingual(
    "{edition} 与 {earlier_zh} 共 {n:,} 条消息，一格一条已无法辨认；见 tables/passage_changes.csv。",
    "{edition} and {earlier_en} have {n:,} messages together: cells would be too thin to be told apart; see "
    "tables/passage_changes.csv.",
)
_ALT = Bilingual(
    "{earlier_zh} 与 {edition}（{n_zh}）的消息并排：保留 {carried:,}，改写 {reworded:,}，其中移动 {moved:,}，"
    "新增 {new:,}，删去 {dropped:,}。",
    "Messages of {earlier_en} and {edition} ({n_en}) side by side: carried over {carried:,}, reworded {reworded:,}, "
    "moved {moved:,} of these, new {new:,}, dropped {dropped:,}.",
)
_KINDS: Mapping[str, tuple[Bilingual, str, str]] = {
    CARRIED: (Bilingual("原样保留", "carried over"), PALE, ""),
    REWORDED: (Bilingual("改写", "reworded"), SKY_BLUE, ""),
    SPLIT: (Bilingual("拆出", "split off"), BLUISH_GREEN, "..."),
    MERGED: (Bilingual("并入", "merged"), BLUISH_GREEN, "..."),
    NEW: (Bilingual("新增", "new"), BLUE, ""),
    DROPPED: (Bilingual("删去", "dropped"), WHITE, "////"),
}
"""Colour and hatching of a cell, which tells them apart without colour too."""
_MOVED = Bilingual("移动", "moved")
_SAYS = Bilingual("{passage}：{zh}", "{passage}: {en}")
_SAYS_ALIKE = Bilingual("{passage}：{zh}，相似度 {similarity:.2f}", "{passage}: {en}, similarity {similarity:.2f}")
_KEPT = ("number", "change", "moved", "similarity", "passage_before", "section_before", "passage", "section")
_COLUMN, _HEADING_ROOM, _TALLEST, _LEAST_CELL, _MOST_CELL = 0.4, 2.1, 7.6, 0.012, 0.16


def passage_changes(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """Two columns of cells; grey lines stay in order, orange ones moved."""
    pair = pair_of(evidence)
    if pair is None:
        return nothing_before(evidence)
    if refusal := too_few(evidence, settings.min_messages):
        return refusal
    words = pair_words(evidence, pair)
    n = pair["edition_n_messages"] + pair["previous_n_messages"]
    if max(pair["edition_n_messages"], pair["previous_n_messages"]) > settings.max_compared_messages:
        return NotEnoughEvidence(_TOO_MANY.format(n=n, **words), evidence.n_messages)
    rows = [row for row in evidence.passage_changes.to_pylist() if row["previous"] == pair["previous"]]
    rows.sort(key=lambda row: row["number"])
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words))
    _key(sheet)
    _Strips(sheet, rows).draw()
    counts = Counter(row["change"] for row in rows)
    words |= {
        name: counts[change]
        for name, change in (("carried", CARRIED), ("reworded", REWORDED), ("new", NEW), ("dropped", DROPPED))
    }
    words["moved"] = sum(row["moved"] is not None for row in rows)
    numbers = [{name: row[name] for name in _KEPT} for row in rows]
    return Chart(sheet.finish(), numbers, _ALT.format(**words), evidence.n_messages, sheet.links)


def _key(sheet: Sheet) -> None:
    """What the cells and the lines mean, side by side."""
    step = sheet.room / (len(_KINDS) + 1)
    for number, (text, colour, hatch) in enumerate(_KINDS.values()):
        x = MARGIN + number * step
        sheet.box(x, sheet.y + 0.04, 0.2, 0.13, colour, GREY, hatch)
        sheet.lines(x + 0.26, sheet.y, (sheet.said(text),), GLOSS, GREY)
    x = MARGIN + len(_KINDS) * step
    sheet.line((x, x + 0.2), (sheet.y + 0.1, sheet.y + 0.1), VERMILLION, 1.3)
    sheet.lines(x + 0.26, sheet.y, (sheet.said(_MOVED),), GLOSS, GREY)
    sheet.y += line_height(GLOSS) + 0.14


class _Strips:
    """Cells of the earlier edition on the left, of the later on the right, headings beside both."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        self._sheet, self._rows = sheet, rows
        self._before = _in_order(rows, "passage_before", "section_before")
        self._after = _in_order(rows, "passage", "section")
        longest = max(len(self._before), len(self._after), 1)
        self._cell = min(max(_TALLEST / longest, _LEAST_CELL), _MOST_CELL)
        self._left, self._right = MARGIN + _HEADING_ROOM + 0.1, sheet.right - _HEADING_ROOM - 0.1 - _COLUMN

    def draw(self) -> None:
        top = self._sheet.y
        place = {passage: top + (n + 0.5) * self._cell for n, passage in enumerate(self._before)}
        place_after = {passage: top + (n + 0.5) * self._cell for n, passage in enumerate(self._after)}
        self._lines(place, place_after)
        self._cells(self._left, self._before, {row["passage_before"]: row for row in self._by_weight()})
        self._cells(self._right, self._after, {row["passage"]: row for row in self._by_weight()})
        reached = [
            self._headings(self._left - 0.1, self._before, "right"),
            self._headings(self._right + _COLUMN + 0.1, self._after, "left"),
            top + self._cell * max(len(self._before), len(self._after)),
        ]
        self._sheet.y = max(reached) + 0.1

    def _by_weight(self) -> list[Row]:
        """Pairs last: what a message that is in several rows is shaded by."""
        return sorted(self._rows, key=lambda row: row["change"] in {CARRIED, REWORDED})

    def _lines(self, place: Mapping[str, float], place_after: Mapping[str, float]) -> None:
        xs = (self._left + _COLUMN, self._right)
        for is_moved in (False, True):
            for row in self._rows:
                if (row["moved"] is not None) is is_moved and row["passage_before"] and row["passage"]:
                    ys = (place[row["passage_before"]], place_after[row["passage"]])
                    dash: Dash = ":" if row["change"] in {SPLIT, MERGED} else "-"
                    self._sheet.line(xs, ys, VERMILLION if is_moved else GREY, 1.1 if is_moved else 0.5, dash)

    def _cells(self, x: float, passages: Mapping[str, str], row_of: Mapping[str, Row]) -> None:
        sheet, edge = self._sheet, GREY if self._cell > 0.05 else "none"
        for number, passage in enumerate(passages):
            row = row_of[passage]
            _, colour, hatch = _KINDS[row["change"]]
            y = sheet.y + number * self._cell
            sheet.box(x, y, _COLUMN, self._cell, colour, edge, hatch, is_over_lines=True)
            sheet.link(x, y, _COLUMN, self._cell, View(passage=passage), sheet.said(_says(passage, row)))
        if edge == "none":
            sheet.box(x, sheet.y, _COLUMN, len(passages) * self._cell, "none", GREY, is_over_lines=True)

    def _headings(self, x: float, passages: Mapping[str, str], align: Align) -> float:
        """The headings of runs of messages, those of the longest runs where not all find room."""
        runs = _runs(list(passages.values()))
        language = self._sheet.language
        labels = [
            (label(Bilingual(heading, ""), language, _HEADING_ROOM, 2, GLOSS), start, end)
            for heading, start, end in runs
        ]
        shown = _that_fit(labels, max(len(self._before), len(self._after)) * self._cell)
        middles = [self._sheet.y + (start + end) / 2 * self._cell for _, start, end in shown]
        placed = spread(middles, [text.height + 0.02 for text, _, _ in shown], self._sheet.y)
        for (text, _, _), middle in zip(shown, placed, strict=True):
            self._sheet.label(x, middle, text, align, GREY)
        return max((middle + text.height / 2 for (text, _, _), middle in zip(shown, placed, strict=True)), default=0.0)


def _says(passage: str, row: Row) -> Bilingual:
    """What became of a message, or what it came from."""
    text, _, _ = _KINDS[row["change"]]
    words = _SAYS if row["similarity"] is None else _SAYS_ALIKE
    return words.format(passage=passage.partition("/")[2], zh=text.zh, en=text.en, similarity=row["similarity"])


def _in_order(rows: Sequence[Row], passage: str, section: str) -> dict[str, str]:
    """Each message of one side with its heading, in the order of its edition."""
    from pipeline.report.passage_links import passage_order

    found = {row[passage]: row[section] or "" for row in rows if row[passage] is not None}
    return {name: found[name] for name in sorted(found, key=passage_order)}


def _runs(headings: Sequence[str]) -> list[tuple[str, int, int]]:
    """Stretches of messages under one heading: heading, first message, the one behind the last."""
    runs: list[tuple[str, int, int]] = []
    for number, heading in enumerate(headings):
        if runs and runs[-1][0] == heading:
            runs[-1] = (heading, runs[-1][1], number + 1)
        else:
            runs.append((heading, number, number + 1))
    return [run for run in runs if run[0]]


def _that_fit(labels: Sequence[tuple[Label, int, int]], room: float) -> list[tuple[Label, int, int]]:
    """As many as have room together, the longest stretches first; in their order."""
    kept: list[tuple[Label, int, int]] = []
    for one in sorted(labels, key=lambda one: (one[1] - one[2], one[1])):
        if sum(text.height + 0.02 for text, _, _ in (*kept, one)) <= max(room, one[0].height + 0.02):
            kept.append(one)
    return sorted(kept, key=lambda one: one[1])
