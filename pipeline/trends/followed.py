"""What is followed over a series: messages with their characters, and terms, concepts and compounds counted in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keyness.messages import Messages, corpus_messages
from pipeline.keywords.units import COMPOUND, CONCEPT, TERM
from pipeline.trends.phrases import count_phrases, known_phrases

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keyness.units import Units
    from pipeline.tables import Partitions


@dataclass(frozen=True, eq=False)
class Followed:
    """Arrays and lists have one item a message, in the order of editions, or a unit; ``counts`` is messages × units."""

    messages: Messages
    n_characters: NDArray[np.int64]
    counts: csr_array
    names: list[str]
    kinds: list[str]
    concepts: list[str | None]


def follow(
    documents: Partitions,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    compounds: Partitions,
    units: Units,
) -> Followed:
    """Concepts with all their wordings, terms that are of none, and the candidate compounds of any edition."""
    import numpy as np
    from scipy.sparse import hstack

    messages = corpus_messages(documents, passages, tokens, vocabulary, units)
    of_level = np.flatnonzero(units.in_level[CONCEPT])
    names = [units.names[unit] for unit in of_level]
    concepts = [units.concept_ids[unit] for unit in of_level]
    phrases = known_phrases(compounds, names)
    counted = hstack([messages.counts[:, of_level], _phrase_counts(messages, passages, tokens, phrases)], format="csr")
    return Followed(
        messages,
        _lengths(messages, passages),
        counted,
        [*names, *phrases],
        [*(CONCEPT if concept else TERM for concept in concepts), *([COMPOUND] * len(phrases))],
        [*concepts, *([None] * len(phrases))],
    )


def _phrase_counts(messages: Messages, passages: Partitions, tokens: Partitions, phrases: list[str]) -> csr_array:
    from scipy.sparse import csr_array, vstack

    made = [csr_array((0, len(phrases)), dtype="int32")]
    for number, edition in enumerate(messages.editions):
        passage_ids = [messages.passage_ids[row] for row in (messages.edition == number).nonzero()[0]]
        spans = tokens.edition(edition, ["passage_id", "start", "end"])
        made.append(count_phrases(passages.edition(edition, ["passage_id", "text"]), spans, passage_ids, phrases))
    return vstack(made, format="csr")


def _lengths(messages: Messages, passages: Partitions) -> NDArray[np.int64]:
    """Characters of each message."""
    import numpy as np

    lengths = np.zeros(len(messages.passage_ids), dtype=np.int64)
    for edition in messages.editions:
        for row in passages.edition(edition, ["passage_id", "text"]).to_pylist():
            at = messages.row_of.get(row["passage_id"])
            if at is not None:
                lengths[at] = len(row["text"])
    return lengths
