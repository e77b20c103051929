"""Number the sentences of passages from their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.segment.whole import Cut

_FINAL = frozenset("。！？!?…")
# What stands behind a final mark belongs to the same sentence: 他说：“好。”
_CLOSING = frozenset("”’」』）》】〕)]\"'")


def number_sentences(cut: Cut) -> NDArray[np.int32]:
    """For each token the number of its sentence in its passage, from 0.

    A sentence ends after 。！？… and what closes it. A semicolon ends none: the items of a list are one sentence in
    Chinese official prose.
    """
    import numpy as np

    term, n_tokens = cut.term, cut.n_tokens
    is_final, is_closing = cut.are(_FINAL), cut.are(_CLOSING)
    # A sentence begins behind each stretch of such marks that has a final one among them.
    begins = np.zeros(len(term) + 1, dtype=np.int64)
    if is_final.any():
        is_mark = is_final | is_closing
        n_final = np.concatenate([[0], np.cumsum(is_final)])
        last = np.flatnonzero(is_mark & ~np.append(is_mark[1:], False))  # of each stretch
        first = np.flatnonzero(is_mark & ~np.append(False, is_mark[:-1]))
        begins[last[n_final[last + 1] > n_final[first]] + 1] = 1
    number = np.cumsum(begins)[:-1]
    first_token = np.cumsum(n_tokens) - n_tokens
    at_start = number[np.minimum(first_token, max(len(number) - 1, 0))] if len(number) else first_token
    sentence: NDArray[np.int32] = (number - np.repeat(at_start, n_tokens)).astype(np.int32)
    return sentence
