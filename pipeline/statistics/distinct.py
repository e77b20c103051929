"""Different values of millions of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each value once, in ascending order, as ``numpy.unique`` has them.

    NumPy finds them with a hash table since 2.3, which takes ten times as long as sorting for ten million numbers.

    >>> import numpy as np
    >>> distinct(np.array([3, 1, 3, 2])).tolist()
    [1, 2, 3]
    """
    import numpy as np

    ordered = np.sort(values)
    return ordered[np.concatenate([[True], np.diff(ordered) != 0])] if len(ordered) else ordered
