"""Which sequences of words does a document repeat?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compounds.sequences import Sequences

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.compounds.message_tokens import MessageTokens, Words


def repeated_sequences(tokens: MessageTokens, words: Words, max_words: int, min_in_document: int) -> Sequences:
    """Sequences of 2 to ``max_words`` adjacent words that some document of the edition has ``min_in_document`` times.

    Every word of them may be part of a term: no stop word, number or address is inside. Every part of such a sequence
    is repeated by that document too, so longer ones are sought among those alone, and the set holds all parts of its
    members. Some documents are looked at together, so that memory is bounded by them and by what was found.
    """
    found = no_sequences(words, max_words)
    for block in tokens.blocks():
        found = found.union(_repeated_in(tokens, block, words, max_words, min_in_document))
    return found


def no_sequences(words: Words, max_words: int) -> Sequences:
    """The empty set."""
    import numpy as np

    return Sequences(len(words.texts), [np.empty(0, dtype=np.int64)] * (max_words - 1))


def _repeated_in(tokens: MessageTokens, block: slice, words: Words, max_words: int, min_in_document: int) -> Sequences:
    import numpy as np

    n_terms = len(words.texts)
    word, follows = tokens.word[block], tokens.follows[block]
    document = tokens.document_of_passage[tokens.passage[block]]
    number = np.where(words.is_part[word], word, -1)
    levels: list[NDArray[np.int64]] = []
    for length in range(2, max_words + 1):
        at = _beginnings(number, follows)
        last = word[at + length - 1]
        keys, index = np.unique(number[at].astype(np.int64) * n_terms + last, return_inverse=True)
        is_repeated = _is_repeated(index, document[at], len(keys), min_in_document)
        levels.append(keys[is_repeated])
        number = np.full(len(number), -1)
        number[at] = np.where(is_repeated, np.cumsum(is_repeated) - 1, -1)[index]
    return Sequences(n_terms, levels)


def _beginnings(number: NDArray[np.int64], follows: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Places where a longer sequence may begin: two that are one shorter begin there and one word later.

    ``number``: of the shorter sequence that begins at each token, -1 for none.
    """
    import numpy as np

    return np.flatnonzero((number[:-1] >= 0) & (number[1:] >= 0) & follows[1:])


def _is_repeated(
    sequence: NDArray[np.int64], document: NDArray[np.int32], n_sequences: int, least: int
) -> NDArray[np.bool_]:
    """Whether any document holds a sequence so often; ``sequence`` and ``document`` have one item an occurrence."""
    import numpy as np

    often = np.bincount(sequence, minlength=n_sequences)[sequence] >= least
    n_documents = int(document.max(initial=0)) + 1
    pairs, n = np.unique(sequence[often] * n_documents + document[often], return_counts=True)
    is_repeated = np.zeros(n_sequences, dtype=bool)
    is_repeated[pairs[n >= least] // n_documents] = True
    return is_repeated
