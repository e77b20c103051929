"""One edition's candidate compounds as integers: how often each stands in each message, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.counts import Passages, Tokens


class Compounds(NamedTuple):
    """The texts of an edition's candidate compounds, sorted; their counts, messages × compounds; their words' numbers.

    Of a text that is cut in several ways the words are those of its first place.
    """

    texts: list[str]
    counts: csr_array
    words: list[list[int]]

    def parts(self, vocabulary: list[str]) -> Iterator[tuple[int, str]]:
        """Each compound by number with each text that some of its words make, one or more but not all of them."""
        for compound, numbers in enumerate(self.words):
            words = [vocabulary[number] for number in numbers]
            for begin in range(len(words)):
                for end in range(begin + 1, len(words) + 1):
                    if end - begin < len(words):
                        yield compound, "".join(words[begin:end])


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
    _, first = np.unique(number, return_index=True)
    start, end = (compounds.column(side).take(first).to_numpy() for side in ("start", "end"))
    words = _words_at(tokens, passage[first].astype(np.int32), start, end)
    return Compounds(encoded.dictionary.take(order).to_pylist(), counts, words)


def _words_at(
    tokens: Tokens, passage: NDArray[np.int32], start: NDArray[np.int32], end: NDArray[np.int32]
) -> list[list[int]]:
    """Numbers of the tokens of each span."""
    import numpy as np

    # One type on both sides: else all tokens would be converted at every search.
    bounds = tokens.passage.searchsorted(np.stack([passage, passage + np.int32(1)]))
    words = []
    for first, last, span in zip(*bounds.tolist(), np.stack([start, end], axis=1), strict=True):
        begin, stop = (first + tokens.start[first:last].searchsorted(span)).tolist()
        words.append(tokens.term[begin:stop].tolist())
    return words


def inner_units(
    compounds: Compounds, vocabulary: list[str], unit_of_text: Mapping[str, int], unit_of_compound: list[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of units of which the first, a compound, holds the second: the unit of one or several of its words."""
    for compound, text in compounds.parts(vocabulary):
        if text in unit_of_text:
            yield unit_of_compound[compound], unit_of_text[text]
