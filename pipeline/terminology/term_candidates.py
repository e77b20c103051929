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
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from pipeline import tables
from pipeline.lexicon.dictionary import load_dictionary
from pipeline.terminology.candidate_examples import Example, find_examples
from pipeline.terminology.candidate_measures import Measured, c_values, measure
from pipeline.terminology.message_tokens import TokenSource, Words
from pipeline.terminology.sequence_counts import count_sequences, repeated_sequences

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.settings import NewTermSettings, TerminologySettings
    from pipeline.tables import Partitions
    from pipeline.terminology.term_words import TermWords


class _Ranked(NamedTuple):
    """Candidates, best first; one item each."""

    parts: list[list[str]]
    measured: Measured
    c_value: NDArray[np.float64]
    score: NDArray[np.float64]


def term_candidates_table(
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    term_words: TermWords,
    listed: Collection[str],
    settings: TerminologySettings,
) -> pa.Table:
    """The candidates of the whole corpus, best first. ``listed``: all wordings, terms, stop words and modals."""
    source = TokenSource(passages, tokens, vocabulary, term_words)
    chosen_by = settings.new_terms
    sequences = repeated_sequences(source, source.words, chosen_by.max_words, chosen_by.min_repeats)
    if not any(len(keys) for keys in sequences.keys):
        return tables.make("term_candidates", [])
    measured = measure(sequences, count_sequences(source, sequences)).round(chosen_by.decimals)
    ranked = _rank(measured, source.words, listed, chosen_by)
    wanted = list(zip(ranked.measured.n_words.tolist(), ranked.measured.number.tolist(), strict=True))
    examples = find_examples(source, sequences, wanted, settings.max_examples, chosen_by.context_characters)
    return _table(ranked, examples)


def _rank(measured: Measured, words: Words, listed: Collection[str], settings: NewTermSettings) -> _Ranked:
    import numpy as np

    measured = measured.take(_is_possible(measured, words, settings))
    texts = words.texts.to_pylist()
    parts = [[texts[word] for word in row if word >= 0] for row in measured.words.tolist()]
    new = np.array([_is_new("".join(words), listed) for words in parts], dtype=bool)
    measured, parts = measured.take(new), list(compress(parts, new))
    value = np.round(c_values(measured), settings.decimals)
    score = np.round(value * measured.freedom * measured.pmi, settings.decimals)
    order = np.array(_best_of_each_text(parts, score), dtype=np.int64)
    order = order[value[order] > 0][: settings.max_candidates]
    return _Ranked([parts[place] for place in order.tolist()], measured.take(order), value[order], score[order])


def _is_possible(measured: Measured, words: Words, settings: NewTermSettings) -> NDArray[np.bool_]:
    import numpy as np

    last = measured.words[np.arange(len(measured.words)), measured.n_words - 1]
    possible: NDArray[np.bool_] = (
        words.may_begin[measured.words[:, 0]]
        & words.may_end[last]
        & (measured.n_occurrences >= settings.min_occurrences_per_word * measured.n_words)
        & (measured.n_messages >= settings.min_messages)
        & (measured.freedom >= settings.min_entropy)
        & (measured.pmi >= settings.min_pmi)
    )
    return possible


def _is_new(text: str, listed: Collection[str]) -> bool:
    return text not in listed and text not in load_dictionary().frequency


def _best_of_each_text(parts: Sequence[Sequence[str]], score: NDArray[np.float64]) -> list[int]:
    """Places by falling score, ties by text; of a text that was cut in several ways the best cut stays."""
    keys = [(-value, "".join(words), tuple(words)) for words, value in zip(parts, score.tolist(), strict=True)]
    best: dict[str, int] = {}
    for place in sorted(range(len(keys)), key=keys.__getitem__):
        best.setdefault(keys[place][1], place)
    return list(best.values())


def _table(ranked: _Ranked, examples: Sequence[Sequence[Example]]) -> pa.Table:
    terms = ["".join(words) for words in ranked.parts]
    measured = ranked.measured
    return tables.make(
        "term_candidates",
        {
            "rank": list(range(1, len(terms) + 1)),
            "term": terms,
            "parts": ["|".join(words) for words in ranked.parts],
            "n_occurrences": measured.n_occurrences,
            "n_messages": measured.n_messages,
            "n_documents": measured.n_documents,
            "left_entropy": measured.left_entropy,
            "right_entropy": measured.right_entropy,
            "pmi": measured.pmi,
            "c_value": ranked.c_value,
            "score": ranked.score,
            "contexts": [" | ".join(example.context for example in found) for found in examples],
            "passage_ids": [" ".join(example.passage_id for example in found) for found in examples],
            "line": terms,
        },
    )
