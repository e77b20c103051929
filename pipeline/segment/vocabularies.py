"""Number the distinct token texts of each document."""

from __future__ import annotations

from itertools import compress, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.segment.whole import Cut


class Vocabularies(NamedTuple):
    """The distinct texts of several documents' tokens; arrays have one item a text of a document."""

    texts: list[str]
    """The distinct texts of all documents, sorted."""
    document: NDArray[np.int64]
    """Number of the document."""
    term: NDArray[np.int32]
    """Number of the text in the document, from 0, in sorted order."""
    entry: NDArray[np.int64]
    """Place of the text in ``texts``."""


def number_terms(cut: Cut, document: NDArray[np.int32]) -> tuple[NDArray[np.int32], Vocabularies]:
    """For each token the number of its text in its document, and what these numbers mean.

    ``document``: for each token the number of its document, from 0; they stand one after the other.
    """
    import numpy as np

    texts, place = _sorted_texts(cut)
    entry = place[cut.term]
    term = np.empty(len(entry), dtype=np.int32)
    found = []
    for start, end in pairwise(np.searchsorted(document, np.arange(int(document[-1]) + 2)).tolist()):
        entries = entry[start:end]
        # Counting is faster than sorting: a few thousand texts, and as many tokens.
        present = np.flatnonzero(np.bincount(entries, minlength=len(texts)))
        number = np.empty(len(texts), dtype=np.int32)
        number[present] = np.arange(len(present), dtype=np.int32)
        term[start:end] = number[entries]
        found.append(present)
    n_entries = [len(present) for present in found]
    numbers = [np.arange(n, dtype=np.int32) for n in n_entries]
    return term, Vocabularies(
        texts, np.repeat(np.arange(len(found)), n_entries), np.concatenate(numbers), np.concatenate(found)
    )


def _sorted_texts(cut: Cut) -> tuple[list[str], NDArray[np.int32]]:
    """The texts that tokens have, sorted, and for each number in the cut its place among them."""
    import numpy as np

    is_used = np.bincount(cut.term, minlength=len(cut.numbers)) > 0
    texts = sorted(compress(cut.numbers, is_used.tolist()))
    place = np.empty(len(cut.numbers), dtype=np.int32)
    place[[cut.numbers[text] for text in texts]] = np.arange(len(texts), dtype=np.int32)
    return texts, place
