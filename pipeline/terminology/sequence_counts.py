"""Counts of sequences of adjacent words over the messages of a corpus, one edition in memory at a time.

Two sweeps over the editions. The first finds the sequences that some document repeats (``repeated_sequences``): every
part of such a sequence is repeated there too, so longer ones are sought among those alone. The second counts these
everywhere (``count_sequences``). So the counts are exact, whatever the order of editions and documents, and memory is
bounded by one edition, the repeated sequences and the words seen beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.statistics.branching import branching_entropy
from pipeline.terminology.sequences import Sequences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.terminology.message_tokens import MessageTokens, Words


@dataclass(frozen=True, eq=False)
class SequenceCounts:
    """What is known of the sequences of one length, one item a sequence; entropies in bits."""

    n_occurrences: NDArray[np.int64]
    n_messages: NDArray[np.int64]
    n_documents: NDArray[np.int64]
    left_entropy: NDArray[np.float64]
    right_entropy: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CorpusCounts:
    """Counts of single words by number, and of longer sequences by length; ``n_words`` are all counted words."""

    words: NDArray[np.int64]
    sequences: dict[int, SequenceCounts]

    @property
    def n_words(self) -> int:
        return int(self.words.sum())


def repeated_sequences(
    editions: Iterable[MessageTokens], words: Words, max_words: int, min_in_document: int
) -> Sequences:
    """Sequences of 2 to ``max_words`` adjacent words that stand in some document ``min_in_document`` times or more.

    Every word of them may be part of a term: no stop word, number or address is inside.
    """
    import numpy as np

    found = Sequences(len(words.texts), [np.empty(0, dtype=np.int64)] * (max_words - 1))
    for tokens in editions:
        found = found.union(_repeated_in_edition(tokens, words, max_words, min_in_document))
    return found


def _repeated_in_edition(tokens: MessageTokens, words: Words, max_words: int, min_in_document: int) -> Sequences:
    import numpy as np

    n_terms = len(words.texts)
    number = np.where(words.is_part[tokens.word], tokens.word, -1)
    levels: list[NDArray[np.int64]] = []
    for length in range(2, max_words + 1):
        at = _beginnings(tokens, number, length)
        keys, index = np.unique(number[at] * n_terms + tokens.word[at + length - 1], return_inverse=True)
        is_repeated = _is_repeated(index, tokens.document[at], len(keys), min_in_document)
        levels.append(keys[is_repeated])
        number = np.full(len(number), -1)
        number[at] = np.where(is_repeated, np.cumsum(is_repeated) - 1, -1)[index]
    return Sequences(n_terms, levels)


def _beginnings(tokens: MessageTokens, number: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Places where a sequence of ``length`` may begin: two that are one shorter begin there and one word later."""
    import numpy as np

    return np.flatnonzero((number[:-1] >= 0) & (number[1:] >= 0) & tokens.follows[1:])


