"""What is held against what: an edition against the one before it, and two versions of one edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import EDITIONS, VERSIONS
from pipeline.compare.versions import DRAFT, find_versions

if TYPE_CHECKING:
    from pipeline.tables import Partitions

Row = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """Two sides by their documents; ``previous`` is the edition of the earlier side, the same one for two versions."""

    edition: str
    previous: str
    kind: str
    edition_documents: tuple[str, ...]
    previous_documents: tuple[str, ...]


def find_pairs(editions: Sequence[str], documents: Partitions) -> list[Pair]:
    """The pairs of the last of these editions, which are in order of time: with the one before it, if there is one,
    and of two versions of it.

    Of an edition in two versions the later one stands for it; its drafts are compared with that alone. Two editions of
    one year are versions where every document of the earlier one is a draft, and some of the later one are none.
    """
    later = editions[-1]
    rows = {edition: documents.edition(edition).to_pylist() for edition in editions}
    versions = find_versions(rows[later])
    pairs = [Pair(later, later, VERSIONS, versions.later, versions.drafts)] if versions.drafts else []
    if len(editions) > 1:
        earlier = editions[-2]
        kind = VERSIONS if _are_versions(rows[earlier], rows[later]) else EDITIONS
        pairs.append(Pair(later, earlier, kind, _standing(rows[later]), _standing(rows[earlier])))
    return pairs


def _standing(documents: Sequence[Row]) -> tuple[str, ...]:
    """The documents of which no later version is there."""
    superseded = find_versions(documents).drafts
    return tuple(row["document_id"] for row in documents if row["document_id"] not in superseded)


def _are_versions(earlier: Sequence[Row], later: Sequence[Row]) -> bool:
    years = {row["year"] for row in (*earlier, *later)}
    is_one_year = len(years) == 1 and None not in years
    return (
        is_one_year and all(row["status"] == DRAFT for row in earlier) and any(row["status"] != DRAFT for row in later)
    )
