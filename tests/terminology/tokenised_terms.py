"""Runs the stages keywords and terminology on a corpus written down as tokens."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.background.model import Background
from pipeline.keywords.stage import keywords
from pipeline.lexicon.model import Concept, UsageNote, VariantDecision
from pipeline.settings import KeywordsSettings, SegmentSettings, TerminologySettings
from pipeline.tables import Partitions, PartitionWriter
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
        compounds=Partitions("compounds", {}),
        concepts=concepts,
        terms=(),
        not_nested=(),
        stopwords=STOPWORDS,
        modals=frozenset(),
        glosses={},
        background=Background("none", {}, 1, ""),
        settings=KeywordsSettings(),
    ).tables
    made = terminology(
        **written,
        terms=counted["terms"],
        mentions=_as_partitions(folder, counted["mentions"]),
        concepts=concepts,
        lexicon_terms=(),
        segment_settings=SegmentSettings(),
        variant_decisions=decisions,
        expansions=expansions,
        usage_notes=usage_notes,
        settings=TerminologySettings(**settings),
    )
    return dict(made.tables)


def _as_partitions(folder: Path, mentions: Any) -> Partitions:
    files = {edition: folder / "mentions" / f"{edition}.parquet" for edition in mentions}
    for edition, path in files.items():
        writer = PartitionWriter("mentions", path)
        writer.write(mentions[edition])
        writer.close()
    return Partitions("mentions", files)
