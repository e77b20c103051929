"""What stands in each scope of a kind: occurrences and messages of what is ranked there, redundant ones left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.counts import presence, sum_rows
from pipeline.keywords.redundancy import stand_in

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.redundancy import Contained
    from pipeline.keywords.units import Units
    from pipeline.settings import KeywordsSettings


class Level(NamedTuple):
    """What is ranked at one level of an edition: messages × units, the weight of each unit's length, and its inside."""

    units: Units
    counts: csr_array
    length_weight: NDArray[np.float64]
    contained: Contained


class ScopeCounts(NamedTuple):
    """Scopes × units, occurrences and messages with any, in the same cells; and for what a cell stands besides.

    ``left_out``: rows of (place of the cell that stands for it, unit, count), in no order.
    """

    occurrences: csr_array
    messages: csr_array
    left_out: NDArray[np.int64]

    def stands_for(self, cells: NDArray[np.int64], names: Sequence[str]) -> pa.Array:
        """For each of these cells the units that it stands for: 治理 ×12、网络 ×9; null for none."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        is_asked = np.zeros(self.occurrences.nnz, dtype=bool)
        is_asked[cells] = True
        place, unit, count = self.left_out[is_asked[self.left_out[:, 0]]].T
        order = np.lexsort((unit, -count, place))
        place, unit, count = place[order], unit[order], count[order]
        first, last = np.searchsorted(place, cells, side="left"), np.searchsorted(place, cells, side="right")
        n = last - first
        chosen = np.repeat(last - np.cumsum(n), n) + np.arange(int(n.sum()))
        listed = pc.binary_join_element_wise(
            pa.array(names, pa.string()).take(pa.array(unit[chosen])), pa.array(count[chosen]).cast(pa.string()), " ×"
        )
        lists = pa.ListArray.from_arrays(np.concatenate([[0], np.cumsum(n)]).astype(np.int32), listed)
        return pc.if_else(pa.array(n > 0), pc.binary_join(lists, "、"), pa.scalar(None, pa.string()))


def count_scopes(
    level: Level, scope_of_message: NDArray[np.int64], n_scopes: int, settings: KeywordsSettings
) -> ScopeCounts:
    """Add up the messages of each scope (0 to ``n_scopes`` - 1)."""
    return _one_place_each(*_add_up(level.counts, scope_of_message, n_scopes), level.contained, settings)


def count_messages(level: Level, messages: slice, settings: KeywordsSettings) -> ScopeCounts:
    """Some messages, each a scope of its own."""
    counts = level.counts[messages]
    return _one_place_each(counts, presence(counts), level.contained, settings)


_HALF = 32
"""Bits for each of two sums in one integer of 64: neither comes near to 2 ** 31."""


def _add_up(counts: csr_array, group: NDArray[np.int64], n_groups: int) -> tuple[csr_array, csr_array]:
    """Groups × units, occurrences and messages with any, in the same cells.

    Both are added up at once, which takes half as long as one after the other.
    """
    import numpy as np
    from scipy.sparse import csr_array

    both = csr_array((counts.data + np.int64(1 << _HALF), counts.indices, counts.indptr), shape=counts.shape)
    summed = sum_rows(both, group, n_groups)
    occurrences, messages = summed.data & ((1 << _HALF) - 1), summed.data >> _HALF
    return (
        csr_array((occurrences.astype(counts.dtype), summed.indices, summed.indptr), shape=summed.shape),
        csr_array((messages.astype(counts.dtype), summed.indices, summed.indptr), shape=summed.shape),
    )


def _one_place_each(
    occurrences: csr_array, messages: csr_array, contained: Contained, settings: KeywordsSettings
) -> ScopeCounts:
    """Leave out what is redundant, where the settings say so."""
    import numpy as np

    if not settings.remove_redundant:
        return ScopeCounts(occurrences, messages, np.empty((0, 3), dtype=np.int64))
    stands_for_it = stand_in(occurrences, contained, settings.redundant_share)
    is_kept = stands_for_it < 0
    left_out = np.flatnonzero(~is_kept)
    place = (np.cumsum(is_kept) - 1)[stands_for_it[left_out]]
    unit, count = occurrences.indices[left_out], occurrences.data[left_out]
    listed = np.stack([place, unit, count], axis=1).astype(np.int64)
    return ScopeCounts(_chosen_cells(occurrences, is_kept), _chosen_cells(messages, is_kept), listed)


def _chosen_cells(matrix: csr_array, is_kept: NDArray[np.bool_]) -> csr_array:
    import numpy as np
    from scipy.sparse import csr_array

    borders = np.concatenate([[0], np.cumsum(is_kept)])[matrix.indptr]
    return csr_array((matrix.data[is_kept], matrix.indices[is_kept], borders), shape=matrix.shape)
