"""Compare: each edition held against the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.columns.compare import COMPARED, NOT_ENOUGH
from pipeline.stages import Made

if TYPE_CHECKING:
    from pipeline.parts import Part
    from pipeline.settings import CompareSettings


def compare(
    *,
    part: Part,
    documents: tables.Partitions,
    passages: tables.Partitions,
    settings: CompareSettings,
) -> Made:
    """Make the rows of one edition and the one before it; an edition with none before it has no row."""
    pairs = [_pair(part, documents, passages, settings)] if len(part.editions) > 1 else []
    return Made(tables={"edition_pairs": tables.make("edition_pairs", pairs)})


def _pair(
    part: Part, documents: tables.Partitions, passages: tables.Partitions, settings: CompareSettings
) -> dict[str, object]:
    earlier, later = part.editions
    sizes = {
        f"{side}_{name}": value
        for side, edition in (("previous", earlier), ("edition", later))
        for name, value in _size(edition, documents, passages).items()
    }
    n_least = min(sizes["previous_n_messages"], sizes["edition_n_messages"])
    state = COMPARED if n_least >= settings.min_messages else NOT_ENOUGH
    return {"edition": later, "previous": earlier, "state": state, **sizes}


def _size(edition: str, documents: tables.Partitions, passages: tables.Partitions) -> dict[str, int]:
    """Documents, messages and characters of messages of an edition."""
    import pyarrow.compute as pc

    rows = passages.edition(edition, ["is_message", "text"])
    texts = rows.filter(rows.column("is_message")).column("text")
    return {
        "n_documents": documents.n_rows(edition),
        "n_messages": len(texts),
        "n_characters": pc.sum(pc.utf8_length(texts)).as_py() or 0,
    }
