"""Consensus: cuts of a tree, shares worked by hand, and the stated approximation for large texts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.statistics.agreement import ABSENT
from pipeline.themes.consensus import consensus, consensus_tree, resampled_partitions, togetherness

SETTINGS = ThemesSettings()
# Four messages in three resamples: 0 and 1 always together, 2 once with them and once with 3.
RESAMPLES = np.array([[0, 0, 0, 1], [0, 0, 1, 1], [0, 0, ABSENT, 1]], dtype=np.int16)


def test_consensus_worked_by_hand() -> None:
    # 0 and 2: drawn together twice, once in one cluster. 2 and 3: the same. 0 and 3: never together in three.
    expected = [[1, 1, 1 / 2, 0], [1, 1, 1 / 2, 0], [1 / 2, 1 / 2, 1, 1 / 2], [0, 0, 1 / 2, 1]]
    assert consensus(RESAMPLES) == pytest.approx(np.array(expected))


def test_a_message_that_a_subsample_leaves_without_links_counts_as_not_drawn() -> None:
    # Only message 1 shares a term with message 0.
    counts = csr_array(np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 1, 1], [0, 0, 1]]))
    samples = [np.array([0, 1, 2, 3]), np.array([0, 2, 3, 4])]
    labels = resampled_partitions([counts], [2], samples, SETTINGS, 100, [None])[0]
    assert (labels == ABSENT).tolist() == [[False] * 4 + [True], [True, True, False, False, False]]


def test_togetherness_worked_by_hand() -> None:
    # Themes {0, 1, 2} and {3}. 0 meets 1 three times and 2 twice, 3 + 1 times in one cluster; it meets 3 three times.
    # 2 meets 0, 1 and 3 twice each, once in one cluster with each. 3 is its theme's only message.
    together, met = togetherness(RESAMPLES, np.array([0, 0, 0, 1]))
    assert together.tolist() == [[4, 0], [4, 0], [2, 1], [1, 0]]
    assert met.tolist() == [[5, 3], [5, 3], [4, 2], [8, 0]]


def test_a_message_without_a_theme_meets_all_of_a_theme() -> None:
    together, met = togetherness(RESAMPLES, np.array([0, 0, ABSENT, ABSENT]))
    assert together[2].tolist() == [2]
    assert met[2].tolist() == [4]


def test_the_tree_joins_what_is_most_often_together() -> None:
    tree = consensus_tree(RESAMPLES)
    assert tree[0, :2].tolist() == [0, 1]
    # 2 is half the time with 0 and 1, and with 3: average distances 1/2 and 1/2.
    assert tree[1, 2] == pytest.approx(0.5)


def test_resamples_take_turns_at_the_choices() -> None:
    # By the first choice messages 0, 1 and 2, 3 are alike; by the second 0, 2 and 1, 3.
    first, second = (csr_array(np.array(rows)) for rows in (
        [[2, 1, 0, 0, 1], [1, 2, 0, 0, 1], [0, 0, 2, 1, 1], [0, 0, 1, 2, 1], [0, 0, 0, 0, 0]],
        [[2, 1, 0, 0, 1], [0, 0, 2, 1, 1], [1, 2, 0, 0, 1], [0, 0, 1, 2, 1], [0, 0, 0, 0, 0]],
    ))  # fmt: skip
    labels = resampled_partitions([first, second], [2], [np.arange(5)] * 4, SETTINGS, 100, [None, None])[0]
    for place, (one, other) in enumerate([(0, 1), (0, 2), (0, 1), (0, 2)]):
        assert labels[place, one] == labels[place, other] != labels[place, 3]
        assert labels[place, 4] == ABSENT
