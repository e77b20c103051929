"""What a person may want to look at: wordings to check against the English, wordings that may be one, new terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.report.listing import Listing, listing
from pipeline.report.passage_links import Links
from pipeline.report.words import words

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class WordingCheck:
    """A wording worth checking against the English, with links to its first passages."""

    row: Row
    links: Links


@dataclass(frozen=True)
class VariantCandidate:
    """Two wordings that may be one: what speaks for it, what against, and where both stand."""

    row: Row
    evidence: tuple[Bilingual, ...]
    links: Links
    links_other: Links


@dataclass(frozen=True)
class TermCandidate:
    """A compound that might be kept whole, with some of its places."""

    row: Row
    contexts: tuple[str, ...]
    links: Links


def wording_checks(checks: pa.Table, settings: ReportSettings) -> Listing[WordingCheck]:
    """The first ``top_n`` of each kind, so that many of one kind hide no other."""
    rows: list[Row] = sorted(checks.to_pylist(), key=lambda row: row["rank"])
    by_kind = [list(of_kind) for _, of_kind in groupby(rows, key=lambda row: row["kind"])]
    shown = [row for of_kind in by_kind for row in of_kind[: settings.top_n]]
    return Listing([WordingCheck(row, _first(row["passage_ids"])) for row in shown], len(rows) - len(shown))


def variant_candidates(candidates: pa.Table, settings: ReportSettings) -> Listing[VariantCandidate]:
    """The ``top_n`` candidates of the best rank."""
    shown = _best(candidates, settings)
    return Listing([_candidate(row) for row in shown.rows], shown.n_more)


def term_candidates(candidates: pa.Table, settings: ReportSettings) -> Listing[TermCandidate]:
    """The ``top_n`` compounds of the best rank."""
    shown = _best(candidates, settings)
    made = [TermCandidate(row, tuple(row["contexts"].split(" | ")), _first(row["passage_ids"])) for row in shown.rows]
    return Listing(made, shown.n_more)


def _best(candidates: pa.Table, settings: ReportSettings) -> Listing[Row]:
    rows: Sequence[Row] = sorted(candidates.to_pylist(), key=lambda row: row["rank"])
    return listing(rows, settings.top_n)


def _candidate(row: Row) -> VariantCandidate:
    return VariantCandidate(
        row, tuple(evidence(row)), _first(row["passage_ids_wording"]), _first(row["passage_ids_other"])
    )


def _first(passage_ids: str) -> Links:
    return Links(tuple(passage_ids.split()))


def evidence(row: Row) -> Iterator[Bilingual]:
    """What the row says for the two being one, in words; what speaks against it last."""
    said = words("evidence")
    if row["spelling"]:
        yield words("spelling")[row["spelling"]]
    for flag in ("is_abbreviation", "is_reordered", "has_same_parts"):
        if row[flag]:
            yield said[flag]
    if row["shared_head"]:
        yield said["shared_head"].format(head=row["shared_head"])
    if row["shared_english"]:
        yield said["shared_english"].format(english=row["shared_english"])
    yield said["edit_distance"].format(n=row["edit_distance"])
    if row["context_similarity"] is not None:
        yield said["context_similarity"].format(value=f"{row['context_similarity']:.2f}")
    if row["n_listed"]:
        yield said["n_listed"].format(n=row["n_listed"])
