"""Compare: each edition held against the one before it, and two versions of one edition against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns.compare import (
    CARRIED,
    COMPARED,
    DROPPED,
    MERGED,
    NEW,
    NOT_ENOUGH,
    REWORDED,
    SPLIT,
)
from pipeline.compare.aligned import AlignedTables, alignment_rows
from pipeline.compare.modals import modal_change_rows, modal_strength_rows
from pipeline.compare.pairs import Pair, find_pairs
from pipeline.compare.passage_changes import passage_change_rows
from pipeline.compare.side_text import SideText, side_text
from pipeline.compare.sides import side
from pipeline.compare.term_changes import term_change_rows
from pipeline.keywords.roles import Roles
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.themes.bags import Meaning

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept, TrackLink
    from pipeline.parts import Part
    from pipeline.settings import CompareSettings, KeynessSettings, KeywordsSettings

Rows = dict[str, list[dict[str, Any]]]

_COUNTED = {
    "n_carried": CARRIED,
    "n_reworded": REWORDED,
    "n_split": SPLIT,
    "n_new": NEW,
    "n_merged": MERGED,
    "n_dropped": DROPPED,
}


@dataclass(frozen=True)
class Read:
    """What a part's rows are made from: its tables, the lexicon, and the settings of three stages."""

    documents: tables.Partitions
    text: tuple[tables.Partitions, tables.Partitions, tables.Partitions]
    """passages, tokens, vocabulary"""
    lexicon: tuple[Wordings, Roles, Mapping[str, str]]
    """wordings, roles, glosses"""
    modal_classes: Mapping[str, str]
    settings: tuple[KeynessSettings, CompareSettings, KeywordsSettings]

    def side_text(self, edition: str, document_ids: Collection[str]) -> SideText:
        return side_text(edition, self.text, document_ids, self.modal_classes)


def compare(
    *,
    part: Part,
    documents: tables.Partitions,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    sections: tables.Partitions,
    themes: pa.Table,
    passage_themes: pa.Table,
    concepts: tuple[Concept, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    modal_classes: Mapping[str, str],
    glosses: Mapping[str, str],
    track_crosswalk: tuple[TrackLink, ...],
    keyness_settings: KeynessSettings,
    keywords_settings: KeywordsSettings,
    settings: CompareSettings,
) -> Made:
    """Make the rows of one edition: how strongly it is worded, and what changed since the one before it.

    The first edition has rows in ``modal_strength`` alone, unless two versions of it are there. Tests are those of the
    stage keyness, with its settings.
    """
    roles = Roles(stopwords, modals, keywords_settings.min_term_characters, keywords_settings.min_latin_characters)
    read = Read(
        documents,
        (passages, tokens, vocabulary),
        (Wordings(concepts), roles, glosses),
        modal_classes,
        (keyness_settings, settings, keywords_settings),
    )
    edition = part.key["edition"]
    rows: Rows = {name: [] for name in ("edition_pairs", "passage_changes", "term_changes", "modal_changes")}
    for pair in find_pairs(part.editions, documents):
        for name, made in _compared(pair, read).items():
            rows[name] += [{"edition": edition, "previous": pair.previous, **row} for row in made]
    aligned = AlignedTables(documents, sections, passages, tokens, vocabulary, themes, passage_themes)
    meaning = Meaning(read.lexicon[0], roles, glosses)
    rows |= alignment_rows(
        part.editions, aligned, rows["passage_changes"], meaning, track_crosswalk, settings.alignment
    )
    own = read.side_text(edition, documents.edition(edition, ["document_id"]).column("document_id").to_pylist())
    rows["modal_strength"] = modal_strength_rows(edition, own, passage_themes, keyness_settings, settings.decimals)
    return Made(tables={name: tables.make(name, made) for name, made in rows.items()})


def _compared(pair: Pair, read: Read) -> Rows:
    """The rows of each table on one pair."""
    keyness, settings, _ = read.settings
    later = read.side_text(pair.edition, pair.edition_documents)
    earlier = read.side_text(pair.previous, pair.previous_documents)
    is_enough = min(len(later.passage_ids), len(earlier.passage_ids)) >= settings.min_messages
    name = f"{pair.edition}|{pair.previous}"
    changed = passage_change_rows(*_sides(pair, read), settings)
    terms, unit = term_change_rows(later, earlier, name, read.lexicon, read.settings) if is_enough else ([], None)
    modals = modal_change_rows(later, earlier, f"{name}|modals", (keyness, settings)) if is_enough else []
    row = {
        "kind": pair.kind,
        "state": COMPARED if is_enough else NOT_ENOUGH,
        "unit": unit,
        **_size("edition", later, pair.edition_documents),
        **_size("previous", earlier, pair.previous_documents),
        **_counts(changed),
        "n_terms_tested": len(terms),
    }
    return {"edition_pairs": [row], "passage_changes": changed, "term_changes": terms, "modal_changes": modals}


def _sides(pair: Pair, read: Read) -> tuple[Any, Any]:
    passages = read.text[0]
    return tuple(
        side(read.documents.edition(edition), passages.edition(edition), document_ids)
        for edition, document_ids in (
            (pair.previous, pair.previous_documents),
            (pair.edition, pair.edition_documents),
        )
    )  # type: ignore[return-value]


def _size(name: str, text: SideText, document_ids: Collection[str]) -> dict[str, Any]:
    return {
        f"{name}_documents": " ".join(document_ids),
        f"{name}_n_documents": len(document_ids),
        f"{name}_n_messages": len(text.passage_ids),
        f"{name}_n_characters": int(text.sizes.sum()),
    }


def _counts(changed: list[dict[str, Any]]) -> dict[str, int]:
    n_of = Counter(row["change"] for row in changed)
    counts = {name: n_of[change] for name, change in _COUNTED.items()}
    return {**counts, "n_moved": sum(row["moved"] is not None for row in changed)}
