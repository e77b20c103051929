"""Which messages mention which concepts, and where two concepts are mentioned by nothing but the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.collocations.message_words import MessageWords
from pipeline.statistics.distinct import distinct

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


class Incidence(NamedTuple):
    """Concepts by messages: one item a concept and message that mentions it, own or nested."""

    concepts: list[str]
    message: NDArray[np.int64]
    concept: NDArray[np.int64]
    n_messages: int
    same_words: NDArray[np.int64]
    """Where a message mentions two concepts in exactly the same tokens: rows of message, lower and higher concept."""

    @property
    def n_same_words(self) -> NDArray[np.int64]:
        """Concepts × concepts: messages that mention both in exactly the same tokens."""
        import numpy as np

        same = np.zeros((len(self.concepts), len(self.concepts)), dtype=np.int64)
        np.add.at(same, (self.same_words[:, 1], self.same_words[:, 2]), 1)
        return same + same.T

    def n_together(self, message: NDArray[np.int64]) -> NDArray[np.int64]:
        """Concepts × concepts: messages that mention both; ``message`` may be another one for each item."""
        import numpy as np
        from scipy.sparse import csr_array

        shape = (self.n_messages, len(self.concepts))
        held = csr_array((np.ones(len(message), dtype=np.int64), (message, self.concept)), shape=shape)
        together: NDArray[np.int64] = (held.T @ held).toarray()
        return together


def concept_incidence(mentions: pa.Table, words: MessageWords) -> Incidence:
    """The mentions of one edition in its messages; concepts are in order of id.

    互联网治理 mentions both 互联网治理 and 互联网, nested in it. Where a message mentions two concepts in the same
    tokens and in no others, one word was written, however often, and two were counted: no co-occurrence.
    """
    import numpy as np
    import pyarrow as pa

    mentions = mentions.filter(mentions.column("is_message"))
    ids = mentions.column("concept").combine_chunks().dictionary_encode()
    concepts = sorted(ids.dictionary.to_pylist())
    number = np.array([concepts.index(one) for one in ids.dictionary.to_pylist()], dtype=np.int64)
    concept = number[ids.indices.to_numpy()] if len(ids) else np.empty(0, dtype=np.int64)
    message = _messages(mentions.column("passage_id"), words.message_ids.cast(pa.string()))
    token = _tokens(message, mentions.column("start").to_numpy(), words)
    n = max(len(concepts), 1)
    cells = distinct(message * n + concept)
    same = _in_the_same_words(token, concept, words.message, n)
    return Incidence(concepts, cells // n, cells % n, words.n_messages, same)


def _messages(passage_ids: pa.ChunkedArray, message_ids: pa.Array) -> NDArray[np.int64]:
    import numpy as np
    import pyarrow.compute as pc

    places: NDArray[np.int64] = pc.index_in(passage_ids.combine_chunks(), value_set=message_ids).to_numpy()
    return places.astype(np.int64)


def _tokens(message: NDArray[np.int64], start: NDArray[np.int32], words: MessageWords) -> NDArray[np.int64]:
    """The word that each mention stands in: the last of its message that begins no later."""
    import numpy as np

    longest = int(words.end.max(initial=0)) + 1
    begins = words.message * longest + words.start
    return np.searchsorted(begins, message * longest + start, side="right") - 1


def _in_the_same_words(
    token: NDArray[np.int64], concept: NDArray[np.int64], message_of_token: NDArray[np.int64], n: int
) -> NDArray[np.int64]:
    """Where the sets of tokens that mention two concepts in a message are equal: rows of message, lower, higher.

    Two sets are equal where they share as many tokens as either has; only a token with two mentions can be shared.
    """
    import numpy as np

    held = distinct(token * n + concept)  # a concept once a token, however often it is nested there
    token, concept = held // n, held % n
    cell = message_of_token[token] * n + concept
    cells, n_tokens = np.unique(cell, return_counts=True)
    first, second = _side_by_side(token)
    pairs, n_shared = np.unique(cell[first] * n + concept[second], return_counts=True)
    one, other = pairs // n, pairs // n // n * n + pairs % n
    is_same = (n_tokens[np.searchsorted(cells, one)] == n_shared) & (
        n_tokens[np.searchsorted(cells, other)] == n_shared
    )
    rows: NDArray[np.int64] = np.column_stack([one // n, one % n, other % n])[is_same]
    return rows


def _side_by_side(token: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of each two mentions that one token holds; ``token`` is sorted."""
    import numpy as np

    firsts, steps = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    step = 1
    while len(first := np.flatnonzero(token[step:] == token[:-step])):
        firsts.append(first)
        steps.append(first + step)
        step += 1
    return np.concatenate(firsts), np.concatenate(steps)
