"""Agreement of partitions: hand-worked values, scikit-learn beside it, and what must not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.statistics.agreement import (
    ABSENT,
    adjusted_rand_index,
    clusterwise_jaccard,
    found_again,
    indicators,
    pairwise_rand,
)

# Contingency of the worked pair: [[2, 1, 0], [0, 1, 2]]. Pairs together in both: C(2) + C(2) = 2. In the first
# C(3) + C(3) = 6, in the second 3 · C(2) = 3, of C(6) = 15. E = 6 · 3 / 15 = 1.2; (2 - 1.2) / (4.5 - 1.2) = 8 / 33.
WORKED = ([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2], 8 / 33)

PAIRS = {
    "worked by hand": WORKED,
    "equal": ([0, 0, 1, 1], [0, 0, 1, 1], 1.0),
    "equal but for the names": ([0, 0, 1, 1], [1, 1, 0, 0], 1.0),
    # C(2)s together: none; 2 and 2 of 6 pairs; E = 4 / 6; (0 - 2/3) / (2 - 2/3) = -1/2.
    "crossed": ([0, 0, 1, 1], [0, 1, 0, 1], -0.5),
    "all in one cluster, twice": ([0, 0, 0], [0, 0, 0], 1.0),
    "one cluster against two": ([0, 0, 0, 0], [0, 0, 1, 1], 0.0),
    # Only the items that both have count; with the others these would not agree.
    "absent items": ([0, 0, 1, 1, ABSENT, 0], [1, 1, 0, 0, 1, ABSENT], 1.0),
}


@pytest.mark.parametrize(("first", "second", "expected"), PAIRS.values(), ids=PAIRS)
def test_adjusted_rand_index(first: list[int], second: list[int], expected: float) -> None:
    assert adjusted_rand_index(np.array(first), np.array(second)) == pytest.approx(expected)


def test_partitions_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="items"):
        adjusted_rand_index(np.array([0, 1]), np.array([0, 1, 1]))


_LABELS = arrays(np.int64, st.tuples(st.just(4), st.integers(2, 30)), elements=st.integers(0, 4))


# The first example pays for the import of scikit-learn.
@given(_LABELS)
def test_adjusted_rand_index_is_that_of_scikit_learn(partitions: np.ndarray) -> None:
    from sklearn.metrics import adjusted_rand_score

    expected = [adjusted_rand_score(partitions[i], partitions[j]) for i in range(4) for j in range(i + 1, 4)]
    assert pairwise_rand(partitions) == pytest.approx(expected)


@given(_LABELS, st.permutations(range(5)))
def test_names_of_clusters_do_not_matter(partitions: np.ndarray, names: list[int]) -> None:
    renamed = partitions.copy()
    renamed[0] = np.array(names)[partitions[0]]
    assert pairwise_rand(renamed) == pytest.approx(pairwise_rand(partitions))
    assert found_again(partitions[1], renamed[:1]) == pytest.approx(
        found_again(partitions[1], partitions[:1]), nan_ok=True
    )


def test_an_absent_item_belongs_to_no_cluster() -> None:
    assert indicators(np.array([1, ABSENT]), 2).tolist() == [[0, 1], [0, 0]]


def test_clusterwise_jaccard_worked_by_hand() -> None:
    clusters = np.array([0, 0, 0, 1, 1])
    resamples = np.array([
        # Cluster 0 is {0, 1} here: found whole as {0, 1}: 1. Cluster 1 is {3, 4}: in {3} 1/2, in {4} 1/2.
        [0, 0, ABSENT, 1, 2],
        # Cluster 0 is {0, 1, 2}: best with {0, 1}, 2/3 (with {2, 3, 4}: 1/5). Cluster 1: 2 of {2, 3, 4}: 2/3.
        [0, 0, 1, 1, 1],
    ])  # fmt: skip
    found = found_again(clusters, resamples)
    assert found == pytest.approx(np.array([[1, 1 / 2], [2 / 3, 2 / 3]]))
    assert clusterwise_jaccard(found) == pytest.approx([(1 + 2 / 3) / 2, (1 / 2 + 2 / 3) / 2])


def test_a_resample_without_a_cluster_says_nothing_about_it() -> None:
    clusters = np.array([0, 0, 1, 1])
    resamples = np.array([[0, 0, ABSENT, ABSENT], [0, 0, 1, 1]])
    assert clusterwise_jaccard(found_again(clusters, resamples)).tolist() == [1.0, 1.0]
    assert clusterwise_jaccard(found_again(clusters, resamples[:1])).tolist() == [1.0, 0.0]


def test_items_of_no_cluster_stand_in_the_way() -> None:
    # Cluster 0 is {0, 1}; in the resample it comes with item 2, which belongs nowhere: 2 of 3.
    assert found_again(np.array([0, 0, ABSENT]), np.array([[0, 0, 0]])).tolist() == [[2 / 3]]


def test_no_clusters_are_found_nowhere() -> None:
    assert found_again(np.array([ABSENT, ABSENT]), np.array([[0, 1], [0, 0]])).shape == (2, 0)
