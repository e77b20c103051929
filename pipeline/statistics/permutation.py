"""Permutation tests of rates: whole units of text change groups, never single words.

A *unit* is what is dealt out anew, a message or a document: the words of one are about one thing, so that tokens dealt
out singly would make every topical word significant. What is tested is that units are exchangeable: that those of the
focus might as well have been any others of the units compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

_CELLS_AT_ONCE = 1_000_000
_UNITS_AT_ONCE = 4_000_000
"""Sums, and units in order, in a block of draws: they bound the memory, to 8 and 16 MB."""


@dataclass(frozen=True, eq=False)
class PermutationTests:
    """Results, groups × terms: the p-value of each, and how many permutations it rests on."""

    p_values: NDArray[np.float64]
    n_permutations: NDArray[np.int64]


def permutation_tests(
    counts: csr_array,
    sizes: NDArray[np.int64],
    is_focus: NDArray[np.bool_],
    looks: Sequence[int],
    enough_exceedances: int,
    rng: np.random.Generator,
) -> PermutationTests:
    """Two-sided permutation test of each term's rate in each group against the rest of the units.

    The statistic is a term's excess over its share, ``|a - n f / N|``: a occurrences in the focus of n tokens, f and N
    those of all units. It does not move where one side merely has longer units. ::

        p = (k + 1) / (B + 1)

    k is how many of B random draws of as many units reach the statistic observed, which counts as one more draw, so
    that p is never 0 and never too small. Compared as integers, ``|a N - n f|``, so that ties are ties.

    Looked at after ``looks[0]`` draws, then ``looks[1]`` …: a term with ``enough_exceedances`` by then is done, the
    others go on, which gives small p-values their digits where they count. As a term goes on only while its p is below
    what it would stop at, p stays valid (Besag & Clifford 1991, whose rule looks after each draw).

    ``counts``: units × terms; ``sizes``: tokens of each unit, above 0 in sum; ``is_focus``: groups × units, each with
    units inside and outside; all groups share the draws. ``looks`` ascend.

    Sources: Phipson & Smyth (2010), "Permutation p-values should never be zero", Statistical Applications in Genetics
    and Molecular Biology 9(1), article 39; Besag & Clifford (1991), "Sequential Monte Carlo p-values", Biometrika
    78(2), 301–304.
    """
    groups = [_Group(counts, sizes, member) for member in is_focus]
    n_drawn = 0
    for look in looks:
        waiting = [group for group in groups if len(group.active)]
        if not waiting:
            break
        n_first = max(group.n_units for group in waiting)
        _draw(waiting, counts, sizes, _orders(len(sizes), n_first, look - n_drawn, rng))
        n_drawn = look
        for group in waiting:
            group.close(look, enough_exceedances, is_last=look == looks[-1])
    return _results(groups, counts.shape[1])


def _results(groups: Sequence[_Group], n_terms: int) -> PermutationTests:
    import numpy as np

    shape = (len(groups), n_terms)
    return PermutationTests(
        np.array([group.p_values for group in groups]).reshape(shape),
        np.array([group.n_permutations for group in groups]).reshape(shape),
    )


class _Group:
    """One focus: the terms still drawn for (``active``), and how often each draw reached what was observed.

    The statistics of a focus and of the rest differ by sign alone, so the side with fewer units is drawn.
    """

    def __init__(self, counts: csr_array, sizes: NDArray[np.int64], member: NDArray[np.bool_]) -> None:
        import numpy as np

        side = np.flatnonzero(member if 2 * member.sum() <= len(member) else ~member)
        self.n_units = len(side)
        self.active = np.arange(counts.shape[1])
        self.p_values = np.ones(counts.shape[1])
        self.n_permutations = np.zeros(counts.shape[1], dtype=np.int64)
        self._total, self._size = counts.sum(axis=0), int(sizes.sum())
        self._observed = self._excess(counts[side].sum(axis=0), sizes[side].sum())
        self._exceedances = np.zeros(counts.shape[1], dtype=np.int64)

    def _excess(self, counts: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.int64]:
        import numpy as np

        excess: NDArray[np.int64] = np.abs(counts * self._size - size * self._total[self.active])
        return excess

    def add(self, counts: NDArray[np.int64], sizes: NDArray[np.int64]) -> None:
        """Count the draws that reach what was observed: draws × active terms, and the tokens of each draw."""
        reached = self._excess(counts, sizes[:, None]) >= self._observed[self.active]
        self._exceedances[self.active] += reached.sum(axis=0)

    def close(self, n_drawn: int, enough: int, *, is_last: bool) -> None:
        """Give every active term its p so far, and let those go that have enough exceedances, or all."""
        self.p_values[self.active] = (self._exceedances[self.active] + 1) / (n_drawn + 1)
        self.n_permutations[self.active] = n_drawn
        goes_on = (self._exceedances[self.active] < enough) & (not is_last)
        self.active = self.active[goes_on]


def _draw(
    groups: Sequence[_Group], counts: csr_array, sizes: NDArray[np.int64], orders: Iterator[NDArray[np.int32]]
) -> None:
    """Add draws to each group: the first units of an order, as many as the group has.

    A larger group's draw goes on from a smaller one's, so that each unit is looked up once an order for all groups.
    """
    import numpy as np

    wanted = np.unique(np.concatenate([group.active for group in groups]))
    places = {id(group): np.searchsorted(wanted, group.active) for group in groups}
    counts = counts[:, wanted]
    for some in _blocks(orders, len(wanted)):
        in_draw = np.zeros((len(some), len(wanted)), dtype=np.int64)
        size, n_before = np.zeros(len(some), dtype=np.int64), 0
        for group in sorted(groups, key=lambda group: group.n_units):
            if group.n_units > n_before:
                more = some[:, n_before : group.n_units]
                in_draw += _sums(more, counts)
                size += sizes[more].sum(axis=1)
                n_before = group.n_units
            group.add(in_draw[:, places[id(group)]], size)


def _sums(units: NDArray[np.int32], counts: csr_array) -> NDArray[np.int64]:
    """Draws × terms: the rows of ``counts`` of each draw's ``units`` added up."""
    import numpy as np
    from scipy.sparse import csr_array

    starts = np.arange(len(units) + 1, dtype=np.int32) * np.int32(units.shape[1])
    chosen = csr_array((np.ones(units.size, dtype=np.int32), units.ravel(), starts), (len(units), counts.shape[0]))
    summed: NDArray[np.int64] = (chosen @ counts).toarray()
    return summed


def _blocks(orders: Iterator[NDArray[np.int32]], n_terms: int) -> Iterator[NDArray[np.int32]]:
    """The orders, so many at a time that their draws × terms fit."""
    rows = max(1, _CELLS_AT_ONCE // max(n_terms, 1))
    for some in orders:
        for start in range(0, len(some), rows):
            yield some[start : start + rows]


def _orders(n_units: int, n_first: int, n_draws: int, rng: np.random.Generator) -> Iterator[NDArray[np.int32]]:
    """The first ``n_first`` units of random orders, draws × units, a block at a time.

    Fisher and Yates' shuffle of many orders at once, stopped when the places that are needed are filled. What stood
    where before makes no difference to it, so that an order need not begin straight. A block holds until the next.
    """
    import numpy as np

    n_rows = min(max(1, _UNITS_AT_ONCE // n_units), n_draws)
    orders = np.tile(np.arange(n_units, dtype=np.int32), (n_rows, 1))
    for start in range(0, n_draws, n_rows):
        some = orders[: n_draws - start]
        row = np.arange(len(some))
        for place in range(n_first):
            other = rng.integers(place, n_units, size=len(some))
            some[row, other], some[:, place] = some[:, place], some[row, other]
        yield some[:, :n_first]
