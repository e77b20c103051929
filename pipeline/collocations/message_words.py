"""One edition's messages as a line of words, each with its unit, its sentence and its message."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keywords.counts import Passages, Vocabulary, number_every_token, number_passages
from pipeline.keywords.mentions import merged_concepts
from pipeline.keywords.roles import OTHER
from pipeline.keywords.units import Units, concept_units
from pipeline.keywords.wordings import Wordings

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class MessageWords:
    """Every word of an edition's messages in reading order; repeats in brackets, punctuation and space are no words.

    Arrays have one item a word: ``message`` numbers ``message_ids``; ``sentence`` counts through the edition;
    ``start`` and ``end`` are its span in the passage's text, in code points; ``term`` numbers ``vocabulary``, whose
    ``roles`` say which list each text stands on; ``unit`` numbers ``units``, -1 for a word that is none.
    """

    edition: str
    passages: Passages
    vocabulary: Vocabulary
    roles: Sequence[str]
    units: Units
    message: NDArray[np.int64]
    sentence: NDArray[np.int64]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    term: NDArray[np.int32]

    @property
    def unit(self) -> NDArray[np.int64]:
        return self.units.unit_of_term[self.term]

    @property
    def n_messages(self) -> int:
        return self.passages.n_messages

    @property
    def n_sentences(self) -> int:
        """Sentences of messages that have a word."""
        return int(self.sentence[-1]) + 1 if len(self.sentence) else 0

    @property
    def message_ids(self) -> pa.Array:
        """Passage ids of the messages, in their order."""
        import numpy as np
        import pyarrow as pa

        return self.passages.passage_ids.take(pa.array(np.flatnonzero(self.passages.is_message)))

    @property
    def document(self) -> NDArray[np.int64]:
        """For each message the number of its document."""
        return self.passages.document[self.passages.is_message]


def message_words(
    edition: str,
    passages_table: pa.Table,
    tokens_table: pa.Table,
    vocabulary_table: pa.Table,
    terms: pa.Table,
    wordings: Wordings,
    unranked: Collection[str],
) -> MessageWords:
    """The words of one edition; units are those of the keywords: concepts with all their wordings, other content terms.

    ``terms`` says which list a text stands on; ``unranked`` are stop words and modals.
    """
    import numpy as np

    passages = number_passages(edition, passages_table)
    vocabulary, every, is_word = number_every_token(tokens_table, vocabulary_table, passages_table)
    at = np.flatnonzero(is_word & passages.is_message[every.passage]) if len(is_word) else np.empty(0, dtype=np.int64)
    passage = every.passage[at]
    roles = _roles(vocabulary, terms)
    units = concept_units(vocabulary, roles, merged_concepts(vocabulary, wordings), wordings.concepts, unranked)
    return MessageWords(
        edition=edition,
        passages=passages,
        vocabulary=vocabulary,
        roles=roles,
        units=units,
        message=passages.message[passage].astype(np.int64),
        sentence=_count_sentences(passage.astype(np.int64), tokens_table.column("sentence").to_numpy()[at]),
        start=every.start[at],
        end=every.end[at],
        term=every.term[at],
    )


def _roles(vocabulary: Vocabulary, terms: pa.Table) -> list[str]:
    """The list of each text of the vocabulary; a text of headings and notes alone stands on none that counts here."""
    import pyarrow as pa
    import pyarrow.compute as pc

    place = pc.index_in(pa.array(vocabulary.texts, type=pa.string()), value_set=terms.column("term").combine_chunks())
    roles: list[str] = terms.column("list").take(place).fill_null(OTHER).to_pylist()
    return roles


def _count_sentences(passage: NDArray[np.int64], sentence: NDArray[np.int32]) -> NDArray[np.int64]:
    """Number the sentences from 0 through all passages; words of one stand together."""
    import numpy as np

    if not len(passage):
        return np.empty(0, dtype=np.int64)
    is_new = (np.diff(passage) != 0) | (np.diff(sentence) != 0)
    return np.concatenate([[0], np.cumsum(is_new)]).astype(np.int64)
