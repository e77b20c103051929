"""Where the lexicon's wordings stand in a text, and what the final tokens made of each.

Told from text and tokens alone; the segmenter is not asked, so that this is a check on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.lexicon.match import Matcher

WHOLE, INSIDE, ACROSS, SPLIT = range(4)
OUTCOMES = ("whole", "inside", "across", "split")


@dataclass(frozen=True, eq=False)
class Document:
    """One document's passages as one stretch of text and one row of tokens that tiles it.

    ``passage_start`` has one item a passage and one more, ``token_start`` one a token and one more: where each begins
    in the stretch (code points), and last where the stretch ends. ``term`` numbers ``texts`` and ``kinds``, the
    document's vocabulary.
    """

    document_id: str
    passage_ids: Sequence[str]
    passage_texts: Sequence[str]
    is_message: NDArray[np.bool_]
    passage_start: NDArray[np.int64]
    token_start: NDArray[np.int64]
    term: NDArray[np.int32]
    is_apposition: NDArray[np.bool_]
    texts: Sequence[str]
    kinds: Sequence[str]


@dataclass(frozen=True, eq=False)
class Occurrences:
    """Every place of a document where a wording stands; arrays have one item an occurrence, in the order of the text.

    ``entry`` numbers the wordings, ``passage`` the document's passages; ``start`` and ``end`` are offsets in the
    document's stretch of text, ``first`` and ``last`` its tokens that share a character with the span; ``outcome`` is
    WHOLE, INSIDE, ACROSS or SPLIT.
    """

    entry: NDArray[np.int64]
    passage: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    outcome: NDArray[np.int64]


def read_documents(passages: pa.Table, tokens: pa.Table, vocabulary: pa.Table) -> Iterator[Document]:
    """An edition's documents, one at a time. Raises ``ValueError`` where the tokens do not tile the passages: a bug."""
    tokens_of, vocabulary_of = _by_document(tokens), _by_document(vocabulary)
    for document_id, rows in _by_document(passages).items():
        if document_id in tokens_of:
            yield _document(document_id, rows, tokens_of[document_id], vocabulary_of[document_id])


def find_occurrences(document: Document, matcher: Matcher, number: Mapping[str, int]) -> Occurrences:
    """Every occurrence of every wording with its outcome; every position counts at which a wording begins.

    So 协商协商 stands twice in 协商协商协商. ``number``: wording → its number. What ``matcher`` finds is an
    occurrence: a wording that begins or ends in a Latin letter or digit stands as a whole word only.
    """
    import numpy as np

    columns = np.fromiter(
        (cell for row in _spans(document.passage_texts, matcher, number) for cell in row), dtype=np.int64
    ).reshape(-1, 4)
    entry, passage, start, end = columns.T
    base = document.passage_start[passage]
    return _judge(document, entry, passage, base + start, base + end)


def _spans(texts: Iterable[str], matcher: Matcher, number: Mapping[str, int]) -> Iterator[tuple[int, int, int, int]]:
    for passage, text in enumerate(texts):
        for start, end in matcher.spans(text):
            yield number[text[start:end]], passage, start, end


def _judge(
    document: Document,
    entry: NDArray[np.int64],
    passage: NDArray[np.int64],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> Occurrences:
    """Whole: one token is the span. Inside: one token has it and more. Of several tokens, across: one of the two outer
    ones reaches over its edge; split: none does."""
    import numpy as np

    first = np.searchsorted(document.token_start, start, side="right") - 1
    last = np.searchsorted(document.token_start, end, side="left") - 1
    is_one = first == last
    fits = (document.token_start[first] == start) & (document.token_start[last + 1] == end)
    outcome = np.where(is_one, np.where(fits, WHOLE, INSIDE), np.where(fits, SPLIT, ACROSS))
    return Occurrences(entry, passage, start, end, first, last, outcome)


def _document(document_id: str, passages: pa.Table, tokens: pa.Table, vocabulary: pa.Table) -> Document:
    import numpy as np

    texts = passages.column("text").to_pylist()
    passage_start = np.concatenate([[0], np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))])
    start, end = (tokens.column(name).to_numpy().astype(np.int64) for name in ("start", "end"))
    token_start = np.concatenate([[0], np.cumsum(end - start)])
    # Of passages that begin at the same place all but the last are empty.
    passage = np.searchsorted(passage_start, token_start[:-1], side="right") - 1
    if token_start[-1] != passage_start[-1] or not np.array_equal(token_start[:-1] - passage_start[passage], start):
        message = f"tables passages and tokens differ: the tokens of {document_id} do not tile its passages in order"
        raise ValueError(message)
    return Document(
        document_id=document_id,
        passage_ids=passages.column("passage_id").to_pylist(),
        passage_texts=texts,
        is_message=passages.column("is_message").combine_chunks().to_numpy(zero_copy_only=False),
        passage_start=passage_start,
        token_start=token_start,
        term=tokens.column("term").to_numpy(),
        is_apposition=tokens.column("is_apposition").combine_chunks().to_numpy(zero_copy_only=False),
        texts=vocabulary.column("text").to_pylist(),
        kinds=vocabulary.column("kind").to_pylist(),
    )


def _by_document(table: pa.Table) -> dict[str, pa.Table]:
    """The rows of each document, which stand together; in order of appearance."""
    import numpy as np
    import pyarrow as pa

    if table.num_rows == 0:
        return {}
    column = table.column("document_id")
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    encoded = column.combine_chunks()
    if not pa.types.is_dictionary(encoded.type):
        encoded = encoded.dictionary_encode()
    number = encoded.indices.to_numpy()
    first = np.concatenate([[0], np.flatnonzero(np.diff(number)) + 1, [len(number)]])
    return {
        encoded.dictionary[int(number[begin])].as_py(): table.slice(begin, stop - begin)
        for begin, stop in zip(first[:-1].tolist(), first[1:].tolist(), strict=True)
    }
