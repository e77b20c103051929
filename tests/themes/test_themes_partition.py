"""Partitions: cuts of a tree, moves to the nearest centre, and the stated approximation for large texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from pipeline.settings import ThemesSettings
from pipeline.statistics.agreement import adjusted_rand_index
from pipeline.themes.partition import centres, cut, nearest_centre, partition, refined, representatives
from pipeline.themes.vectors import message_vectors, scaled

SETTINGS = ThemesSettings()


@given(st.integers(2, 40), st.integers(0, 10_000))
def test_cut_is_that_of_scipy_for_every_k(n: int, seed: int) -> None:
    tree = linkage(np.random.default_rng(seed).standard_normal((n, 3)), method="ward")
    ks = range(2, n + 1)
    for k, labels in zip(ks, cut(tree, ks), strict=True):
        assert sorted(set(labels.tolist())) == list(range(k))
        assert adjusted_rand_index(labels, fcluster(tree, k, "maxclust") - 1) == pytest.approx(1.0)


def test_cut_gives_exactly_k_where_heights_tie() -> None:
    tree = linkage(np.zeros((6, 2)), method="average")
    assert [len(set(labels.tolist())) for labels in cut(tree, [2, 3, 5])] == [2, 3, 5]


def test_cut_leaves_all_apart_where_k_exceeds_the_items() -> None:
    tree = linkage(np.array([[0.0], [1.0], [5.0]]), method="ward")
    assert sorted(cut(tree, [2, 7])[1].tolist()) == [0, 1, 2]


def test_representatives_are_all_or_a_sample_in_order() -> None:
    assert representatives(3, 5, SETTINGS).tolist() == [0, 1, 2]
    drawn = representatives(1000, 60, SETTINGS).tolist()
    assert drawn == sorted(set(drawn))
    assert len(drawn) == 60


def test_representatives_do_not_keep_time_with_a_text_in_turns() -> None:
    # Question, answer, question, answer …: every second message would be questions only.
    assert 20 < (representatives(120, 60, SETTINGS) % 2).sum() < 40


def test_nearest_centre() -> None:
    vectors = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
    middle = centres(vectors, np.array([0, 1, 1]))
    assert np.linalg.norm(middle, axis=1) == pytest.approx(1)
    assert nearest_centre(vectors, middle).tolist() == [0, 1, 1]


def test_the_approximation_finds_planted_groups_too(planted_counts: np.ndarray) -> None:
    small = SETTINGS.model_copy(update={"max_clustered_messages": 20})
    truth = np.arange(len(planted_counts)) % 3
    vectors = message_vectors(planted_counts, SETTINGS)
    assert adjusted_rand_index(partition(vectors, [3], small)[0], truth) > 0.9


def test_messages_move_to_the_nearest_centre_until_none_does() -> None:
    # At 0, 10, 20, 60, 80 and 90 degrees; the third begins in the wrong cluster.
    angle = np.radians([0, 10, 20, 60, 80, 90])
    vectors = np.column_stack([np.cos(angle), np.sin(angle)])
    start = np.array([0, 0, 1, 1, 1, 1], dtype=np.int16)
    assert refined(vectors, start, 0).tolist() == start.tolist()
    assert refined(vectors, start, 9).tolist() == [0, 0, 0, 1, 1, 1]


def test_no_cluster_is_emptied_by_moves() -> None:
    # The second cluster's centre lies on the first one's: every message would go to the lower number.
    vectors = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]])
    assert refined(vectors, np.array([0, 1, 0], dtype=np.int16), 9).tolist() == [0, 1, 0]


@given(st.integers(3, 30), st.integers(0, 10_000))
def test_a_partition_has_as_many_clusters_as_asked_for(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = scaled(rng.integers(0, 2, (n, 4)) + 0.1)
    ks = [2, 3]
    for k, labels in zip(ks, partition(vectors, ks, SETTINGS), strict=True):
        assert sorted(set(labels.tolist())) == list(range(k))


def test_a_message_alone_is_one_cluster() -> None:
    assert partition(np.array([[1.0, 0.0]]), [2, 3], SETTINGS).tolist() == [[0], [0]]
