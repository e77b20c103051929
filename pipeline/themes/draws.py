"""What each resample of a text holds: whole documents drawn with replacement, or messages where documents are few.

A bootstrap draws as many units as there are, some of them twice. A message that is drawn twice is in the resample once,
as in Hennig's (2007) ``clusterboot`` unless told otherwise: beside its own copy a message would agree with itself, and
each of its words would stand in two messages and so pass for shared. A resample holds 63 % of the units on average.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.columns.themes import BY_DOCUMENT, BY_MESSAGE
from pipeline.statistics import seeds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import ThemesSettings


def resampling_unit(documents: NDArray[np.int64], settings: ThemesSettings) -> str:
    """What is drawn: documents where there are enough, since messages of one document are not independent."""
    import numpy as np

    return BY_DOCUMENT if len(np.unique(documents)) >= settings.min_documents else BY_MESSAGE


def resamples(documents: NDArray[np.int64], n_resamples: int, settings: ThemesSettings) -> list[NDArray[np.int64]]:
    """The distinct messages of ``n_resamples`` bootstrap draws, each in ascending order.

    ``documents``: the number of each message's document, from 0. Draws depend on the seed and on these numbers alone.
    """
    import numpy as np

    is_by_document = resampling_unit(documents, settings) == BY_DOCUMENT
    unit = np.unique(documents, return_inverse=True)[1] if is_by_document else np.arange(len(documents))
    n_units = int(unit.max(initial=-1)) + 1
    drawn = (seeds.generator(settings.seed, "resample", r).integers(n_units, size=n_units) for r in range(n_resamples))
    return [np.flatnonzero(np.isin(unit, units)) for units in drawn]
