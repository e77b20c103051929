"""Which units stand in the same surroundings: cosine of positive pointwise mutual information vectors.

A unit's vector has an item for each context term on its left and one for the same term on its right, within so many
tokens and the same stretch without punctuation. An item is max(0, ln(n(u, c) N / (n(u) n(c)))), times the discount of
Pantel & Lin (2002), n/(n+1) · m/(m+1) with m the smaller of n(u) and n(c), which keeps single meetings from deciding.
The similarity is the cosine (as in Bullinaria & Levy 2007), times n/(n+1) for the n of the rarer unit: two words seen
twice each may agree by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.terminology.edition_text import EditionText


class ContextCounts:
    """How often each of some units stands beside each context term, added up over editions.

    ``units``: the terms to describe; ``context_terms``: those to describe them by, usually the most widespread.
    """

    def __init__(self, units: Sequence[str], context_terms: Sequence[str], window: int) -> None:
        import pyarrow as pa
        from scipy.sparse import csr_array

        self._units = pa.array(units, type=pa.string())
        self._terms = pa.array(context_terms, type=pa.string())
        self._window = window
        self._counts = csr_array((len(units), 2 * len(context_terms)), dtype="int64")

    def add(self, text: EditionText) -> None:
        """Count one edition's messages."""
        unit, term, stretch = self._numbered(text)
        for distance in range(1, self._window + 1):
            near = stretch[:-distance] == stretch[distance:]
            self._add_pairs(unit[:-distance][near], term[distance:][near], side=1)
            self._add_pairs(unit[distance:][near], term[:-distance][near], side=0)

    def _numbered(self, text: EditionText) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """For each counted token of a message its unit and its context term, -1 for none, and its stretch."""
        import numpy as np
        import pyarrow as pa

        vocabulary = pa.array(text.vocabulary.texts, type=pa.string())
        kept = text.is_counted & text.in_message
        passage, of_term = text.tokens.passage, text.tokens.term
        begins = np.ones(len(passage), dtype=bool)
        begins[1:] = (passage[1:] != passage[:-1]) | ~text.is_counted[:-1]
        terms = of_term[kept]
        return _places(vocabulary, self._units)[terms], _places(vocabulary, self._terms)[terms], np.cumsum(begins)[kept]

    def _add_pairs(self, units: NDArray[np.int64], terms: NDArray[np.int64], side: int) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        known = (units >= 0) & (terms >= 0)
        cells = (units[known], terms[known] + side * len(self._terms))
        ones = np.ones(len(cells[0]), dtype=np.int64)
        self._counts = self._counts + csr_array((ones, cells), shape=self._counts.shape)

    def similarities(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """The similarity of each pair of units, given by their places; 0–1."""
        import numpy as np

        vectors, totals = _association(self._counts)
        cosine = np.asarray(vectors[left].multiply(vectors[right]).sum(axis=1)).ravel()
        rarer = np.minimum(totals[left], totals[right])
        return np.clip(cosine * rarer / (rarer + 1), 0, 1)  # type: ignore[no-any-return]


def _association(counts: csr_array) -> tuple[csr_array, NDArray[np.float64]]:
    """Rows of discounted positive pointwise mutual information, of length 1 or 0, and the rows' total counts."""
    import numpy as np
    from scipy.sparse import csr_array

    cells = counts.tocoo()
    rows = np.asarray(counts.sum(axis=1), dtype=np.float64).ravel()
    columns = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    n_both, n_row, n_column = cells.data.astype(np.float64), rows[cells.row], columns[cells.col]
    smaller = np.minimum(n_row, n_column)
    information = np.maximum(np.log(n_both * rows.sum() / (n_row * n_column)), 0)
    weights = information * n_both / (n_both + 1) * smaller / (smaller + 1)
    squares = np.bincount(cells.row, weights=weights**2, minlength=counts.shape[0])
    length = np.sqrt(np.where(squares > 0, squares, 1))
    return csr_array((weights / length[cells.row], (cells.row, cells.col)), shape=counts.shape), rows


def _places(texts: pa.Array, values: pa.Array) -> NDArray[np.int64]:
    """For each text its place among ``values``, -1 for none."""
    import numpy as np
    import pyarrow.compute as pc

    return pc.index_in(texts, value_set=values).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)  # type: ignore[no-any-return]
