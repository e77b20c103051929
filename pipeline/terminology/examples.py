"""Which passages are named as examples of something found, and the words around it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def first_items(group: NDArray[np.int64], item: NDArray[np.int64], n_groups: int, most: int) -> list[list[int]]:
    """For each group (0 to ``n_groups`` - 1) its smallest distinct items (numbers from 0), at most so many, in order.

    >>> import numpy as np
    >>> first_items(np.array([1, 0, 1, 1]), np.array([7, 2, 5, 7]), 2, 1)
    [[2], [5]]
    """
    import numpy as np

    n_items = int(item.max(initial=0)) + 1
    groups, items = np.divmod(np.unique(group * n_items + item), n_items)
    starts = np.searchsorted(groups, np.arange(n_groups), side="left")
    ends = np.searchsorted(groups, np.arange(n_groups), side="right")
    return [items[start : min(end, start + most)].tolist() for start, end in zip(starts, ends, strict=True)]


def context_of(text: str, start: int, end: int, width: int) -> str:
    """The words around a span: so many characters on each side, line breaks as blanks, an ellipsis where cut off.

    >>> context_of("国际社会有必要提出一套标准", 4, 7, 2)
    '…社会有必要提出…'
    """
    before, after = max(start - width, 0), min(end + width, len(text))
    shown = text[before:after].replace("\n", " ").replace("\t", " ")
    return f"{'…' if before else ''}{shown}{'…' if after < len(text) else ''}"
