"""Terms that stand beside each other in enumerations: 行政、民事和刑事. What is listed side by side is two things.

Two wordings of one thing are hardly ever listed so, siblings often: the best sign against a proposed pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.terminology.edition_text import EditionText

JOINING = frozenset(("、", "和", "与", "及", "以及", "或", "或者", "暨", "同", "跟", "还是", "而不是", "／", "/"))
_FARTHEST = 2
"""Members of an enumeration between the two: A、B和C lists A beside B, B beside C, and A beside C."""


class Enumerations:
    """How often two terms are listed together in messages; ``terms`` sorted, numbered by place, from 0."""

    def __init__(self, terms: Sequence[str]) -> None:
        import numpy as np
        import pyarrow as pa

        self._terms = pa.array(terms, type=pa.string())
        self._pairs = np.empty(0, dtype=np.int64)
        self._counts = np.empty(0, dtype=np.int64)

    def add(self, text: EditionText) -> None:
        """Count one edition's messages."""
        import numpy as np

        term, joins, passage = self._numbered(text)
        listed = np.zeros(len(term), dtype=bool)
        listed[1:-1] = joins[1:-1] & (term[:-2] >= 0) & (term[2:] >= 0) & (passage[:-2] == passage[2:])
        found = [self._pairs_apart(term, listed, distance) for distance in range(1, _FARTHEST + 1)]
        pairs, counts = np.unique(np.concatenate(found), return_counts=True)
        merged = np.concatenate([self._pairs, pairs])
        self._pairs, place = np.unique(merged, return_inverse=True)
        weights = np.concatenate([self._counts, counts])
        self._counts = np.bincount(place, weights=weights, minlength=len(self._pairs)).astype(np.int64)

    def count(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        """How often each pair of terms was listed together; 0 where one of them is -1."""
        import numpy as np

        if not len(self._pairs):
            return np.zeros(len(one), dtype=np.int64)
        sought = self._key(one, other)
        place = np.minimum(np.searchsorted(self._pairs, sought), len(self._pairs) - 1)
        is_found = (self._pairs[place] == sought) & (one >= 0) & (other >= 0)
        return np.where(is_found, self._counts[place], 0)

    def _numbered(self, text: EditionText) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
        """For each token of a message its term, -1 for none, whether it joins, and its passage."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        texts = text.vocabulary.texts
        place = pc.index_in(pa.array(texts, type=pa.string()), value_set=self._terms).fill_null(-1)
        joins = np.array([one in JOINING for one in texts], dtype=bool)
        kept = text.in_message
        term = text.tokens.term[kept]
        numbers = place.to_numpy(zero_copy_only=False)[term].astype(np.int64)
        return numbers, joins[term], text.tokens.passage[kept].astype(np.int64)

    def _pairs_apart(self, term: NDArray[np.int64], listed: NDArray[np.bool_], distance: int) -> NDArray[np.int64]:
        """Pairs of members so many places apart; ``listed`` marks the tokens that join two members."""
        import numpy as np

        joiner = np.flatnonzero(listed)
        for step in range(1, distance):
            ahead = joiner + 2 * step
            joiner = joiner[(ahead < len(listed)) & listed[np.minimum(ahead, len(listed) - 1)]]
        return self._key(term[joiner - 1], term[joiner + 2 * distance - 1])

    def _key(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        import numpy as np

        return np.minimum(one, other) * len(self._terms) + np.maximum(one, other)
