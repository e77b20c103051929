"""What tells a term from words that happen to meet: measures of each repeated sequence, over all lengths."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from pipeline.statistics.association import pointwise_mutual_information
from pipeline.statistics.nested_terms import c_value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.compounds.sequence_counts import CorpusCounts
    from pipeline.compounds.sequences import Sequences


@dataclass(frozen=True, eq=False)
class Measured:
    """Sequences of all lengths with their measures, one item a sequence, shorter ones first, then by number.

    ``words`` is sequences × longest length, filled up with -1; ``number`` is that among the sequences of its length.
    ``pmi``, in bits, is that of the weakest split into two: a term with a free neighbour comes apart there.
    ``n_in_longer``: the occurrences of the most frequent longer sequence of the set that contains it and has proper
    edges; where that is all of them, the sequence never stands without that longer one.
    """

    number: NDArray[np.int64]
    words: NDArray[np.int32]
    n_words: NDArray[np.int64]
    n_occurrences: NDArray[np.int64]
    pmi: NDArray[np.float64]
    has_edges: NDArray[np.bool_]
    n_in_longer: NDArray[np.int64]

    def take(self, kept: NDArray[np.int64] | NDArray[np.bool_]) -> Measured:
        return Measured(*(getattr(self, field.name)[kept] for field in fields(self)))

    def numbers(self, length: int) -> NDArray[np.int64]:
        """Numbers of the sequences of a length."""
        numbers: NDArray[np.int64] = self.number[self.n_words == length]
        return numbers


def measure(
    sequences: Sequences,
    counts: CorpusCounts,
    may_begin: NDArray[np.bool_],
    may_end: NDArray[np.bool_],
    decimals: int,
) -> Measured:
    """All sequences; ``may_begin`` and ``may_end`` say by word what a proper edge is, ``decimals`` rounds the PMI."""
    import numpy as np

    longest = max(sequences.lengths)
    edges = {}
    parts = []
    for length in sequences.lengths:
        words = sequences.words(length).astype(np.int32)
        edges[length] = may_begin[words[:, 0]] & may_end[words[:, -1]]
        filled = np.pad(words, ((0, 0), (0, longest - length)), constant_values=-1)
        n = counts.sequences[length]
        pmi = np.round(_weakest_split(length, sequences, counts), decimals)
        parts.append((np.arange(len(words)), filled, np.full(len(words), length), n, pmi, edges[length]))
    number, words, n_words, n, pmi, has_edges = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Measured(number, words, n_words, n, pmi, has_edges, _in_longer(sequences, counts, edges))


def _weakest_split(length: int, sequences: Sequences, counts: CorpusCounts) -> NDArray[np.float64]:
    """PMI of the two parts of each sequence of a length, split where that is lowest."""
    import numpy as np

    n_together = counts.sequences[length]
    beginnings, ends = _parts(length, sequences, counts)
    splits = [
        pointwise_mutual_information(n_together, first, second, counts.n_words)
        for first, second in zip(beginnings, reversed(ends), strict=True)
    ]
    weakest: NDArray[np.float64] = np.min(splits, axis=0)
    return weakest


def _parts(
    length: int, sequences: Sequences, counts: CorpusCounts
) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:
    """Occurrences of the beginnings of each sequence of a length, by 1, 2, … words, and of its ends likewise."""
    import numpy as np

    beginnings, ends = [], []
    first = last = np.arange(sequences.size(length))
    for shorter in range(length - 1, 0, -1):
        first, last = sequences.prefixes(shorter + 1)[first], sequences.suffixes[shorter - 1][last]
        n = counts.words if shorter == 1 else counts.sequences[shorter]
        beginnings.append(n[first])
        ends.append(n[last])
    return beginnings[::-1], ends[::-1]


def _in_longer(
    sequences: Sequences, counts: CorpusCounts, has_edges: dict[int, NDArray[np.bool_]]
) -> NDArray[np.int64]:
    """``Measured.n_in_longer``, from the longest down: what holds a sequence holds its parts."""
    import numpy as np

    most = {length: np.zeros(sequences.size(length), dtype=np.int64) for length in sequences.lengths}
    for length in reversed(sequences.lengths[1:]):
        here = np.maximum(most[length], np.where(has_edges[length], counts.sequences[length], 0))
        for part in (sequences.prefixes(length), sequences.suffixes[length - 2]):
            np.maximum.at(most[length - 1], part, here)
    return np.concatenate([most[length] for length in sequences.lengths])


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


def _rows_among(wanted: NDArray[np.int32], rows: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each wanted row its place among distinct ``rows``; -1 where it is not there."""
    import numpy as np

    _, number = np.unique(np.concatenate([rows, wanted]), axis=0, return_inverse=True)
    place = np.full(len(rows) + len(wanted), -1)
    place[number[: len(rows)]] = np.arange(len(rows))
    return place[number[len(rows) :]]
