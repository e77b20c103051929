"""Slopes: how often the terms that changed were used in the edition before, and how often now, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual, Language
from pipeline.charts.edition_pair import nothing_before, pair_of, pair_words
from pipeline.charts.keyword_bars import note_keywords
from pipeline.charts.model import Chart, Drawn, Evidence, NotEnoughEvidence, Row, counted
from pipeline.charts.sheet import BODY, GLOSS, MARGIN, Label, Sheet, line_height, term_label
from pipeline.charts.spread import spread
from pipeline.charts.style import BLUE, GREY, PALE, VERMILLION
from pipeline.columns import OWN
from pipeline.columns.compare import ARRIVED, COMPARED, FALLING, GONE, RISING
from pipeline.keywords.units import CONCEPT, TERM
from pipeline.lexicon.gloss import SOURCE
from pipeline.views import View, unit_view

if TYPE_CHECKING:
    from pipeline.settings import ChartsSettings

TITLE = Bilingual("用词的升降", "Terms rising and falling")
_SUBTITLE = Bilingual(
    "{earlier_zh}（{n_earlier:,} 条）→ {edition}（{n_zh}） · 每万字符的次数 · 检验 {tested:,} 个词，"
    "{changed:,} 个证明有变化",
    "{earlier_en} ({n_earlier:,}) → {edition} ({n_en}) · occurrences per 10,000 characters · {tested:,} "
    "terms tested, {changed:,} shown to have changed",
)
_REMARK = Bilingual(
    "实线、实心：上升；虚线、空心：下降。竖线：95% 区间；刻度按平方根。词后的数字：次数。",
    "Solid lines and filled marks rise, dashed and hollow ones fall. Upright lines: 95 % intervals; the scale goes by "
    "square roots. Numbers behind a term: occurrences.",
)
_MORE = Bilingual(
    "另有 {n:,} 个有变化的词见 tables/term_changes.csv。",
    "Terms that changed and are not shown: {n:,}; see tables/term_changes.csv.",
)
_TOO_SMALL = Bilingual(
    "证据不足：{edition} 有 {n_zh}，{earlier_zh} 有 {n_earlier:,} 条，有一边太少，不比较用词。",
    "Not enough evidence: {edition} has {n_en}, {earlier_en} has {n_earlier:,}; one side is too small for words to be "
    "compared.",
)
_NONE = Bilingual(
    "证据不足：{edition} 与 {earlier_zh} 相比检验了 {tested:,} 个词，没有一个能证明有变化。",
    "Not enough evidence: {tested:,} terms of {edition} and {earlier_en} were tested, none is shown to have changed.",
)
_ALT = Bilingual(
    "坡线图：{earlier_zh} 到 {edition}（{n_zh}），{changed:,} 个词的频率可以证明有变化。上升最突出：{up_zh}；"
    "下降最突出：{down_zh}。",
    "Slope chart from {earlier_en} to {edition} ({n_en}): {changed:,} terms are shown to have changed. Rising above "
    "all: {up_en}; falling above all: {down_en}.",
)
_SAYS = Bilingual("{term}：{side_zh} {n:,} 次", "{en}: {times} in {side_en}")
_KEPT = (
    "term", "concept", "label_en", "change", "n_previous", "rate_previous", "rate_previous_low", "rate_previous_high",
    "n_edition", "rate_edition", "rate_edition_low", "rate_edition_high", "log_ratio", "q_value",
)  # fmt: skip
_HEIGHT_OF_TERM, _LEAST_HEIGHT, _LABEL_ROOM, _STEM, _TO_LABEL, _LANES = 0.3, 2.6, 1.75, 0.16, 0.46, 5
_SIDES = ("previous", "edition")
_TICKS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def term_slopes(evidence: Evidence, settings: ChartsSettings) -> Drawn:
    """A line a term or concept whose rate is shown to have changed, the largest changes first."""
    pair = pair_of(evidence)
    if pair is None:
        return nothing_before(evidence)
    rows = [row for row in evidence.term_changes.to_pylist() if row["previous"] == pair["previous"]]
    changed = sorted(
        (row for row in rows if row["change"] in {RISING, FALLING, ARRIVED, GONE}), key=lambda row: row["rank"]
    )
    words = pair_words(evidence, pair) | {"tested": len(rows), "changed": len(changed), **_leading(changed)}
    if not changed:
        reason = _NONE if pair["state"] == COMPARED else _TOO_SMALL
        return NotEnoughEvidence(reason.format(**words), evidence.n_messages)
    shown = changed[: settings.n_slopes]
    sheet = Sheet(evidence.language, TITLE, _SUBTITLE.format(**words), _REMARK)
    _Slopes(sheet, shown, pair, words).draw()
    note_keywords(sheet, [{**row, "kind": _kind(row), "concept_counts": OWN} for row in shown])
    if len(changed) > len(shown):
        sheet.note(_MORE.format(n=len(changed) - len(shown)))
    numbers = [{name: row[name] for name in _KEPT} for row in shown]
    return Chart(sheet.finish(), numbers, _ALT.format(**words), evidence.n_messages, sheet.links)


def _kind(row: Row) -> str:
    return TERM if row["concept"] is None else CONCEPT


def _rises(row: Row) -> bool:
    return bool(row["log_ratio"] > 0)


def _leading(changed: Sequence[Row]) -> dict[str, object]:
    """The first terms that rise and that fall, in words."""
    up, down = ([row for row in changed if _rises(row) is rises][:3] for rises in (True, False))
    return {
        "up_zh": "、".join(row["term"] for row in up) or "无",
        "up_en": ", ".join(row["label_en"] or row["term"] for row in up) or "none",
        "down_zh": "、".join(row["term"] for row in down) or "无",
        "down_en": ", ".join(row["label_en"] or row["term"] for row in down) or "none",
    }


class _Slopes:
    """Lines between two uprights, labels of either end moved apart beside them."""

    def __init__(self, sheet: Sheet, shown: Sequence[Row], pair: Row, words: Mapping[str, object]) -> None:
        self._sheet, self._shown, self._pair = sheet, shown, pair
        self._names = {
            "previous": Bilingual(str(words["earlier_zh"]), str(words["earlier_en"])),
            "edition": Bilingual(str(words["edition"]), ""),
        }
        self._label_of = {
            (side, row["rank"]): _label(row, row[f"n_{side}"], sheet.language) for side in _SIDES for row in shown
        }
        reach = _TO_LABEL + max(text.width for text in self._label_of.values())
        self._x = {"previous": MARGIN + reach + 0.05, "edition": sheet.right - reach - 0.05}
        self._height = max(_HEIGHT_OF_TERM * len(shown), _LEAST_HEIGHT)
        self._highest = max(max(row["rate_edition_high"], row["rate_previous_high"]) for row in shown)
        self._top = 0.0

    def draw(self) -> None:
        sheet = self._sheet
        for side, name in self._names.items():
            sheet.lines(self._x[side], sheet.y, (sheet.said(name),), BODY, GREY, "center")
        self._top = sheet.y + line_height(BODY) + 0.12
        self._scale()
        n_lanes = min(len(self._shown), _LANES)
        shifts = [(number % n_lanes - (n_lanes - 1) / 2) * 0.045 for number in range(len(self._shown))]
        for row, shift in zip(self._shown, shifts, strict=True):
            self._line(row, shift)
        bottom = max(self._labels(side, dict(zip(self._ranks, shifts, strict=True))) for side in _SIDES)
        sheet.y = max(bottom, self._top + self._height) + 0.12

    @property
    def _ranks(self) -> list[int]:
        return [row["rank"] for row in self._shown]

    def _y(self, rate: float) -> float:
        return self._top + self._height * (1 - sqrt(max(rate, 0.0)) / sqrt(self._highest))

    def _scale(self) -> None:
        sheet = self._sheet
        for tick in (tick for tick in _TICKS if tick <= self._highest):
            y = self._y(tick)
            sheet.line(list(self._x.values()), (y, y), PALE, 0.5)
            sheet.value(sum(self._x.values()) / 2, y - 0.06, f"{tick:,}", GLOSS - 1, GREY, "center")

    def _line(self, row: Row, shift: float) -> None:
        """A term's slope and its intervals, moved sideways a little so that those of others stay visible."""
        sheet, rises = self._sheet, _rises(row)
        colour = BLUE if rises else VERMILLION
        xs, ys = self._ends(row, shift)
        sheet.line(xs, ys, colour, 1.1, "-" if rises else "--")
        for x, side in zip(xs, _SIDES, strict=True):
            ends = (self._y(row[f"rate_{side}_low"]), self._y(row[f"rate_{side}_high"]))
            sheet.line((x, x), ends, colour, 0.7)
        sheet.marks(xs, ys, "o", colour, 4.5, filled=rises)

    def _ends(self, row: Row, shift: float) -> tuple[list[float], list[float]]:
        """Where a term's slope begins and ends: two x and two y."""
        return [self._x[side] + shift for side in _SIDES], [self._y(row[f"rate_{side}"]) for side in _SIDES]

    def _labels(self, side: str, shifts: Mapping[int, float]) -> float:
        """Names with their counts beside one upright; gives how far down they reach."""
        sheet, is_left = self._sheet, side == "previous"
        ordered = sorted(self._shown, key=lambda row: (-row[f"rate_{side}"], row["rank"]))
        labels = [self._label_of[side, row["rank"]] for row in ordered]
        belong = [self._y(row[f"rate_{side}"]) for row in ordered]
        middles = spread(belong, [text.height + 0.03 for text in labels], self._top - 0.1)
        x, sign = self._x[side], -1 if is_left else 1
        for row, text, place, middle in zip(ordered, labels, belong, middles, strict=True):
            xs, ys = (x + sign * 0.12, x + sign * (0.12 + _STEM), x + sign * 0.42), (place, middle, middle)
            sheet.line(xs, ys, GREY, 0.4)
            sheet.label(x + sign * _TO_LABEL, middle, text, "right" if is_left else "left")
            if row[f"n_{side}"]:
                outer = (x + sign * (_TO_LABEL + text.width), *reversed(xs)), (middle, *reversed(ys))
                self._link(row, side, shifts[row["rank"]], *outer)
        return max((middle + text.height / 2 for text, middle in zip(labels, middles, strict=True)), default=0.0)

    def _link(self, row: Row, side: str, shift: float, xs: Sequence[float], ys: Sequence[float]) -> None:
        """From a term's name to the middle of its slope, or its end where the other side lacks the term."""
        ends_x, ends_y = self._ends(row, shift)
        at = _SIDES.index(side)
        reach = 0.5 if row[f"n_{_SIDES[1 - at]}"] else 1.0
        last_x, last_y = (ends[at] + (ends[1 - at] - ends[at]) * reach for ends in (ends_x, ends_y))
        way_x, way_y = (*xs, ends_x[at], last_x), (*ys, ends_y[at], last_y)
        self._sheet.link_line(way_x, way_y, self._view(row, side), self._sheet.said(self._says(row, side)))

    def _view(self, row: Row, side: str) -> View:
        """A concept's own mentions, or a term, in the documents that stand on one side."""
        pair = self._pair
        return unit_view(
            _kind(row), row["term"], row["concept"], OWN, edition=pair[side], document=pair[f"{side}_documents"]
        )

    def _says(self, row: Row, side: str) -> Bilingual:
        name, n = self._names[side], row[f"n_{side}"]
        return _SAYS.format(
            term=row["term"],
            en=row["label_en"] or row["term"],
            side_zh=name.zh,
            side_en=name.said_in("en"),
            n=n,
            times=counted(n, "time"),
        )


def _label(row: Row, n: int, language: Language) -> Label:
    """A term with its count; in English a dagger marks what comes from CC-CEDICT."""
    if language == "zh" or not row["label_en"]:
        return term_label(f"{row['term']} {n:,}", "", language, _LABEL_ROOM, 2)
    dagger = "†" if row["label_en_source"] == SOURCE else ""
    return term_label(row["term"], f"{row['label_en']}{dagger} {n:,}", language, _LABEL_ROOM, 2)
