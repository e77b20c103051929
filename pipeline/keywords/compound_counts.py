"""One edition's candidate compounds as integers: how often each stands in each message, and its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa
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
        (np.ones(len(number), dtype=np.int64), (passages.message[passage], number)),
        shape=(passages.n_messages, len(order)),
    )
    counts.sort_indices()
    _, first = np.unique(number, return_index=True)
    start, end = (compounds.column(side).take(first).to_pylist() for side in ("start", "end"))
    spans = zip(passage[first].tolist(), start, end, strict=True)
    words = [_words_at(tokens, *span) for span in spans]
    return Compounds(encoded.dictionary.take(order).to_pylist(), counts, words)


def _words_at(tokens: Tokens, passage: int, start: int, end: int) -> list[int]:
    """Numbers of the tokens of a span."""
    first, last = tokens.passage.searchsorted([passage, passage + 1]).tolist()
    begin, stop = (first + tokens.start[first:last].searchsorted([start, end])).tolist()
    numbers: list[int] = tokens.term[begin:stop].tolist()
    return numbers


def inner_units(
    compounds: Compounds, vocabulary: list[str], unit_of_text: Mapping[str, int], unit_of_compound: list[int]
) -> Iterator[tuple[int, int]]:
    """Pairs of units of which the first, a compound, holds the second: the unit of one or several of its words."""
    for compound, text in compounds.parts(vocabulary):
        if text in unit_of_text:
            yield unit_of_compound[compound], unit_of_text[text]
