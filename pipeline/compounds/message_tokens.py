"""The tokens of the messages of one edition after another, under one numbering of words for the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.counts import UNCOUNTED_KINDS, number_passages

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.compounds.term_words import TermWords
    from pipeline.tables import Partitions

_COLUMNS = ("document_id", "passage_id", "start", "end", "term", "is_apposition")
_TOKENS_AT_ONCE = 1 << 20
"""About so many tokens are looked at together, of whole documents: what is sorted stays small, and so does memory."""


@dataclass(frozen=True, eq=False)
class Words:
    """The distinct token texts of a corpus in sorted order, numbered by place; what each may be in a new term."""

    texts: pa.StringArray
    is_part: NDArray[np.bool_]
    may_begin: NDArray[np.bool_]
    may_end: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MessageTokens:
    """The counted tokens of an edition's messages in their order, one item a token; and the edition's passages.

    ``word`` numbers ``Words``, ``passage`` the rows of ``passages``, which has ``document_id``, ``passage_id`` and
    ``text``; ``document_of_passage`` numbers the edition's documents. ``follows``: nothing stands between the token and
    the one before it, no punctuation and no blank.
    """

    edition: str
    passages: pa.Table
    document_of_passage: NDArray[np.int32]
    word: NDArray[np.int32]
    passage: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    follows: NDArray[np.bool_]

    def blocks(self, at_once: int = _TOKENS_AT_ONCE) -> Iterator[slice]:
        """The tokens of some whole documents after another, ``at_once`` tokens or more in each block but the last."""
        import numpy as np

        document = self.document_of_passage[self.passage]
        borders = [*(np.flatnonzero(np.diff(document)) + 1).tolist(), len(document)]
        begin = 0
        for end in borders:
            if end - begin >= at_once or end == len(document):
                yield slice(begin, end)
                begin = end


class TokenSource:
    """Reads one edition at a time; the last one stays in memory, so that a corpus of one is read once."""

    def __init__(self, passages: Partitions, tokens: Partitions, vocabulary: Partitions, term_words: TermWords) -> None:
        self._passages = passages
        self._tokens = tokens
        self._vocabulary = vocabulary
        self.words = _number_words(vocabulary, term_words)
        self._last: MessageTokens | None = None

    def __iter__(self) -> Iterator[MessageTokens]:
        """Every edition that has tokens, in order of its id; may be asked for again and again."""
        for edition in self._tokens.editions:
            if self._last is None or self._last.edition != edition:
                self._last = None  # let go of one edition before the next is read
                self._last = self._read(edition)
            yield self._last

    def _read(self, edition: str) -> MessageTokens:
        import numpy as np

        rows = self._passages.edition(edition).select(
            ["document_id", "passage_id", "section_order", "is_message", "text"]
        )
        passages = number_passages(edition, rows)
        word_of = self._words_of_documents(edition)
        place = {passage_id: number for number, passage_id in enumerate(passages.passage_ids.to_pylist())}
        parts = [
            _counted(batch, place, passages.is_message, word_of) for batch in self._tokens.batches(edition, _COLUMNS)
        ]
        nothing = np.empty((4, 0), dtype=np.int32)
        passage, start, end, word = (np.concatenate(column) for column in zip(nothing, *parts, strict=True))
        follows = np.zeros(len(passage), dtype=bool)
        follows[1:] = (passage[1:] == passage[:-1]) & (start[1:] == end[:-1])
        return MessageTokens(
            edition=edition,
            passages=rows.select(["document_id", "passage_id", "text"]).combine_chunks(),
            document_of_passage=passages.document.astype(np.int32),
            word=word,
            passage=passage,
            start=start,
            end=end,
            follows=follows,
        )

    def _words_of_documents(self, edition: str) -> dict[str, NDArray[np.int32]]:
        """For each document the numbers of its vocabulary's words; -1 for punctuation and blanks: not counted."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        vocabulary = self._vocabulary.edition(edition).select(["document_id", "text", "kind"]).combine_chunks()
        number = pc.index_in(vocabulary.column("text"), value_set=self.words.texts).to_numpy().astype(np.int32)
        number[pc.is_in(vocabulary.column("kind"), value_set=pa.array(UNCOUNTED_KINDS)).to_numpy()] = -1
        documents = vocabulary.column("document_id").combine_chunks().dictionary_encode()
        borders = np.flatnonzero(np.diff(documents.indices.to_numpy())) + 1
        return dict(zip(documents.dictionary.to_pylist(), np.split(number, borders), strict=True))


def _counted(
    batch: pa.RecordBatch,
    place: Mapping[str, int],
    is_message: NDArray[np.bool_],
    word_of: Mapping[str, NDArray[np.int32]],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Passage, start, end and word of the tokens of messages that count."""
    import numpy as np

    passage_ids, document_ids = batch.column("passage_id"), batch.column("document_id")
    places = np.array([place[one] for one in passage_ids.dictionary.to_pylist()], dtype=np.int32)
    passage = places[passage_ids.indices.to_numpy()]
    vocabularies = [word_of[one] for one in document_ids.dictionary.to_pylist()]
    first = np.cumsum([0, *map(len, vocabularies)])[:-1]
    term = first[document_ids.indices.to_numpy()] + batch.column("term").to_numpy()
    word = np.concatenate(vocabularies)[term]
    is_repeat = batch.column("is_apposition").to_numpy(zero_copy_only=False)
    kept = is_message[passage] & ~is_repeat & (word >= 0)
    start, end = (batch.column(side).to_numpy()[kept] for side in ("start", "end"))
    return passage[kept], start, end, word[kept]


def _number_words(vocabulary: Partitions, term_words: TermWords) -> Words:
    import numpy as np
    import pyarrow as pa

    distinct = tables.make("vocabulary", []).select(["text", "kind"])
    for _, part in vocabulary:
        both = pa.concat_tables([distinct, part.select(["text", "kind"])])
        distinct = both.group_by(["text", "kind"]).aggregate([])
    ordered = distinct.sort_by("text").combine_chunks()
    texts, kinds = ordered.column("text").to_pylist(), ordered.column("kind").to_pylist()
    return Words(
        texts=pa.array(texts, pa.string()),
        is_part=np.array([term_words.may_be_part(*word) for word in zip(texts, kinds, strict=True)], dtype=bool),
        may_begin=np.array([term_words.may_begin(text) for text in texts], dtype=bool),
        may_end=np.array([term_words.may_end(text) for text in texts], dtype=bool),
    )
