"""What became of the themes and headings of the edition before, as the page on what is new shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.alignment import BORN, ENDED, UNCLEAR
from pipeline.report.listing import Listing, listing
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class Aligned:
    """The rows of one kind, themes or headings: those that say something, and those of which nothing can be said."""

    told: Listing[Row]
    """Links, then what is new, then what ended."""
    unclear: Listing[Row]

    @property
    def is_empty(self) -> bool:
        return not self.told.rows and not self.unclear.rows

    @property
    def is_exploratory(self) -> bool:
        """Every row is of a theme that is not stable."""
        rows = [*self.told.rows, *self.unclear.rows]
        return bool(rows) and all(row["is_exploratory"] for row in rows)


@dataclass(frozen=True)
class Alignments:
    """What became of the themes, and of the forum's own headings, of one pair of editions."""

    themes: Aligned
    tracks: Aligned


def alignments(evidence: EditionEvidence, previous: str, settings: ReportSettings) -> Alignments:
    """The rows of an edition beside the one before it; none where ``previous`` is another version of the edition."""
    themes, tracks = (
        [row for row in evidence.rows(table) if row["previous"] == previous]
        for table in ("theme_changes", "track_changes")
    )
    # Nobody's groups are the headings: the forum's own are never exploratory.
    named = [
        {
            **row,
            "title_previous_zh": row["heading_previous"], "title_previous_en": row["heading_previous_en"],
            "title_zh": row["heading"], "title_en": row["heading_en"], "is_exploratory": False,
            "view_previous": View(track=row["heading_previous"] or "", edition=previous),
            "view": View(track=row["heading"] or "", edition=row["edition"]),
        }
        for row in tracks
    ]  # fmt: skip
    of_themes = [
        {
            **row, "basis": None,
            "view_previous": View(theme=row["theme_id_previous"] or ""), "view": View(theme=row["theme_id"] or ""),
        }
        for row in themes
    ]  # fmt: skip
    return Alignments(_aligned(of_themes, settings), _aligned(named, settings))


def _aligned(rows: Sequence[Row], settings: ReportSettings) -> Aligned:
    after = {BORN: 1, ENDED: 2}
    # Links stay in the order of the later side, so that the parts of a split stand together.
    told = sorted(
        (row for row in rows if row["relation"] != UNCLEAR),
        key=lambda row: (after.get(row["relation"], 0), row["order"]),
    )
    unclear = [row for row in rows if row["relation"] == UNCLEAR]
    return Aligned(listing(told, settings.max_rows), listing(unclear, settings.max_rows))
