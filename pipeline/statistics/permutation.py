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

_CELLS_AT_ONCE = 2_000_000
"""Numbers in a block of draws, which bounds the memory: 16 MB."""


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
    import numpy as np

    groups = [_Group.of(counts, sizes, member) for member in is_focus]
    n_units, n_drawn = counts.shape[0], 0
    for look in looks:
        waiting = [group for group in groups if len(group.active)]
        if not waiting:
            break
        for orders in _orders(n_units, look - n_drawn, rng):
            for group in waiting:
                group.draw(orders)
        n_drawn = look
        for group in waiting:
            group.close(look, enough_exceedances, is_last=look == looks[-1])
    n_terms = counts.shape[1]
    return PermutationTests(
        np.array([group.p_values for group in groups]).reshape(len(groups), n_terms),
        np.array([group.n_permutations for group in groups]).reshape(len(groups), n_terms),
    )


class _Group:
    """One focus: the terms still drawn for (``active``), and how often each draw reached what was observed."""

    def __init__(
        self,
        counts: csr_array,
        sizes: NDArray[np.int64],
        n_side: int,
        observed: NDArray[np.int64],
    ) -> None:
        import numpy as np

        self._sizes, self._n_side = sizes, n_side
        self._n_all, self._total = int(sizes.sum()), counts.sum(axis=0)
        self.p_values = np.ones(counts.shape[1])
        self.n_permutations = np.zeros(counts.shape[1], dtype=np.int64)
        self.active = np.arange(counts.shape[1])
        self._counts, self._observed = counts, observed
        self._exceedances = np.zeros(counts.shape[1], dtype=np.int64)

    @classmethod
    def of(cls, counts: csr_array, sizes: NDArray[np.int64], member: NDArray[np.bool_]) -> _Group:
        """The statistics of a focus and of the rest differ by sign alone, so the side with fewer units is drawn."""
        import numpy as np

        side = member if 2 * member.sum() <= len(member) else ~member
        total = counts.sum(axis=0)
        excess = counts[np.flatnonzero(side)].sum(axis=0) * int(sizes.sum()) - int(sizes[side].sum()) * total
        return cls(counts, sizes, int(side.sum()), np.abs(excess))

    def draw(self, orders: NDArray[np.int32]) -> None:
        """Count, for the terms still active, the draws that reach what was observed."""
        import numpy as np
        from scipy.sparse import csr_array

        rows = max(1, _CELLS_AT_ONCE // max(len(self.active), 1))
        for start in range(0, len(orders), rows):
            drawn = orders[start : start + rows, : self._n_side]
            places = np.arange(len(drawn) + 1, dtype=np.int32) * np.int32(self._n_side)
            ones = np.ones(drawn.size, dtype=np.int32)
            chosen = csr_array((ones, drawn.ravel(), places), shape=(len(drawn), self._counts.shape[0]))
            in_draw = (chosen @ self._counts).toarray().astype(np.int64)
            size = self._sizes[drawn].sum(axis=1)
            excess = in_draw * self._n_all - size[:, None] * self._total
            self._exceedances += (np.abs(excess) >= self._observed).sum(axis=0)

    def close(self, n_drawn: int, enough: int, *, is_last: bool) -> None:
        """Give every active term its p so far, and let those go that have enough exceedances, or all."""
        self.p_values[self.active] = (self._exceedances + 1) / (n_drawn + 1)
        self.n_permutations[self.active] = n_drawn
        goes_on = (self._exceedances < enough) & (not is_last)
        self.active = self.active[goes_on]
        self._counts, self._total = self._counts[:, goes_on], self._total[goes_on]
        self._observed, self._exceedances = self._observed[goes_on], self._exceedances[goes_on]


def _orders(n_units: int, n_draws: int, rng: np.random.Generator) -> Iterator[NDArray[np.int32]]:
    """Random orders of the units, draws × units, a block at a time: the first m of an order are m units at random."""
    import numpy as np

    rows = max(1, _CELLS_AT_ONCE // n_units)
    for start in range(0, n_draws, rows):
        straight = np.tile(np.arange(n_units, dtype=np.int32), (min(rows, n_draws - start), 1))
        yield rng.permuted(straight, axis=1)
