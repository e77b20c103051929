"""What is new in an edition, beside the one before it or an earlier version of it: one page to forward a pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.columns.compare import (
    ALIKE,
    ARRIVED,
    CARRIED,
    COMPARED,
    DROPPED,
    FALLING,
    GONE,
    MERGED,
    NEW,
    NOT_ENOUGH,
    REWORDED,
    RISING,
    SPLIT,
    UNDECIDED,
    VERSIONS,
)
from pipeline.compare.character_diff import Edit, decode
from pipeline.report.alignment import Alignments, alignments
from pipeline.report.listing import Listing, listing
from pipeline.report.modal_places import NO_MODALS, ModalPlaces
from pipeline.report.modal_strength import ModalTable, modal_table

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]

LATEST_FILE, FOLDER = "what-is-new.html", "what-is-new"
CHANGES = (REWORDED, NEW, DROPPED, SPLIT, MERGED, CARRIED)
"""In the order in which the page shows them."""

_TOTALS = {
    "carried": CARRIED, "reworded": REWORDED, "moved": "moved", "new": NEW, "dropped": DROPPED, "split": SPLIT,
    "merged": MERGED,
}  # fmt: skip


@dataclass(frozen=True)
class PassageChange:
    """A row of ``passage_changes`` and the runs of its text, marked as kept, deleted, inserted."""

    row: Row
    runs: tuple[Edit, ...]


@dataclass(frozen=True)
class TermChange:
    """A row of ``term_changes`` or ``modal_changes``, and how many times as often, with the ends of the interval.

    The three are None where nothing was tested.
    """

    row: Row
    ratio: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class WhatIsNew:
    """All that the page of one pair shows."""

    pair: Row
    name: Bilingual
    previous_name: Bilingual
    file: str
    passages: Mapping[str, Listing[PassageChange]]
    """By what became of them; ``moved`` besides: those carried over or reworded that stand elsewhere."""
    passage_ids: Mapping[str, tuple[str, ...]]
    """All messages by what became of them, those of the earlier side where the later has none."""
    terms: Mapping[str, Listing[TermChange]]
    n_terms: Mapping[str, int]
    modals: tuple[TermChange, ...]
    by_theme: ModalTable
    aligned: Alignments
    slopes: tuple[Row, ...]
    strips: tuple[Row, ...]
    """The charts of terms and of messages, or why there is none."""

    @property
    def edition(self) -> str:
        return str(self.pair["edition"])

    @property
    def totals(self) -> dict[str, int]:
        """How many messages became what, by the names of their words."""
        return {f"passages_{name}": self.pair[f"n_{name}"] for name in _TOTALS}

    @property
    def kinds(self) -> dict[str, str]:
        """What these messages became, as ``passage_ids`` has it, by the same names."""
        return {f"passages_{name}": kind for name, kind in _TOTALS.items()}

    @property
    def is_compared(self) -> bool:
        """Both sides have enough messages for their words to be compared."""
        return bool(self.pair["state"] == COMPARED)

    @property
    def is_of_versions(self) -> bool:
        return bool(self.pair["kind"] == VERSIONS)

    @property
    def anchor(self) -> str:
        """What the ids of its headings start with on the page of the report, which has several pairs."""
        return f"{self.edition}-beside-{self.pair['previous']}-"

    @property
    def root(self) -> str:
        """The way from the page to the outputs folder."""
        return "../" * self.file.count("/")

    @property
    def has_changed_terms(self) -> bool:
        return any(self.n_terms[change] for change in (RISING, FALLING, ARRIVED, GONE))


def what_is_new(
    evidence: EditionEvidence,
    names: Mapping[str, Bilingual],
    is_latest: bool,
    settings: ReportSettings,
    modals: ModalPlaces = NO_MODALS,
) -> list[WhatIsNew]:
    """The pages of an edition's pairs: beside the edition before it first, then of two versions of it.

    ``names``: what each edition is called; ``modals``: where its modal words stand. The first page of the latest
    edition has the place of honour.
    """
    pairs = sorted(evidence.rows("edition_pairs"), key=lambda row: row["previous"] == row["edition"])
    return [
        _page(evidence, pair, names, _file(pair, is_latest and number == 0), settings, modals)
        for number, pair in enumerate(pairs)
    ]


def _file(pair: Row, is_first: bool) -> str:
    if is_first:
        return LATEST_FILE
    versions = "-versions" if pair["edition"] == pair["previous"] else ""
    return f"{FOLDER}/{pair['edition']}{versions}.html"


def _page(
    evidence: EditionEvidence,
    pair: Row,
    names: Mapping[str, Bilingual],
    file: str,
    settings: ReportSettings,
    modals: ModalPlaces,
) -> WhatIsNew:
    terms = _of_pair(evidence, "term_changes", pair)
    by_change = {
        change: [_term_change(row) for row in terms if row["change"] == change]
        for change in (RISING, FALLING, ARRIVED, GONE, ALIKE, UNDECIDED, NOT_ENOUGH)
    }
    # Charts are of an edition beside the one before it, or of two versions where there is none before.
    is_drawn = file == LATEST_FILE or pair["edition"] != pair["previous"]
    drawn = evidence.rows("charts") if is_drawn else []
    return WhatIsNew(
        pair=pair,
        name=names[pair["edition"]],
        previous_name=names[pair["previous"]],
        file=file,
        passages=_passages(_of_pair(evidence, "passage_changes", pair), settings.n_changed_passages),
        passage_ids=_passage_ids(_of_pair(evidence, "passage_changes", pair)),
        terms={change: listing(rows, settings.top_n) for change, rows in by_change.items()},
        n_terms={change: len(rows) for change, rows in by_change.items()},
        modals=tuple(_term_change(row) for row in _of_pair(evidence, "modal_changes", pair)),
        by_theme=modal_table(evidence, modals, "theme"),
        aligned=alignments(evidence, pair["previous"], settings),
        slopes=tuple(row for row in drawn if row["chart"] == "term-slopes"),
        strips=tuple(row for row in drawn if row["chart"] == "passage-changes"),
    )


def _of_pair(evidence: EditionEvidence, table: str, pair: Row) -> list[Row]:
    return [row for row in evidence.rows(table) if row["previous"] == pair["previous"]]


def _passages(rows: Sequence[Row], limit: int) -> dict[str, Listing[PassageChange]]:
    """The first passages of each kind of change, reworded ones from the least alike: they say most."""
    kinds = {change: [row for row in rows if row["change"] == change] for change in CHANGES}
    kinds["moved"] = [row for row in rows if row["moved"] is not None]
    return {
        kind: Listing([_passage_change(row) for row in some[:limit]], max(len(some) - limit, 0))
        for kind, some in kinds.items()
    }


def _passage_ids(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """The same kinds with all their messages."""
    kinds = {change: [row for row in rows if row["change"] == change] for change in CHANGES}
    kinds["moved"] = [row for row in rows if row["moved"] is not None]
    return {kind: tuple(row["passage"] or row["passage_before"] for row in some) for kind, some in kinds.items()}


def _passage_change(row: Row) -> PassageChange:
    if row["diff"] is not None:
        return PassageChange(row, decode(row["diff"], row["text_before"]))
    return PassageChange(row, (Edit("=", row["text"] or row["text_before"]),))


def _term_change(row: Row) -> TermChange:
    values = (row[name] for name in ("log_ratio", "log_ratio_low", "log_ratio_high"))
    return TermChange(row, *(None if value is None else 2.0**value for value in values))


def edition_names(sources: Any) -> dict[str, Bilingual]:
    """What each edition is called: its stated title, else its id."""
    names = {}
    for edition, rows in sources:
        first = rows.select(["edition_title_zh", "edition_title_en"]).slice(0, 1).to_pylist()
        titles = first[0] if first else {"edition_title_zh": None, "edition_title_en": None}
        zh = titles["edition_title_zh"] or edition
        names[edition] = Bilingual(zh, titles["edition_title_en"] or "")
    return names
