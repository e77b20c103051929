"""Where sequences of adjacent words stand in the messages of a corpus, how often, and what stands beside them.

Counts are exact, whatever the order of editions and documents; one edition is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

from pipeline.statistics.branching import branching_entropy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.compounds.message_tokens import MessageTokens
    from pipeline.compounds.sequences import Sequences


class Places(NamedTuple):
    """Occurrences of the sequences of one length: the tokens at which they begin, and the sequences' numbers."""

    length: int
    at: NDArray[np.int32]
    number: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class CorpusCounts:
    """Occurrences of single words by number, and of longer sequences by length and number."""

    words: NDArray[np.int64]
    sequences: Mapping[int, NDArray[np.int64]]

    @property
    def n_words(self) -> int:
        """All counted words."""
        return int(self.words.sum())


@dataclass(frozen=True, eq=False)
class Spread:
    """Over what the chosen sequences of one length are spread, one item a sequence; entropies in bits."""

    n_messages: NDArray[np.int64]
    n_documents: NDArray[np.int64]
    left_entropy: NDArray[np.float64]
    right_entropy: NDArray[np.float64]

    @classmethod
    def of_all(cls, spreads: Iterable[Spread]) -> Spread:
        """Several one after the other."""
        import numpy as np

        parts = list(spreads)
        return cls(*(np.concatenate([getattr(one, field.name) for one in parts]) for field in fields(cls)))

    @property
    def freedom(self) -> NDArray[np.float64]:
        """The lower of the two branching entropies: a term is free on both sides."""
        import numpy as np

        return np.minimum(self.left_entropy, self.right_entropy)

    def round(self, decimals: int) -> Spread:
        """The same with the entropies rounded."""
        import numpy as np

        left, right = (np.round(side, decimals) for side in (self.left_entropy, self.right_entropy))
        return Spread(self.n_messages, self.n_documents, left, right)

    def take(self, kept: NDArray[np.int64] | NDArray[np.bool_]) -> Spread:
        return Spread(*(getattr(self, field.name)[kept] for field in fields(self)))


def find_places(tokens: MessageTokens, sequences: Sequences) -> list[Places]:
    """Every place in an edition where one of the sequences stands, by length, in the order of the text."""
    import numpy as np

    by_length = zip(*(_places_in(tokens, block, sequences) for block in tokens.blocks()), strict=True)
    return [
        Places(length, *(np.concatenate(parts) for parts in zip(*of_length, strict=True)))
        for length, of_length in zip(sequences.lengths, by_length, strict=True)
    ]


def _places_in(
    tokens: MessageTokens, block: slice, sequences: Sequences
) -> Iterator[tuple[NDArray[np.int32], NDArray[np.int32]]]:
    """For each length the places in a block of whole documents, and the numbers."""
    import numpy as np

    word, follows = tokens.word[block], tokens.follows[block]
    at = np.flatnonzero(sequences.begin_with()[word])
    number = word[at].astype(np.int64)
    for length in sequences.lengths:
        last = at + length - 1
        fits = np.append(follows, np.zeros(length, dtype=bool))[last]
        at, number, last = at[fits], number[fits], last[fits]
        extended = sequences.extend(length, number, word[last])
        at, number = at[extended >= 0], extended[extended >= 0]
        yield (at + block.start).astype(np.int32), number.astype(np.int32)


class Finder:
    """Finds places; those found last are remembered, so that a corpus of one edition is searched once."""

    def __init__(self) -> None:
        self._last: tuple[MessageTokens, Sequences, list[Places]] | None = None

    def find(self, tokens: MessageTokens, sequences: Sequences) -> list[Places]:
        if self._last is None or self._last[0] is not tokens or self._last[1] is not sequences:
            self._last = None
            self._last = tokens, sequences, find_places(tokens, sequences)
        return self._last[2]


def count_edition(tokens: MessageTokens, places: Iterable[Places], sequences: Sequences) -> CorpusCounts:
    """How often each word and each sequence stands in one edition."""
    import numpy as np

    words = np.bincount(tokens.word, minlength=sequences.n_terms)
    return CorpusCounts(
        words, {one.length: np.bincount(one.number, minlength=sequences.size(one.length)) for one in places}
    )


def add_counts(first: CorpusCounts, second: CorpusCounts) -> CorpusCounts:
    """The counts of both, which number the same sequences."""
    lengths = {length: n + second.sequences[length] for length, n in first.sequences.items()}
    return CorpusCounts(first.words + second.words, lengths)


class SpreadTally:
    """Adds up the spread of chosen sequences of one length over editions; they are numbered by ``chosen``."""

    def __init__(self, chosen: NDArray[np.int64], n_sequences: int, n_terms: int) -> None:
        """``chosen``: numbers of sequences among all ``n_sequences`` of their length; ``n_terms``: distinct words."""
        import numpy as np

        self._place = np.full(n_sequences, -1)
        self._place[chosen] = np.arange(len(chosen))
        self._n_messages, self._n_documents = np.zeros((2, len(chosen)), dtype=np.int64)
        self._neighbours = (_Neighbours(len(chosen), n_terms), _Neighbours(len(chosen), n_terms))

    def add(self, tokens: MessageTokens, places: Places) -> None:
        """Places of one edition, in the order of the text."""
        import numpy as np

        number = self._place[places.number]
        at, number = places.at[number >= 0], number[number >= 0]
        by_sequence = np.argsort(number, kind="stable")
        number, at = number[by_sequence], at[by_sequence]
        passage, n_chosen = tokens.passage[at], len(self._n_messages)
        self._n_messages += _n_distinct(number, passage, n_chosen)
        self._n_documents += _n_distinct(number, tokens.document_of_passage[passage], n_chosen)
        left, right = self._neighbours
        left.add(number, at - 1, tokens.follows[at], tokens.word)
        after = at + places.length
        right.add(number, after, np.append(tokens.follows, False)[after], tokens.word)

    def spread(self) -> Spread:
        left, right = (side.entropy() for side in self._neighbours)
        return Spread(self._n_messages, self._n_documents, left, right)


def _n_distinct(sequence: NDArray[np.int64], group: NDArray[np.int32], n_sequences: int) -> NDArray[np.int64]:
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
        beside: NDArray[np.int32],
        has_neighbour: NDArray[np.bool_],
        word: NDArray[np.int32],
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
