"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.stages import Made
from pipeline.terminology.wordings import wordings_table

if TYPE_CHECKING:
    from pipeline.lexicon.model import Concept
    from pipeline.settings import TerminologySettings
    from pipeline.tables import Partitions


def terminology(
    *, passages: Partitions, mentions: Partitions, concepts: tuple[Concept, ...], settings: TerminologySettings
) -> Made:
    """The table ``wordings`` of the whole corpus; one edition is in memory at a time."""
    return Made(tables={"wordings": wordings_table(mentions, concepts, settings.max_examples)})
