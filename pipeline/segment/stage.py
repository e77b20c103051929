"""Segment: cut passages into words with jieba and the domain lexicon; tokens are spans of the passage text."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.model import MERGED_RELATIONS, Concept, Term
from pipeline.segment.apposition import mark_appositions
from pipeline.segment.kinds import kinds_of
from pipeline.segment.lexicon_engine import Same, lexicon_engine, lexicon_words
from pipeline.segment.sentences import number_sentences
from pipeline.segment.vocabularies import Vocabularies, number_terms
from pipeline.segment.whole import Cut, WholeSegmenter
from pipeline.stages import Made

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import SegmentSettings


def segment(
    *, passages: pa.Table, concepts: tuple[Concept, ...], terms: tuple[Term, ...], settings: SegmentSettings
) -> Made:
    """Passages of one or more documents as tokens, and the vocabularies that number them.

    The tokens of a passage tile its text: punctuation and blanks are tokens too. Term numbers are local to the
    document, in sorted order of the texts. A vocabulary entry names a concept only where the wording is merged into
    it (label, same, abbreviation); tokens that repeat a concept in brackets are marked: they are no second mention.
    """
    segmenter, merged = _segmenter(Same(concepts), Same(terms), Same(settings)), _merged(Same(concepts))
    # By way of NumPy, which makes the strings ten times as fast as ``to_pylist``.
    cut = segmenter.cut(passages.column("text").combine_chunks().to_numpy(zero_copy_only=False).tolist())
    if not len(cut.term):
        return Made(tables={"tokens": tables.make("tokens", []), "vocabulary": tables.make("vocabulary", [])})
    documents = passages.column("document_id").combine_chunks().dictionary_encode()
    document = _for_each_token(documents, cut)
    term, vocabularies = number_terms(cut, document.indices.to_numpy())
    return Made(
        tables={
            "tokens": _token_table(passages, cut, document, term, merged),
            "vocabulary": _vocabulary_table(documents.dictionary, vocabularies, merged),
        }
    )


def merged_wordings(concepts: Sequence[Concept]) -> dict[str, str]:
    """Wording → id of the concept whose count it enters; near variants enter none."""
    return {
        variant.text: concept.id
        for concept in concepts
        for variant in concept.variants
        if variant.relation in MERGED_RELATIONS
    }


@functools.lru_cache(maxsize=1)
def _merged(concepts: Same[tuple[Concept, ...]]) -> dict[str, str]:
    return merged_wordings(concepts.value)


@functools.lru_cache(maxsize=1)
def _segmenter(
    concepts: Same[tuple[Concept, ...]], terms: Same[tuple[Term, ...]], settings: Same[SegmentSettings]
) -> WholeSegmenter:
    """Kept from one document to the next: reading the dictionary takes longer than cutting a message."""
    words = lexicon_words(concepts.value, terms.value)
    engine = lexicon_engine(concepts.value, terms.value, settings.value)
    return WholeSegmenter(Matcher(words), engine, settings.value.max_run)


def _for_each_token(documents: pa.DictionaryArray, cut: Cut) -> pa.DictionaryArray:
    """The document of each token, from that of each passage."""
    import numpy as np

    indices = np.repeat(documents.indices.to_numpy().astype(np.int32), cut.n_tokens)
    return type(documents).from_arrays(indices, documents.dictionary)


def _token_table(
    passages: pa.Table, cut: Cut, document: pa.DictionaryArray, term: NDArray[np.int32], merged: Mapping[str, str]
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    start = np.concatenate([[0], cut.end[:-1]])
    begin = np.repeat(start[np.minimum(np.cumsum(cut.n_tokens) - cut.n_tokens, len(start) - 1)], cut.n_tokens)
    passage = np.repeat(np.arange(passages.num_rows, dtype=np.int32), cut.n_tokens)
    return tables.make(
        "tokens",
        {
            "document_id": document,
            "passage_id": pa.DictionaryArray.from_arrays(passage, passages.column("passage_id").combine_chunks()),
            "sentence": number_sentences(cut),
            "start": (start - begin).astype(np.int32),
            "end": (cut.end - begin).astype(np.int32),
            "term": term,
            "is_apposition": mark_appositions(cut, merged),
        },
    )


def _vocabulary_table(documents: pa.Array, vocabulary: Vocabularies, merged: Mapping[str, str]) -> pa.Table:
    import pyarrow as pa

    entry = pa.array(vocabulary.entry)
    columns = {
        "text": vocabulary.texts,
        "kind": kinds_of(vocabulary.texts),
        "concept": list(map(merged.get, vocabulary.texts)),
    }
    return tables.make(
        "vocabulary",
        {
            "document_id": documents.take(pa.array(vocabulary.document)),
            "term": vocabulary.term,
            **{name: pa.array(values, type=pa.string()).take(entry) for name, values in columns.items()},
        },
    )
