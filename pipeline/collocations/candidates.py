"""Which units are compared with each other, and whose collocates are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.collocations.message_words import MessageWords
from pipeline.statistics.distinct import distinct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import CollocationsSettings


class Candidates(NamedTuple):
    """Units that are compared, by number, nodes first; counts have one item a candidate."""

    unit: NDArray[np.int64]
    n_nodes: int
    n_occurrences: NDArray[np.int64]
    n_messages: NDArray[np.int64]


def candidates(words: MessageWords, settings: CollocationsSettings) -> Candidates:
    """Units in at least ``min_unit_messages`` messages: concepts before terms, each by messages, ties by name.

    The first ``max_nodes`` of this order are nodes; beyond them the units in most messages follow, of whatever sort, up
    to ``max_units``. The choice looks at each unit alone, never at a pair: the pairs tested are not picked by how they
    came out.
    """
    import numpy as np

    n_units = len(words.units.names)
    is_unit = words.unit >= 0
    unit, message = words.unit[is_unit], words.message[is_unit]
    n_occurrences = np.bincount(unit, minlength=n_units)
    n_places = max(words.n_messages, 1)
    n_messages = np.bincount(distinct(unit * n_places + message) // n_places, minlength=n_units)
    is_concept = np.array([concept is not None for concept in words.units.concept_ids], dtype=bool)
    # Units are numbered in order of name, which settles ties.
    widespread = np.lexsort((np.arange(n_units), -n_messages))
    widespread = widespread[n_messages[widespread] >= settings.min_unit_messages]
    nodes = np.concatenate([widespread[is_concept[widespread]], widespread[~is_concept[widespread]]])
    nodes = nodes[: settings.max_nodes]
    others = widespread[~np.isin(widespread, nodes)][: max(settings.max_units - len(nodes), 0)]
    chosen = np.concatenate([nodes, others]).astype(np.int64)
    return Candidates(chosen, len(nodes), n_occurrences[chosen], n_messages[chosen])
