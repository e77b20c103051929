"""Terminology: a translator's view of the text: which wordings stand where, and what a person may want to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.terminology.edition_text import edition_texts
from pipeline.terminology.wordings import wording_rows

if TYPE_CHECKING:
    from pipeline.lexicon.model import Concept
    from pipeline.settings import TerminologySettings
    from pipeline.tables import Partitions


def terminology(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    concepts: tuple[Concept, ...],
    settings: TerminologySettings,
) -> Made:
    """The table ``wordings`` of the whole corpus; one edition is in memory at a time."""
    wordings = Wordings(concepts)
    rows = [
        row
        for text in edition_texts(passages, tokens, vocabulary)
        for row in wording_rows(text, wordings, settings.max_examples)
    ]
    return Made(tables={"wordings": tables.make("wordings", rows)})
