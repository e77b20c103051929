"""What the charts of a series show: its editions, and the terms that changed most, none of them twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.charts.model import NotEnoughEvidence, counted, messages
from pipeline.columns import OWN
from pipeline.columns.trends import IN_SERIES, NOT_SHOWN
from pipeline.keywords.units import COMPOUND
from pipeline.views import View, unit_view

if TYPE_CHECKING:
    from pipeline.charts.model import Evidence, Row
    from pipeline.charts.sheet import Sheet

_NO_SERIES = Bilingual(
    "证据不足：可编入序列的只有 {points} 届（共 {n_zh}），不足以看出趋势。",
    "Not enough evidence: only {points_en} can be points of a series ({n_en} in all), too few for a trend.",
)
_NO_CHANGE = Bilingual(
    "证据不足：{first} 至 {last} 的 {points} 届、{n_zh}中，没有一个词的频率变化大过偶然。",
    "Not enough evidence: over the {points_en} from {first} to {last}, {n_en}, no term's rate changes by more than "
    "chance allows.",
)
_SAYS = Bilingual(
    "{term}，{edition}：{found_zh}中 {n:,} 次（每万字 {rate:.3g}）",
    "{en}, {edition}: {times} in {found_en}, {rate:.3g} per 10,000 characters",
)


def points(evidence: Evidence) -> list[Row]:
    """The editions that are points of the series, the earliest first."""
    rows = [row for row in evidence.trend_editions.to_pylist() if row["state"] == IN_SERIES]
    return sorted(rows, key=lambda row: (row["year"], row["edition"]))


def nothing_to_follow(evidence: Evidence, shown: Sequence[Row]) -> NotEnoughEvidence:
    """The refusal to draw a series of which there are too few editions, or in which nothing changed."""
    words = series_words(evidence, shown)
    n_tested = evidence.trends.num_rows
    return NotEnoughEvidence((_NO_CHANGE if n_tested else _NO_SERIES).format(**words), evidence.n_messages)


def series_words(evidence: Evidence, shown: Sequence[Row]) -> dict[str, object]:
    """What every chart says of the series."""
    size = messages(evidence.n_messages)
    return {
        "n_zh": size.zh,
        "n_en": size.en,
        "points": len(shown),
        "points_en": f"{len(shown)} edition{'' if len(shown) == 1 else 's'}",
        "first": shown[0]["edition"] if shown else "",
        "last": shown[-1]["edition"] if shown else "",
        "n_tested": evidence.trends.num_rows,
    }


def leading(rows: Sequence[Row], most: int) -> list[Row]:
    """The first ``most`` terms that changed and are followed, without those that stand in one another.

    ``rows`` are those of the table ``trends`` in order of rank.
    """
    chosen: list[Row] = []
    for row in rows:
        is_candidate = row["state"] != NOT_SHOWN and row["shown_as"] is None
        if is_candidate and not any(row["term"] in one["term"] or one["term"] in row["term"] for one in chosen):
            chosen.append(row)
        if len(chosen) == most:
            break
    return chosen


def ranked(evidence: Evidence) -> list[Row]:
    """The rows of ``trends`` that are followed edition by edition, in order of rank."""
    followed = {row["rank"] for row in evidence.trend_points.select(["rank"]).to_pylist()}
    rows = [row for row in evidence.trends.to_pylist() if row["rank"] in followed]
    return sorted(rows, key=lambda row: row["rank"])


def points_by_rank(evidence: Evidence) -> Mapping[int, list[dict[str, Any]]]:
    """The rows of ``trend_points`` by the rank of their term, the earliest edition first."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in sorted(evidence.trend_points.to_pylist(), key=lambda row: (row["year"], row["edition"])):
        found.setdefault(row["rank"], []).append(row)
    return found


def link_point(sheet: Sheet, x: float, y: float, width: float, height: float, term: Row, point: Row) -> None:
    """Make the place of a term in an edition lead to its occurrences there, where there are any."""
    if not point["n_occurrences"]:
        return
    found = messages(point["n_messages"])
    says = _SAYS.format(
        term=term["term"],
        en=term["label_en"] or term["term"],
        edition=point["edition"],
        n=point["n_occurrences"],
        times=counted(point["n_occurrences"], "time"),
        found_zh=found.zh,
        found_en=found.en,
        rate=point["rate"],
    )
    sheet.link(x, y, width, height, _view(term, point["edition"]), sheet.said(says))


def _view(term: Row, edition: str) -> View:
    """A concept's own mentions or a term; a compound is counted in editions that do not repeat it, too."""
    if term["kind"] == COMPOUND:
        return View(phrase=term["term"], edition=edition)
    return unit_view(term["kind"], term["term"], term["concept"], OWN, edition=edition)
