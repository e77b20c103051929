"""Suspected slips: a character where one that looks like it makes the clause far likelier, 末来 for 未来.

OCR, poor prints and broken font tables take 未 for 末, and each of both is a correct character. Which was meant shows
in the words of jieba's dictionary, in two steps. A character is looked at where one that looks like it makes a far more
frequent word of two characters with a neighbour: one look-up for all places of a text at once. There the clause is
weighed with both, as for radicals (``suspects``), and a person is asked where the other is far likelier.

Left alone: a slip that makes another word (人口 for 入口), or stands between single characters: no dictionary of words
can tell; one of the most common characters in the place of another, 会 for 合, since these stand alone too often; and a
character that is the subject of the document, 犬 in a law on dogs. Which look alike stands in ``look_alikes.txt``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.suspects import Suspect, clause_around, log_probability

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RULE = "suspected_look_alike"
_FIRST, _LAST = 0x4E00, 0x9FFF
_MAX_PROMISE = 127
_TOO_COMMON = 0.0015
"""Share of running text above which a character is not looked at."""
_SUBJECT, _MANY = 5, 5
"""A character is the document's subject where it stands so often, and so many times as often as elsewhere."""


def look_alike_suspects(text: str, n_around: int, min_gain: float) -> list[Suspect]:
    """The best look-alike of each place that gains at least so much, by position.

    ``n_around``: characters of the clause read on each side; ``min_gain``: natural logarithm.
    """
    starts = places(text, min_gain)
    subjects = {character for character in {text[start] for start in starts} if _is_subject(character, text)}
    found = (_best(text, start, n_around) for start in starts if text[start] not in subjects)
    return [suspect for suspect in found if suspect.gain >= min_gain]


def _best(text: str, start: int, n_around: int) -> Suspect:
    left, right = clause_around(text, start, n_around)
    as_it_stands = log_probability(left + text[start] + right)
    gains = [(log_probability(left + other + right) - as_it_stands, other) for other in look_alikes()[text[start]]]
    gain, proposed = max(gains)
    return Suspect(start, text[start], proposed, gain, RULE)


def _is_subject(found: str, text: str) -> bool:
    """Does the document have the character, beside its look-alikes, far more often than other text?

    Without any of its look-alikes in the document it may stand for one of them everywhere.
    """
    n = text.count(found)
    is_usual = n < _SUBJECT or n < _MANY * _dictionary().share[ord(found)] * len(text)
    return not is_usual and any(other in text for other in look_alikes()[found])


def places(text: str, min_promise: float) -> list[int]:
    """Where a character stands in no word with a neighbour, and a look-alike makes one that promises such a gain.

    The promise is the gain as far as two characters tell it: ln f(word) less what the two have as they stand, which is
    ln f(found) + ln f(neighbour) - ln N or, if more, ln f of the rarer word that they make.
    """
    import numpy as np

    words = _dictionary()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(codes) != len(text):  # characters beyond the basic plane take two units
        codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), 0xFFFF)
    at = words.is_looked_at.take(codes).nonzero()[0]
    if not at.size:
        return []
    # Before the first character stands what is no ideograph, as after the last.
    columns = np.zeros(len(codes) + 2, dtype=np.intp)
    columns[1:-1] = words.column.take(codes)
    # One index into the flat table instead of three, which is faster.
    n_columns = words.promise.shape[2]
    before_row = words.row.take(codes.take(at)).astype(np.intp) * (2 * n_columns)
    with_before = words.promise.take(before_row + columns.take(at))
    with_after = words.promise.take(before_row + n_columns + columns.take(at + 2))
    stands = np.minimum(with_before, with_after) < 0
    promises = np.maximum(with_before, with_after) >= max(min_promise, 1)
    chosen: list[int] = at[promises & ~stands].tolist()
    return chosen


@functools.cache
def look_alikes() -> Mapping[str, str]:
    """A character and those that look like it."""
    lines = (files(__package__) / "look_alikes.txt").read_text(encoding="utf-8").splitlines()
    groups = [line for line in lines if line and not line.startswith("#")]
    return {character: group.replace(character, "") for group in groups for character in group}


class _Dictionary(NamedTuple):
    """What jieba's dictionary says of a character that has look-alikes beside a neighbour.

    By code point: ``row`` numbers characters with look-alikes from 1, ``column`` neighbours from 1 (0: neither),
    ``is_looked_at`` says which may be suspected, ``share`` is a character's share of running text.
    ``promise[row, side, column]``: with that neighbour before it (side 0) or after it (1) the character stands in a
    word (-1), or a look-alike in one that promises a gain of so much (natural logarithm, rounded down), or neither (0).
    """

    row: npt.NDArray[np.int16]
    column: npt.NDArray[np.int16]
    is_looked_at: npt.NDArray[np.bool_]
    share: npt.NDArray[np.float64]
    promise: npt.NDArray[np.int8]


class _Words(NamedTuple):
    """The words of a dictionary as arrays: a loop over 350,000 of them takes longer than all that is asked of them."""

    units: npt.NDArray[np.uint16]
    """All words, each with a line end behind it, as UTF-16."""
    starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]
    """Where each word begins, and how many units it has."""
    frequencies: npt.NDArray[np.float64]

    @classmethod
    def of(cls, frequency: Mapping[str, int]) -> _Words:
        """The words of a dictionary by frequency."""
        import numpy as np

        frequencies = np.fromiter(frequency.values(), dtype=np.float64, count=len(frequency))
        units = np.frombuffer(("\n".join(frequency) + "\n").encode("utf-16-le"), dtype=np.uint16)
        ends = np.flatnonzero(units == ord("\n"))
        starts = np.concatenate(([0], ends[:-1] + 1))
        return cls(units, starts, ends - starts, frequencies)

    def of_length(self, n: int) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.float64]]:
        """The code points of all words of so many units, a word a row, and the natural logs of their frequencies."""
        import numpy as np

        chosen = self.lengths == n
        at = self.starts[chosen, None] + np.arange(n)
        return self.units[at], np.log(self.frequencies[chosen])


