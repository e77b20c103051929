"""Clusters that survive resampling: many partitions of resamples, and how often two messages fall together in them.

Evidence accumulation (Fred and Jain 2005; Monti et al. 2003): two messages belong together as far as they fall into one
cluster whenever both are drawn. Term vectors are learnt anew inside each resample, so that what a single message
contributes to the vectors does not count as agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.statistics.agreement import ABSENT, indicators
from pipeline.themes.partition import partition
from pipeline.themes.vectors import message_vectors, shared_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings


def resampled_partitions(
    choices: Sequence[csr_array],
    ks: Sequence[int],
    samples: Sequence[NDArray[np.int64]],
    settings: ThemesSettings,
    max_terms: int,
    known: Sequence[NDArray[np.float64] | None],
) -> NDArray[np.int16]:
    """Cluster each resample into k clusters for each k. Returns k × resamples × messages; ``ABSENT`` if not drawn.

    ``choices``: messages × units, as counted under each of the choices; the resamples take turns at them. ``known``:
    what a background knows of the units of each, or None.
    """
    import numpy as np

    n_messages = choices[0].shape[0]
    labels = np.full((len(ks), len(samples), n_messages), ABSENT, dtype=np.int16)
    counted = [_shared(counts, of_units, max_terms, settings) for counts, of_units in zip(choices, known, strict=True)]
    for place, sample in enumerate(samples):
        counts, of_units = counted[place % len(counted)]
        vectors = message_vectors(counts[sample], settings, of_units)
        # A message that this resample leaves without any link says nothing here: it counts as not drawn.
        linked = np.flatnonzero(vectors.any(axis=1))
        labels[:, place, sample[linked]] = partition(vectors[linked], ks, settings)
    return labels


def _shared(
    counts: csr_array, known: NDArray[np.float64] | None, max_terms: int, settings: ThemesSettings
) -> tuple[csr_array | NDArray[np.int64], NDArray[np.float64] | None]:
    """What can stand in two messages of a resample, and what is known of it: no other unit takes part.

    Dense arrays are much the faster for few messages; for many they do not fit in memory.
    """
    units = shared_terms(counts, max_terms)
    shared = counts[:, units].toarray() if counts.shape[0] <= settings.max_tested_messages else counts[:, units]
    return shared, known[units] if known is not None else None


def consensus_tree(partitions: NDArray[np.int16]) -> NDArray[np.float64]:
    """Average linkage on 1 - consensus, as SciPy's linkage matrix."""
    import numpy as np
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    apart = np.round(1.0 - consensus(partitions), 9)
    np.fill_diagonal(apart, 0.0)
    tree: NDArray[np.float64] = linkage(squareform(apart, checks=False), method="average")
    return tree


def consensus(partitions: NDArray[np.int16]) -> NDArray[np.float64]:
    """Share of the partitions holding both messages in which they fell together; 0 for two never drawn together."""
    import numpy as np

    n_messages = partitions.shape[1]
    # Counts of partitions, which single precision holds exactly.
    together = np.zeros((n_messages, n_messages), dtype=np.float32)
    drawn = np.zeros_like(together)
    for labels in partitions:
        member = indicators(labels, int(labels.max(initial=0)) + 1).astype(np.float32)
        present = (labels != ABSENT).astype(np.float32)
        together += member @ member.T
        drawn += np.outer(present, present)
    return together.astype(np.float64) / np.maximum(drawn, 1)


def togetherness(
    partitions: NDArray[np.int16], themes: NDArray[np.integer]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each message and theme, over all partitions that hold the message: the theme's other messages in its cluster,
    and the theme's other messages that were drawn. Messages × themes, twice.

    ``themes``: the theme of each message, -1 for none.
    """
    import numpy as np

    of_theme = indicators(themes, int(themes.max()) + 1)
    together = np.zeros_like(of_theme)
    met = np.zeros_like(of_theme)
    for labels in partitions:
        present = labels != ABSENT
        member = indicators(labels, int(labels.max(initial=0)) + 1)
        # Whole numbers throughout, so that taking the message itself out again leaves no rounding.
        together += member @ (member.T @ of_theme) - present[:, None] * of_theme
        met += np.outer(present, present @ of_theme) - present[:, None] * of_theme
    return together, met
