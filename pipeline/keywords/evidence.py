"""Whether a scope has enough messages for its terms to be ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.keywords.ranks import Scopes

RANKED, NOT_ENOUGH_EVIDENCE = "ranked", "not enough evidence"


def n_with_evidence(scopes: Scopes, least: int) -> int:
    """How many scopes of a kind have at least so many messages."""
    import numpy as np

    return int((np.bincount(scopes.scope_of_message) >= least).sum())


def states(n_messages: NDArray[np.int64], least: int) -> pa.Array:
    """What a row's scope allows, from the number of its messages: ``ranked``, or ``not enough evidence`` below the
    least. The figures of such a row are right; that one stands before another says nothing.
    """
    import pyarrow as pa

    places = pa.array((n_messages >= least).astype("int8"))
    return pa.array([NOT_ENOUGH_EVIDENCE, RANKED], type=pa.string()).take(places)
