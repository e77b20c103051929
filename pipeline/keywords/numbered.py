"""One edition with all its texts numbered: what every count of the stage is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.compound_counts import Compounds, count_compounds
from pipeline.keywords.counts import NUMBERED, Passages, Tokens, Vocabulary, number_parts, number_passages
from pipeline.tables import edition_rows

if TYPE_CHECKING:
    from pipeline.tables import Partitions


class Numbered(NamedTuple):
    """Passages, vocabulary and candidate compounds of an edition."""

    passages: Passages
    vocabulary: Vocabulary
    compounds: Compounds


def number_edition(
    edition: str, passages: Partitions, tokens: Partitions, vocabulary: Partitions, compounds: Partitions
) -> tuple[Numbered, Tokens]:
    """Read an edition and number it; its tables are let go of as soon as they are numbered.

    The counted tokens, which are most of it, come apart: nobody needs them any more once they are counted. An edition
    without any token has no file of tokens, which is no fault.
    """
    ids = passages.edition(edition, ["document_id", "passage_id", "section_order", "is_message"])
    numbered = number_passages(edition, ids)
    texts, counted = number_parts(
        tokens.parts(edition, NUMBERED), edition_rows(edition, "vocabulary", vocabulary), numbered.passage_ids
    )
    spans = edition_rows(edition, "compounds", compounds)
    return Numbered(numbered, texts, count_compounds(spans, numbered, counted)), counted
