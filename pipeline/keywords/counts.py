"""One edition's tokens as integers: one numbering of its distinct texts, and how often each stands in each message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.statistics.distinct import first_places

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

UNCOUNTED_KINDS = ("punctuation", "space")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The distinct token texts of an edition in sorted order, with kind and concept; numbered by place, from 0."""

    texts: list[str]
    kinds: list[str]
    concepts: list[str | None]


@dataclass(frozen=True, eq=False)
class Passages:
    """An edition's passages, numbered by place, from 0; arrays have one item a passage.

    ``document`` numbers ``document_ids``, ``message`` the messages; it is -1 for a passage that is none.
    """

    edition: str
    passage_ids: pa.StringArray
    document_ids: list[str]
    document: NDArray[np.int64]
    section: NDArray[np.int64]
    is_message: NDArray[np.bool_]

    @property
    def message(self) -> NDArray[np.int32]:
        import numpy as np

        return np.where(self.is_message, np.cumsum(self.is_message, dtype=np.int32) - np.int32(1), np.int32(-1))

    @property
    def n_messages(self) -> int:
        return int(self.is_message.sum())


@dataclass(frozen=True, eq=False)
class Tokens:
    """Every counted token of an edition: passage, span in the passage's text (code points), number in the vocabulary.

    Left out are repeats in brackets (``is_apposition``), punctuation and space.
    """

    passage: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    term: NDArray[np.int32]


NUMBERED = ("document_id", "passage_id", "start", "end", "term", "is_apposition")
"""The columns of the table tokens that ``number_tokens`` needs: a large edition is read without the others."""


def number_passages(edition: str, passages: pa.Table) -> Passages:
    """Number the rows of a passages table as they stand."""
    import numpy as np
    import pyarrow as pa

    documents = _whole(passages.column("document_id")).dictionary_encode()
    return Passages(
        edition=edition,
        passage_ids=_whole(passages.column("passage_id")).cast(pa.string()),
        document_ids=documents.dictionary.to_pylist(),
        document=documents.indices.to_numpy().astype(np.int64),
        section=passages.column("section_order").to_numpy(),
        is_message=_whole(passages.column("is_message")).to_numpy(zero_copy_only=False),
    )


def merge_vocabularies(vocabulary: pa.Table) -> tuple[Vocabulary, NDArray[np.int32]]:
    """The documents' vocabularies as one in sorted order, and the number in it of each row of ``vocabulary``."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    encoded = _whole(vocabulary.column("text")).dictionary_encode()
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    numbers = number[encoded.indices.to_numpy()]
    # Kind and concept follow from the text, so any document's row will do: the first.
    rows = vocabulary.take(pa.array(first_places(numbers, len(order))))
    merged = Vocabulary(*(rows.column(name).to_pylist() for name in ("text", "kind", "concept")))
    return merged, numbers


class TokenNumbers:
    """Replaces the documents' own numbers of terms by others, and passage ids by places in an edition's passages.

    ``number_of_row`` is the number that each row of the edition's ``vocabulary`` gets.
    """

    def __init__(self, vocabulary: pa.Table, passage_ids: pa.StringArray, number_of_row: NDArray[np.int32]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        documents, self._first_row = _document_rows(vocabulary)
        self._place_of_document = _numbered(documents)
        self._place_of_passage = _numbered(passage_ids)
        self._number_of_row = number_of_row
        is_uncounted = pc.is_in(_whole(vocabulary.column("kind")), value_set=pa.array(UNCOUNTED_KINDS))
        self._is_counted_row = ~is_uncounted.to_numpy(zero_copy_only=False)

    def number(self, tokens: pa.Table) -> tuple[Tokens, NDArray[np.bool_]]:
        """Some rows of the edition's tokens, those that are counted nowhere too, and which of all are counted."""
        import numpy as np

        if tokens.num_rows == 0:
            nothing = np.empty(0, dtype=np.int32)
            return Tokens(nothing, nothing, nothing, nothing), nothing.astype(np.bool_)
        row = self._first_row[_places(tokens.column("document_id"), self._place_of_document)]
        row += tokens.column("term").to_numpy()
        is_repeat = _whole(tokens.column("is_apposition")).to_numpy(zero_copy_only=False)
        every = Tokens(
            passage=_places(tokens.column("passage_id"), self._place_of_passage),
            start=tokens.column("start").to_numpy(),
            end=tokens.column("end").to_numpy(),
            term=self._number_of_row[row],
        )
        return every, self._is_counted_row[row] & ~is_repeat


def number_tokens(tokens: pa.Table, vocabulary: pa.Table, passages: pa.Table) -> tuple[Vocabulary, Tokens]:
    """Replace the documents' own term numbers by the edition's, and passage ids by places in ``passages``."""
    return number_parts([tokens], vocabulary, _whole(passages.column("passage_id")))


