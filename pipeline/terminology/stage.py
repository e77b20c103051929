"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.lexicon.entries import list_entries
from pipeline.segment.engine import load_engine
from pipeline.stages import Made
from pipeline.terminology.audit import audit_lexicon
from pipeline.terminology.wordings import wordings_table

if TYPE_CHECKING:
    from pipeline.lexicon.model import Concept, Term
    from pipeline.settings import SegmentSettings, TerminologySettings
    from pipeline.tables import Partitions


def terminology(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    mentions: Partitions,
    concepts: tuple[Concept, ...],
    terms: tuple[Term, ...],
    segment_settings: SegmentSettings,
    settings: TerminologySettings,
) -> Made:
    """The tables ``wordings``, ``lexicon_audit`` and ``lexicon_crossings``; one edition is in memory at a time."""
    entries = list_entries(concepts, terms)
    dictionary = load_engine(((entry.text, entry.frequency) for entry in entries), segment_settings)
    audit = audit_lexicon(passages, tokens, vocabulary, entries, dictionary, settings)
    return Made(
        tables={
            "wordings": wordings_table(mentions, concepts, settings.max_examples),
            "lexicon_audit": audit.wordings,
            "lexicon_crossings": audit.crossings,
        }
    )
