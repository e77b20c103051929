"""The ``passage_keywords`` table: TF-IDF ranks in each message, the scope of which there are hundreds of thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.keywords.scope_counts import count_messages
from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, rank_rows, tfidf

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.keywords.counts import Passages
    from pipeline.keywords.scope_counts import Level
    from pipeline.settings import KeywordsSettings

# Messages ranked at once: some megabytes.
_MESSAGES_AT_ONCE = 1 << 14


def rank_passages(level: Level, passages: Passages, settings: KeywordsSettings) -> pa.Table:
    """Ranks of one edition's messages at the level whose wordings are merged; scores and ties as in ``ranks``."""
    import numpy as np

    df = document_frequency(level.counts)
    weight = inverse_document_frequency(df, passages.n_messages) * level.length_weight
    blocks = list(_ranked(level, weight, settings))
    if not any(len(block[0]) for block in blocks):
        return tables.make("passage_keywords", [])
    message, unit, rank, count, score = (np.concatenate(column) for column in zip(*blocks, strict=True))
    row = np.flatnonzero(passages.is_message)[message]
    units = level.units
    kinds = sorted(set(units.kinds))
    kind = np.array([kinds.index(kind) for kind in units.kinds])
    return tables.make(
        "passage_keywords",
        {
            "document_id": _encoded(passages.document[row], passages.document_ids),
            "passage_id": _encoded(row, passages.passage_ids),
            "rank": rank,
            "term": _encoded(unit, units.names),
            "kind": _encoded(kind[unit], kinds),
            "concept": _concepts(unit, units.concept_ids),
            "count": count,
            "document_frequency": df[unit],
            "n_messages_edition": np.full(len(unit), passages.n_messages),
            "length_weight": level.length_weight[unit].round(settings.score_decimals),
            "tfidf": score,
        },
    )


def _ranked(
    level: Level, weight: NDArray[np.float64], settings: KeywordsSettings
) -> Iterator[tuple[NDArray[Any], ...]]:
    """Message, unit, rank, count and score of what is ranked, some messages at a time."""
    import numpy as np

    n_messages = level.counts.shape[0]
    for start in range(0, n_messages, _MESSAGES_AT_ONCE):
        counts = count_messages(level, slice(start, start + _MESSAGES_AT_ONCE), settings).occurrences
        scores = tfidf(counts, weight)
        scores.data = scores.data.round(settings.score_decimals)
        ranked = rank_rows(scores, settings.top_n_passage)
        yield (
            (ranked.row + start).astype(np.int32), ranked.column.astype(np.int32), ranked.rank.astype(np.int32),
            counts.data[ranked.cell].astype(np.int32), scores.data[ranked.cell],
        )  # fmt: skip


def _encoded(numbers: NDArray[np.integer], values: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    """Values by number, each kept once; those that no row has are left out."""
    import numpy as np
    import pyarrow as pa

    is_used = np.zeros(len(values), dtype=bool)
    is_used[numbers] = True
    place = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
    texts = values if isinstance(values, pa.Array) else pa.array(values, type=pa.string())
    return pa.DictionaryArray.from_arrays(place[numbers], texts.filter(pa.array(is_used)))


def _concepts(unit: NDArray[np.int32], concept_ids: Sequence[str | None]) -> pa.DictionaryArray:
    """The concept of each unit, null for none."""
    import numpy as np
    import pyarrow as pa

    known = sorted({concept for concept in concept_ids if concept is not None})
    place = {concept: number for number, concept in enumerate(known)}
    number = np.array([-1 if concept is None else place[concept] for concept in concept_ids], dtype=np.int32)[unit]
    indices = pa.array(number, mask=number < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(known, type=pa.string()))
