"""Alignment: profiles worked by hand, planted groups found again, and shuffled ones not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.statistics.alignment import Alignment, align, message_weights, typical_profiles

N_TERMS, N_OWN = 120, 6
B = 199


def test_weights_worked_by_hand() -> None:
    earlier, later = csr_array(np.array([[1, 0, 2], [1, 1, 0]])), csr_array(np.array([[1, 1, 0], [0, 0, 0]]))
    before, after = (side.toarray() for side in message_weights(earlier, later))
    # N = 4. Term 0 in three messages, term 1 in two, term 2 in one only: no weight.
    first, second = np.log(2) * np.log(4 / 3), np.log(2) * np.log(4 / 2)
    length = np.hypot(first, second)
    assert before == pytest.approx(np.array([[1, 0, 0], [first / length, second / length, 0]]))
    assert after == pytest.approx(np.array([[first / length, second / length, 0], [0, 0, 0]]))


def test_profiles_worked_by_hand() -> None:
    vectors = csr_array(np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    # Means of all: 1/2, 1/4, 1/4. Group 0 has 1/2, 1/2, 0: above by 0, 1/4, -1/4, which leaves its second term alone.
    # Group 1 is one message: above by -1/2, -1/4, 3/4.
    profiles = typical_profiles(vectors, np.array([0, 0, 1, -1]), 2)
    assert profiles == pytest.approx(np.array([[0, 1, 0], [0, 0, 1]]))


def test_a_group_that_is_the_whole_text_has_no_profile() -> None:
    vectors = csr_array(np.array([[1.0, 0], [0, 1]]))
    assert not typical_profiles(vectors, np.array([0, 0]), 1).any()


def planted(topics: Sequence[int], n_each: int, rng: np.random.Generator) -> np.ndarray:
    """Messages in turn on each topic: four words of its own, and eight that all share."""
    counts = np.zeros((n_each * len(topics), N_TERMS), dtype=np.int64)
    for message, row in enumerate(counts):
        own = N_OWN * topics[message % len(topics)]
        np.add.at(row, own + rng.choice(N_OWN, 4), 1)
        np.add.at(row, rng.integers(60, N_TERMS, 8), 1)
    return counts


def aligned(
    earlier: np.ndarray, before: Sequence[int], later: np.ndarray, after: Sequence[int], seed: int = 0
) -> Alignment:
    first, second = message_weights(csr_array(earlier), csr_array(later))
    used = tuple(np.ones(max(groups) + 1, dtype=bool) for groups in (before, after))
    return align((first, np.array(before)), (second, np.array(after)), used, B, np.random.default_rng(seed))


def test_the_same_groups_are_near_and_one_without_a_counterpart_is_far() -> None:
    rng = np.random.default_rng(1)
    found = aligned(planted([0, 1, 2], 8, rng), [0, 1, 2] * 8, planted([1, 0, 5], 8, rng), [0, 1, 2] * 8)
    assert found.earlier.nearest.tolist()[:2] == found.later.nearest.tolist()[:2] == [1, 0]
    for tests in (found.earlier, found.later):
        assert (tests.p_near <= 0.02).tolist() == [True, True, False]
        assert (tests.p_far <= 0.02).tolist() == [False, False, True]


def test_what_two_groups_merely_lack_does_not_tie_them() -> None:
    """Two of three groups are the same; the third ended, and another began: unlike all others both, but not alike."""
    rng = np.random.default_rng(2)
    found = aligned(planted([0, 1, 2], 20, rng), [0, 1, 2] * 20, planted([0, 1, 5], 20, rng), [0, 1, 2] * 20)
    assert found.similarity[2, 2] < 0.3
    assert found.earlier.p_near[2] > 0.05
    assert found.later.p_near[2] > 0.05


def test_messages_dealt_at_random_are_near_and_far_as_often_as_the_level_says() -> None:
    rng = np.random.default_rng(3)
    p_values = []
    for seed in range(40):
        after = rng.permutation([0, 1, 2] * 8).tolist()
        found = aligned(planted([0, 1, 2], 8, rng), [0, 1, 2] * 8, planted([0, 1, 2], 8, rng), after, seed)
        p_values += [found.later.p_near, found.later.p_far]
    # 40 × 6 p-values: the share at or below 0.05 has a standard error of 0.014 to 0.02, being dependent in each pair.
    assert (np.concatenate(p_values) <= 0.05).mean() < 0.1


@settings(max_examples=15)
@given(st.permutations(range(3)), st.permutations(range(3)))
def test_numbers_of_groups_do_not_matter(before: list[int], after: list[int]) -> None:
    rng = np.random.default_rng(4)
    earlier, later, groups = planted([0, 1, 2], 6, rng), planted([0, 1, 3], 6, rng), np.array([0, 1, 2] * 6)
    straight = aligned(earlier, groups.tolist(), later, groups.tolist())
    turned = aligned(earlier, np.array(before)[groups].tolist(), later, np.array(after)[groups].tolist())
    assert turned.similarity[np.ix_(before, after)] == pytest.approx(straight.similarity)
    # The same draws: a permutation of places deals messages, whatever the groups are called.
    assert turned.later.p_near[after] == pytest.approx(straight.later.p_near)
    assert turned.earlier.p_far[before] == pytest.approx(straight.earlier.p_far)


def test_messages_of_no_group_take_no_part_in_the_dealing() -> None:
    rng = np.random.default_rng(5)
    counts = planted([0, 1], 6, rng)
    found = aligned(counts, [0, 1] * 6, counts, [0, -1] * 6)
    assert found.similarity.shape == (2, 1)
    # One group of all that take part: every deal of them is the same, and nothing is less than certain.
    assert (found.later.p_near.tolist(), found.later.p_far.tolist()) == ([1.0], [1.0])


def test_a_group_that_is_not_used_is_nobodys_nearest() -> None:
    rng = np.random.default_rng(6)
    first, second = message_weights(csr_array(planted([0, 1], 6, rng)), csr_array(planted([0, 1], 6, rng)))
    groups, used = np.array([0, 1] * 6), np.array([True, False])
    found = align((first, groups), (second, groups), (used, ~used), B, rng)
    assert found.similarity[0, 0] == found.similarity[1, 1] == found.similarity[1, 0] == 0
    assert 0 < found.similarity[0, 1] < 0.5


def test_without_groups() -> None:
    counts = planted([0, 1], 3, np.random.default_rng(6))
    found = aligned(counts, [-1] * 6, counts, [0, 1] * 3)
    assert found.similarity.shape == (0, 2)
    assert (len(found.earlier.p_near), found.later.p_near.tolist()) == (0, [1.0, 1.0])
