"""Cut all passages of a document at once: the tokens of ``spans.Segmenter``, many times as fast.

The engine cuts the whole text in one call, the lexicon's words being in its dictionary. Nearly everywhere that is
already what marking the wordings first would give. Clauses in which it may not be are found with a few operations on
arrays and cut again one by one: those with a wording that did not come out whole though no word of the dictionary
stands in its way, and those with Latin or mixed pieces that the engine does not know. A test holds the two to be equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.characters import code_points
from pipeline.segment.clauses import BETWEEN_PASSAGES, Clauses, mark_characters
from pipeline.segment.spans import Segmenter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.lexicon.match import Matcher
    from pipeline.segment.engine import Engine


class Cut(NamedTuple):
    """The tokens of several passages, one after the other; they tile each passage."""

    numbers: Mapping[str, int]
    """Token texts, numbered from 0 in their order here; a few may be no token's."""
    term: NDArray[np.int32]
    """For each token the number of its text."""
    end: NDArray[np.int64]
    """For each token where it ends in all passages joined, in code points."""
    n_tokens: NDArray[np.int64]
    """For each passage how many tokens it has."""

    def are(self, texts: Iterable[str]) -> NDArray[np.bool_]:
        """For each token whether it is one of these texts."""
        import numpy as np

        is_one = np.zeros(len(self.numbers), dtype=bool)
        is_one[[self.numbers[text] for text in texts if text in self.numbers]] = True
        marked: NDArray[np.bool_] = is_one[self.term]
        return marked


class _Numbers(dict[str, int]):
    """Numbers texts from 0 in the order in which they are asked for."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class WholeSegmenter:
    """Tokens of a document's passages; joined, a passage's tokens are its text."""

    def __init__(self, matcher: Matcher, engine: Engine, max_run: int) -> None:
        self._matcher = matcher
        self._engine = engine
        self._segmenter = Segmenter(matcher, engine, max_run)
        self._max_run = max_run
        self._marks = mark_characters(matcher.wordings)
        self._wordings = frozenset(matcher.wordings)
        self._read: dict[str, bool] = {}
        """Words of the dictionary, whether it reads them as one; no more than it holds."""

    def cut(self, passages: Sequence[str]) -> Cut:
        """The tokens of all passages."""
        import numpy as np

        whole = BETWEEN_PASSAGES.join(passages)
        numbers = _Numbers()
        if not whole:
            nothing = np.zeros(len(passages), dtype=np.int64)
            return Cut(numbers, np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int64), nothing)
        term = np.concatenate([self._numbered_words(stretch, numbers) for stretch in _stretches(whole)])
        clauses = Clauses(code_points(whole), self._marks, self._max_run)
        end = _ends(term, numbers)
        again = np.union1d(clauses.odd(end), clauses.containing(self._unsettled(whole, end, term, list(numbers))))
        if len(again):
            term = self._cut_again(whole, term, end, clauses.spans(again), numbers)
            end = _ends(term, numbers)
        return _apart(passages, numbers, term, end)

    def _numbered_words(self, text: str, numbers: _Numbers) -> NDArray[np.int32]:
        import numpy as np

        words = self._engine.cut_plain(text)
        return np.fromiter(map(numbers.__getitem__, words), np.int32, count=len(words))

    def _unsettled(
        self, whole: str, end: NDArray[np.int64], term: NDArray[np.int32], texts: Sequence[str]
    ) -> NDArray[np.int64]:
        """Where wordings begin that are not one token, though nothing says that they should not be."""
        import numpy as np

        found = self._matcher.occurrences(whole)
        if not len(found.start):
            return found.start
        start = np.concatenate([[0], end[:-1]])
        first, last = np.searchsorted(end, found.start, side="right"), np.searchsorted(end, found.end, side="left")
        is_whole = (first == last) & (start[first] == found.start) & (end[last] == found.end)
        at = np.flatnonzero(~is_whole)
        rows = zip(
            first[at].tolist(),
            last[at].tolist(),
            (found.start - start[first])[at].tolist(),
            (end[last] - found.end)[at].tolist(),
            term[first[at]].tolist(),
            term[last[at]].tolist(),
            strict=True,
        )
        unsettled = [
            place
            for place, (one, other, before, after, left, right) in zip(at.tolist(), rows, strict=True)
            if not self._is_settled(one == other, before, after, texts[left], texts[right])
        ]
        return found.start[unsettled]

    def _is_settled(self, is_in_one: bool, before: int, after: int, left: str, right: str) -> bool:
        """Whether words stand across a wording's edges, so that it is rightly no token.

        ``left`` and ``right`` are the tokens in which its first and last characters stand, ``before`` and ``after``
        the characters of these outside of it.
        """
        across = (left,) if is_in_one else [word for word, n in ((left, before), (right, after)) if n]
        if is_in_one and left in self._wordings:
            return True
        return bool(across) and all(self._engine.frequency(word) and self._is_read_as_one(word) for word in across)

    def _is_read_as_one(self, word: str) -> bool:
        """Whether the dictionary reads it as one word: some that it holds are only guessed together."""
        if word not in self._read:
            self._read[word] = len(word) > 1 and self._engine.cut_by_dictionary(word) == [word]
        return self._read[word]

    def _cut_again(
        self,
        whole: str,
        term: NDArray[np.int32],
        end: NDArray[np.int64],
        spans: Iterator[tuple[int, int]],
        numbers: _Numbers,
    ) -> NDArray[np.int32]:
        """The terms with those of some clauses replaced; clauses begin and end at edges of tokens."""
        import numpy as np

        edges = np.array(list(spans))
        first = np.searchsorted(end, edges[:, 0], side="right").tolist()
        last = np.searchsorted(end, edges[:, 1], side="left").tolist()
        pieces = []
        at = 0
        for (begin, stop), one, other in zip(edges.tolist(), first, last, strict=True):
            tokens = self._segmenter.tokens(whole[begin:stop])
            pieces += [term[at:one], np.array([numbers[token] for token in tokens], dtype=np.int32)]
            at = other + 1
        return np.concatenate([*pieces, term[at:]])


# The words of so many characters are still in the processor's cache when they are numbered.
_STRETCH = 6000


def _stretches(whole: str) -> Iterator[str]:
    """The text in pieces, each but the last ending between two passages."""
    start = 0
    while start < len(whole):
        between = whole.find(BETWEEN_PASSAGES, start + _STRETCH)
        end = len(whole) if between < 0 else between + 1
        yield whole[start:end]
        start = end


def _ends(term: NDArray[np.int32], numbers: _Numbers) -> NDArray[np.int64]:
    """Where each token ends in the whole text."""
    import numpy as np

    lengths = np.fromiter(map(len, numbers), np.int64, count=len(numbers))
    return np.cumsum(lengths[term])


def _apart(passages: Sequence[str], numbers: _Numbers, term: NDArray[np.int32], end: NDArray[np.int64]) -> Cut:
    """The tokens without those between passages."""
    import numpy as np

    lengths = np.fromiter(map(len, passages), np.int64, count=len(passages))
    between = np.cumsum(lengths + 1)[:-1]  # each passage but the last, and the character behind it
    at = np.searchsorted(end, between, side="left")
    n_tokens = np.diff(np.concatenate([[-1], at, [len(term)]])) - 1
    kept = np.delete(term, at)
    passage = np.repeat(np.arange(len(passages)), n_tokens)
    return Cut(numbers, kept, np.delete(end, at) - passage, n_tokens)