@functools.cache
def _dictionary() -> _Dictionary:
    import numpy as np

    from pipeline.lexicon.dictionary import load_dictionary

    words = _Words.of(load_dictionary().frequency)
    row, column = np.zeros(0x10000, dtype=np.int16), np.zeros(0x10000, dtype=np.int16)
    numbered = sorted(look_alikes())
    row[[ord(character) for character in numbered]] = np.arange(1, len(numbered) + 1)
    column[_FIRST : _LAST + 1] = np.arange(1, _LAST - _FIRST + 2)
    promise = np.zeros((len(numbered) + 1, 2, int(column.max()) + 1), dtype=np.int8)
    _mark_promises(promise, words, row, column)
    _mark_words(promise, words, row, column)
    share = _shares(words)
    is_looked_at = (row > 0) & (share < _TOO_COMMON)
    # Neighbours that promise something keep a column, a fifth of all: a small table is read faster.
    kept = np.flatnonzero((promise > 0).any(axis=(0, 1)))
    renumbered = np.zeros(promise.shape[2], dtype=np.int16)
    renumbered[kept] = np.arange(1, len(kept) + 1)
    small = np.concatenate([np.zeros_like(promise[:, :, :1]), promise[:, :, kept]], axis=2)
    return _Dictionary(row, renumbered[column], is_looked_at, share, np.ascontiguousarray(small))


def _mark_promises(
    promise: npt.NDArray[np.int8],
    words: _Words,
    row: npt.NDArray[np.int16],
    column: npt.NDArray[np.int16],
) -> None:
    """Write what each look-alike of each character promises with each neighbour, over words of two characters."""
    import numpy as np

    pairs, log_word = words.of_length(2)
    are_known = (column[pairs] > 0).all(axis=1)
    pairs, log_word = pairs[are_known], log_word[are_known]
    log_total = np.log(words.frequencies.sum())
    log_of_pair = _log_of_pairs(pairs, log_word)
    alone, log_of_one = words.of_length(1)
    log_alone = np.zeros(0x10000)
    log_alone[alone[:, 0]] = log_of_one
    for side, own in ((1, 0), (0, 1)):
        for other, resembled in look_alikes().items():
            chosen = np.flatnonzero(pairs[:, own] == ord(other))
            neighbours = pairs[chosen, 1 - own]
            for found in resembled:
                apart = log_alone[neighbours] + log_alone[ord(found)] - log_total
                pair = (ord(found), neighbours) if own == 0 else (neighbours, ord(found))
                gain = log_word[chosen] - np.maximum(apart, log_of_pair(*pair))
                promised = np.clip(gain, 0, _MAX_PROMISE).astype(np.int8)
                np.maximum.at(promise, (row[ord(found)], side, column[neighbours]), promised)


def _log_of_pairs(
    characters: npt.NDArray[np.uint16], log_word: npt.NDArray[np.float64]
) -> Callable[[int | npt.NDArray[np.uint16], int | npt.NDArray[np.uint16]], npt.NDArray[np.float64]]:
    """Natural log of the frequency of words of two characters, by their code points; 0 for what is no word.

    ``characters``: a word's two code points a row; ``log_word``: the log of its frequency.
    """
    import numpy as np

    keys = (characters[:, 0].astype(np.int64) << 16) + characters[:, 1]
    order = np.argsort(keys)
    keys, logs = keys[order], log_word[order]

    def log_of(first: int | npt.NDArray[np.uint16], second: int | npt.NDArray[np.uint16]) -> npt.NDArray[np.float64]:
        wanted = (np.asarray(first, dtype=np.int64) << 16) + np.asarray(second, dtype=np.int64)
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[at] == wanted, logs[at], 0.0)

    return log_of


def _mark_words(
    promise: npt.NDArray[np.int8],
    words: _Words,
    row: npt.NDArray[np.int16],
    column: npt.NDArray[np.int16],
) -> None:
    """Write where a character stands in a word of any length with its neighbour, and no look-alike promises more."""
    import numpy as np

    # The units of each word of two and more, with the line end before it and the one behind it.
    first, last = words.starts - 1, words.starts + words.lengths
    is_long = words.lengths > 1
    is_of_word = np.zeros(len(words.units) + 1, dtype=np.int8)
    np.add.at(is_of_word, first[is_long] + 1, 1)
    np.add.at(is_of_word, last[is_long], -1)
    at = np.flatnonzero((row[words.units] > 0) & (is_of_word.cumsum()[:-1] > 0))
    padded = np.concatenate(([ord("\n")], words.units))  # unit k stands at k + 1
    for side, step in ((0, 0), (1, 2)):
        neighbours = column[padded[at + step]]
        rows = row[words.units[at]]
        is_marked = (neighbours > 0) & (promise[rows, side, neighbours] == 0)
        promise[rows[is_marked], side, neighbours[is_marked]] = -1


def _shares(words: _Words) -> npt.NDArray[np.float64]:
    """Each character's share of text in which words are as frequent as in the dictionary."""
    import numpy as np

    weights = np.zeros(len(words.units) + 1)
    np.add.at(weights, words.starts, words.frequencies)
    np.add.at(weights, words.starts + words.lengths, -words.frequencies)
    counts = np.bincount(words.units, weights=weights.cumsum()[:-1], minlength=0x10000)
    shares: npt.NDArray[np.float64] = counts / counts.sum()
    return shares
