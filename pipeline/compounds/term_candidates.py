"""The ``term_candidates`` table: compounds that the lexicon might keep whole, for a person to choose from.

A candidate is a sequence of 2 and more adjacent words, as the segmenter cut them, that

1. has no stop word, modal, number or address inside, and no adverb, pronoun or ending at an edge (``term_words``);
2. some document repeats, and that occurs as often as it has words at least;
3. is free on both sides: different words stand beside it (branching entropy), or it is a part of something longer;
4. holds together at its weakest split (pointwise mutual information), or it is a term with a free neighbour;
5. is not in jieba's dictionary, in the lexicon or on a list: to reject one, put it into ``stopwords.txt``.

Ranked by ``score = C-value · min(left, right entropy) · PMI``: often used on its own, freely, and not by chance. A word
that jieba guessed whole is no candidate: nothing splits it. A small text may have none at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tables
from pipeline.compounds.candidate_examples import Example, find_examples
from pipeline.compounds.candidate_measures import Measured, c_values, measure
from pipeline.compounds.candidates import are_new, hold_together
from pipeline.compounds.message_tokens import TokenSource, Words
from pipeline.compounds.sequence_counts import Finder, Spread, SpreadTally, add_counts, count_edition

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.compounds.sequences import Sequences
    from pipeline.settings import CompoundsSettings, NewTermSettings


class _Ranked(NamedTuple):
    """Candidates, best first; one item each."""

    parts: list[list[str]]
    measured: Measured
    spread: Spread
    c_value: NDArray[np.float64]
    score: NDArray[np.float64]


def term_candidates_table(
    source: TokenSource, sequences: Sequences, finder: Finder, listed: Collection[str], settings: CompoundsSettings
) -> pa.Table:
    """The candidates of the whole corpus, best first.

    ``sequences``: those that some document repeats; ``listed``: all wordings, terms, stop words and modals.
    """
    if not sequences.n_sequences:
        return tables.make("term_candidates", [])
    counts = reduce(add_counts, (count_edition(tokens, finder.find(tokens, sequences), sequences) for tokens in source))
    measured = measure(sequences, counts, source.words.may_begin, source.words.may_end, settings.decimals)
    measured = measured.take(hold_together(measured, settings))
    spread = _measure_spread(source, sequences, finder, measured, settings.decimals)
    ranked = _rank(measured, spread, source.words, listed, settings)
    wanted = list(zip(ranked.measured.n_words.tolist(), ranked.measured.number.tolist(), strict=True))
    chosen_by = settings.new_terms
    examples = find_examples(source, sequences, finder, wanted, chosen_by.max_examples, chosen_by.context_characters)
    return _table(ranked, examples)


def _measure_spread(
    source: TokenSource, sequences: Sequences, finder: Finder, chosen: Measured, decimals: int
) -> Spread:
    """Messages, documents and neighbours of the chosen sequences, in their order; a second look at the editions."""
    tallies = {
        length: SpreadTally(chosen.numbers(length), sequences.size(length), sequences.n_terms)
        for length in sequences.lengths
    }
    for tokens in source:
        for places in finder.find(tokens, sequences):
            tallies[places.length].add(tokens, places)
    return Spread.of_all([tally.spread() for tally in tallies.values()]).round(decimals)


def _rank(
    measured: Measured, spread: Spread, words: Words, listed: Collection[str], settings: CompoundsSettings
) -> _Ranked:
    import numpy as np

    kept = _is_free(spread, settings.new_terms)
    measured, spread = measured.take(kept), spread.take(kept)
    texts = words.texts.to_pylist()
    parts = [[texts[word] for word in row if word >= 0] for row in measured.words.tolist()]
    new = are_new(["".join(words) for words in parts], listed)
    measured, spread, parts = measured.take(new), spread.take(new), list(compress(parts, new))
    value = np.round(c_values(measured), settings.decimals)
    score = np.round(value * spread.freedom * measured.pmi, settings.decimals)
    order = np.array(_best_of_each_text(parts, score), dtype=np.int64)
    order = order[value[order] > 0][: settings.new_terms.max_candidates]
    chosen = [parts[place] for place in order.tolist()]
    return _Ranked(chosen, measured.take(order), spread.take(order), value[order], score[order])


def _is_free(spread: Spread, settings: NewTermSettings) -> NDArray[np.bool_]:
    free: NDArray[np.bool_] = (spread.n_messages >= settings.min_messages) & (spread.freedom >= settings.min_entropy)
    return free


def _best_of_each_text(parts: Sequence[Sequence[str]], score: NDArray[np.float64]) -> list[int]:
    """Places by falling score, ties by text; of a text that was cut in several ways the best cut stays."""
    keys = [(-value, "".join(words), tuple(words)) for words, value in zip(parts, score.tolist(), strict=True)]
    best: dict[str, int] = {}
    for place in sorted(range(len(keys)), key=keys.__getitem__):
        best.setdefault(keys[place][1], place)
    return list(best.values())


def _table(ranked: _Ranked, examples: Sequence[Sequence[Example]]) -> pa.Table:
    terms = ["".join(words) for words in ranked.parts]
    measured, spread = ranked.measured, ranked.spread
    return tables.make(
        "term_candidates",
        {
            "rank": list(range(1, len(terms) + 1)),
            "term": terms,
            "parts": ["|".join(words) for words in ranked.parts],
            "n_occurrences": measured.n_occurrences,
            "n_messages": spread.n_messages,
            "n_documents": spread.n_documents,
            "left_entropy": spread.left_entropy,
            "right_entropy": spread.right_entropy,
            "pmi": measured.pmi,
            "c_value": ranked.c_value,
            "score": ranked.score,
            "contexts": [" | ".join(example.context for example in found) for found in examples],
            "passage_ids": [" ".join(example.passage_id for example in found) for found in examples],
            "line": terms,
        },
    )
