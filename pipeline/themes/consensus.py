"""Clusters that survive resampling: many partitions of subsamples, and one partition that agrees with them best.

Evidence accumulation (Fred and Jain 2005; Monti et al. 2003): two messages belong together as far as they fall into one
cluster whenever both are drawn. Term vectors are learnt anew inside each subsample, so that what a single message
contributes to the vectors does not count as agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.statistics import seeds
from pipeline.statistics.agreement import ABSENT, indicators
from pipeline.themes.partition import cut, partition, representatives
from pipeline.themes.vectors import message_vectors, shared_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings


def generator(settings: ThemesSettings, *purpose: str | int) -> np.random.Generator:
    """The random numbers of one purpose."""
    return seeds.generator(settings.seed, *purpose)


def subsamples(n: int, n_resamples: int, settings: ThemesSettings, fit: str) -> list[NDArray[np.int64]]:
    """``n_resamples`` draws without replacement of the set share of ``n`` messages, each in ascending order."""
    import numpy as np

    size = round(settings.resample_share * n)
    return [np.sort(generator(settings, fit, "resample", r).permutation(n)[:size]) for r in range(n_resamples)]


def resampled_partitions(
    counts: csr_array, ks: Sequence[int], samples: Sequence[NDArray[np.int64]], settings: ThemesSettings, max_terms: int
) -> NDArray[np.int16]:
    """Cluster each subsample into k clusters for each k. Returns k × subsamples × messages; ``ABSENT`` if not drawn."""
    import numpy as np

    labels = np.full((len(ks), len(samples), counts.shape[0]), ABSENT, dtype=np.int16)
    # What stands in fewer than two of all messages cannot stand in two of a subsample.
    counts = counts[:, shared_terms(counts, max_terms)]
    # Dense arrays are much the faster for few messages; for many they do not fit in memory.
    drawn = counts.toarray() if counts.shape[0] <= settings.max_tested_messages else counts
    for place, sample in enumerate(samples):
        vectors = message_vectors(drawn[sample], settings)
        # A message that this subsample leaves without any link says nothing here: it counts as not drawn.
        linked = np.flatnonzero(vectors.any(axis=1))
        labels[:, place, sample[linked]] = partition(vectors[linked], ks, settings)
    return labels


def consensus_partition(resamples: NDArray[np.int16], k: int, settings: ThemesSettings) -> NDArray[np.int16]:
    """The partition that the resamples agree on: average linkage on 1 - consensus, cut at ``k``.

    ``resamples``: resamples × messages. Above ``max_clustered_messages`` the tree is built on a random sample;
    each of the others joins the theme with which it was most often together.
    """
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    n = resamples.shape[1]
    anchors = representatives(n, settings.max_clustered_messages, settings)
    apart = np.round(1.0 - consensus(resamples[:, anchors]), 9)
    np.fill_diagonal(apart, 0.0)
    labels: NDArray[np.int16] = cut(linkage(squareform(apart, checks=False), method="average"), [k])[0]
    if len(anchors) == n:
        return labels
    together, drawn = togetherness(resamples, anchors, labels)
    joined: NDArray[np.int16] = np.argmax(together / np.maximum(drawn, 1), axis=1).astype(np.int16)
    return joined


def consensus(resamples: NDArray[np.int16]) -> NDArray[np.float64]:
    """Share of the resamples holding both messages in which they fell together; 0 for two never drawn together."""
    import numpy as np

    n_messages = resamples.shape[1]
    together, drawn = np.zeros((n_messages, n_messages)), np.zeros((n_messages, n_messages))
    for labels in resamples:
        member = indicators(labels, int(labels.max(initial=0)) + 1)
        present = (labels != ABSENT).astype(np.float64)
        together += member @ member.T
        drawn += np.outer(present, present)
    return together / np.maximum(drawn, 1)


def togetherness(
    resamples: NDArray[np.int16], anchors: NDArray[np.int64], themes: NDArray[np.integer]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each message and theme, over all resamples that hold the message: drawn anchors of the theme in its cluster,
    and drawn anchors of the theme at all. A message that is an anchor is counted with itself. Messages × themes, twice.
    """
    import numpy as np

    of_theme = indicators(themes, int(themes.max()) + 1)
    together = np.zeros((resamples.shape[1], of_theme.shape[1]))
    drawn = np.zeros_like(together)
    for labels in resamples:
        present = labels != ABSENT
        member = indicators(labels, int(labels.max(initial=0)) + 1)
        together += member @ (member[anchors].T @ of_theme)
        drawn += np.outer(present, present[anchors] @ of_theme)
    return together, drawn


def membership(resamples: NDArray[np.int16], themes: NDArray[np.integer]) -> NDArray[np.float64]:
    """How surely each message belongs: of all meetings with its theme's other messages in a resample, the share in one
    cluster. 0–1; 0 for a message that is its theme's only one: nothing holds it there.
    """
    import numpy as np

    together, drawn = togetherness(resamples, np.arange(len(themes)), themes)
    own = np.arange(len(themes)), themes
    times_drawn = (resamples != ABSENT).sum(axis=0)
    share: NDArray[np.float64] = (together[own] - times_drawn) / np.maximum(drawn[own] - times_drawn, 1)
    return share
