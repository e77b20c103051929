"""What is typical of what in one edition, as the report shows it: each comparison, its key terms, its lockwords."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns import OWN
from pipeline.columns.keyness import COMPARED, KEY, LEFT_OUT, LOCKWORD, REST
from pipeline.keyness.groups import KINDS
from pipeline.keyness.names import group_names, sides
from pipeline.keywords.units import CONCEPT
from pipeline.report.listing import Listing, listing
from pipeline.report.passage_links import Links, links, passages_by, passages_with_terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.bilingual import Bilingual
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class KeyTerm:
    """A key term: its row, how many times as often it stands in the focus with the ends of the interval, and where.

    ``links`` are the messages of this edition that have it, on either side.
    """

    row: Row
    ratio: float
    low: float
    high: float
    links: Links


@dataclass(frozen=True)
class Compared:
    """A comparison with both sides in words; terms only where it was tested."""

    row: Row
    focus: Bilingual
    reference: Bilingual
    key: Listing[KeyTerm]
    locked: Listing[Row]


@dataclass(frozen=True)
class TypicalTerms:
    """All comparisons of an edition but those left out for their number."""

    compared: Listing[Compared]
    n_left_out: int
    n_tested: int
    n_with_key: int

    @property
    def with_terms(self) -> tuple[Compared, ...]:
        """Those shown with key terms or lockwords."""
        return tuple(one for one in self.compared.rows if one.key.rows or one.locked.rows)


def typical_terms(evidence: EditionEvidence, settings: ReportSettings) -> TypicalTerms:
    """The comparisons at concept level: editions first, then documents, sections and themes, by name."""
    rows = [row for row in evidence.rows("comparisons") if row["level"] == CONCEPT]
    shown = sorted((row for row in rows if row["state"] != LEFT_OUT), key=_order)
    names = group_names(*(evidence.rows(name) for name in ("documents", "sections", "themes")))
    terms = _terms(evidence)
    passages = passages_of(evidence, [row for some in terms.values() for row in some if row["state"] == KEY])
    return TypicalTerms(
        listing([_compared(row, names, terms, passages, settings) for row in shown], settings.max_rows),
        len(rows) - len(shown),
        sum(row["state"] == COMPARED for row in shown),
        sum(row["n_key"] > 0 for row in shown),
    )


def _order(row: Row) -> tuple[int, str, int, bool, str]:
    """Sections in the order of their numbers, against the rest before any other."""
    document, _, section = row["focus"].partition("§")
    return KINDS.index(row["kind"]), document, int(section or 0), row["reference"] != REST, row["reference"]


def _terms(evidence: EditionEvidence) -> dict[str, list[Row]]:
    by_comparison: dict[str, list[Row]] = {}
    for row in sorted(evidence.rows("keyness"), key=lambda row: row["rank"]):
        if row["level"] == CONCEPT:
            by_comparison.setdefault(row["comparison"], []).append(row)
    return by_comparison


def _compared(
    row: Row,
    names: Mapping[str, Bilingual],
    terms: Mapping[str, Sequence[Row]],
    passages: Mapping[tuple[str, str | None], Sequence[str]],
    settings: ReportSettings,
) -> Compared:
    of_it = terms.get(row["comparison"], ())
    key = [_key_term(one, passages, settings.max_links) for one in of_it if one["state"] == KEY]
    locked = [one for one in of_it if one["state"] == LOCKWORD]
    return Compared(row, *sides(row, names), listing(key, settings.n_key_terms), listing(locked, settings.n_key_terms))


def _key_term(row: Row, passages: Mapping[tuple[str, str | None], Sequence[str]], max_links: int) -> KeyTerm:
    ratio, low, high = (2.0 ** row[name] for name in ("log_ratio", "log_ratio_low", "log_ratio_high"))
    return KeyTerm(row, ratio, low, high, links(passages.get((row["term"], row["concept"]), ()), max_links))


def passages_of(evidence: EditionEvidence, rows: Sequence[Row]) -> dict[tuple[str, str | None], list[str]]:
    """The edition's messages with each term or concept of some rows of ``keyness``: a concept by its own mentions."""
    import pyarrow.compute as pc

    if not rows:
        return {}
    mentions = evidence["mentions"]
    own = mentions.filter(pc.and_(mentions.column("is_message"), pc.equal(mentions.column("form"), OWN)))
    by_concept = {concept: ids for (concept,), ids in passages_by(own, "concept").items()}
    by_term = passages_with_terms(evidence, {row["term"] for row in rows if row["concept"] is None})
    return {
        (row["term"], row["concept"]): by_term.get(row["term"], [])
        if row["concept"] is None
        else by_concept.get(row["concept"], [])
        for row in rows
    }
