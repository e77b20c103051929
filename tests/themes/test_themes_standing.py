"""From partitions to themes: cut by size, what dissolves, who belongs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import linkage

from pipeline.settings import ThemesSettings
from pipeline.statistics.agreement import ABSENT
from pipeline.themes.standing import NONE, clusters, dissolve, join_nearest, largest_first, settle

SETTINGS = ThemesSettings()
# Ten resamples of eleven messages: 0–3 and 4–8 always together, 9 on its own, 10 with the first four in six of ten.
PARTITIONS = np.array([[0] * 4 + [1] * 5 + [2, 0 if r < 6 else 2] for r in range(10)], dtype=np.int16)


def test_settle_worked_by_hand() -> None:
    standing = settle(PARTITIONS, 2, SETTINGS)
    assert standing.themes.tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0]
    # 9 is with 10 in four of ten, with no other ever: 4 of its 50 meetings. 10 is with four in 6 of 10, with 9 in 4:
    # 28 of 50. The first four are with one another always, with 10 in 6 of 10, never with 9: 36 of 50.
    assert standing.membership[[0, 4, 9, 10]].tolist() == pytest.approx([0.72, 1.0, 0.08, 0.56])
    assert standing.members.tolist() == [0, 0, 0, 0, 1, 1, 1, 1, 1, NONE, 0]
    assert standing.is_core.tolist() == [True] * 9 + [False, True]


def test_a_message_that_is_with_no_theme_has_none() -> None:
    alone = PARTITIONS.copy()
    alone[:, 9] = 3
    standing = settle(alone, 2, SETTINGS)
    assert standing.themes[9] == NONE
    assert standing.membership[9] == 0
    assert not standing.belongs[9]


def test_small_clusters_dissolve_and_k_large_ones_stand() -> None:
    # 0–3, then 4–8, and three that are alone: the first cuts part these from the rest, and only then the groups.
    alone = np.array([[0] * 4 + [0 if r < 3 else 1] * 5 + [2, 3, 4] for r in range(10)], dtype=np.int16)
    assert clusters(alone, 2, SETTINGS).tolist() == [0] * 4 + [1] * 5 + [NONE] * 3


def test_fewer_themes_stand_where_no_more_are_large_enough() -> None:
    assert settle(PARTITIONS, 5, SETTINGS).n_themes == 2


@pytest.mark.parametrize("least", [6, 12])
def test_one_theme_alone_is_no_grouping(least: int) -> None:
    standing = settle(PARTITIONS, 2, SETTINGS.model_copy(update={"min_theme_messages": least}))
    assert standing.n_themes == 0
    assert set(standing.themes.tolist()) == {NONE}
    assert not standing.belongs.any()
    assert standing.membership.tolist() == [0.0] * 11


def test_nobody_belongs_where_membership_is_asked_too_much() -> None:
    noise = np.random.default_rng(1).integers(4, size=(40, 20)).astype(np.int16)
    standing = settle(noise, 4, SETTINGS.model_copy(update={"min_membership": 0.9}))
    assert standing.n_themes == 0


def test_join_nearest_worked_by_hand() -> None:
    partitions = np.array([[0, 0, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 1], [0, ABSENT, 1, 1, 1]])
    themes, membership = join_nearest(partitions, np.array([0, 0, 1, 1, NONE]))
    # The last message meets theme 0 seven times, twice in one cluster; theme 1 eight times, six in one cluster.
    assert themes.tolist() == [0, 0, 1, 1, 1]
    assert membership.tolist() == [1.0, 1.0, 1.0, 1.0, 0.75]


def test_dissolving_a_theme_moves_the_later_ones_up() -> None:
    assert dissolve(np.array([0, 1, 2, NONE, 1]), 1).tolist() == [0, NONE, 1, NONE, NONE]
    assert dissolve(np.array([0, 1]), None).tolist() == [NONE, NONE]


def test_largest_first_counts_those_that_belong() -> None:
    themes, belongs = np.array([0, 0, 0, 1, 1, NONE]), np.array([True, False, False, True, True, False])
    assert largest_first(themes, belongs).tolist() == [1, 1, 1, 0, 0, NONE]
    assert largest_first(np.array([1, 0, 1, 0]), np.ones(4, dtype=bool)).tolist() == [0, 1, 0, 1]


def test_clusters_beyond_the_sample_join_afterwards() -> None:
    truth = np.arange(90) % 3
    partitions = np.tile(truth, (8, 1)).astype(np.int16)
    small = SETTINGS.model_copy(update={"max_clustered_messages": 30})
    assert (clusters(partitions, 3, small) == NONE).sum() == 60
    standing = settle(partitions, 3, small)
    assert standing.belongs.all()
    assert len({(one, other) for one, other in zip(standing.themes.tolist(), truth.tolist(), strict=True)}) == 3


def test_linkage_is_cut_where_enough_clusters_are_large() -> None:
    from pipeline.themes.standing import _n_clusters

    # On a line: three pairs far apart, and an item still farther off, which any cut takes away first.
    tree = linkage(np.array([[0.0], [0.1], [5], [5.1], [9], [9.1], [50]]), method="average")
    assert _n_clusters(tree, 2, least=2) == 3
    assert _n_clusters(tree, 3, least=2) == 4
    # Four pairs never stand; three do at the earliest with four clusters.
    assert _n_clusters(tree, 4, least=2) == 4
