"""C-value: how often a sequence of words is used as a term of its own, beyond its use inside longer ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def c_value(
    n_words: NDArray[np.int64],
    n_occurrences: NDArray[np.int64],
    inner: NDArray[np.int64],
    outer: NDArray[np.int64],
) -> NDArray[np.float64]:
    """C-value of each candidate; may be negative where it is hardly ever used on its own.

    With f(a) the occurrences of candidate a, |a| its length in words, c(a) the number of longer candidates that contain
    it, and t(a) how often it occurs inside them::

        C(a) = log2|a| · f(a)                    where no candidate contains it
        C(a) = log2|a| · (f(a) - t(a) / c(a))    otherwise

    t(a) is added up from the longest candidate down, each occurrence of a longer one counting once: what *it* has
    inside still longer ones was added before.

    ``n_words`` and ``n_occurrences``: one item a candidate. ``inner`` and ``outer``: numbers of two candidates, one
    item a pair of which the second contains the first; each pair once.

    Source: Frantzi, Ananiadou & Mima (2000), "Automatic recognition of multi-word terms: the C-value/NC-value method",
    International Journal on Digital Libraries 3(2), 115–130, whose algorithm this is. A single word has a C-value of 0,
    since log2 1 = 0: candidates have two words and more.
    """
    import numpy as np

    n_inside = np.zeros(len(n_words), dtype=np.int64)
    for length in range(int(n_words.max(initial=0)), 1, -1):
        pairs = n_words[outer] == length
        # Nothing as long contains these any more, so their own count is final.
        np.add.at(n_inside, inner[pairs], (n_occurrences - n_inside)[outer[pairs]])
    n_containing = np.bincount(inner, minlength=len(n_words))
    value: NDArray[np.float64] = np.log2(n_words) * (n_occurrences - n_inside / np.maximum(n_containing, 1))
    return value
