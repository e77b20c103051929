"""The pair of an edition and the one before it that a chart is of, and why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.bilingual import Bilingual
from pipeline.charts.model import NotEnoughEvidence, Row

if TYPE_CHECKING:
    from pipeline.charts.model import Evidence

_NOTHING_BEFORE = Bilingual(
    "{edition} 之前没有可以对照的届次或草案。",
    "There is no edition before {edition}, and no draft of it, to hold it against.",
)


def pair_of(evidence: Evidence) -> Row | None:
    """The edition and the one before it; else two versions of it; None without either."""
    pairs = sorted(evidence.edition_pairs.to_pylist(), key=lambda row: row["previous"] == row["edition"])
    return pairs[0] if pairs else None


def nothing_before(evidence: Evidence) -> NotEnoughEvidence:
    return NotEnoughEvidence(_NOTHING_BEFORE.format(edition=evidence.edition), evidence.n_messages)


def pair_words(evidence: Evidence, pair: Row) -> dict[str, object]:
    """What a chart says of its pair: the edition, what stands before it, and the messages of both."""
    is_versions = pair["edition"] == pair["previous"]
    return evidence.words | {
        "earlier_zh": "同届草案" if is_versions else pair["previous"],
        "earlier_en": "its draft" if is_versions else pair["previous"],
        "n_earlier": pair["previous_n_messages"],
    }
