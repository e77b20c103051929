"""What the report says of each edition, as plain values: templates render them and compute nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.keywords.units import COMPOUND
from pipeline.lexicon.gloss import SOURCE
from pipeline.report.background_ranks import BackgroundRanks, background_ranks, is_ranked
from pipeline.report.chapters import Chapter, Part, charts_by_part, parts_shown
from pipeline.report.counted_concepts import CountedConcept, Wording
from pipeline.report.grouped_messages import Fit, fit
from pipeline.report.listing import Listing, listing
from pipeline.report.modal_places import NO_MODALS, ModalPlaces
from pipeline.report.modal_strength import ModalTable, modal_table
from pipeline.report.named_themes import DoubtfulName, doubtful_names
from pipeline.report.other_languages import OtherLanguage, other_languages
from pipeline.report.passage_links import Links, links, passages_with_terms
from pipeline.report.ranked_keywords import SectionKeywords, concept_counts, edition_keywords, section_keywords
from pipeline.report.repaired_text import RuleSummary, rule_summaries, suspects
from pipeline.report.typical_terms import TypicalTerms, typical_terms
from pipeline.report.what_is_new import WhatIsNew
from pipeline.report.words_together import WordsTogether, words_together

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class LinkedWording:
    """A wording with links to the messages that have it."""

    wording: Wording
    links: Links


@dataclass(frozen=True)
class LinkedConcept:
    """A concept with links to the messages that mention it."""

    concept: CountedConcept
    links: Links
    wordings: tuple[LinkedWording, ...] = ()


@dataclass(frozen=True)
class Note:
    """What documents say of themselves, once however many of them say it."""

    text: str
    links: Links


@dataclass(frozen=True)
class EditionPage:
    """All that the report shows of one edition."""

    edition: str
    title_zh: str | None
    title_en: str | None
    place: str
    """Host city with the year, 巴黎 Paris · 2018; empty where no city is stated."""
    totals: Mapping[str, int]
    scripts: tuple[tuple[str, int], ...]
    documents: Listing[Row]
    skipped: Listing[Row]
    remarks: Listing[Row]
    other_languages: tuple[OtherLanguage, ...]
    without_messages: Listing[Row]
    notes: tuple[Note, ...]
    findings: tuple[Row, ...]
    keywords: Mapping[str, Sequence[Row]]
    concept_counts: str
    """Which mentions of a concept its count is of: own or inclusive."""
    background: BackgroundRanks
    sections: Sequence[SectionKeywords]
    n_sections_more: int
    concepts: tuple[LinkedConcept, ...]
    n_concepts_more: int
    variants: tuple[LinkedConcept, ...]
    fit: Fit
    doubtful_names: tuple[DoubtfulName, ...]
    typical: TypicalTerms
    modals: ModalTable
    together: WordsTogether
    rules: Sequence[RuleSummary]
    suspects: Listing[Row]
    unknown_characters: Listing[Row]
    charts: Mapping[str, Sequence[Row]]
    news: tuple[WhatIsNew, ...]
    """What is new in it, a page a pair; none where nothing stands before it."""

    def parts(self, chapter: Chapter) -> tuple[Part, ...]:
        """The parts of a chapter that it has; where nothing could be analysed, only those that say so."""
        has = {"documents": self.totals["n_documents"] > 0, "charts": bool(self.charts["further"])}
        return parts_shown(chapter.of_edition, *(name for name, there in has.items() if there))

    @property
    def chart_files(self) -> tuple[Row, ...]:
        """The charts that were drawn, and so have files."""
        drawn = (row for rows in self.charts.values() for row in rows if row["file"] is not None)
        return tuple(sorted(drawn, key=lambda row: row["order"]))

    @property
    def has_dictionary_glosses(self) -> bool:
        """Some English beside the keywords is a dictionary's, which the page has to name."""
        return any(row["label_en_source"] == SOURCE for row in self._shown_keywords())

    @property
    def has_compounds(self) -> bool:
        """Some keyword is a candidate compound, which the page has to explain."""
        return any(row["kind"] == COMPOUND for row in self._shown_keywords())

    def _shown_keywords(self) -> list[Row]:
        of_edition = [row for rows in self.keywords.values() for row in rows]
        return of_edition + [row for section in self.sections for row in section.keywords]

    @property
    def is_ranked(self) -> bool:
        """The edition has enough messages for its keywords to be ranked."""
        return is_ranked(self.keywords["concept"])

    @property
    def basis(self) -> Row | None:
        """A row that says what the intervals of the edition's ranks come from; None without a keyword."""
        return next(iter(self.keywords["concept"]), None)

    def __getitem__(self, name: str) -> int:
        """One of the totals."""
        return self.totals[name]


