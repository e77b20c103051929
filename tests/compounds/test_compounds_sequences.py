"""Sets of word sequences as integers behave like sets of tuples."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compounds.sequences import Sequences

N_TERMS, LONGEST = 4, 4
Tuples = set[tuple[int, ...]]

members = st.sets(st.lists(st.integers(0, N_TERMS - 1), min_size=2, max_size=LONGEST).map(tuple), max_size=12)


def with_beginnings(tuples: Tuples) -> Tuples:
    return {each[:length] for each in tuples for length in range(2, len(each) + 1)}


def sequences_of(tuples: Tuples) -> Sequences:
    """Level by level, as the numbering is explained."""
    keys: list[list[int]] = []
    number = {(word,): word for word in range(N_TERMS)}
    for length in range(2, LONGEST + 1):
        here = sorted(each for each in with_beginnings(tuples) if len(each) == length)
        keys.append([number[each[:-1]] * N_TERMS + each[-1] for each in here])
        number |= {each: place for place, each in enumerate(here)}
    return Sequences(N_TERMS, [np.array(level, dtype=np.int64) for level in keys])


def tuples_of(sequences: Sequences) -> Tuples:
    return {tuple(row) for length in sequences.lengths for row in sequences.words(length).tolist()}


@given(members)
def test_what_goes_in_comes_out(tuples: Tuples) -> None:
    sequences = sequences_of(tuples)
    assert tuples_of(sequences) == with_beginnings(tuples)
    for length in sequences.lengths:
        assert sequences.find(sequences.words(length)).tolist() == list(range(sequences.size(length)))


@given(members, members)
def test_a_union_holds_both(first: Tuples, second: Tuples) -> None:
    union = sequences_of(first).union(sequences_of(second))
    assert tuples_of(union) == with_beginnings(first | second)
    assert all((np.diff(keys) > 0).all() for keys in union.keys)


@given(members, st.lists(st.integers(0, N_TERMS - 1), min_size=2, max_size=LONGEST))
def test_others_are_not_found(tuples: Tuples, wanted: list[int]) -> None:
    found = sequences_of(tuples).find(np.array([wanted]))[0]
    assert (found >= 0) == (tuple(wanted) in with_beginnings(tuples))


@given(members)
def test_words_that_a_sequence_begins_with(tuples: Tuples) -> None:
    begins = sequences_of(tuples).begin_with()
    assert set(np.flatnonzero(begins).tolist()) == {each[0] for each in tuples}


@given(members)
def test_prefixes_and_suffixes_are_the_sequences_without_their_last_and_first_word(tuples: Tuples) -> None:
    parts = {
        each[begin:end] for each in tuples for begin in range(len(each)) for end in range(begin + 2, len(each) + 1)
    }
    sequences = sequences_of(parts)
    for length in sequences.lengths:
        words = sequences.words(length)
        shorter = sequences.words(length - 1) if length > 2 else np.arange(N_TERMS)[:, None]
        assert (shorter[sequences.prefixes(length)] == words[:, :-1]).all()
        assert (shorter[sequences.suffixes[length - 2]] == words[:, 1:]).all()
