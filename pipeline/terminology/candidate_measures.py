"""What tells a term from words that happen to meet: measures of each repeated sequence, over all lengths."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from pipeline.statistics.association import pointwise_mutual_information
from pipeline.statistics.nested_terms import c_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.terminology.sequence_counts import CorpusCounts
    from pipeline.terminology.sequences import Sequences


@dataclass(frozen=True, eq=False)
class Measured:
    """Sequences of all lengths with their measures, one item a sequence; entropies and PMI in bits.

    ``words`` is sequences × longest length, filled up with -1; ``number`` is that among the sequences of its length.
    ``pmi`` is that of the weakest split into two.
    """

    number: NDArray[np.int64]
    words: NDArray[np.int64]
    n_words: NDArray[np.int64]
    n_occurrences: NDArray[np.int64]
    n_messages: NDArray[np.int64]
    n_documents: NDArray[np.int64]
    left_entropy: NDArray[np.float64]
    right_entropy: NDArray[np.float64]
    pmi: NDArray[np.float64]

    @property
    def freedom(self) -> NDArray[np.float64]:
        """The lower of the two branching entropies: a term is free on both sides."""
        import numpy as np

        return np.minimum(self.left_entropy, self.right_entropy)

    def round(self, decimals: int) -> Measured:
        """The same with entropies and PMI rounded."""
        import numpy as np

        names = ("left_entropy", "right_entropy", "pmi")
        return replace(self, **{name: np.round(getattr(self, name), decimals) for name in names})

    def take(self, kept: NDArray[np.int64] | NDArray[np.bool_]) -> Measured:
        return Measured(*(getattr(self, field.name)[kept] for field in fields(self)))


def measure(sequences: Sequences, counts: CorpusCounts) -> Measured:
    """All sequences, shorter ones first, then by their words' numbers."""
    import numpy as np

    longest = max(sequences.lengths)
    parts = []
    for length in sequences.lengths:
        words = sequences.words(length)
        filled = np.pad(words, ((0, 0), (0, longest - length)), constant_values=-1)
        of_length = counts.sequences[length]
        parts.append(
            (
                np.arange(len(words)), filled, np.full(len(words), length),
                of_length.n_occurrences, of_length.n_messages, of_length.n_documents,
                of_length.left_entropy, of_length.right_entropy,
                _weakest_split(words, of_length.n_occurrences, sequences, counts),
            )
        )  # fmt: skip
    return Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _weakest_split(
    words: NDArray[np.int64], n_occurrences: NDArray[np.int64], sequences: Sequences, counts: CorpusCounts
) -> NDArray[np.float64]:
    """PMI of each sequence's two parts, split where that is lowest: a term with a free neighbour comes apart there."""
    import numpy as np

    splits = [
        pointwise_mutual_information(
            n_occurrences,
            _count(words[:, :at], sequences, counts),
            _count(words[:, at:], sequences, counts),
            counts.n_words,
        )
        for at in range(1, words.shape[1])
    ]
    weakest: NDArray[np.float64] = np.min(splits, axis=0)
    return weakest


def _count(words: NDArray[np.int64], sequences: Sequences, counts: CorpusCounts) -> NDArray[np.int64]:
    """How often each row of words occurs; part of a sequence that is counted, so it is counted too."""
    length = words.shape[1]
    if length == 1:
        return counts.words[words[:, 0]]
    return counts.sequences[length].n_occurrences[sequences.find(words)]


def c_values(measured: Measured) -> NDArray[np.float64]:
    """The C-value of each sequence among these."""
    inner, outer = _nested(measured)
    return c_value(measured.n_words, measured.n_occurrences, inner, outer)


def _nested(measured: Measured) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of sequences of which the second contains the first, each once, in order of the first."""
    import numpy as np

    inner: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    outer = [np.empty(0, dtype=np.int64)]
    longest = measured.words.shape[1]
    for length in range(2, longest):
        here = np.flatnonzero(measured.n_words == length)
        for begin in range(1 + longest - length):
            longer = np.flatnonzero(measured.n_words >= max(begin + length, length + 1))
            place = _rows_among(measured.words[longer, begin : begin + length], measured.words[here, :length])
            inner.append(here[place[place >= 0]])
            outer.append(longer[place >= 0])
    n = len(measured.n_words)
    pairs = np.unique(np.concatenate(inner) * n + np.concatenate(outer))
    return pairs // n, pairs % n


def _rows_among(wanted: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each wanted row its place among distinct ``rows``; -1 where it is not there."""
    import numpy as np

    _, number = np.unique(np.concatenate([rows, wanted]), axis=0, return_inverse=True)
    place = np.full(len(rows) + len(wanted), -1)
    place[number[: len(rows)]] = np.arange(len(rows))
    return place[number[len(rows) :]]
