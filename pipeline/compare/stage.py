"""Compare: each edition held against the one before it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.columns.compare import COMPARED, NOT_ENOUGH
from pipeline.compare.aligned import Read, alignment_rows
from pipeline.keywords.roles import Roles
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.themes.bags import Meaning

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept, TrackLink
    from pipeline.parts import Part
    from pipeline.settings import CompareSettings, KeywordsSettings


def compare(
    *,
    part: Part,
    documents: tables.Partitions,
    sections: tables.Partitions,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    themes: pa.Table,
    passage_themes: pa.Table,
    concepts: tuple[Concept, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    track_crosswalk: tuple[TrackLink, ...],
    keywords_settings: KeywordsSettings,
    settings: CompareSettings,
) -> Made:
    """Make the rows of one edition and the one before it; an edition with none before it has no row."""
    pairs = [_pair(part, documents, passages, settings)] if len(part.editions) > 1 else []
    aligned: dict[str, list[dict[str, object]]] = {"theme_changes": [], "track_changes": []}
    if len(part.editions) > 1:
        roles = Roles(stopwords, modals, keywords_settings.min_term_characters, keywords_settings.min_latin_characters)
        read = Read(documents, sections, passages, tokens, vocabulary, themes, passage_themes)
        meaning = Meaning(Wordings(concepts), roles, {})
        earlier, later = part.editions
        aligned = alignment_rows(earlier, later, read, meaning, track_crosswalk, settings.alignment)
    made = {"edition_pairs": pairs, **aligned}
    return Made(tables={name: tables.make(name, rows) for name, rows in made.items()})


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
