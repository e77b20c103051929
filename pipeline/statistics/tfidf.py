"""TF-IDF on counts: what a message, a section, a document or an edition says more than the edition's others do.

Pure functions on arrays; no table, no file.
"""

from __future__ import annotations

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


def inverse_document_frequency(df: NDArray[np.int64], n_units: int) -> NDArray[np.float64]:
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

    row_of_cell = np.repeat(np.arange(scores.shape[0]), np.diff(scores.indptr))
    cells = np.flatnonzero(scores.data > 0)
    # A stable sort: cells stand by column within a row, which settles ties.
    cells = cells[np.lexsort((-scores.data[cells], row_of_cell[cells]))]
    rows = row_of_cell[cells]
    ranks = np.arange(len(rows)) - np.searchsorted(rows, rows, side="left") + 1
    kept = ranks <= top_n
    return Ranked(rows[kept], scores.indices[cells[kept]].astype(np.int64), ranks[kept], cells[kept])
