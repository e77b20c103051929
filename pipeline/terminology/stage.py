"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.terminology.edition_text import edition_texts
from pipeline.terminology.proposals import Proposals
from pipeline.terminology.wordings import wording_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept, UsageNote, VariantDecision
    from pipeline.settings import TerminologySettings
    from pipeline.tables import Partitions


def terminology(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    terms: pa.Table,
    mentions: Partitions,
    concepts: tuple[Concept, ...],
    variant_decisions: tuple[VariantDecision, ...],
    expansions: Mapping[str, tuple[str, ...]],
    usage_notes: tuple[UsageNote, ...],
    settings: TerminologySettings,
) -> Made:
    """The stage's tables over the whole corpus; one edition is in memory at a time."""
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
            "variant_candidates": tables.make("variant_candidates", proposals.variant_candidates()),
            "wording_checks": tables.make("wording_checks", proposals.wording_checks()),
        }
    )
