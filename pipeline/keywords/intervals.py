"""How loose a TF-IDF rank is: intervals for the ranks of editions, documents and sections.

An edition's documents are drawn with replacement, since messages of one document resemble one another; where it is one
document its messages are. For a document or a section its own messages are drawn, and the other messages of the
edition, which enter the document frequencies alone, are held as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.keywords.counts import Passages, presence, sum_rows
from pipeline.statistics.resampling import Sample, percentile_interval, resample_weights, resampled_ranks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.ranks import Scopes
    from pipeline.keywords.scope_counts import Level, ScopeCounts
    from pipeline.settings import KeywordsSettings
    from pipeline.statistics.tfidf import Ranked

DOCUMENT, MESSAGE = "document", "message"


class Resampled(NamedTuple):
    """A scope ready to be resampled: its number, the kind of unit, the sample, and the edition's number of each term
    of the sample."""

    scope: int
    unit: str
    sample: Sample
    terms: NDArray[np.int64]

    @property
    def n_units(self) -> int:
        return len(self.sample.n_messages)


def interval_columns(
    level: Level,
    counted: ScopeCounts,
    df: NDArray[np.int64],
    passages: Passages,
    scopes: Scopes,
    ranked: Ranked,
    settings: KeywordsSettings,
) -> dict[str, Any]:
    """Columns for the rows of ``ranked`` (the terms that are ranked in each scope): rank_low, rank_high,
    resampling_unit, n_resampling_units, n_resamples, interval_level; null, and 0 resamples, where none can be stated.

    ``counted``: what is ranked in each scope; what was left out as redundant there is left out of every resample.
    ``df``: in how many messages of the edition each unit stands.
    """
    import numpy as np
    import pyarrow as pa

    n_rows = len(ranked.row)
    low, high, n_units, n_resamples = np.zeros((4, n_rows), dtype=np.int64)
    unit = np.full(n_rows, None, dtype=object)
    for one in _samples(level, counted, df, passages, scopes, settings):
        rows = slice(*np.searchsorted(ranked.row, [one.scope, one.scope + 1]))
        unit[rows], n_units[rows] = one.unit, one.n_units
        if one.n_units < settings.min_resampling_units:
            continue
        # A document that is all of its edition gets the edition's own figures.
        n_draws = settings.n_resamples if one.sample.n_outside == 0 else settings.n_part_resamples
        weights = resample_weights(one.n_units, n_draws, settings.resampling_seed)
        chosen = np.searchsorted(one.terms, ranked.column[rows])
        ranks = resampled_ranks(one.sample, chosen, weights, settings.score_decimals)
        low[rows], high[rows] = percentile_interval(ranks, settings.interval_level)
        n_resamples[rows] = n_draws
    return {
        "rank_low": pa.array(low, mask=n_resamples == 0),
        "rank_high": pa.array(high, mask=n_resamples == 0),
        "resampling_unit": pa.array(unit, type=pa.string()),
        "n_resampling_units": n_units,
        "n_resamples": n_resamples,
        "interval_level": pa.array(np.full(n_rows, settings.interval_level), mask=n_resamples == 0),
    }


def no_intervals(n_rows: int) -> dict[str, Any]:
    """The same columns where none is stated: for single messages."""
    import numpy as np
    import pyarrow as pa

    nothing = pa.nulls(n_rows, pa.int64())
    zeros = np.zeros(n_rows, dtype=np.int64)
    return {
        "rank_low": nothing,
        "rank_high": nothing,
        "resampling_unit": pa.nulls(n_rows, pa.string()),
        "n_resampling_units": zeros,
        "n_resamples": zeros,
        "interval_level": pa.nulls(n_rows, pa.float64()),
    }


def _samples(
    level: Level,
    counted: ScopeCounts,
    df: NDArray[np.int64],
    passages: Passages,
    scopes: Scopes,
    settings: KeywordsSettings,
) -> Iterator[Resampled]:
    """The scopes that have enough messages; none where there are more parts than ``max_parts``."""
    import numpy as np

    n_messages = np.bincount(scopes.scope_of_message, minlength=len(scopes.names))
    enough = np.flatnonzero(n_messages >= settings.min_messages)
    if len(enough) > max(settings.max_parts, 1):
        return
    documents, document = np.unique(passages.document[passages.is_message], return_inverse=True)
    in_order = np.argsort(scopes.scope_of_message, kind="stable")
    ends = np.cumsum(n_messages)
    for scope in enough.tolist():
        messages = in_order[ends[scope] - n_messages[scope] : ends[scope]]
        of_scope = level.counts if len(messages) == passages.n_messages else level.counts[messages]
        is_clustered = scopes.kind == "edition" and len(documents) > 1
        group = document[messages] if is_clustered else np.arange(len(messages))
        kept = counted.occurrences
        terms = kept.indices[kept.indptr[scope] : kept.indptr[scope + 1]].astype(np.int64)
        sample = _sample(of_scope, terms, group, df, passages, level.length_weight)
        yield Resampled(scope, DOCUMENT if is_clustered else MESSAGE, sample, terms)


def _sample(
    counts: csr_array,
    terms: NDArray[np.int64],
    group: NDArray[np.int64],
    df: NDArray[np.int64],
    passages: Passages,
    length_weight: NDArray[np.float64],
) -> Sample:
    """A scope's messages × units summed up by resampling unit, with the columns of its ``terms`` alone."""
    import numpy as np

    own = _columns(counts, terms)
    n_messages = np.bincount(group)
    frequency = sum_rows(presence(own), group, len(n_messages))
    return Sample(
        counts=sum_rows(own, group, len(n_messages)),
        message_frequency=frequency,
        n_messages=n_messages,
        outside_frequency=df[terms] - frequency.sum(axis=0),
        n_outside=passages.n_messages - len(group),
        term_weight=length_weight[terms],
    )


def _columns(counts: csr_array, columns: NDArray[np.int64]) -> csr_array:
    """Some columns of a matrix, in their order: several times as fast as to index it."""
    import numpy as np
    from scipy.sparse import csr_array

    place = np.full(counts.shape[1], -1)
    place[columns] = np.arange(len(columns))
    number = place[counts.indices]
    kept = number >= 0
    n_before = np.concatenate([[0], np.cumsum(kept)])
    return csr_array((counts.data[kept], number[kept], n_before[counts.indptr]), shape=(counts.shape[0], len(columns)))
