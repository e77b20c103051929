"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.stages import Made
from pipeline.terminology.term_candidates import known_texts, term_candidates_table
from pipeline.terminology.wordings import wordings_table

if TYPE_CHECKING:
    from pipeline.lexicon.model import Concept, Term
    from pipeline.settings import TerminologySettings
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
    settings: TerminologySettings,
) -> Made:
    """``wordings`` and ``term_candidates`` of the whole corpus; one edition is in memory at a time."""
    known = known_texts(concepts, terms)
    return Made(
        tables={
            "wordings": wordings_table(mentions, concepts, settings.max_examples),
            "term_candidates": term_candidates_table(passages, tokens, vocabulary, known, stopwords, modals, settings),
        }
    )
