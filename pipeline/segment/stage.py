"""Segment: cut passages into words with jieba and the domain lexicon; tokens are spans of the passage text."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.model import MERGED_RELATIONS, Concept, Term
from pipeline.segment.apposition import appositions
from pipeline.segment.engine import JiebaEngine
from pipeline.segment.kinds import kind_of
from pipeline.segment.spans import Segmenter
from pipeline.stages import Made

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from pipeline.settings import SegmentSettings


def segment(
    *, passages: pa.Table, concepts: tuple[Concept, ...], terms: tuple[Term, ...], settings: SegmentSettings
) -> Made:
    """One document's passages as tokens and the vocabulary that numbers them.

    The tokens of a passage tile its text: punctuation and blanks are tokens too. Term numbers are local to the
    document, in sorted order of the texts. A vocabulary entry names a concept only where the wording is merged into
    it (label, same, abbreviation); tokens that repeat a concept in brackets are marked: they are no second mention.
    """
    if passages.num_rows == 0:
        return Made(tables={"tokens": tables.make("tokens", []), "vocabulary": tables.make("vocabulary", [])})
    segmenter, merged = _segmenter(concepts, terms, settings), merged_wordings(concepts)
    cut = [segmenter.tokens(text) for text in passages.column("text").to_pylist()]
    repeated = [appositions(tokens, merged) for tokens in cut]
    texts = sorted({token for tokens in cut for token in tokens})
    document_id = passages.column("document_id")[0].as_py()
    return Made(
        tables={
            "tokens": _token_table(passages, cut, texts, repeated),
            "vocabulary": _vocabulary(document_id, texts, merged),
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
def _segmenter(concepts: tuple[Concept, ...], terms: tuple[Term, ...], settings: SegmentSettings) -> Segmenter:
    """Kept from one document to the next: reading the dictionary takes longer than cutting a message."""
    words: dict[str, int | None] = {variant.text: None for concept in concepts for variant in concept.variants}
    words |= {term.text: term.frequency for term in terms}
    return Segmenter(Matcher(words), JiebaEngine(words.items(), settings), settings.max_run)


def _token_table(
    passages: pa.Table, cut: Sequence[Sequence[str]], texts: Sequence[str], repeated: Sequence[Sequence[int]]
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    number = {text: term for term, text in enumerate(texts)}
    n_tokens = np.array([len(tokens) for tokens in cut])
    first = np.cumsum(n_tokens) - n_tokens
    term = np.fromiter((number[token] for tokens in cut for token in tokens), np.int32, count=int(n_tokens.sum()))
    length = np.array([len(text) for text in texts], dtype=np.int64)[term]
    end_in_document = np.cumsum(length)
    begin = np.concatenate([[0], end_in_document])[first]
    end = end_in_document - np.repeat(begin, n_tokens)
    is_apposition = np.zeros(len(term), dtype=bool)
    is_apposition[[start + index for start, indices in zip(first, repeated, strict=True) for index in indices]] = True
    return tables.make(
        "tokens",
        {
            "document_id": _repeat(passages.column("document_id"), n_tokens),
            "passage_id": _repeat(passages.column("passage_id"), n_tokens),
            "start": (end - length).astype(np.int32),
            "end": end.astype(np.int32),
            "term": term,
            "is_apposition": pa.array(is_apposition),
        },
    )


def _repeat(ids: pa.ChunkedArray, n_tokens: npt.NDArray[np.int64]) -> pa.DictionaryArray:
    """A passage's id for each of its tokens, as numbers into the distinct ids."""
    import numpy as np

    encoded = ids.combine_chunks().dictionary_encode()
    indices = np.repeat(encoded.indices.to_numpy(), n_tokens).astype(np.int32)
    return type(encoded).from_arrays(indices, encoded.dictionary)


def _vocabulary(document_id: str, texts: Sequence[str], merged: Mapping[str, str]) -> pa.Table:
    return tables.make(
        "vocabulary",
        {
            "document_id": [document_id] * len(texts),
            "term": list(range(len(texts))),
            "text": texts,
            "kind": [kind_of(text) for text in texts],
            "concept": [merged.get(text) for text in texts],
        },
    )
