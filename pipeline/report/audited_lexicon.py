"""What became of the lexicon in this corpus: totals, the entries worth a look, and the words that cross them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.report.listing import Listing, listing
from pipeline.report.passage_links import Links

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ReportSettings
    from pipeline.tables import Partitions

Row = dict[str, Any]

OUTCOMES = ("whole", "inside", "across", "split")
# The order in which an analyst's own lines stand: those that did not do what they are there for come first.
STATUSES = ("crossed", "shadowed", "unused", "used")


@dataclass(frozen=True)
class StatusTotal:
    """How many entries have one status: the analysts' own and the shipped ones."""

    status: str
    n_own: int
    n_shipped: int


@dataclass(frozen=True)
class AuditedEntry:
    """An entry with the first passages of each outcome that it has."""

    row: Row
    behind: tuple[tuple[str, Links], ...]


@dataclass(frozen=True)
class Crossing:
    """A wording and the word that stands across it, read one way; scores and clause are of its first place."""

    term: str
    reading: str
    reading_with_term: str
    n: int
    score: float
    score_with_term: float
    clause: str
    passage_id: str


@dataclass(frozen=True)
class AuditedLexicon:
    """All that the report shows of the audit."""

    statuses: tuple[StatusTotal, ...]
    outcomes: tuple[tuple[str, int], ...]
    n_occurrences: int
    own: Listing[AuditedEntry]
    shipped: Listing[AuditedEntry]
    crossings: Listing[Crossing]

    @property
    def n_entries_more(self) -> int:
        """Entries left out of both lists."""
        return self.own.n_more + self.shipped.n_more


def audited_lexicon(audit: pa.Table, crossings: Partitions, settings: ReportSettings) -> AuditedLexicon:
    """The audit in short: the analysts' own lines, then the shipped entries that were not simply used or unused."""
    rows: list[Row] = audit.to_pylist()
    own = sorted((row for row in rows if not row["is_shipped"]), key=_by_status)
    shipped = sorted((row for row in rows if row["is_shipped"] and _is_noteworthy(row)), key=_by_crossings)
    return AuditedLexicon(
        statuses=tuple(_statuses(rows)),
        outcomes=tuple((outcome, sum(row[f"n_{outcome}"] for row in rows)) for outcome in OUTCOMES),
        n_occurrences=sum(row["n_occurrences"] for row in rows),
        own=listing([_entry(row) for row in own], settings.max_rows),
        shipped=listing([_entry(row) for row in shipped], settings.top_n),
        crossings=listing(grouped_crossings(crossings), settings.top_n),
    )


def _is_noteworthy(row: Row) -> bool:
    return row["status"] in {"crossed", "shadowed"} or row["n_across"] > 0


def _by_status(row: Row) -> tuple[int, int, str]:
    return STATUSES.index(row["status"]), -row["n_occurrences"], row["term"]


def _by_crossings(row: Row) -> tuple[int, int, str]:
    return -row["n_across"], -row["n_occurrences"], row["term"]


def _statuses(rows: Sequence[Row]) -> Iterator[StatusTotal]:
    counts = Counter((row["status"], row["is_shipped"]) for row in rows)
    for status in reversed(STATUSES):
        yield StatusTotal(status, counts[status, False], counts[status, True])


def _entry(row: Row) -> AuditedEntry:
    found = ((outcome, row[f"{outcome}_passage_ids"]) for outcome in OUTCOMES)
    return AuditedEntry(row, tuple((outcome, Links(tuple(ids.split()))) for outcome, ids in found if ids))


def grouped_crossings(crossings: Partitions) -> list[Crossing]:
    """Crossings of one wording by one reading together, the most frequent first; ties by text."""
    n = Counter[tuple[str, str, str]]()
    first: dict[tuple[str, str, str], Row] = {}
    for _, table in crossings:
        for row in table.to_pylist():
            key = row["term"], row["reading"], row["reading_with_term"]
            n[key] += 1
            first.setdefault(key, row)
    return [_crossing(first[key], n[key]) for key in sorted(n, key=lambda key: (-n[key], key))]


def _crossing(row: Row, n: int) -> Crossing:
    return Crossing(
        row["term"], row["reading"], row["reading_with_term"], n,
        row["score"], row["score_with_term"], row["clause"], row["passage_id"],
    )  # fmt: skip
