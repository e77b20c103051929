"""Keywords of one edition as the report shows them: merged and unmerged, and by the author's own sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns import OWN
from pipeline.keywords.units import COMPOUND
from pipeline.report.background_ranks import is_ranked
from pipeline.report.passage_links import Links, links, passages_by, passages_with_terms

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]
LEVELS = ("concept", "term")


@dataclass(frozen=True)
class SectionKeywords:
    """One of the author's sections with what is typical of it."""

    document_id: str
    section_order: int
    section: str | None
    section_en: str | None
    n_messages: int
    keywords: tuple[Row, ...]
    links: Links

    @property
    def is_ranked(self) -> bool:
        """The section has enough messages for its keywords to be ranked."""
        return is_ranked(self.keywords)


def edition_keywords(evidence: EditionEvidence, settings: ReportSettings) -> dict[str, list[Row]]:
    """The edition's top keywords by level, each row with ``links`` to the messages behind its count."""
    ranked = {level: _top(evidence["keywords"], "edition", level, settings.top_n) for level in LEVELS}
    terms = passages_with_terms(evidence, {row["term"] for rows in ranked.values() for row in rows})
    concepts, compounds = _passages_of_concepts(evidence), _passages_of_compounds(evidence)
    for level, rows in ranked.items():
        for row in rows:
            is_merged = level == "concept" and row["concept"] is not None
            ids = concepts.get(row["concept"], []) if is_merged else terms.get(row["term"], [])
            if row["kind"] == COMPOUND:
                ids = ids + compounds.get(row["term"], [])
            row["links"] = links(ids, settings.max_links)
    return ranked


def section_keywords(evidence: EditionEvidence, settings: ReportSettings) -> list[SectionKeywords]:
    """The first sections of the edition that have messages, each with its top keywords."""
    import pyarrow.compute as pc

    sections = evidence["sections"]
    with_messages = (
        sections.filter(pc.greater(sections.column("n_messages"), 0)).slice(0, settings.max_rows).to_pylist()
    )
    keywords: dict[str, list[Row]] = {}
    for row in _top(evidence["keywords"], "section", "concept", settings.section_top_n):
        keywords.setdefault(row["scope"], []).append(row)
    passages = _passages_of_sections(evidence)
    return [
        SectionKeywords(
            row["document_id"], row["section_order"], row["section"], row["section_en"], row["n_messages"],
            tuple(keywords.get(f"{row['document_id']}§{row['section_order']}", ())),
            links(passages.get((row["document_id"], row["section_order"]), ()), settings.max_links),
        )
        for row in with_messages
    ]  # fmt: skip


def _top(keywords: pa.Table, scope_kind: str, level: str, n: int) -> list[Row]:
    import pyarrow.compute as pc

    chosen = keywords.filter(
        pc.and_(
            pc.and_(pc.equal(keywords.column("scope_kind"), scope_kind), pc.equal(keywords.column("level"), level)),
            pc.less_equal(keywords.column("rank"), n),
        )
    )
    rows: list[Row] = chosen.to_pylist()
    return sorted(rows, key=lambda row: (row["scope"], row["rank"]))


def _passages_of_concepts(evidence: EditionEvidence) -> dict[str, list[str]]:
    """Messages with a mention that a keyword counts."""
    import pyarrow.compute as pc

    mentions = evidence["mentions"].filter(evidence["mentions"].column("is_message"))
    if concept_counts(evidence["keywords"]) == OWN:
        mentions = mentions.filter(pc.equal(mentions.column("form"), OWN))
    return {concept: ids for (concept,), ids in passages_by(mentions, "concept").items()}


def _passages_of_compounds(evidence: EditionEvidence) -> dict[str, list[str]]:
    """Messages with each candidate compound that is ranked for the edition."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ranked = evidence["keywords"].filter(pc.equal(evidence["keywords"].column("kind"), COMPOUND))
    spans = evidence["compounds"].select(["compound", "passage_id"])
    spans = spans.cast(pa.schema([("compound", pa.string()), ("passage_id", pa.string())]))
    spans = spans.filter(pc.is_in(spans.column("compound"), value_set=ranked.column("term").combine_chunks()))
    return {compound: ids for (compound,), ids in passages_by(spans, "compound").items()}


def concept_counts(keywords: pa.Table) -> str:
    """Which mentions of a concept the run counted, own or inclusive: the same in every row."""
    return str(keywords.column("concept_counts")[0].as_py()) if keywords.num_rows else OWN


def _passages_of_sections(evidence: EditionEvidence) -> dict[tuple[Any, ...], list[str]]:
    passages = evidence["passages"]
    messages = passages.filter(passages.column("is_message")).select(["document_id", "section_order", "passage_id"])
    return passages_by(messages, "document_id", "section_order")
