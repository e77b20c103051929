"""Permutation tests against full enumeration, and what they leave alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.statistics.permutation import PermutationTests, permutation_tests

# Eight messages × three terms: one keeps to the first four messages, one stands everywhere, one in a single message.
COUNTS = np.array([[2, 1, 0], [1, 1, 0], [1, 2, 3], [2, 1, 0], [0, 1, 0], [0, 2, 0], [0, 1, 0], [0, 1, 0]])
SIZES = np.array([10, 8, 12, 10, 9, 11, 10, 10])
FIRST_FOUR = np.arange(8) < 4


def p_of(counts: np.ndarray, sizes: np.ndarray, focus: np.ndarray, looks: tuple[int, ...] = (4999,)):
    rng = np.random.default_rng(5)
    return permutation_tests(csr_array(counts), sizes, np.atleast_2d(focus), looks, 20, rng)


def exact(counts: np.ndarray, sizes: np.ndarray, focus: np.ndarray) -> np.ndarray:
    """The share of all choices of as many units whose statistic reaches the one observed."""
    rates = counts.sum(axis=0) * 1.0 / sizes.sum()

    def excess(chosen: list[int]) -> np.ndarray:
        return np.abs(counts[chosen].sum(axis=0) - sizes[chosen].sum() * rates)

    observed = excess(list(np.flatnonzero(focus)))
    every = [excess(list(chosen)) for chosen in combinations(range(len(sizes)), int(focus.sum()))]
    return np.mean([one >= observed - 1e-9 for one in every], axis=0)


def test_agrees_with_all_choices_counted() -> None:
    p = exact(COUNTS, SIZES, FIRST_FOUR)
    # 2 of the 70 choices, the four messages and the other four, part the first term wholly.
    assert p[0] == pytest.approx(2 / 70)
    found = p_of(COUNTS, SIZES, FIRST_FOUR)
    assert found.p_values[0] == pytest.approx(p, abs=0.03)
    assert found.p_values[0][0] == pytest.approx(2 / 70, abs=0.007)


def test_the_focus_and_the_rest_are_one_test() -> None:
    small = np.arange(8) < 3
    assert np.array_equal(p_of(COUNTS, SIZES, small).p_values, p_of(COUNTS, SIZES, ~small).p_values)


def test_longer_messages_alone_make_nothing_significant() -> None:
    # Every message has a tenth of its words from the term; those of the focus are just ten times as long.
    sizes = np.array([100, 200, 100, 300, 10, 20, 10, 30])
    found = p_of((sizes // 10).reshape(-1, 1), sizes, FIRST_FOUR)
    assert found.p_values[0][0] == 1.0


def test_words_of_one_message_are_no_evidence() -> None:
    counts = np.zeros((8, 1), dtype=np.int64)
    counts[0] = 50
    # Half of all choices have the one message in the focus: the other half has it in the rest, as far from its share.
    assert p_of(counts, np.full(8, 60), FIRST_FOUR).p_values[0][0] == 1.0


def test_a_term_stops_when_it_has_enough_and_the_others_go_on() -> None:
    counts = np.repeat(COUNTS[:, :2], 3, axis=0)
    found = p_of(counts, np.repeat(SIZES, 3), np.arange(24) < 12, looks=(199, 1999))
    assert found.n_permutations[0].tolist() == [1999, 199]
    assert found.p_values[0][0] == 1 / 2000
    assert found.p_values[0][1] >= 21 / 200


def test_every_group_is_tested_as_if_alone() -> None:
    groups = np.array([FIRST_FOUR, np.arange(8) % 2 == 0])
    together = permutation_tests(csr_array(COUNTS), SIZES, groups, (99, 999), 20, np.random.default_rng(3))
    for number, group in enumerate(groups):
        alone = permutation_tests(csr_array(COUNTS), SIZES, group[None], (99,), 20, np.random.default_rng(3))
        stopped = together.n_permutations[number] == 99
        assert np.array_equal(together.p_values[number][stopped], alone.p_values[0][stopped])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=4, max_size=7), st.data())
def test_p_values_lie_between_their_ends(rows: list[list[int]], data: st.DataObject) -> None:
    counts = np.array(rows)
    n_focus = data.draw(st.integers(1, len(rows) - 1))
    found = p_of(counts, counts.sum(axis=1) + 1, np.arange(len(rows)) < n_focus, looks=(199,))
    assert (found.p_values >= 1 / 200).all()
    assert (found.p_values <= 1).all()
    assert found.p_values[0] == pytest.approx(
        exact(counts, counts.sum(axis=1) + 1, np.arange(len(rows)) < n_focus), abs=0.15
    )


def test_nothing_to_test() -> None:
    found = p_of(np.zeros((4, 0), dtype=np.int64), np.ones(4, dtype=np.int64), np.arange(4) < 2)
    assert isinstance(found, PermutationTests)
    assert found.p_values.shape == (1, 0)
