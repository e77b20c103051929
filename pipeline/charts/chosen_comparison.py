"""Which of an edition's comparisons a chart shows, and why there is none to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.model import NotEnoughEvidence, Row, brief, counted
from pipeline.columns.keyness import COMPARED
from pipeline.keyness.names import group_names, sides
from pipeline.keywords.units import CONCEPT

if TYPE_CHECKING:
    from pipeline.charts.model import Evidence

_NOTHING_COMPARED = Bilingual(
    "证据不足：{edition} 的 {n_zh}中，没有两组消息多到可以相互比较。",
    "Not enough evidence: among the {n_en} of {edition} no two groups have enough messages to be compared.",
)
UNITS = {"message": Bilingual("消息", "messages"), "document": Bilingual("文档", "documents")}


def tested_comparisons(evidence: Evidence) -> list[Row]:
    """The edition's comparisons that were tested, with the wordings of a concept counted as one, in order of name."""
    rows = [row for row in evidence.comparisons.to_pylist() if row["level"] == CONCEPT and row["state"] == COMPARED]
    return sorted(rows, key=lambda row: row["comparison"])


def nothing_to_show(evidence: Evidence, rows: Sequence[Row], reason: Bilingual) -> NotEnoughEvidence:
    """Too little text to compare, or else ``reason``: nothing held in so many comparisons."""
    words = evidence.words | {"k": len(rows), "k_en": counted(len(rows), "comparison")}
    return NotEnoughEvidence((reason if rows else _NOTHING_COMPARED).format(**words), evidence.n_messages)


def terms_of(evidence: Evidence, comparison: Row, state: str) -> list[Row]:
    """The comparison's terms of one state, by rank."""
    rows = evidence.keyness.to_pylist()
    chosen = (
        row
        for row in rows
        if (row["comparison"], row["level"], row["state"]) == (comparison["comparison"], CONCEPT, state)
    )
    return sorted(chosen, key=lambda row: row["rank"])


def sides_of(evidence: Evidence, comparison: Row) -> tuple[Bilingual, Bilingual]:
    """Focus and reference in words, short enough for a sentence."""
    names = group_names(*(getattr(evidence, name).to_pylist() for name in ("documents", "sections", "themes")))
    focus, reference = sides(comparison, names)
    shown = [Bilingual(side.zh, side.said_in("en")) for side in (focus, reference)]
    return brief(shown[0]), brief(shown[1])
