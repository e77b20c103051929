"""One edition's keywords against the background, and how firm its own ranks are, as the report shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.keywords.evidence import RANKED
from pipeline.keywords.units import COMPOUND
from pipeline.report.listing import Listing, listing

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class BackgroundRanks:
    """``coverage``: the edition's row of background_coverage, None where the stage had nothing to count.

    ``first``: the first terms by their rank against the background; ``unknown``: those of the edition's leading terms
    that the background does not know, in their order within the edition.
    """

    coverage: Row | None
    first: Sequence[Row]
    unknown: Listing[Row]

    @property
    def has_compounds(self) -> bool:
        """Whether a candidate compound is among the first terms."""
        return any(row["kind"] == COMPOUND for row in self.first)


def background_ranks(evidence: EditionEvidence, settings: ReportSettings) -> BackgroundRanks:
    """What the edition says oftener than the background does."""
    rows = [row for row in evidence.rows("background_keywords") if row["scope_kind"] == "edition"]
    first = sorted(rows, key=lambda row: row["rank"])[: settings.top_n]
    by_corpus = sorted(rows, key=lambda row: row["rank_in_corpus"])
    unknown = [row for row in by_corpus if not row["is_in_background"]]
    coverage = next(iter(evidence.rows("background_coverage")), None)
    return BackgroundRanks(coverage, first, listing(unknown, settings.top_n))


def is_ranked(rows: Sequence[Row]) -> bool:
    """Whether the rows of one scope come from enough messages for their order to say anything."""
    return all(row["state"] == RANKED for row in rows)