def number_parts(
    parts: Iterable[pa.Table], vocabulary: pa.Table, passage_ids: pa.StringArray
) -> tuple[Vocabulary, Tokens]:
    """The same for tokens that are read some documents at a time: those of an edition are never there as a table."""
    merged, number_of_row = merge_vocabularies(vocabulary)
    numbers = TokenNumbers(vocabulary, passage_ids, number_of_row)
    return merged, join_tokens(chosen_tokens(*numbers.number(part)) for part in parts)


def number_every_token(
    tokens: pa.Table, vocabulary: pa.Table, passages: pa.Table
) -> tuple[Vocabulary, Tokens, NDArray[np.bool_]]:
    """The same for the tokens that are counted nowhere too, and which of all are counted."""
    merged, number_of_row = merge_vocabularies(vocabulary)
    return merged, *TokenNumbers(vocabulary, _whole(passages.column("passage_id")), number_of_row).number(tokens)


def chosen_tokens(tokens: Tokens, is_chosen: NDArray[np.bool_]) -> Tokens:
    """Some of the tokens, in their order."""
    return Tokens(tokens.passage[is_chosen], tokens.start[is_chosen], tokens.end[is_chosen], tokens.term[is_chosen])


def join_tokens(parts: Iterable[Tokens]) -> Tokens:
    """The tokens of all parts, one after the other."""
    import numpy as np

    nothing = np.empty(0, dtype=np.int32)
    columns = [(nothing,) * 4, *((one.passage, one.start, one.end, one.term) for one in parts)]
    return Tokens(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def message_counts(passages: Passages, tokens: Tokens, n_terms: int) -> csr_array:
    """Messages × terms: how often each term of the vocabulary stands in each message; column numbers sorted."""
    import numpy as np
    from scipy.sparse import csr_array

    message = passages.message[tokens.passage]
    inside = message >= 0
    cells = (message[inside], tokens.term[inside])
    ones = np.ones(len(cells[0]), dtype=np.int32)
    counts = csr_array((ones, cells), shape=(passages.n_messages, n_terms))
    counts.sort_indices()
    return counts


def sum_rows(counts: csr_array, group: NDArray[np.int64], n_groups: int) -> csr_array:
    """Groups × terms: the rows of ``counts`` added up by the group (0 to ``n_groups`` - 1) of each row."""
    import numpy as np
    from scipy.sparse import csr_array

    n_rows = counts.shape[0]
    ones = np.ones(n_rows, dtype=counts.dtype)
    summed = csr_array((ones, (group, np.arange(n_rows))), shape=(n_groups, n_rows)) @ counts
    summed.sort_indices()
    return summed


def presence(counts: csr_array) -> csr_array:
    """1 wherever a count is stored; every stored count is above 0."""
    import numpy as np
    from scipy.sparse import csr_array

    return csr_array((np.ones_like(counts.data), counts.indices, counts.indptr), shape=counts.shape)


def _document_rows(vocabulary: pa.Table) -> tuple[pa.Array, NDArray[np.int64]]:
    """The documents of a vocabulary table in order of appearance, and the row at which each begins."""
    import numpy as np

    encoded = _whole(vocabulary.column("document_id")).dictionary_encode()
    document = encoded.indices.to_numpy()
    first_row = first_places(document, len(encoded.dictionary))
    expected = np.arange(len(document)) - first_row[document] if len(document) else document
    if not np.array_equal(vocabulary.column("term").to_numpy(), expected):
        message = "table vocabulary: a document's terms are not numbered 0, 1, 2 … in adjacent rows"
        raise ValueError(message)
    return encoded.dictionary, first_row


def _numbered(values: pa.Array) -> dict[str, int]:
    """The place of each value: Arrow would make such a table anew for every part of the tokens."""
    return {value: place for place, value in enumerate(values.to_pylist())}


def _places(column: pa.ChunkedArray, place_of: Mapping[str, int]) -> NDArray[np.int32]:
    """For each item of a dictionary-encoded column, its place among the values that ``place_of`` numbers."""
    import numpy as np

    encoded = column.unify_dictionaries().combine_chunks()
    place = np.array([place_of.get(value, -1) for value in encoded.dictionary.to_pylist()], dtype=np.int32)
    found: NDArray[np.int32] = place[encoded.indices.to_numpy()]
    if (found < 0).any():
        odd = encoded.dictionary[encoded.indices[int(np.argmin(found))].as_py()].as_py()
        message = f"table tokens names {odd}, which the table that it refers to does not hold"
        raise ValueError(message)
    return found


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array, whatever row groups it was read from."""
    return column.combine_chunks()
