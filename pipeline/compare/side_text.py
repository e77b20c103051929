"""The messages of one side of a comparison as counts: of words, and of classes of modal words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.counts import Passages, Tokens, Vocabulary, message_counts, number_passages, number_tokens
from pipeline.lexicon.modal_classes import CLASSES, NEGATED, NEGATION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class SideText:
    """Messages of some documents of an edition; arrays and lists have one item a message, in their order.

    ``document`` numbers ``document_ids``; ``sizes`` are characters; ``counts`` are messages × ``vocabulary``.
    """

    passage_ids: list[str]
    document_ids: list[str]
    document: NDArray[np.int64]
    section: NDArray[np.int64]
    sizes: NDArray[np.int64]
    vocabulary: Vocabulary
    counts: csr_array
    modals: Modals


@dataclass(frozen=True, eq=False)
class Modals:
    """Modal words in messages: for each its message, its class (a number of ``CLASSES``), and the words themselves."""

    message: NDArray[np.int64]
    of_class: NDArray[np.int64]
    words: list[str]

    def counts(self, n_messages: int) -> csr_array:
        """Messages × classes."""
        import numpy as np
        from scipy.sparse import csr_array

        ones = np.ones(len(self.message), dtype=np.int32)
        counts = csr_array((ones, (self.message, self.of_class)), shape=(n_messages, len(CLASSES)))
        counts.sum_duplicates()
        return counts


def side_text(
    edition: str,
    read: tuple[tables.Partitions, tables.Partitions, tables.Partitions],
    document_ids: Collection[str],
    modal_classes: Mapping[str, str],
) -> SideText:
    """Count the messages of these documents of an edition; ``read`` are passages, tokens and vocabulary."""
    import numpy as np
    import pyarrow.compute as pc

    passages, tokens, vocabulary = (
        tables.edition_rows(edition, name, table)
        for name, table in zip(("passages", "tokens", "vocabulary"), read, strict=True)
    )
    numbered = number_passages(edition, passages)
    merged, counted = number_tokens(tokens, vocabulary, passages)
    wanted = np.array([name in document_ids for name in numbered.document_ids], dtype=bool)
    at = np.flatnonzero(numbered.is_message & wanted[numbered.document])
    place = numbered.message[at]
    return SideText(
        passage_ids=numbered.passage_ids.take(at).to_pylist(),
        document_ids=numbered.document_ids,
        document=numbered.document[at],
        section=numbered.section[at],
        sizes=pc.utf8_length(passages.column("text")).to_numpy()[at].astype(np.int64),
        vocabulary=merged,
        counts=message_counts(numbered, counted, len(merged.texts))[place],
        modals=_modals(numbered, at, counted, merged, modal_classes),
    )


def _modals(
    passages: Passages, at: NDArray[np.int64], tokens: Tokens, vocabulary: Vocabulary, modal_classes: Mapping[str, str]
) -> Modals:
    """The modal words in the messages ``at``, each in the class that a negation right before it leaves it in."""
    import numpy as np

    number = {name: place for place, name in enumerate((*CLASSES, NEGATION))}
    of_term = np.array([number.get(modal_classes.get(text, ""), -1) for text in vocabulary.texts], dtype=np.int64)
    negated = np.array([number[NEGATED[name]] for name in CLASSES])
    found = of_term[tokens.term]
    follows = np.zeros(len(found), dtype=bool)
    follows[1:] = (
        (found[:-1] == number[NEGATION])
        & (tokens.end[:-1] == tokens.start[1:])
        & (tokens.passage[:-1] == tokens.passage[1:])
    )
    message = np.full(len(passages.is_message), -1, dtype=np.int64)
    message[at] = np.arange(len(at))
    is_modal = (found >= 0) & (found != number[NEGATION]) & (message[tokens.passage] >= 0)
    chosen = np.flatnonzero(is_modal)
    of_class = np.where(follows[chosen], negated[found[chosen]], found[chosen])
    words = [
        f"{vocabulary.texts[tokens.term[token - 1]]}{vocabulary.texts[tokens.term[token]]}"
        if follows[token]
        else vocabulary.texts[tokens.term[token]]
        for token in chosen.tolist()
    ]
    return Modals(message[tokens.passage[chosen]], of_class, words)
