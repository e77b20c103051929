"""How far partitions agree: the adjusted Rand index, and clusterwise Jaccard stability.

A partition is an array of labels, one an item: a cluster's number from 0, or -1 (``ABSENT``) where the item was not in
the sample that was clustered. Items that one of two partitions lacks are left out of their comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ABSENT = -1


def indicators(labels: NDArray[np.integer], n_clusters: int) -> NDArray[np.float64]:
    """Membership as zeros and ones, items × clusters; an absent item's row is all zeros."""
    import numpy as np

    member: NDArray[np.float64] = (labels[..., None] == np.arange(n_clusters)).astype(np.float64)
    return member


def adjusted_rand_index(first: NDArray[np.integer], second: NDArray[np.integer]) -> float:
    """Hubert and Arabie (1985): 1 for equal partitions, 0 on average for independent ones, negative below that.

    Raises ``ValueError`` where the partitions are of different length.
    """
    import numpy as np

    if first.shape != second.shape:
        raise ValueError(f"partitions of {first.shape} and {second.shape} items")
    return float(pairwise_rand(np.stack([first, second]))[0])


def pairwise_rand(partitions: NDArray[np.integer]) -> NDArray[np.float64]:
    """The adjusted Rand index of every pair of partitions, in the order (0, 1), (0, 2) … (1, 2) …

    With n_ij items in cluster i of the one and j of the other, a_i and b_j its row and column sums over the items
    that both have, n their number, and C(x) = x(x - 1)/2::

        ARI = (Σ C(n_ij) - E) / ((Σ C(a_i) + Σ C(b_j)) / 2 - E),   E = Σ C(a_i) Σ C(b_j) / C(n)

    Two partitions that leave the formula 0/0 (all in one cluster, or all apart) are equal: 1, as in scikit-learn.

    ``partitions``: partitions × items. All contingency tables come from one matrix product.
    """
    import numpy as np

    n_partitions = len(partitions)
    n_clusters = int(partitions.max(initial=0)) + 1
    flat = np.concatenate(list(indicators(partitions, n_clusters)), axis=1)
    tables = (flat.T @ flat).reshape(n_partitions, n_clusters, n_partitions, n_clusters).transpose(0, 2, 1, 3)
    first, second = np.triu_indices(n_partitions, k=1)
    return _rand(tables[first, second])


def _rand(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    together = _pairs(tables).sum(axis=(1, 2))
    in_first, in_second = _pairs(tables.sum(axis=2)).sum(axis=1), _pairs(tables.sum(axis=1)).sum(axis=1)
    expected = in_first * in_second / np.maximum(_pairs(tables.sum(axis=(1, 2))), 1)
    largest = (in_first + in_second) / 2
    spread = largest - expected
    is_trivial = spread <= 0
    index: NDArray[np.float64] = np.where(is_trivial, 1.0, (together - expected) / np.where(is_trivial, 1.0, spread))
    return index


def _pairs(n: NDArray[np.float64]) -> NDArray[np.float64]:
    return n * (n - 1) / 2


def found_again(clusters: NDArray[np.integer], resamples: NDArray[np.integer]) -> NDArray[np.float64]:
    """How well each resample finds each cluster again (Hennig 2007): the best match there.

    For a cluster C and a resample, the largest |C ∩ D| / |C ∪ D| over the clusters D of the resample, with C cut down
    to the items in the resample. Items of no cluster (``ABSENT``) count in D: they stand in the way.

    ``clusters``: labels of the items, 0 … K - 1; ``resamples``: resamples × items. Returns resamples × K, 0–1; NaN
    where a resample holds nothing of a cluster.
    """
    import numpy as np

    member = indicators(clusters, int(clusters.max(initial=ABSENT)) + 1)
    return np.array([_best_match(member, labels) for labels in resamples]).reshape(len(resamples), member.shape[1])


def clusterwise_jaccard(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of ``found_again`` for each cluster over the resamples that hold some of it; 0 where none does."""
    import numpy as np

    seen = (~np.isnan(found)).sum(axis=0)
    mean: NDArray[np.float64] = np.nansum(found, axis=0) / np.maximum(seen, 1)
    return mean


def _best_match(member: NDArray[np.float64], labels: NDArray[np.integer]) -> NDArray[np.float64]:
    """Largest Jaccard index of each cluster with one of the resample's; NaN where the resample holds none of it."""
    import numpy as np

    present = member[labels != ABSENT]
    drawn = indicators(labels[labels != ABSENT], int(labels.max(initial=0)) + 1)
    shared = present.T @ drawn
    size = present.sum(axis=0)
    union = size[:, None] + drawn.sum(axis=0) - shared
    best = (shared / np.maximum(union, 1)).max(axis=1, initial=0.0)
    return np.where(size > 0, best, np.nan)
