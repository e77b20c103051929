"""Who stands near whom, counted in three ways: within some words, in one sentence, in one message.

``window``    the two stand in one sentence, at most so many words apart (neighbours are 1 apart; every word counts,
              function words too). What is counted is a pair of places: of 安全 … 数据 … 安全 within reach, two. The
              marginal of a unit is the number of pairs that its places make with places of *any* unit, itself
              included, the total that of all units. So joint count, marginals and total are of one kind, each pair
              being counted once from either side, as in a table of ordered pairs.
``sentence``  a sentence that holds both, once however often; marginals and total are sentences.
``passage``   a message that holds both, once however often; marginals and total are messages.

A *unit* is a concept with all its wordings or another content term, as the keywords have them; a token is one unit at
most, so what is nested inside a longer term makes no pair. Counts are of *candidates*, a choice of the units, against
marginals and totals of all units.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.collocations.message_words import MessageWords
from pipeline.statistics.association import expected_together
from pipeline.statistics.distinct import distinct
from pipeline.statistics.meeting import expected_meetings, presence_by_size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

WINDOW, SENTENCE, PASSAGE = "window", "sentence", "passage"
SPANS = (WINDOW, SENTENCE, PASSAGE)

_WORDS_AT_ONCE = 1 << 18
"""Words whose pairs are in memory at once: with a window of 5 some 30 MB."""


class Near(NamedTuple):
    """Counts of one kind of span: candidates, or candidates × candidates (symmetric; the diagonal means nothing)."""

    span: str
    n_together: NDArray[np.int64]
    n_alone: NDArray[np.int64]
    """The marginal of each candidate."""
    n_total: int
    n_messages: NDArray[np.int64]
    """Messages with both in one such span."""
    by_chance: NDArray[np.float64]
    """Messages, at most, that would have both by chance, long ones more readily than short ones."""


class UnitWords(NamedTuple):
    """The words that are units, in reading order; ``position`` counts all words."""

    unit: NDArray[np.int64]
    candidate: NDArray[np.int64]
    """Number among the candidates, -1 for a unit that is none."""
    message: NDArray[np.int64]
    sentence: NDArray[np.int64]
    position: NDArray[np.int64]


def unit_words(words: MessageWords, candidates: NDArray[np.int64]) -> UnitWords:
    """``candidates``: numbers of units; their place there is their number."""
    import numpy as np

    of_word = words.unit
    position = np.flatnonzero(of_word >= 0)
    unit = of_word[position]
    number = np.full(len(words.units.names), -1, dtype=np.int64)
    number[candidates] = np.arange(len(candidates))
    return UnitWords(unit, number[unit], words.message[position], words.sentence[position], position)


def near_in_window(words: UnitWords, n_candidates: int, reach: int) -> Near:
    """Pairs of places at most ``reach`` words apart in a sentence."""
    import numpy as np

    n_units = int(words.unit.max(initial=-1)) + 1
    degree = np.zeros(len(words.unit), dtype=np.int64)
    for first, second in _pairs_within(words, reach):
        degree[first] += 1
        degree[second] += 1
    by_unit = np.bincount(words.unit, weights=degree, minlength=n_units).astype(np.int64)
    n_alone = _of_candidates(words, by_unit, n_candidates)
    n_total = int(degree.sum())
    n_together = np.zeros(n_candidates**2, dtype=np.int64)
    n_messages = np.zeros(n_candidates**2, dtype=np.int64)
    for message, pair in window_meetings(words, n_candidates, reach):
        n_together += np.bincount(pair, minlength=n_candidates**2)
        n_messages += np.bincount(_once_a_message(message, pair, n_candidates), minlength=n_candidates**2)
    return Near(
        WINDOW,
        _both_ways(n_together, n_candidates),
        n_alone,
        n_total,
        _both_ways(n_messages, n_candidates),
        expected_together(n_alone[:, None], n_alone, max(n_total, 1)),
    )


def near_in_sentence(words: UnitWords, n_candidates: int, n_sentences: int, n_messages: int) -> Near:
    """Sentences that hold both."""
    import numpy as np

    held = presence(words.sentence, words, n_sentences, n_candidates)
    message_of = np.full(n_sentences, -1, dtype=np.int64)
    message_of[words.sentence] = words.message
    return Near(
        SENTENCE,
        _together(held),
        np.asarray(held.sum(axis=0)).astype(np.int64),
        n_sentences,
        _messages_with_both(held, message_of, n_messages),
        _by_chance(words.sentence, words.unit, held),
    )


def near_in_passage(words: UnitWords, n_candidates: int, n_messages: int) -> Near:
    """Messages that hold both."""
    import numpy as np

    held = presence(words.message, words, n_messages, n_candidates)
    together = _together(held)
    n_alone = np.asarray(held.sum(axis=0)).astype(np.int64)
    return Near(PASSAGE, together, n_alone, n_messages, together, _by_chance(words.message, words.unit, held))


def presence(place: NDArray[np.int64], words: UnitWords, n_places: int, n_candidates: int) -> csr_array:
    """Places × candidates: 1 where the place (a sentence, a message) holds the candidate."""
    import numpy as np
    from scipy.sparse import csr_array

    is_candidate = words.candidate >= 0
    cells = distinct(place[is_candidate] * n_candidates + words.candidate[is_candidate])
    ones = np.ones(len(cells), dtype=np.int64)
    return csr_array((ones, (cells // max(n_candidates, 1), cells % max(n_candidates, 1))), (n_places, n_candidates))


def window_meetings(
    words: UnitWords, n_candidates: int, reach: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of two different candidates within reach: the message of each, and the pair as lower · n + higher.

    Some words at a time; a message is never divided.
    """
    import numpy as np

    for start, end in pairwise(_message_edges(words.message)):
        part = UnitWords(*(column[start:end] for column in words))
        messages, pairs = [], []
        for first, second in _pairs_within(part, reach):
            one, other = part.candidate[first], part.candidate[second]
            kept = (one >= 0) & (other >= 0) & (one != other)
            low, high = np.minimum(one, other)[kept], np.maximum(one, other)[kept]
            messages.append(part.message[first[kept]])
            pairs.append(low * n_candidates + high)
        yield np.concatenate(messages), np.concatenate(pairs)


