"""The ``keywords`` table: TF-IDF ranks of terms, concepts and compounds by edition, document and section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keywords.counts import Passages
from pipeline.keywords.evidence import states
from pipeline.keywords.intervals import interval_columns, no_intervals
from pipeline.keywords.scope_counts import Level, count_scopes
from pipeline.keywords.units import CONCEPT
from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, rank_rows, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import KeywordsSettings

UNIT = "message"


@dataclass(frozen=True, eq=False)
class Scopes:
    """The scopes of one kind: their names, and for each message of the edition the number of its scope."""

    kind: str
    names: list[str]
    scope_of_message: NDArray[np.int64]


def scopes(passages: Passages) -> tuple[Scopes, ...]:
    """The scopes of an edition, each kind a partition of its messages."""
    import numpy as np

    documents, order = passages.document[passages.is_message], passages.section[passages.is_message]
    # One number for both, since NumPy sorts numbers much faster than pairs; sections are numbered from 0 or 1.
    n_orders = int(order.max(initial=0)) + 1
    sections, section = np.unique(documents * n_orders + order, return_inverse=True)
    names = [f"{passages.document_ids[place // n_orders]}§{place % n_orders}" for place in sections.tolist()]
    return (
        Scopes("document", passages.document_ids, documents),
        Scopes("edition", [passages.edition], np.zeros(len(documents), dtype=np.int64)),
        Scopes("section", names, section),
    )


def rank_edition(
    level: Level, passages: Passages, kinds: Sequence[Scopes], settings: KeywordsSettings
) -> Iterator[pa.Table]:
    """Ranks at one level in every scope of an edition (``kinds`` of scopes), without the English.

    Scores are rounded to ``settings.score_decimals`` before they are ranked; ties go to the name that sorts first. A
    redundant keyword is left out before ranks are given.
    """
    df = document_frequency(level.counts)
    for one in kinds:
        yield _rank_scopes(level, df, passages, one, settings)


def _rank_scopes(
    level: Level, df: NDArray[np.int64], passages: Passages, scopes: Scopes, settings: KeywordsSettings
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    units = level.units
    counted = count_scopes(level, scopes.scope_of_message, len(scopes.names), settings)
    weight = inverse_document_frequency(df, passages.n_messages) * level.length_weight
    scores = tfidf(counted.occurrences, weight)
    scores.data = scores.data.round(settings.score_decimals)
    ranked = rank_rows(scores, settings.top_n if scopes.kind == "edition" else settings.top_n_part)
    n_rows = len(ranked.row)
    n_scope = np.bincount(scopes.scope_of_message, minlength=len(scopes.names))
    # Those of documents and sections are many, and read merged.
    has_intervals = scopes.kind == "edition" or units.level == CONCEPT
    intervals = (
        interval_columns(level, counted, df, passages, scopes, ranked, settings)
        if has_intervals
        else no_intervals(n_rows)
    )
    return pa.table(
        {
            "scope_kind": _repeated(scopes.kind, n_rows),
            "scope": _chosen(scopes.names, ranked.row),
            "edition": _repeated(passages.edition, n_rows),
            "unit": _repeated(UNIT, n_rows),
            "level": _repeated(units.level, n_rows),
            "state": states(n_scope[ranked.row], settings.min_messages),
            "rank": ranked.rank,
            **intervals,
            "term": _chosen(units.names, ranked.column),
            "kind": _chosen(units.kinds, ranked.column),
            "concept": _chosen(units.concept_ids, ranked.column),
            "concept_counts": _repeated(settings.concept_counts, n_rows),
            "count": counted.occurrences.data[ranked.cell],
            "n_messages_in_scope": counted.messages.data[ranked.cell],
            "n_scope": n_scope[ranked.row],
            "document_frequency": df[ranked.column],
            "n_messages_edition": np.full(n_rows, passages.n_messages),
            "length_weight": level.length_weight[ranked.column].round(settings.score_decimals),
            "tfidf": scores.data[ranked.cell],
            "stands_for": counted.stands_for(ranked.cell, units.names),
        }
    )


def _repeated(text: str, n_rows: int) -> pa.Array:
    import pyarrow as pa

    return pa.repeat(pa.scalar(text), n_rows)


def _chosen(values: Sequence[str | None], places: NDArray[np.int64]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, type=pa.string()).take(pa.array(places))
