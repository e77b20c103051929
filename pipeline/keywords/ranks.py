"""The ``keywords`` table: TF-IDF ranks of terms, concepts and compounds by edition, document, section and passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.counts import Passages, presence, sum_rows
from pipeline.keywords.redundancy import Contained, stand_in
from pipeline.statistics.tfidf import Ranked, document_frequency, inverse_document_frequency, rank_rows, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.units import Units
    from pipeline.settings import KeywordsSettings

UNIT = "message"
_LOOKED_AT = 2
"""Times as many leading keywords as are kept are looked at, so that what is left out as redundant is made up for."""


@dataclass(frozen=True, eq=False)
class Scopes:
    """The scopes of one kind: their names, and for each message of the edition the number of its scope."""

    kind: str
    names: list[str]
    scope_of_message: NDArray[np.int64]


def scopes(passages: Passages) -> Iterator[Scopes]:
    """The scopes of an edition, each kind a partition of its messages."""
    import numpy as np

    is_message = passages.is_message
    documents = passages.document[is_message]
    places = np.column_stack([documents, passages.section[is_message]])
    sections, section = np.unique(places, axis=0, return_inverse=True)
    names = [f"{passages.document_ids[document]}§{order}" for document, order in sections.tolist()]
    messages = passages.passage_ids.take(np.flatnonzero(is_message)).to_pylist()
    yield Scopes("document", passages.document_ids, documents)
    yield Scopes("edition", [passages.edition], np.zeros(len(documents), dtype=np.int64))
    yield Scopes("passage", messages, np.arange(len(messages)))
    yield Scopes("section", names, section.reshape(-1))


class Level(NamedTuple):
    """What is ranked at one level of an edition: messages × units, each unit's weight and what its name contains."""

    units: Units
    counts: csr_array
    length_weight: NDArray[np.float64]
    contained: Contained


def rank_edition(level: Level, passages: Passages, settings: KeywordsSettings) -> Iterator[pa.Table]:
    """Ranks at one level in every scope of an edition, without the English.

    Scores are rounded to ``settings.score_decimals`` before they are ranked; ties go to the name that sorts first. A
    redundant keyword is left out before ranks are given.
    """
    df = document_frequency(level.counts)
    for one in scopes(passages):
        yield _rank_scopes(level, df, passages, one, settings)


def _rank_scopes(
    level: Level, df: NDArray[np.int64], passages: Passages, scopes: Scopes, settings: KeywordsSettings
) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    units = level.units
    in_scope = sum_rows(level.counts, scopes.scope_of_message, len(scopes.names))
    messages_in_scope = sum_rows(presence(level.counts), scopes.scope_of_message, len(scopes.names))
    weight = inverse_document_frequency(df, passages.n_messages) * level.length_weight
    scores = tfidf(in_scope, weight)
    scores.data = scores.data.round(settings.score_decimals)
    top_n = settings.top_n_passage if scopes.kind == "passage" else settings.top_n
    ranked, stands_for = _without_redundant(scores, in_scope, level, top_n, settings)
    n_rows = len(ranked.row)
    n_scope = np.bincount(scopes.scope_of_message, minlength=len(scopes.names))
    return pa.table(
        {
            "scope_kind": _repeated(scopes.kind, n_rows),
            "scope": _chosen(scopes.names, ranked.row),
            "edition": _repeated(passages.edition, n_rows),
            "unit": _repeated(UNIT, n_rows),
            "level": _repeated(units.level, n_rows),
            "rank": ranked.rank,
            "term": _chosen(units.names, ranked.column),
            "kind": _chosen(units.kinds, ranked.column),
            "concept": _chosen(units.concept_ids, ranked.column),
            "concept_counts": _repeated(settings.concept_counts, n_rows),
            "count": in_scope.data[ranked.cell],
            "n_messages_in_scope": messages_in_scope.data[ranked.cell],
            "n_scope": n_scope[ranked.row],
            "document_frequency": df[ranked.column],
            "n_messages_edition": np.full(n_rows, passages.n_messages),
            "length_weight": level.length_weight[ranked.column].round(settings.score_decimals),
            "tfidf": scores.data[ranked.cell],
            "stands_for": stands_for,
        }
    )


def _without_redundant(
    scores: csr_array, counts: csr_array, level: Level, top_n: int, settings: KeywordsSettings
) -> tuple[Ranked, pa.Array]:
    """The ``top_n`` of each scope that stand for themselves, and what each of them stands for besides."""
    import numpy as np

    ranked = rank_rows(scores, top_n * _LOOKED_AT)
    count = counts.data[ranked.cell]
    stands_for_it = (
        stand_in(ranked, count, level.contained, settings.redundant_share)
        if settings.remove_redundant
        else np.full(len(count), -1)
    )
    is_kept = stands_for_it < 0
    rank = np.cumsum(is_kept, dtype=np.int64)
    rank = rank - (rank - is_kept)[np.searchsorted(ranked.row, ranked.row, side="left")]
    is_kept &= rank <= top_n
    said = _stands_for(stands_for_it, ranked, count, level.units.names).filter(is_kept)
    return Ranked(ranked.row[is_kept], ranked.column[is_kept], rank[is_kept], ranked.cell[is_kept]), said


def _stands_for(
    stands_for_it: NDArray[np.int64], ranked: Ranked, count: NDArray[np.int64], names: Sequence[str]
) -> pa.Array:
    """For each ranked cell the others that it stands for, in their order: 治理 ×12、网络 ×9; null for none."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    left_out = np.flatnonzero(stands_for_it >= 0)
    left_out = left_out[np.argsort(stands_for_it[left_out], kind="stable")]
    n = np.bincount(stands_for_it[left_out], minlength=len(count))
    listed = pc.binary_join_element_wise(
        _chosen(names, ranked.column[left_out]), pa.array(count[left_out]).cast(pa.string()), " ×"
    )
    lists = pa.ListArray.from_arrays(np.concatenate([[0], np.cumsum(n)]).astype(np.int32), listed)
    return pc.if_else(pa.array(n > 0), pc.binary_join(lists, "、"), pa.scalar(None, pa.string()))


def _repeated(text: str, n_rows: int) -> pa.Array:
    import pyarrow as pa

    return pa.repeat(pa.scalar(text), n_rows)


def _chosen(values: Sequence[str | None], places: NDArray[np.int64]) -> pa.Array:
    import pyarrow as pa

    return pa.array(values, type=pa.string()).take(pa.array(places))