def _pairs_within(words: UnitWords, reach: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Places of two units at most ``reach`` words apart in one sentence, each pair once."""
    import numpy as np

    for step in range(1, reach + 1):
        is_near = words.position[step:] - words.position[:-step] <= reach
        first = np.flatnonzero(is_near & (words.sentence[step:] == words.sentence[:-step]))
        yield first, first + step


def _message_edges(message: NDArray[np.int64]) -> list[int]:
    """Where to cut a line of words so that each part is about so many and no message is divided."""
    import numpy as np

    begins = np.flatnonzero(np.concatenate([[True], np.diff(message) != 0])) if len(message) else np.array([0])
    part = begins // _WORDS_AT_ONCE
    return [*begins[np.concatenate([[True], np.diff(part) != 0])].tolist(), len(message)]


def _once_a_message(message: NDArray[np.int64], pair: NDArray[np.int64], n_candidates: int) -> NDArray[np.int64]:
    """The pairs, each once for each message that has it."""
    if not len(pair):
        return pair
    n_pairs = n_candidates**2
    return distinct((message - message.min()) * n_pairs + pair) % n_pairs


def _of_candidates(words: UnitWords, by_unit: NDArray[np.int64], n_candidates: int) -> NDArray[np.int64]:
    """What is counted by unit, for the candidates."""
    import numpy as np

    found = np.zeros(n_candidates, dtype=np.int64)
    is_candidate = words.candidate >= 0
    found[words.candidate[is_candidate]] = by_unit[words.unit[is_candidate]]
    return found


def _both_ways(counts: NDArray[np.int64], n_candidates: int) -> NDArray[np.int64]:
    square = counts.reshape(n_candidates, n_candidates)
    both: NDArray[np.int64] = square + square.T
    return both


def _together(held: csr_array) -> NDArray[np.int64]:
    together: NDArray[np.int64] = (held.T @ held).toarray()
    return together


def _messages_with_both(held: csr_array, message_of: NDArray[np.int64], n_messages: int) -> NDArray[np.int64]:
    """Messages with a sentence that holds both; ``held``: sentences × candidates.

    A message of one sentence has each pair once. Of the others the pairs are listed, so that a pair in two sentences
    of one message is seen to be one message.
    """
    import numpy as np

    n_sentences = np.bincount(message_of[message_of >= 0], minlength=n_messages)
    is_only = (message_of >= 0) & (n_sentences[message_of] == 1)
    n_candidates = held.shape[1]
    counted = _together(held[np.flatnonzero(is_only)])
    others = np.flatnonzero((message_of >= 0) & ~is_only)
    listed = np.zeros(n_candidates**2, dtype=np.int64)
    for message, pair in _sentence_meetings(held[others], message_of[others]):
        listed += np.bincount(_once_a_message(message, pair, n_candidates), minlength=n_candidates**2)
    return counted + _both_ways(listed, n_candidates)


def _sentence_meetings(
    held: csr_array, message_of: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Pairs of candidates that a sentence holds, as ``window_meetings`` gives those of a window."""
    import numpy as np

    held.sort_indices()
    sentence = np.repeat(np.arange(held.shape[0]), np.diff(held.indptr))
    message, candidate = message_of[sentence], held.indices.astype(np.int64)
    for start, end in pairwise(_message_edges(message)):
        near, messages, pairs = sentence[start:end], [], []
        for step in range(1, int(np.diff(held.indptr).max(initial=0))):
            first = np.flatnonzero(near[step:] == near[:-step])
            if not len(first):
                break
            messages.append(message[start:end][first])
            pairs.append(candidate[start:end][first] * held.shape[1] + candidate[start:end][first + step])
        if pairs:
            yield np.concatenate(messages), np.concatenate(pairs)


def _by_chance(place: NDArray[np.int64], unit: NDArray[np.int64], held: csr_array) -> NDArray[np.float64]:
    """Places that would hold both candidates by chance; the size of a place is its number of different units."""
    import numpy as np

    n_units = int(unit.max(initial=0)) + 1
    size_of_place = np.bincount(distinct(place * n_units + unit) // n_units, minlength=held.shape[0])
    sizes, n_of_size = np.unique(size_of_place[size_of_place > 0], return_counts=True)
    n_alone = np.asarray(held.sum(axis=0)).astype(np.int64)
    return expected_meetings(presence_by_size(n_alone, sizes, n_of_size), n_of_size)
