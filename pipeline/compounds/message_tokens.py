"""The tokens of the messages of one edition after another, under one numbering of words for the whole corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.counts import NUMBERED, TokenNumbers, chosen_tokens, join_tokens, number_passages

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.compounds.term_words import TermWords
    from pipeline.tables import Partitions

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

        rows = self._passages.edition(edition, ["document_id", "passage_id", "section_order", "is_message", "text"])
        passages = number_passages(edition, rows)
        vocabulary = self._vocabulary.edition(edition, ["document_id", "term", "text", "kind"])
        numbers = TokenNumbers(vocabulary, passages.passage_ids, self._words_of(vocabulary))
        parts = (numbers.number(part) for part in self._tokens.parts(edition, NUMBERED))
        tokens = join_tokens(
            chosen_tokens(every, is_counted & passages.is_message[every.passage]) for every, is_counted in parts
        )
        passage, start, end = tokens.passage, tokens.start, tokens.end
        follows = np.zeros(len(passage), dtype=bool)
        follows[1:] = (passage[1:] == passage[:-1]) & (start[1:] == end[:-1])
        return MessageTokens(
            edition=edition,
            passages=rows.select(["document_id", "passage_id", "text"]).combine_chunks(),
            document_of_passage=passages.document.astype(np.int32),
            word=tokens.term,
            passage=passage,
            start=start,
            end=end,
            follows=follows,
        )

    def _words_of(self, vocabulary: pa.Table) -> NDArray[np.int32]:
        """The number in ``words`` of each row of an edition's vocabulary."""
        import pyarrow.compute as pc

        texts = vocabulary.column("text").combine_chunks()
        number: NDArray[np.int32] = pc.index_in(texts, value_set=self.words.texts).to_numpy()
        return number


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
