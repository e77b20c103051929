"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.entries import list_entries
from pipeline.segment.lexicon_engine import lexicon_engine
from pipeline.stages import Made
from pipeline.terminology.audit import audit_lexicon
from pipeline.terminology.edition_text import edition_texts
from pipeline.terminology.proposals import Proposals
from pipeline.terminology.wordings import wording_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept, Term, UsageNote, VariantDecision
    from pipeline.settings import SegmentSettings, TerminologySettings
    from pipeline.tables import Partitions


def terminology(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    terms: pa.Table,
    mentions: Partitions,
    concepts: tuple[Concept, ...],
    lexicon_terms: tuple[Term, ...],
    variant_decisions: tuple[VariantDecision, ...],
    expansions: Mapping[str, tuple[str, ...]],
    usage_notes: tuple[UsageNote, ...],
    segment_settings: SegmentSettings,
    settings: TerminologySettings,
) -> Made:
    """The stage's tables over the whole corpus; one edition is in memory at a time."""
    entries = list_entries(concepts, lexicon_terms)
    dictionary = lexicon_engine(concepts, lexicon_terms, segment_settings)
    audit = audit_lexicon(passages, tokens, vocabulary, entries, dictionary, settings)
    wordings = Wordings(concepts)
    proposals = Proposals(terms, wordings, variant_decisions, expansions, usage_notes, settings)
    rows: list[dict[str, Any]] = []
    for text in edition_texts(passages, tokens, vocabulary):
        rows += wording_rows(text, mentions.edition(text.passages.edition), wordings, settings.max_examples)
        proposals.add(text)
    proposals.choose()
    for text in edition_texts(passages, tokens, vocabulary):
        proposals.show(text)
    return Made(
        tables={
            "wordings": tables.make("wordings", rows),
            "lexicon_audit": audit.wordings,
            "lexicon_crossings": audit.crossings,
            "variant_candidates": tables.make("variant_candidates", proposals.variant_candidates()),
            "wording_checks": tables.make("wording_checks", proposals.wording_checks()),
        }
    )
