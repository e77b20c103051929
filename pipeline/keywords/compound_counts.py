"""One edition's candidate compounds as integers: how often each stands in each message, and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from pipeline.statistics.distinct import first_places

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.counts import Passages, Tokens


class Compounds(NamedTuple):
    """The texts of an edition's candidate compounds, sorted; their counts, messages × compounds; their words' numbers.

    ``words`` is compounds × words of the longest, filled up with -1. Of a text that is cut in several ways the words
    are those of its first place.
    """

    texts: list[str]
    counts: csr_array
    words: NDArray[np.int32]

    def parts(self, vocabulary: Sequence[str]) -> tuple[NDArray[np.int64], pa.StringArray]:
        """Compounds by number, each with a text that some of its words make, one or more but not all of them."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        texts, n_words = pa.array(vocabulary, pa.string()), (self.words >= 0).sum(axis=1)
        compounds, parts = [np.empty(0, dtype=np.int64)], [pa.array([], pa.string())]
        for begin, end in combinations(range(self.words.shape[1] + 1), 2):
            holding = np.flatnonzero((n_words >= end) & (n_words > end - begin))
            words = [texts.take(pa.array(column)) for column in self.words[holding, begin:end].T]
            compounds.append(holding)
            parts.append(pc.binary_join_element_wise(*words, ""))
        return np.concatenate(compounds), pa.concat_arrays(parts)


def count_compounds(compounds: pa.Table, passages: Passages, tokens: Tokens) -> Compounds:
    """Count the spans of the table ``compounds``, each of whole tokens in a message of the edition."""
    import numpy as np
    import pyarrow.compute as pc
    from scipy.sparse import csr_array

    encoded = compounds.column("compound").unify_dictionaries().combine_chunks()
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    number = place[encoded.indices.to_numpy()]
    ids = compounds.column("passage_id").unify_dictionaries().combine_chunks()
    passage = pc.index_in(ids.dictionary, value_set=passages.passage_ids).to_numpy()[ids.indices.to_numpy()]
    counts = csr_array(
        (np.ones(len(number), dtype=np.int32), (passages.message[passage], number)),
        shape=(passages.n_messages, len(order)),
    )
    counts.sort_indices()
    first = first_places(number, len(order))
    start, end = (compounds.column(side).take(first).to_numpy() for side in ("start", "end"))
    words = _words_at(tokens, passage[first].astype(np.int32), start, end)
    return Compounds(encoded.dictionary.take(order).to_pylist(), counts, words)


def _words_at(
    tokens: Tokens, passage: NDArray[np.int32], start: NDArray[np.int32], end: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Numbers of the tokens of each span: spans × tokens of the longest, filled up with -1."""
    import numpy as np

    # One type on both sides: else all tokens would be converted at every search.
    first, last = tokens.passage.searchsorted(np.stack([passage, passage + np.int32(1)]))
    begin, stop = _place_from(tokens.start, start, first, last), _place_from(tokens.start, end, first, last)
    place = begin[:, None] + np.arange((stop - begin).max(initial=0))
    is_inside = place < stop[:, None]
    words = np.full(place.shape, -1, dtype=np.int32)
    words[is_inside] = tokens.term[place[is_inside]]
    return words


def _place_from(
    values: NDArray[np.int32], least: NDArray[np.int32], low: NDArray[np.int64], high: NDArray[np.int64]
) -> NDArray[np.int64]:
    """For each item the first place from ``low`` up to ``high`` where ``values``, rising there, is not below ``least``.

    All are searched together, each step halving every stretch; ``high`` where there is none.
    """
    import numpy as np

    while (is_open := low < high).any():
        middle = (low + high) // 2
        is_below = is_open.copy()
        is_below[is_open] = values[middle[is_open]] < least[is_open]
        low, high = np.where(is_below, middle + 1, low), np.where(is_open & ~is_below, middle, high)
    return low


def inner_units(
    compounds: Compounds,
    vocabulary: Sequence[str],
    unit_of_text: Mapping[str, int],
    unit_of_compound: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Pairs of units of which the first, a compound, holds the second: the unit of one or several of its words."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    compound, text = compounds.parts(vocabulary)
    place = pc.index_in(text, value_set=pa.array(unit_of_text, pa.string())).fill_null(-1).to_numpy()
    units = np.fromiter(unit_of_text.values(), dtype=np.int64, count=len(unit_of_text))
    return np.column_stack([unit_of_compound[compound[place >= 0]], units[place[place >= 0]]])
