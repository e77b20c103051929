"""Runs the stage on a corpus written down as tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.lexicon.model import Concept
from pipeline.settings import TerminologySettings
from pipeline.terminology.stage import terminology
from tests.keywords.tokenised import CONCEPTS, Corpus, Passage, write_corpus

__all__ = ["Passage", "run_terminology"]


def run_terminology(
    folder: Path, corpus: Corpus, concepts: tuple[Concept, ...] = CONCEPTS, **settings: Any
) -> dict[str, Any]:
    """The stage's tables by name."""
    made = terminology(
        **write_corpus(folder, corpus, concepts), concepts=concepts, settings=TerminologySettings(**settings)
    )
    return dict(made.tables)
