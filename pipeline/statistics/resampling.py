"""How far a TF-IDF rank would move if other texts of the same kind had come in: the bootstrap, clustered by document.

Pure functions on arrays; no table, no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.statistics.tfidf import inverse_document_frequency

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

# Cells of resamples × terms in memory at a time: some 30 bytes each.
_CELLS_TOGETHER = 2_000_000


@dataclass(frozen=True, eq=False)
class Sample:
    """A scope's messages by resampling unit (a document, or a message), and what of its edition lies outside it.

    ``counts``: units × terms, occurrences in the scope. ``message_frequency``: units × terms, how many of a unit's
    messages hold each term. ``n_messages``: of each unit. ``outside_frequency``: for each term the messages outside the
    scope that hold it; ``n_outside``: all messages outside. What lies outside is held as it is.
    """

    counts: csr_array
    message_frequency: csr_array
    n_messages: NDArray[np.int64]
    outside_frequency: NDArray[np.int64]
    n_outside: int = 0
    term_weight: NDArray[np.float64] | None = None
    """A weight of each term that its TF-IDF is multiplied by; none: 1."""

    def weigh(self, idf: NDArray[np.float64], terms: NDArray[np.int64]) -> NDArray[np.float64]:
        """The idf of some terms (the last axis) times their weights."""
        return idf if self.term_weight is None else idf * self.term_weight[terms]


class Interval(NamedTuple):
    """Lowest and highest rank, one item a term; both are ranks that resamples gave."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]


def resample_weights(n_units: int, n_resamples: int, seed: int) -> NDArray[np.int32]:
    """Resamples × units: how often each unit is drawn when as many are drawn as there are, with replacement.

    Every row adds up to ``n_units``. The draws depend on the two numbers and the seed alone: units are to be in an
    order of their own (of document id, of place), or the order of files would change a result.
    """
    import numpy as np

    drawn = np.random.default_rng(seed).integers(n_units, size=(n_resamples, n_units))
    cells = drawn + n_units * np.arange(n_resamples)[:, None]
    return np.bincount(cells.ravel(), minlength=n_resamples * n_units).astype(np.int32).reshape(drawn.shape)


def resampled_ranks(
    sample: Sample, terms: NDArray[np.int64], weights: NDArray[np.int32], decimals: int
) -> NDArray[np.int64]:
    """Resamples × ``terms``: the rank of each of these terms among all terms of the scope, in each resample.

    ``weights``: resamples × units. In a resample a term's count, its document frequency and the number of messages are
    those of the drawn units, each as often as it was drawn, and of what lies outside; scored, rounded and ranked as
    ``tfidf`` and ``rank_rows`` do, ties to the lower column. Terms that a resample has not got share the last place: as
    many as there are terms in the scope.

    Ranks are exact though not every term is scored. A term's count in a resample is at most its count with each unit
    drawn as often as in any resample, and its idf at most that of a term in one message. A term for which the product
    of the two is below the lowest score that any of ``terms`` has where it is present cannot come before one of them.
    """
    import numpy as np

    last = int((_column_sums(sample.counts) > 0).sum())
    rivals = _rivals(sample, terms, weights, decimals)
    place = np.searchsorted(rivals, terms)
    ranks = [
        np.where(scores[:, place] > 0, _places(scores)[:, place], last)
        for scores in _scores(sample, rivals, weights, decimals)
    ]
    return np.concatenate(ranks) if ranks else np.empty((0, len(terms)), dtype=np.int64)


def percentile_interval(values: NDArray[np.int64], level: float) -> Interval:
    """The interval that holds the share ``level`` (0 to 1) of the resamples' values, as many left out on either side.

    ``values``: resamples × terms. The bounds are values that resamples had, rounded outwards: never narrower than
    asked for.

    Source: Efron, B. & Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13; drawing whole documents:
    Field, C. A. & Welsh, A. H. (2007), "Bootstrapping clustered data", J. of the Royal Statistical Society B 69(3),
    369-390. Of ranks: Hall, P. & Miller, H. (2009), "Using the bootstrap to quantify the authority of an empirical
    ranking", Annals of Statistics 37(6B), 3929-3959, who show that where scores are nearly tied such an interval is a
    description of how loose a rank is, not one of exact coverage.
    """
    import numpy as np

    tail = (1 - level) / 2
    low = np.quantile(values, tail, axis=0, method="lower")
    high = np.quantile(values, 1 - tail, axis=0, method="higher")
    return Interval(low.astype(np.int64), high.astype(np.int64))


def _rivals(sample: Sample, terms: NDArray[np.int64], weights: NDArray[np.int32], decimals: int) -> NDArray[np.int64]:
    """The terms that can come before one of ``terms`` in some resample, and these themselves; column numbers sorted."""
    import numpy as np

    own = list(_scores(sample, np.unique(terms), weights, decimals))
    lowest = min((float(scores[scores > 0].min(initial=np.inf)) for scores in own), default=np.inf)
    most_counts = sample.counts.T @ weights.max(axis=0, initial=0).astype(np.float64)
    n_most = int((weights.astype(np.int64) @ sample.n_messages).max(initial=0)) + sample.n_outside
    highest = most_counts * sample.weigh(inverse_document_frequency(np.array([1]), n_most), np.arange(len(most_counts)))
    is_rival = (highest > 0) & (highest >= lowest - 10.0**-decimals)
    is_rival[terms] = True
    return np.flatnonzero(is_rival)


def _scores(
    sample: Sample, terms: NDArray[np.int64], weights: NDArray[np.int32], decimals: int
) -> Iterator[NDArray[np.float64]]:
    """TF-IDF of some terms in resamples, a batch of them at a time: resamples × ``terms``."""
    import numpy as np

    counts = sample.counts[:, terms].T.tocsr().astype(np.int32)
    message_frequency = sample.message_frequency[:, terms].T.tocsr().astype(np.int32)
    outside = sample.outside_frequency[terms]
    n_together = max(_CELLS_TOGETHER // max(len(terms), 1), 1)
    for start in range(0, len(weights), n_together):
        drawn = np.ascontiguousarray(weights[start : start + n_together].T)
        df = (message_frequency @ drawn).T + outside
        n_messages = sample.n_messages @ drawn + sample.n_outside
        scores = (counts @ drawn).T * sample.weigh(inverse_document_frequency(df, n_messages[:, None]), terms)
        yield np.ascontiguousarray(scores).round(decimals)


def _places(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each score in its row, from 1, the highest first, ties to the lower column."""
    import numpy as np

    order = np.argsort(-scores, axis=1, kind="stable")
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return places


def _column_sums(counts: csr_array) -> NDArray[np.int64]:
    import numpy as np

    return np.bincount(counts.indices, weights=counts.data, minlength=counts.shape[1]).astype(np.int64)