def _is_repeated(
    sequence: NDArray[np.int64], document: NDArray[np.int64], n_sequences: int, least: int
) -> NDArray[np.bool_]:
    """Whether any document holds a sequence so often; ``sequence`` and ``document`` have one item an occurrence."""
    import numpy as np

    often = np.bincount(sequence, minlength=n_sequences)[sequence] >= least
    n_documents = int(document.max(initial=0)) + 1
    pairs, n = np.unique(sequence[often] * n_documents + document[often], return_counts=True)
    is_repeated = np.zeros(n_sequences, dtype=bool)
    is_repeated[pairs[n >= least] // n_documents] = True
    return is_repeated


def count_sequences(editions: Iterable[MessageTokens], sequences: Sequences) -> CorpusCounts:
    """Count the sequences in all editions, with the words that stand beside them."""
    import numpy as np

    words = np.zeros(sequences.n_terms, dtype=np.int64)
    tallies = {length: _Tally(sequences.size(length), sequences.n_terms) for length in sequences.lengths}
    for tokens in editions:
        words += np.bincount(tokens.word, minlength=len(words))
        for length, at, number in places(tokens, sequences):
            tallies[length].add(tokens, at, length, number)
    return CorpusCounts(words, {length: tally.counts() for length, tally in tallies.items()})


def places(tokens: MessageTokens, sequences: Sequences) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
    """For each length: the tokens at which a sequence of the set begins, and its number."""
    import numpy as np

    at = np.flatnonzero(sequences.begin_with()[tokens.word])
    number = tokens.word[at]
    for length in sequences.lengths:
        last = at + length - 1
        fits = np.append(tokens.follows, np.zeros(length, dtype=bool))[last]
        at, number, last = at[fits], number[fits], last[fits]
        number = sequences.extend(length, number, tokens.word[last])
        at, number = at[number >= 0], number[number >= 0]
        yield length, at, number


class _Tally:
    """Adds up the counts of the sequences of one length over editions."""

    def __init__(self, n_sequences: int, n_terms: int) -> None:
        import numpy as np

        self._n_occurrences, self._n_messages, self._n_documents = np.zeros((3, n_sequences), dtype=np.int64)
        self._neighbours = (_Neighbours(n_sequences, n_terms), _Neighbours(n_sequences, n_terms))

    def add(self, tokens: MessageTokens, at: NDArray[np.int64], length: int, number: NDArray[np.int64]) -> None:
        import numpy as np

        n_sequences = len(self._n_occurrences)
        by_sequence = np.argsort(number, kind="stable")
        number, at = number[by_sequence], at[by_sequence]
        self._n_occurrences += np.bincount(number, minlength=n_sequences)
        self._n_messages += _n_distinct(number, tokens.message[at], n_sequences)
        self._n_documents += _n_distinct(number, tokens.document[at], n_sequences)
        left, right = self._neighbours
        left.add(number, at - 1, tokens.follows[at], tokens.word)
        after = at + length
        is_followed = np.append(tokens.follows, False)[after]
        right.add(number, after, is_followed, tokens.word)

    def counts(self) -> SequenceCounts:
        left, right = (side.entropy() for side in self._neighbours)
        return SequenceCounts(self._n_occurrences, self._n_messages, self._n_documents, left, right)


def _n_distinct(sequence: NDArray[np.int64], group: NDArray[np.int64], n_sequences: int) -> NDArray[np.int64]:
    """In how many groups (messages, documents) each sequence occurs; one item an occurrence, sorted by both."""
    import numpy as np

    is_first = np.ones(len(sequence), dtype=bool)
    is_first[1:] = (sequence[1:] != sequence[:-1]) | (group[1:] != group[:-1])
    return np.bincount(sequence[is_first], minlength=n_sequences)


class _Neighbours:
    """The words on one side of sequences, with how often each stands there."""

    def __init__(self, n_sequences: int, n_terms: int) -> None:
        import numpy as np

        self._n_terms = n_terms
        self._pairs = np.empty(0, dtype=np.int64)  # sequence · n_terms + neighbour, sorted
        self._n = np.empty(0, dtype=np.int64)
        self._n_at_border = np.zeros(n_sequences, dtype=np.int64)

    def add(
        self,
        number: NDArray[np.int64],
        beside: NDArray[np.int64],
        has_neighbour: NDArray[np.bool_],
        word: NDArray[np.int64],
    ) -> None:
        """``beside``: place of the neighbouring token, where there is one."""
        import numpy as np

        self._n_at_border += np.bincount(number[~has_neighbour], minlength=len(self._n_at_border))
        pairs, n = np.unique(number[has_neighbour] * self._n_terms + word[beside[has_neighbour]], return_counts=True)
        union, place = np.unique(np.concatenate([self._pairs, pairs]), return_inverse=True)
        self._n = np.bincount(place, weights=np.concatenate([self._n, n]), minlength=len(union)).astype(np.int64)
        self._pairs = union

    def entropy(self) -> NDArray[np.float64]:
        return branching_entropy(self._pairs // self._n_terms, self._n, self._n_at_border)
