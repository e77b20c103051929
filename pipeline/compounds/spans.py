"""The ``compounds`` table: where the candidate compounds of an edition stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.compounds.candidate_measures import Measured
from pipeline.compounds.message_tokens import MessageTokens
from pipeline.compounds.sequence_counts import Places
from pipeline.statistics.distinct import first_places

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray


def compounds_table(
    tokens: MessageTokens, places: Sequence[Places], candidates: Measured, texts: Sequence[str]
) -> pa.Table:
    """A row a span, in the order of the text; spans that begin together stand shorter first.

    ``places`` are those of all repeated sequences of the edition, by length; ``texts`` are the candidates'.
    """
    import numpy as np
    import pyarrow as pa

    at, last, which = _spans(places, candidates)
    order = np.lexsort((last, at))
    at, last, which = at[order], last[order], which[order]
    passage = tokens.passage[at]
    return tables.make(
        "compounds",
        {
            "document_id": _dictionary(tokens.passages, "document_id", passage),
            "passage_id": _dictionary(tokens.passages, "passage_id", passage),
            "start": tokens.start[at],
            "end": tokens.end[last],
            "compound": pa.DictionaryArray.from_arrays(*_by_first_use(which, texts)),
        },
    )


def _spans(
    places: Sequence[Places], candidates: Measured
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32]]:
    """The first and last token of each span, and its candidate by place among all."""
    import numpy as np

    spans = [np.empty((3, 0), dtype=np.int64)]
    for one in places:
        place = np.full(int(one.number.max(initial=-1)) + 1, -1)
        of_length = np.flatnonzero(candidates.n_words == one.length)
        place[candidates.number[of_length]] = of_length
        which = place[one.number]
        at = one.at[which >= 0].astype(np.int64)
        spans.append(np.stack([at, at + one.length - 1, which[which >= 0]]))
    at, last, which = np.concatenate(spans, axis=1)
    return at, last, which.astype(np.int32)


def _dictionary(passages: pa.Table, column: str, passage: NDArray[np.int32]) -> pa.DictionaryArray:
    """The ids of the passages, each value once, in the order in which rows use them."""
    import pyarrow as pa

    encoded = passages.column(column).combine_chunks()
    if not isinstance(encoded, pa.DictionaryArray):
        encoded = encoded.dictionary_encode()
    return pa.DictionaryArray.from_arrays(*_used(encoded.indices.to_numpy()[passage], encoded.dictionary))


def _by_first_use(numbers: NDArray[np.int32], texts: Sequence[str]) -> tuple[pa.Array, pa.Array]:
    import pyarrow as pa

    return _used(numbers, pa.array(texts, pa.string()))


def _used(numbers: NDArray[np.int32], values: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Numbers of values as numbers of the used ones alone, which stand in the order of their first use."""
    import numpy as np
    import pyarrow as pa

    is_used = np.zeros(len(values), dtype=bool)
    is_used[numbers] = True
    used = np.flatnonzero(is_used)
    place = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
    used = used[np.argsort(first_places(place[numbers], len(used)))]
    place[used] = np.arange(len(used), dtype=np.int32)
    return pa.array(place[numbers]), values.take(pa.array(used))
