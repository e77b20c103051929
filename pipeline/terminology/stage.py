"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.lexicon.dictionary import word_classes
from pipeline.lexicon.entries import list_entries
from pipeline.segment.engine import load_engine
from pipeline.stages import Made
from pipeline.terminology.audit import audit_lexicon
from pipeline.terminology.term_candidates import term_candidates_table
from pipeline.terminology.term_words import TermWords
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
    stopwords: Collection[str],
    modals: Collection[str],
    segment_settings: SegmentSettings,
    settings: TerminologySettings,
) -> Made:
    """All tables of the terminology of a corpus; one edition is in memory at a time."""
    entries = list_entries(concepts, terms)
    dictionary = load_engine(((entry.text, entry.frequency) for entry in entries), segment_settings)
    audit = audit_lexicon(passages, tokens, vocabulary, entries, dictionary, settings)
    listed = {entry.text for entry in entries} | {*stopwords, *modals}
    term_words = TermWords(stopwords, modals, word_classes())
    return Made(
        tables={
            "wordings": wordings_table(mentions, concepts, settings.max_examples),
            "lexicon_audit": audit.wordings,
            "lexicon_crossings": audit.crossings,
            "term_candidates": term_candidates_table(passages, tokens, vocabulary, term_words, listed, settings),
        }
    )
