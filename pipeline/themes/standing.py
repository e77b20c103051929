"""From many partitions to themes: what the resamples agree on, who belongs, and who fits nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.themes.consensus import consensus_tree, togetherness
from pipeline.themes.partition import cut, representatives

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import ThemesSettings

NONE = -1
"""The theme of a message that has none."""


@dataclass(frozen=True, eq=False)
class Standing:
    """One item a message: its theme (the nearest where it does not belong; ``NONE``), and how often it is with it.

    Themes are numbered from 0, the one with the most messages that belong first.
    """

    themes: NDArray[np.int64]
    membership: NDArray[np.float64]
    belongs: NDArray[np.bool_]
    is_core: NDArray[np.bool_]

    @property
    def n_themes(self) -> int:
        return int(self.themes.max(initial=NONE)) + 1

    @property
    def members(self) -> NDArray[np.int64]:
        """The theme of each message that belongs, ``NONE`` for the others."""
        import numpy as np

        return np.where(self.belongs, self.themes, NONE)


def settle(partitions: NDArray[np.int16], k: int, settings: ThemesSettings) -> Standing:
    """At most ``k`` themes that the partitions (resamples × messages) agree on, and every message's standing.

    The tree of the consensus is cut where ``k`` clusters of the least size stand; smaller ones dissolve, each of their
    messages going to the theme that it is with most often. A message below ``min_membership`` fits nowhere. A theme
    that is left with fewer messages than the least size dissolves in turn, the smallest first; one theme alone is no
    grouping and dissolves too.
    """
    import numpy as np

    themes = clusters(partitions, k, settings)
    while True:
        themes, membership = join_nearest(partitions, themes)
        belongs = (themes != NONE) & (membership >= settings.min_membership)
        size = np.bincount(themes[belongs], minlength=int(themes.max(initial=NONE)) + 1)
        if len(size) == 0 or (len(size) >= 2 and size.min() >= settings.min_theme_messages):
            break
        themes = dissolve(themes, int(np.argmin(size)) if len(size) > 2 else None)
    is_core = belongs & (membership >= settings.min_core_membership)
    return Standing(largest_first(themes, belongs), membership, belongs, is_core)


def clusters(partitions: NDArray[np.int16], k: int, settings: ThemesSettings) -> NDArray[np.int64]:
    """The clusters of the consensus with at least ``min_theme_messages``, at most ``k``; ``NONE`` outside them.

    The tree is cut at the fewest clusters of which ``k`` are large enough, or where most are if ``k`` never are. Above
    ``max_clustered_messages`` it is built on a random sample, and whatever is not in the sample is outside.
    """
    import numpy as np

    n = partitions.shape[1]
    anchors = representatives(n, settings.max_clustered_messages, settings)
    tree = consensus_tree(partitions[:, anchors])
    labels = cut(tree, [_n_clusters(tree, k, settings.min_theme_messages)])[0]
    size = np.bincount(labels)
    is_large = size >= settings.min_theme_messages
    number = np.where(is_large, np.cumsum(is_large) - 1, NONE)
    themes = np.full(n, NONE, dtype=np.int64)
    themes[anchors] = number[labels]
    return themes


def _n_clusters(tree: NDArray[np.float64], k: int, least: int) -> int:
    """The number of clusters at which ``k`` have ``least`` items; else the fewest at which as many as ever do."""
    import numpy as np

    n_items = len(tree) + 1
    is_large = np.concatenate([np.full(n_items, least <= 1), tree[:, 3] >= least]).astype(np.int64)
    first, second = tree[::-1, 0].astype(np.int64), tree[::-1, 1].astype(np.int64)
    gained = is_large[first] + is_large[second] - is_large[n_items:][::-1]
    n_large = np.concatenate([[int(n_items >= least)], int(n_items >= least) + np.cumsum(gained)])
    enough = np.flatnonzero(n_large == k)
    return 1 + int(enough[0] if len(enough) else np.argmax(n_large))


def join_nearest(
    partitions: NDArray[np.int16], themes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each message without a theme to the one that it is with most often; and how often each is with its own.

    That is the share of its meetings with the theme's other messages in which both fell into one cluster: 0–1, and 0
    where there was no meeting. A tree puts a message somewhere, like it or not: one that is never with its theme is
    taken for one without, and one that is never with any theme has ``NONE``. Ties go to the lower number.
    """
    import numpy as np

    if themes.max(initial=NONE) == NONE:
        return themes, np.zeros(len(themes))
    together, met = togetherness(partitions, themes)
    share = np.round(together / np.maximum(met, 1), 9)
    own = np.where(themes == NONE, 0.0, share[np.arange(len(themes)), themes])
    nearest = np.where(share.max(axis=1) > 0, np.argmax(share, axis=1), NONE)
    return np.where(own > 0, themes, nearest), np.where(own > 0, own, share.max(axis=1))


def dissolve(themes: NDArray[np.int64], theme: int | None) -> NDArray[np.int64]:
    """The themes without one of them, those behind it moving up; without any where it is None."""
    import numpy as np

    if theme is None:
        return np.full_like(themes, NONE)
    return np.where(themes == theme, NONE, themes - (themes > theme))


def largest_first(themes: NDArray[np.int64], belongs: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Renumber themes by messages that belong, the most first; ties go to the theme whose first message comes first."""
    import numpy as np

    of = np.flatnonzero(themes != NONE)
    present, first = np.unique(themes[of], return_index=True)
    size = np.bincount(themes[belongs], minlength=len(present))
    number = np.full(len(present) + 1, NONE, dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(len(present))
    return number[themes]
