"""Segment: cut passages into words with jieba and the domain lexicon; tokens are spans of the passage text."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline import tables
from pipeline.lexicon.match import Matcher
from pipeline.lexicon.model import MERGED_RELATIONS, Concept, Term
from pipeline.segment.apposition import mark_appositions
from pipeline.segment.engine import load_engine
from pipeline.segment.kinds import kinds_of
from pipeline.segment.sentences import number_sentences
from pipeline.segment.whole import Cut, WholeSegmenter
from pipeline.stages import Made

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import SegmentSettings

T = TypeVar("T")


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
    merged = _merged(_Same(concepts))
    segmenter = _segmenter(_Same(concepts), _Same(terms), _Same(settings))
    # By way of NumPy, which makes the strings ten times as fast as ``to_pylist``.
    cut = segmenter.cut(passages.column("text").combine_chunks().to_numpy(zero_copy_only=False).tolist())
    texts, number = _sorted_vocabulary(cut)
    document_id = passages.column("document_id")[0].as_py()
    return Made(
        tables={
            "tokens": _token_table(document_id, passages, cut, number, merged),
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


class _Same(Generic[T]):
    """Stands for a value in a cache that is to ask whether it is the same one, since comparing takes a while."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value


@functools.lru_cache(maxsize=1)
def _merged(concepts: _Same[tuple[Concept, ...]]) -> dict[str, str]:
    return merged_wordings(concepts.value)


@functools.lru_cache(maxsize=1)
def _segmenter(
    concepts: _Same[tuple[Concept, ...]], terms: _Same[tuple[Term, ...]], settings: _Same[SegmentSettings]
) -> WholeSegmenter:
    """Kept from one document to the next: reading the dictionary takes longer than cutting a message."""
    words: dict[str, int | None] = {variant.text: None for concept in concepts.value for variant in concept.variants}
    words |= {term.text: term.frequency for term in terms.value}
    engine = load_engine(words.items(), settings.value)
    return WholeSegmenter(Matcher(words), engine, settings.value.max_run)


def _sorted_vocabulary(cut: Cut) -> tuple[list[str], NDArray[np.int32]]:
    """The texts that tokens have, sorted, and for each number in the cut its number among them."""
    import numpy as np

    is_used = np.bincount(cut.term, minlength=len(cut.numbers)) > 0
    texts = sorted(compress(cut.numbers, is_used.tolist()))
    number = np.empty(len(cut.numbers), dtype=np.int32)
    number[[cut.numbers[text] for text in texts]] = np.arange(len(texts), dtype=np.int32)
    return texts, number


def _token_table(
    document_id: str, passages: pa.Table, cut: Cut, number: NDArray[np.int32], merged: Mapping[str, str]
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    n_rows = len(cut.term)
    start = np.concatenate([[0], cut.end[:-1]])
    begin = np.repeat(start[np.minimum(np.cumsum(cut.n_tokens) - cut.n_tokens, n_rows - 1)], cut.n_tokens)
    passage = np.repeat(np.arange(passages.num_rows, dtype=np.int32), cut.n_tokens)
    return tables.make(
        "tokens",
        {
            "document_id": pa.DictionaryArray.from_arrays(np.zeros(n_rows, dtype=np.int32), pa.array([document_id])),
            "passage_id": pa.DictionaryArray.from_arrays(passage, passages.column("passage_id").combine_chunks()),
            "sentence": number_sentences(cut),
            "start": (start - begin).astype(np.int32),
            "end": (cut.end - begin).astype(np.int32),
            "term": number[cut.term],
            "is_apposition": mark_appositions(cut, merged),
        },
    )


def _vocabulary(document_id: str, texts: Sequence[str], merged: Mapping[str, str]) -> pa.Table:
    import numpy as np

    return tables.make(
        "vocabulary",
        {
            "document_id": document_id,
            "term": np.arange(len(texts), dtype=np.int32),
            "text": texts,
            "kind": kinds_of(texts),
            "concept": list(map(merged.get, texts)),
        },
    )