def edition_page(
    evidence: EditionEvidence,
    concepts: Sequence[CountedConcept],
    findings: Sequence[Row],
    settings: ReportSettings,
    modals: ModalPlaces = NO_MODALS,
    news: Sequence[WhatIsNew] = (),
) -> EditionPage:
    """The page of one edition; ``modals``: where its modal words stand; ``news``: what is new in it."""
    documents, sources = evidence.rows("documents"), evidence.rows("sources")
    sections = section_keywords(evidence, settings)
    flagged = suspects(evidence["repairs"])
    return EditionPage(
        edition=evidence.edition,
        title_zh=_first(sources, "edition_title_zh"),
        title_en=_first(sources, "edition_title_en"),
        place=_place(sources),
        totals=_totals(documents, sources),
        scripts=tuple(sorted(Counter(row["script"] for row in documents).items())),
        documents=listing(documents, settings.max_rows),
        skipped=listing(_skipped(sources), settings.max_rows),
        remarks=listing([row for row in sources if row["remarks"]], settings.max_rows),
        other_languages=other_languages(evidence["other_language_passages"], settings.max_rows),
        without_messages=listing([row for row in documents if row["n_messages"] == 0], settings.max_rows),
        notes=tuple(_notes(evidence["passages"], settings.max_links))[: settings.max_rows],
        findings=tuple(_linked(row) for row in findings),
        keywords=edition_keywords(evidence, settings),
        concept_counts=concept_counts(evidence["keywords"]),
        background=background_ranks(evidence, settings),
        sections=sections,
        n_sections_more=_n_sections(evidence) - len(sections),
        concepts=tuple(LinkedConcept(c, links(c.passage_ids, settings.max_links)) for c in concepts[: settings.top_n]),
        n_concepts_more=max(len(concepts) - settings.top_n, 0),
        variants=tuple(_variants(evidence, concepts, settings)),
        fit=fit(evidence, settings),
        doubtful_names=doubtful_names(evidence),
        typical=typical_terms(evidence, settings),
        modals=modal_table(evidence, modals, "edition", "section", "theme"),
        together=words_together(evidence, settings),
        rules=rule_summaries(evidence["repairs"], settings.max_examples),
        suspects=listing(flagged, settings.max_rows),
        unknown_characters=listing(evidence.rows("unknown_characters"), settings.max_rows),
        charts=charts_by_part(evidence.rows("charts")),
        news=tuple(news),
    )


def _first(rows: Sequence[Row], column: str) -> Any:
    return next((row[column] for row in rows if row[column]), None)


def _place(sources: Sequence[Row]) -> str:
    city = " ".join(filter(None, (_first(sources, "city_zh"), _first(sources, "city_en"))))
    year = _first(sources, "year")
    return f"{city} · {year}" if city and year else city


def _notes(passages: pa.Table, max_links: int) -> Iterator[Note]:
    import pyarrow.compute as pc

    by_text: dict[str, list[str]] = {}
    for row in passages.filter(pc.equal(passages.column("kind"), "note")).to_pylist():
        by_text.setdefault(row["text"], []).append(row["passage_id"])
    for text, passage_ids in by_text.items():
        yield Note(text, links(passage_ids, max_links))


def _linked(finding: Row) -> Row:
    """A finding with links to its passages, the name of the list of all of them, and the tables that it comes from."""
    passage_ids = tuple(finding["passage_ids"].split())
    behind = Links(passage_ids, finding["n_passages"] - len(passage_ids))
    name = f"finding:{finding['scope']}:{finding['finding']}"
    says = Bilingual(finding["text_zh"], finding["text_en"])
    return {
        **finding,
        "links": behind,
        "list_name": name,
        "says": says,
        "tables": tuple(finding["evidence"].split(", ")),
    }


def _totals(documents: Sequence[Row], sources: Sequence[Row]) -> dict[str, int]:
    columns = ("n_passages", "n_messages", "n_characters", "n_repairs", "n_suspects")
    totals = {column: sum(row[column] for row in documents) for column in columns}
    n_skipped = len(_skipped(sources))
    return {"n_files": len(sources), "n_skipped": n_skipped, "n_documents": len(documents), **totals}


def _skipped(sources: Sequence[Row]) -> list[Row]:
    return [row for row in sources if row["reading"] == "skipped"]


def _n_sections(evidence: EditionEvidence) -> int:
    import pyarrow.compute as pc

    return pc.sum(pc.greater(evidence["sections"].column("n_messages"), 0)).as_py() or 0


def _variants(
    evidence: EditionEvidence, concepts: Sequence[CountedConcept], settings: ReportSettings
) -> Iterator[LinkedConcept]:
    """Concepts that occur in more than one wording, or beside a near one, the most mentioned first."""
    several = [concept for concept in concepts if len(concept.wordings) > 1][: settings.top_n]
    # A near wording is no mention of the concept; the messages that have it are found by its tokens.
    loose = {w.term for concept in several for w in concept.wordings if not w.passage_ids}
    found = passages_with_terms(evidence, loose)
    for concept in several:
        linked = (
            LinkedWording(w, links(w.passage_ids or found.get(w.term, ()), settings.max_links))
            for w in concept.wordings
        )
        yield LinkedConcept(concept, links(concept.passage_ids, settings.max_links), tuple(linked))
