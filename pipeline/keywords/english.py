"""English beside the ranked terms: a concept's label, else the lexicon's own gloss, else CC-CEDICT's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.gloss import SOURCE, gloss

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import KeywordsSettings

LEXICON = "lexicon"


def with_english(
    name: str, ranks: Sequence[pa.Table], wordings: Wordings, glosses: Mapping[str, str], settings: KeywordsSettings
) -> pa.Table:
    """A declared table of ranked terms from all editions' ranks, in their order, with ``label_en`` and its source.

    ``glosses`` are the lexicon's, by word. Both are null where no source has the term.
    """
    import pyarrow as pa

    ranks = [one for one in ranks if one.num_rows]
    if not ranks:
        return tables.make(name, [])
    ranked = pa.concat_tables(ranks)
    labels = {one.id: one.label_en for one in wordings.concepts}
    english = english_beside(ranked, labels, glosses, settings.max_gloss_senses, settings.max_gloss_characters)
    return tables.make(name, {**{column: ranked.column(column) for column in ranked.column_names}, **english})


def english_beside(
    named: pa.Table, labels: Mapping[str, str], glosses: Mapping[str, str], max_senses: int, max_characters: int
) -> dict[str, pa.Array]:
    """``label_en`` and ``label_en_source`` for rows with ``term`` and ``concept``; both null where no source has one.

    ``labels`` are the concepts' by id, ``glosses`` the lexicon's by word.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from_lexicon = pc.coalesce(_look_up(named.column("concept"), labels), _look_up(named.column("term"), glosses))
    other = named.column("term").filter(pc.is_null(from_lexicon))
    from_dictionary = _look_up(named.column("term"), gloss(other.unique().to_pylist(), max_senses, max_characters))
    source = pc.if_else(
        pc.is_valid(from_lexicon),
        LEXICON,
        pc.if_else(pc.is_valid(from_dictionary), SOURCE, pa.scalar(None, pa.string())),
    )
    return {"label_en": pc.coalesce(from_lexicon, from_dictionary), "label_en_source": source}


def _look_up(column: pa.ChunkedArray, english: Mapping[str, str]) -> pa.Array:
    """For each item what ``english`` has for it; null where it has nothing, or the item is null."""
    import pyarrow as pa

    encoded = column.combine_chunks().dictionary_encode()
    found = [english.get(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(found, type=pa.string()).take(encoded.indices)
