"""Counts on integers equal naive counting on texts, whatever the order of documents and editions."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from functools import reduce
from math import log2
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compounds.message_tokens import TokenSource
from pipeline.compounds.repeated import no_sequences, repeated_sequences
from pipeline.compounds.sequence_counts import Finder, SpreadTally, add_counts, count_edition
from pipeline.compounds.term_words import TermWords
from tests.keywords.tokenised import Passage, write_corpus

MAX_WORDS, MIN_REPEATS = 3, 2
STOP = "的"

# 甲 and 乙 meet often; 的 is a stop word, 7 a number, ， punctuation; the last message of a document is a heading.
passage = st.lists(st.sampled_from(["甲", "乙", "丙", STOP, "7", "，"]), min_size=1, max_size=9)
document = st.lists(passage, min_size=1, max_size=3)
corpus = st.lists(st.lists(document, min_size=1, max_size=3), min_size=1, max_size=3)
Corpus = list[list[list[list[str]]]]
Counts = dict[tuple[str, ...], tuple[int, int, int, float, float]]


def counted(made: Corpus) -> Counts:
    written = {
        f"200{e}-edition": {
            f"d{d}": [
                Passage(" ".join(tokens), "heading" if p and p == len(passages) - 1 else "bullet")
                for p, tokens in enumerate(passages)
            ]
            for d, passages in enumerate(documents)
        }
        for e, documents in enumerate(made)
    }
    with tempfile.TemporaryDirectory() as folder:
        source = TokenSource(**write_corpus(Path(folder), written), term_words=TermWords({STOP}, (), {}))
        sequences = no_sequences(source.words, MAX_WORDS)
        for tokens in source:
            sequences = sequences.union(repeated_sequences(tokens, source.words, MAX_WORDS, MIN_REPEATS))
        finder = Finder()
        counts = [count_edition(tokens, finder.find(tokens, sequences), sequences) for tokens in source]
        tallies = {
            length: SpreadTally(np.arange(sequences.size(length)), sequences.size(length), sequences.n_terms)
            for length in sequences.lengths
        }
        for tokens in source:
            for places in finder.find(tokens, sequences):
                tallies[places.length].add(tokens, places)
    texts = source.words.texts.to_pylist()
    n_occurrences = reduce(add_counts, counts).sequences
    spreads = {length: tally.spread() for length, tally in tallies.items()}
    return {
        tuple(texts[word] for word in row): (
            int(n_occurrences[length][number]),
            int(spreads[length].n_messages[number]),
            int(spreads[length].n_documents[number]),
            round(float(spreads[length].left_entropy[number]), 9),
            round(float(spreads[length].right_entropy[number]), 9),
        )
        for length in sequences.lengths
        for number, row in enumerate(sequences.words(length).tolist())
    }


def naive(made: Corpus) -> Counts:
    """The same by looking at every place."""
    occurrences: dict[tuple[str, ...], list[tuple[int, int, int, str, str]]] = defaultdict(list)
    for e, documents in enumerate(made):
        for d, passages in enumerate(documents):
            messages = passages if len(passages) == 1 else passages[:-1]
            for p, tokens in enumerate(messages):
                for begin in range(len(tokens)):
                    for end in range(begin + 2, min(begin + MAX_WORDS, len(tokens)) + 1):
                        words = tuple(tokens[begin:end])
                        left = tokens[begin - 1] if begin else "，"
                        right = tokens[end] if end < len(tokens) else "，"
                        if not set(words) & {STOP, "7", "，"}:
                            occurrences[words].append((e, d, p, left, right))
    return {
        words: (
            len(found),
            len({one[:3] for one in found}),
            len({one[:2] for one in found}),
            entropy([one[3] for one in found]),
            entropy([one[4] for one in found]),
        )
        for words, found in occurrences.items()
        if max(Counter(one[:2] for one in found).values()) >= MIN_REPEATS
    }


def entropy(neighbours: list[str]) -> float:
    apart = [f"border {place}" if word == "，" else word for place, word in enumerate(neighbours)]
    shares = [n / len(apart) for n in Counter(apart).values()]
    return round(abs(sum(share * log2(1 / share) for share in shares)), 9)


@settings(max_examples=60)
@given(corpus)
def test_counts_equal_naive_counting(made: Corpus) -> None:
    found, expected = counted(made), naive(made)
    assert found.keys() == expected.keys()
    for words, figures in found.items():
        assert figures == pytest.approx(expected[words])


@settings(max_examples=25)
@given(corpus)
def test_order_of_documents_and_editions_does_not_matter(made: Corpus) -> None:
    assert counted(made) == counted([documents[::-1] for documents in made[::-1]])
