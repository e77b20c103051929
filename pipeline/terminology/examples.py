"""Which passages are named as examples of something found, and the words around it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.segment.context import context_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.keywords.counts import Passages
    from pipeline.terminology.edition_text import EditionText


class Examples:
    """The first messages, over the editions in order, that have each of some terms, and the words around the first."""

    def __init__(self, terms: Iterable[str], most: int, width: int) -> None:
        """``most``: messages named for a term; ``width``: characters shown on each side of it."""
        self._most, self._width = most, width
        self._passages: dict[str, list[str]] = {term: [] for term in sorted(terms)}
        self._contexts: dict[str, str] = {}

    def passage_ids(self, term: str) -> str:
        """Their ids, separated by blanks; empty for a term that stands in no message."""
        return " ".join(self._passages[term])

    def context(self, term: str) -> str | None:
        return self._contexts.get(term)

    def add(self, text: EditionText) -> None:
        """Look for the terms in one edition."""
        import numpy as np

        wanted = np.array([one in self._passages for one in text.vocabulary.texts], dtype=bool)
        at = np.flatnonzero(wanted[text.tokens.term] & text.is_counted & text.in_message)
        passage, term = text.tokens.passage[at].astype(np.int64), text.tokens.term[at].astype(np.int64)
        found = first_items(term, passage, len(text.vocabulary.texts), self._most)
        terms, first = np.unique(term, return_index=True)
        for number, where in zip(terms.tolist(), at[first].tolist(), strict=True):
            self._take(text, number, where, found[number])

    def _take(self, text: EditionText, term: int, token: int, passages: list[int]) -> None:
        word = text.vocabulary.texts[term]
        room = self._most - len(self._passages[word])
        self._passages[word] += ids_of(text.passages, passages[:room])
        if word not in self._contexts:
            whole = text.passage_texts[int(text.tokens.passage[token])].as_py()
            start, end = int(text.tokens.start[token]), int(text.tokens.end[token])
            self._contexts[word] = context_of(whole, start, end, self._width)


def first_items(group: NDArray[np.int64], item: NDArray[np.int64], n_groups: int, most: int) -> list[list[int]]:
    """For each group (0 to ``n_groups`` - 1) its smallest distinct items (numbers from 0), at most so many, in order.

    >>> import numpy as np
    >>> first_items(np.array([1, 0, 1, 1]), np.array([7, 2, 5, 7]), 2, 1)
    [[2], [5]]
    """
    import numpy as np

    n_items = int(item.max(initial=0)) + 1
    groups, items = np.divmod(np.unique(group * n_items + item), n_items)
    starts = np.searchsorted(groups, np.arange(n_groups), side="left")
    ends = np.searchsorted(groups, np.arange(n_groups), side="right")
    return [items[start : min(end, start + most)].tolist() for start, end in zip(starts, ends, strict=True)]


def ids_of(passages: Passages, places: Sequence[int]) -> list[str]:
    """The ids of passages given by their places."""
    import pyarrow as pa

    ids: list[str] = passages.passage_ids.take(pa.array(places, type=pa.int64())).to_pylist()
    return ids
