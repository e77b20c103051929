"""Compounds counted in every edition alike, whether or not it repeats them often enough to propose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.tables import Partitions


def known_phrases(compounds: Partitions, taken: Collection[str]) -> list[str]:
    """The distinct candidate compounds of all editions, sorted, but for those that are a term's name already."""
    import pyarrow.compute as pc

    texts: set[str] = set()
    for _, spans in compounds:
        texts.update(pc.unique(spans.column("compound")).to_pylist())
    return sorted(texts - set(taken))


def count_phrases(
    passages: pa.Table, tokens: pa.Table, passage_ids: Sequence[str], phrases: Sequence[str]
) -> csr_array:
    """Messages × phrases: how often each phrase stands in each message, from the edge of a token to that of another.

    ``passage_ids``: the messages, in the order of rows. Occurrences may overlap.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc
    from scipy.sparse import csr_array

    wanted = pa.array(passage_ids, pa.string())
    texts = passages.take(pc.index_in(wanted, value_set=passages.column("passage_id").combine_chunks())).column("text")
    begins = np.cumsum([0, *(len(text) + 1 for text in texts.to_pylist())])
    phrase, start, end = _occurrences("\n".join(texts.to_pylist()), phrases)
    edges = _edges(tokens, wanted, begins)
    is_whole = np.isin(start, edges[0]) & np.isin(end, edges[1])
    row = np.searchsorted(begins, start[is_whole], side="right") - 1
    ones = np.ones(len(row), dtype=np.int32)
    counts = csr_array((ones, (row, phrase[is_whole])), shape=(len(passage_ids), len(phrases)))
    counts.sort_indices()
    return counts


def _occurrences(text: str, phrases: Sequence[str]) -> NDArray[np.int64]:
    """Three rows: the phrases found by number, where they start, where they end, in code points."""
    import numpy as np
    from ahocorasick_rs import AhoCorasick

    if not phrases:
        return np.empty((3, 0), dtype=np.int64)
    found = AhoCorasick(phrases).find_matches_as_indexes(text, overlapping=True)
    return np.array(found, dtype=np.int64).reshape(-1, 3).T


def _edges(tokens: pa.Table, passage_ids: pa.Array, begins: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Where tokens of these passages start and end, in the text of all passages together."""
    import pyarrow as pa
    import pyarrow.compute as pc

    place = pc.index_in(tokens.column("passage_id").cast(pa.string()), value_set=passage_ids)
    inside = tokens.filter(pc.is_valid(place))
    offset = begins[place.drop_null().to_numpy()]
    return offset + inside.column("start").to_numpy(), offset + inside.column("end").to_numpy()
