"""Where concepts are mentioned: the spans behind every concept count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.columns import NESTED, OWN, TABLES
from pipeline.keywords.counts import Passages, Tokens, Vocabulary
from pipeline.keywords.wordings import Wordings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Mentions:
    """Mentions of concepts in one edition; arrays have one item a mention.

    ``concept`` numbers ``Wordings.concepts``, ``passage`` the edition's passages; ``start`` and ``end`` are the span of
    the wording in the passage's text, in code points; ``wording`` and ``inside`` number ``texts``.
    """

    texts: list[str]
    concept: NDArray[np.int64]
    passage: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    wording: NDArray[np.int64]
    inside: NDArray[np.int64]
    is_nested: NDArray[np.bool_]


def find_mentions(tokens: Tokens, vocabulary: Vocabulary, wordings: Wordings) -> Mentions:
    """Every mention in messages and other passages alike, by passage, start, end, concept.

    *Own*: the token is a wording of the concept (relation label, same or abbreviation). *Nested*: a wording of the
    concept stands strictly inside a token that is a wording of a different concept, 利益相关者 in 多利益相关者, or a
    term of the lexicon, 人权 in 人权尽职调查, where no rule says otherwise. Any other token holds no nested mention; a
    repeat in brackets (IGF after 互联网治理论坛) is no mention.
    """
    import numpy as np

    own = _own_rows(tokens, merged_concepts(vocabulary, wordings))
    texts, nested = _nested_rows(tokens, vocabulary, wordings)
    return _mentions(texts, np.concatenate([own, nested]))


def find_near_mentions(tokens: Tokens, vocabulary: Vocabulary, wordings: Wordings) -> Mentions:
    """Tokens that are a ``near`` wording of a concept: shown among its variants, part of no count of the concept."""
    import numpy as np

    near = [
        -1 if number is None or wordings.is_merged(text) else number
        for text, number in ((text, wordings.claimant(text)) for text in vocabulary.texts)
    ]
    return _mentions(vocabulary.texts, _own_rows(tokens, np.array(near, dtype=np.int64)))


def merged_concepts(vocabulary: Vocabulary, wordings: Wordings) -> NDArray[np.int64]:
    """For each term of the vocabulary the number of the concept that it counts for, -1 for none.

    That is the concept which the segmenter named, unless the term is only ``near`` it.
    """
    import numpy as np

    number = {concept.id: place for place, concept in enumerate(wordings.concepts)}
    merged = [
        -1 if concept is None or not wordings.is_merged(text) else number[concept]
        for text, concept in zip(vocabulary.texts, vocabulary.concepts, strict=True)
    ]
    return np.array(merged, dtype=np.int64)


def mentions_table(mentions: Mentions, passages: Passages, wordings: Wordings) -> pa.Table:
    """The ``mentions`` table of one edition, sorted by its key."""
    import numpy as np
    import pyarrow as pa

    texts = pa.array(mentions.texts, type=pa.string())
    ids = pa.array([concept.id for concept in wordings.concepts], type=pa.string())
    documents = pa.array(passages.document_ids, type=pa.string())
    table = tables.make(
        "mentions",
        {
            "concept": ids.take(pa.array(mentions.concept)),
            "document_id": documents.take(pa.array(passages.document[mentions.passage])),
            "passage_id": passages.passage_ids.take(pa.array(mentions.passage)),
            "is_message": passages.is_message[mentions.passage],
            "start": mentions.start,
            "end": mentions.end,
            "term": texts.take(pa.array(mentions.wording)),
            "form": pa.array([OWN, NESTED]).take(pa.array(mentions.is_nested.astype(np.int64))),
            "inside": texts.take(pa.array(mentions.inside)),
        },
    )
    return table.sort_by([(column, "ascending") for column in TABLES["mentions"].key])


def _mentions(texts: list[str], rows: NDArray[np.int64]) -> Mentions:
    """Mentions from rows of (passage, start, end, concept, wording, inside, is nested)."""
    import numpy as np

    order = np.lexsort(rows[:, 3::-1].T)
    passage, start, end, concept, wording, inside, is_nested = rows[order].T
    return Mentions(texts, concept, passage, start, end, wording, inside, is_nested.astype(bool))


def _own_rows(tokens: Tokens, concept_of_term: NDArray[np.int64]) -> NDArray[np.int64]:
    """A row for each token whose term counts for a concept; columns as in ``_mentions``."""
    import numpy as np

    concepts = concept_of_term[tokens.term]
    at = np.flatnonzero(concepts >= 0)
    passage, start, end, term = (of[at] for of in (tokens.passage, tokens.start, tokens.end, tokens.term))
    return np.column_stack([passage, start, end, concepts[at], term, term, np.zeros_like(passage)]).astype(np.int64)


def _nested_rows(tokens: Tokens, vocabulary: Vocabulary, wordings: Wordings) -> tuple[list[str], NDArray[np.int64]]:
    """A row for each wording inside a token, columns as in ``_mentions``; before them the texts that rows refer to.

    The texts are the vocabulary's, with the inner wordings that never stand alone appended.
    """
    import numpy as np

    found = [(term, inner) for term, text in enumerate(vocabulary.texts) for inner in wordings.inside(text)]
    number = {text: place for place, text in enumerate(vocabulary.texts)}
    for _, inner in found:
        number.setdefault(inner.wording, len(number))
    columns = [(term, one.concept, number[one.wording], one.start, one.end) for term, one in found]
    inner_term, concept, wording, start, end = np.array(columns, dtype=np.int64).reshape(-1, 5).T
    token, which = _match(tokens.term, inner_term, len(vocabulary.texts))
    at = tokens.start[token]
    rows = [tokens.passage[token], at + start[which], at + end[which], concept[which], wording[which]]
    return list(number), np.column_stack([*rows, tokens.term[token], np.ones_like(which)]).astype(np.int64)


def _match(
    terms: NDArray[np.int32], sought: NDArray[np.int64], n_terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a place in ``terms`` and a place in ``sought`` (sorted) that hold the same number below ``n_terms``."""
    import numpy as np

    # Looked up by number of the term: tokens are millions, and few of them match.
    first_of, n_of = sought.searchsorted(np.arange(n_terms)), np.bincount(sought, minlength=n_terms)
    matching = np.flatnonzero((n_of > 0)[terms])
    first, n_matches = first_of[terms[matching]], n_of[terms[matching]]
    places = np.repeat(matching, n_matches)
    step = np.arange(len(places)) - np.repeat(np.cumsum(n_matches) - n_matches, n_matches)
    return places, np.repeat(first, n_matches) + step
