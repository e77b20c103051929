"""Consensus: shares worked by hand, and the stated approximation for large texts."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.settings import ThemesSettings
from pipeline.statistics.agreement import ABSENT, adjusted_rand_index
from pipeline.themes.consensus import (
    consensus,
    consensus_partition,
    generator,
    membership,
    resampled_partitions,
    subsamples,
)
from pipeline.themes.partition import partition
from pipeline.themes.vectors import message_vectors

SETTINGS = ThemesSettings()
# Four messages in three resamples: 0 and 1 always together, 2 once with them and once with 3.
RESAMPLES = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [0, 0, ABSENT, 1]], dtype=np.int16)


def test_consensus_worked_by_hand() -> None:
    # 0 and 2: drawn together twice, once in one cluster. 2 and 3: the same. 0 and 3: never together in three.
    expected = [[1, 1, 1 / 2, 0], [1, 1, 1 / 2, 0], [1 / 2, 1 / 2, 1, 1 / 2], [0, 0, 1 / 2, 1]]
    assert consensus(RESAMPLES) == pytest.approx(np.array(expected))


def test_membership_worked_by_hand() -> None:
    # Themes {0, 1, 2} and {3}. 0 meets 1 three times and 2 twice: 3 + 1 of 5. 2 meets 0 and 1 twice each: 2 of 4.
    shares = membership(RESAMPLES, np.array([0, 0, 0, 1]))
    assert shares == pytest.approx([4 / 5, 4 / 5, 2 / 4, 0])


def test_consensus_partition_follows_the_majority() -> None:
    labels = consensus_partition(RESAMPLES, 2, SETTINGS)
    assert labels[0] == labels[1] != labels[3]


def test_subsamples_differ_and_do_not_depend_on_what_was_drawn_before() -> None:
    five, ten = (subsamples(26, n, SETTINGS, "2018-paris") for n in (5, 10))
    assert [sample.tolist() for sample in five] == [sample.tolist() for sample in ten[:5]]
    assert {len(set(sample.tolist())) for sample in ten} == {21}
    assert len({tuple(sample.tolist()) for sample in ten}) == 10


def test_random_numbers_depend_on_seed_fit_and_purpose() -> None:
    drawn = {
        generator(settings, *purpose).integers(1 << 60)
        for settings in (SETTINGS, ThemesSettings(seed=1))
        for purpose in (("a", "resample", 1), ("b", "resample", 1), ("a", "shuffle", 1), ("a", "resample", 2))
    }
    assert len(drawn) == 8


def test_a_message_that_a_subsample_leaves_without_links_counts_as_not_drawn() -> None:
    from scipy.sparse import csr_array

    # Only message 1 shares a term with message 0.
    counts = csr_array(np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 1, 1], [0, 0, 1]]))
    samples = [np.array([0, 1, 2, 3]), np.array([0, 2, 3, 4])]
    labels = resampled_partitions(counts, [2], samples, SETTINGS, 100)[0]
    assert (labels == ABSENT).tolist() == [[False] * 4 + [True], [True, True, False, False, False]]


def test_the_approximation_finds_planted_groups_too(planted_counts: np.ndarray) -> None:
    from scipy.sparse import csr_array

    truth = np.arange(len(planted_counts)) % 3
    small = SETTINGS.model_copy(update={"max_clustered_messages": 20, "max_tested_messages": 10})
    counts = csr_array(planted_counts)
    vectors = message_vectors(planted_counts, SETTINGS)
    assert adjusted_rand_index(partition(vectors, [3], small)[0], truth) > 0.9
    samples = subsamples(len(truth), 8, small, "x")
    resamples = resampled_partitions(counts, [3], samples, small, 4000)[0]
    assert resamples.shape == (8, len(truth))
    assert (resamples == ABSENT).sum(axis=1).tolist() == [len(truth) - len(samples[0])] * 8
    assert adjusted_rand_index(consensus_partition(resamples, 3, small), truth) > 0.9
