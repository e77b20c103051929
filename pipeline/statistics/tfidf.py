"""TF-IDF on counts: what a message, a section, a document or an edition says more than the edition's others do.

Pure functions on arrays; no table, no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array


def document_frequency(counts: csr_array) -> NDArray[np.int64]:
    """In how many units (rows) each term (column) occurs at least once.

    ``counts``: units × terms, non-negative integers. Gives one integer a term, 0 to the number of units.
    """
    import numpy as np

    present = counts.indices[counts.data > 0]
    return np.bincount(present, minlength=counts.shape[1]).astype(np.int64)


def inverse_document_frequency(df: NDArray[np.int64], n_units: int | NDArray[np.int64]) -> NDArray[np.float64]:
    """``idf(t) = ln((1 + N) / (1 + df(t))) + 1``, one number a term, from 1 upwards.

    N is the number of units, ``df(t)`` how many of them hold the term. In this project the unit is the *message*, and
    N and df are over the messages of one edition: adding an edition changes no figure of an earlier one.

    Source: Spärck Jones (1972), "A statistical interpretation of term specificity and its application in retrieval",
    Journal of Documentation 28(1), 11–21, whose weight is ``log(N / df) + 1``. Departures from that textbook form are
    those of scikit-learn's ``TfidfTransformer(smooth_idf=True)``: one is added to N and to df, as if one more message
    held every term, so that nothing is divided by zero; the logarithm is natural. The ``+ 1`` outside keeps a term
    that stands in every message at weight 1 instead of 0: 互联网 must not vanish from a text that is about it.
    """
    import numpy as np

    weight: NDArray[np.float64] = np.log((1.0 + n_units) / (1.0 + df)) + 1.0
    return weight


def length_weight(n_characters: NDArray[np.int64], longest: int) -> NDArray[np.float64]:
    """``w(t) = log2 min(max(|t|, 2), longest)`` for terms of |t| characters: 1 for a word of two, 2 for four.

    Where compounds are ranked beside single words, plain TF-IDF favours the words: each occurs at least as often as the
    compound that it is a part of, and the idf of rare terms differs little. The factor is that of the C-value (Frantzi,
    Ananiadou & Mima 2000, International Journal on Digital Libraries 3(2), 115–130), ``log2`` of a term's length.
    Departures: the length is in characters, which all carry meaning in Chinese, so that it does not matter how a
    segmenter cuts a term; what has one character has the weight 1, not 0, as a word of two has; and from ``longest``
    characters on the weight stays, so that the name of a body of 14 characters does not lead by its length alone.
    """
    import numpy as np

    weight: NDArray[np.float64] = np.log2(np.clip(n_characters, 2, longest))
    return weight


def tfidf(counts: csr_array, idf: NDArray[np.float64]) -> csr_array:
    """``tfidf(t, s) = tf(t, s) · idf(t)`` for every term in every row; same shape and same stored cells as ``counts``.

    ``idf`` may be the product of the idf and another weight of each term, as ``length_weight`` is.

    ``tf`` is the raw count. The textbook often damps it (``1 + ln tf``) or divides by length, and scikit-learn scales
    each row to length 1 by default; none of that is done: messages are short, and the factors of a score that an
    analyst quotes can be read off the table. A long scope therefore has larger scores than a short one; scores compare
    terms within one scope, not scopes with each other.

    The score of a scope is the sum over its messages m of ``tf(t, m) · idf(t)``. As idf depends on the term alone, that
    sum is the count in the scope times idf, which is how ``counts`` with one row a scope is scored.
    """
    from scipy.sparse import csr_array

    return csr_array((counts.data * idf[counts.indices], counts.indices, counts.indptr), shape=counts.shape)


class Ranked(NamedTuple):
    """Ranked cells of a matrix, by row, then rank: their row, column, rank from 1, and place in its ``data``."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    rank: NDArray[np.int64]
    cell: NDArray[np.int64]


def rank_rows(scores: csr_array, top_n: int) -> Ranked:
    """The ``top_n`` highest cells above 0 of each row; ties go to the lower column.

    ``scores`` has its column numbers sorted within each row.
    """
    import numpy as np

    none = np.empty(0, dtype=np.int64)
    found = [(none, none, none), *(_rank_together(scores, rows, top_n) for rows in _rows_alike(np.diff(scores.indptr)))]
    row, rank, cell = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.argsort(row, kind="stable")
    row, rank, cell = row[order], rank[order], cell[order]
    return Ranked(row, scores.indices[cell].astype(np.int64), rank, cell)


# Cells that are sorted at once, as rows of one matrix: a megabyte or two of each array.
_CELLS_AT_ONCE = 1 << 18


def _rows_alike(sizes: NDArray[np.integer]) -> Iterator[NDArray[np.int64]]:
    """Rows that have cells, those together that have about as many: up to 1, 2, 4, 8 …; ``sizes`` are cells a row."""
    import numpy as np

    doubled = np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64)
    for power in np.unique(doubled[sizes > 0]).tolist():
        rows = np.flatnonzero((doubled == power) & (sizes > 0))
        n_rows = max(_CELLS_AT_ONCE >> power, 1)
        yield from (rows[start : start + n_rows] for start in range(0, len(rows), n_rows))


def _rank_together(
    scores: csr_array, rows: NDArray[np.int64], top_n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Row, rank and cell of the highest cells of some rows: a matrix is sorted much faster than all cells at once."""
    import numpy as np

    first, size = scores.indptr[rows].astype(np.int64), np.diff(scores.indptr)[rows]
    place = np.arange(size.max())
    cell = np.minimum(first[:, None] + place, len(scores.data) - 1)
    falling = np.where(place < size[:, None], -scores.data[cell], np.inf)
    # A stable sort: cells stand by column within a row, which settles ties.
    order = np.argsort(falling, axis=1, kind="stable")[:, :top_n]
    at, rank = np.nonzero(np.take_along_axis(falling, order, axis=1) < 0)
    return rows[at], rank + 1, first[at] + order[at, rank]
