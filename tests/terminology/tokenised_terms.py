"""Runs the stages keywords and terminology on a corpus written down as tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.keywords.stage import keywords
from pipeline.lexicon.model import Concept, UsageNote, VariantDecision
from pipeline.settings import KeywordsSettings, TerminologySettings
from pipeline.terminology.stage import terminology
from tests.keywords.tokenised import CONCEPTS, Corpus, Passage, write_corpus

__all__ = ["Passage", "run_terminology"]

STOPWORDS = frozenset("的和与或了在是对本")


def run_terminology(
    folder: Path,
    corpus: Corpus,
    *,
    concepts: tuple[Concept, ...] = CONCEPTS,
    decisions: tuple[VariantDecision, ...] = (),
    expansions: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    usage_notes: tuple[UsageNote, ...] = (),
    **settings: Any,
) -> dict[str, Any]:
    """The stage's tables by name."""
    written = write_corpus(folder, corpus, concepts)
    counted = keywords(
        **written,
        concepts=concepts,
        stopwords=STOPWORDS,
        modals=frozenset(),
        glosses={},
        settings=KeywordsSettings(),
    )
    made = terminology(
        **written,
        terms=counted.tables["terms"],
        concepts=concepts,
        variant_decisions=decisions,
        expansions=expansions,
        usage_notes=usage_notes,
        settings=TerminologySettings(**settings),
    )
    return dict(made.tables)
