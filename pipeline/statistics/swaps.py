"""Shuffled copies of who stands where that keep how often each thing occurs and how much each place holds.

And the threshold at which links between things are hardly ever found in such copies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.random import Generator
    from numpy.typing import NDArray


def swapped_copies(
    place: NDArray[np.int64], thing: NDArray[np.int64], n_copies: int, n_trades: int, random: Generator
) -> Iterator[NDArray[np.int64]]:
    """Shuffled copies of a binary table of places × things: for each of its ones the place where it is now.

    ``place`` and ``thing``: one item a one, no pair twice; ``thing`` holds for every copy. Each copy is ``n_trades``
    trades (``trade``) away from the one before, the first ten times as many from what was given. Every table with
    these sums of rows and columns is equally likely in the long run.

    Source: Carstens, Berger & Strona (2018), "A unifying framework for fast randomization of ecological networks with
    fixed (node) degrees", MethodsX 5, 773–780 (global curveball), after Strona et al. (2014), Nature Communications 5,
    4114.
    """
    import numpy as np

    places, row = np.unique(place, return_inverse=True)
    for copy in range(n_copies):
        for _ in range(n_trades if copy else 10 * n_trades):
            row = trade(row, thing, len(places), random)
        yield places[row]


def trade(place: NDArray[np.int64], thing: NDArray[np.int64], n_places: int, random: Generator) -> NDArray[np.int64]:
    """One global trade: places meet two by two, and each two deal out anew, at random, what only one of them holds.

    What both hold stays with both, and each holds as many things afterwards as before. ``place``: from 0 to
    ``n_places`` - 1; gives the new one of each item.
    """
    import numpy as np

    pair = (random.permutation(n_places) // 2)[place]
    at = np.flatnonzero(~_in_both(pair, thing))
    of_pair = pair[at]
    # Both orders are by pair; within a pair the one is shuffled, the other by place: the first place gets as many.
    dealt = at[np.argsort(of_pair + random.random(len(at)))]
    held = at[np.argsort(of_pair * n_places + place[at], kind="stable")]
    moved = place.copy()
    moved[dealt] = place[held]
    return moved


def _in_both(pair: NDArray[np.int64], thing: NDArray[np.int64]) -> NDArray[np.bool_]:
    """For each one whether the other place of its pair holds the thing too."""
    import numpy as np

    met = pair * (int(thing.max(initial=0)) + 1) + thing
    order = np.argsort(met, kind="stable")
    is_same = np.diff(met[order]) == 0
    shared = np.zeros(len(pair), dtype=bool)
    shared[order[1:][is_same]] = True
    shared[order[:-1][is_same]] = True
    return shared


class Threshold(NamedTuple):
    """The lowest score of a link, the links that reach it, and how many would in a shuffled copy on average."""

    score: float
    n_links: int
    n_by_chance: float


def link_threshold(
    scores: NDArray[np.float64], shuffled: NDArray[np.float64], n_copies: int, max_false_share: float
) -> Threshold | None:
    """The lowest score from which on at most ``max_false_share`` of the links found are due to chance; None for none.

    ``scores``: of the links that may be drawn; ``shuffled``: those of all ``n_copies`` shuffled copies together. For a
    score t, with n(t) links at or above it and m(t) of the copies' links together::

        share(t) = (m(t) + 1) / (n_copies + 1) / n(t)

    The one that is added is the text itself, as in a permutation test: no share is 0. It is the plain estimate of the
    false-discovery rate with every link taken for false, which errs upwards.

    Source: Tusher, Tibshirani & Chu (2001), "Significance analysis of microarrays applied to the ionizing radiation
    response", PNAS 98(9), 5116–5121; the added one: Phipson & Smyth (2010), Statistical Applications in Genetics and
    Molecular Biology 9(1), 39.
    """
    import numpy as np

    tried = np.unique(scores)
    n_links = len(scores) - np.searchsorted(np.sort(scores), tried)
    above = len(shuffled) - np.searchsorted(np.sort(shuffled), tried)
    n_by_chance = (above + 1) / (n_copies + 1)
    kept = np.flatnonzero(n_by_chance <= max_false_share * n_links)
    if not len(kept):
        return None
    lowest = int(kept[0])
    return Threshold(float(tried[lowest]), int(n_links[lowest]), float(n_by_chance[lowest]))
