"""Sequences of words as integers: one number each, found again without looking at any text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Sequences:
    """A set of sequences of 2, 3 … words that holds every beginning of its members; words are numbers.

    Level *n* - 2 of ``keys`` holds the sequences of *n* words as one sorted array. A sequence's number is its place
    there; its key is ``number of it without the last word · n_terms + last word``, where a single word's number is the
    word itself.
    """

    n_terms: int
    keys: Sequence[NDArray[np.int64]]

    @property
    def lengths(self) -> range:
        """The lengths in words that occur."""
        return range(2, 2 + len(self.keys))

    @property
    def n_sequences(self) -> int:
        return sum(map(len, self.keys))

    def size(self, length: int) -> int:
        return len(self.keys[length - 2])

    def extend(self, length: int, numbers: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of the sequences of ``length`` words made of shorter ones and a last word; -1 for none."""
        return _places(self.keys[length - 2], numbers * self.n_terms + words)

    def begin_with(self) -> NDArray[np.bool_]:
        """By word: whether any sequence begins with it."""
        import numpy as np

        begins = np.zeros(self.n_terms, dtype=bool)
        begins[self.keys[0] // max(self.n_terms, 1)] = True
        return begins

    def find(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of the sequences in the rows of ``words`` (sequences × words); -1 where one is not in the set."""
        import numpy as np

        numbers = words[:, 0]
        for length in range(2, words.shape[1] + 1):
            longer = self.extend(length, np.maximum(numbers, 0), words[:, length - 1])
            numbers = np.where(numbers < 0, -1, longer)
        return numbers

    def prefixes(self, length: int) -> NDArray[np.int64]:
        """For each sequence of a length the number of it without its last word; of two words, the first word."""
        return self.keys[length - 2] // max(self.n_terms, 1)

    @cached_property
    def suffixes(self) -> Sequence[NDArray[np.int64]]:
        """By length - 2, for each sequence the number of it without its first word; of two words, the second word.

        -1 where that is not in the set. It always is where the set holds every part of its members, as the sequences
        that a text repeats do.
        """
        import numpy as np

        found: list[NDArray[np.int64]] = []
        for length in self.lengths:
            prefix, last = np.divmod(self.keys[length - 2], max(self.n_terms, 1))
            if length == 2:
                found.append(last)
            else:
                shorter = found[-1][prefix]
                longer = self.extend(length - 1, np.maximum(shorter, 0), last)
                found.append(np.where(shorter < 0, -1, longer))
        return found

    def words(self, length: int) -> NDArray[np.int64]:
        """All sequences of a length, sequences × words, by number."""
        import numpy as np

        columns = []
        numbers = np.arange(self.size(length))
        for shorter in range(length, 1, -1):
            numbers, last = np.divmod(self.keys[shorter - 2][numbers], self.n_terms)
            columns.append(last)
        return np.stack([numbers, *reversed(columns)], axis=1)

    def union(self, other: Sequences) -> Sequences:
        """The sequences of either set; both number the same words. One of them itself where the other is empty."""
        import numpy as np

        if not self.n_sequences:
            return other
        if not other.n_sequences:
            return self
        merged: list[NDArray[np.int64]] = []
        sets = (self, other)
        # Where the shorter sequences of each set stand in the union; None for single words, which stay as they are.
        moved: list[NDArray[np.int64] | None] = [None, None]
        for level in range(max(len(self.keys), len(other.keys))):
            keys = [_renumbered(one, level, places) for one, places in zip(sets, moved, strict=True)]
            union = np.union1d(*keys)
            moved = [np.searchsorted(union, each) for each in keys]
            merged.append(union)
        return Sequences(self.n_terms, merged)


def _renumbered(sequences: Sequences, level: int, moved: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """A level's keys with the numbers of the shorter sequences replaced, in the old order."""
    import numpy as np

    if level >= len(sequences.keys):
        return np.empty(0, dtype=np.int64)
    if moved is None:
        return sequences.keys[level]
    shorter, last = np.divmod(sequences.keys[level], sequences.n_terms)
    return moved[shorter] * sequences.n_terms + last


def _places(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place of each wanted key among sorted keys; -1 where it is not there."""
    import numpy as np

    if len(keys) == 0:
        return np.full(len(wanted), -1)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, place, -1)
