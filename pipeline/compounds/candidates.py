"""Candidate compounds: the sequences of words that are ranked as keywords, beside single words and concepts.

Nobody has accepted them; who accepts one puts it into ``terms.txt``, and it is one token from then on. Decided edition
by edition, so that another edition changes no figure of this one. A sequence of 2 and more adjacent words, as the
segmenter cut them, is a candidate compound of an edition if

1. it has no stop word, modal, number or address inside, and no adverb, pronoun or ending at an edge (``term_words``);
2. some document of the edition repeats it, and it occurs in the edition as often as it has words at least;
3. its parts meet oftener than by chance at its weakest split (pointwise mutual information);
4. it stands in the edition without the longer one, too: what is always a part of one longer sequence is no unit;
5. it is not in jieba's dictionary, in the lexicon or on a list.

This is wider than the table ``term_candidates``, which is proposed to a person: a rank needs no different words on both
sides, since a longer compound of nearly the same count removes a shorter one from a ranking anyway.

Chosen on the odd and checked on the even ones of 1,000 abstracts with their authors' keywords (F1 at 5, exact match,
0.254 and 0.258): every sequence of words that the linguistic filter lets pass reaches 0.225 and 0.227, those that some
document repeats 0.244 and 0.252.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipeline.compounds.candidate_measures import Measured
from pipeline.lexicon.dictionary import load_dictionary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.compounds.message_tokens import Words
    from pipeline.settings import CompoundsSettings


def hold_together(measured: Measured, settings: CompoundsSettings) -> NDArray[np.bool_]:
    """By sequence: proper edges, enough occurrences, and parts that meet oftener than by chance."""
    held: NDArray[np.bool_] = (
        measured.has_edges
        & (measured.n_occurrences >= settings.min_occurrences_per_word * measured.n_words)
        & (measured.pmi >= settings.min_pmi)
    )
    return held


def candidate_compounds(
    measured: Measured, words: Words, listed: Collection[str], settings: CompoundsSettings
) -> tuple[Measured, list[str]]:
    """The candidates among an edition's repeated sequences, and their texts.

    ``listed``: all wordings and terms of the lexicon, stop words and modals.
    """
    kept = measured.take(hold_together(measured, settings) & (measured.n_occurrences > measured.n_in_longer))
    texts = join_words(kept, words)
    new = are_new(texts, listed)
    return kept.take(new), [text for text, is_new in zip(texts, new.tolist(), strict=True) if is_new]


def are_new(texts: Collection[str], listed: Collection[str]) -> NDArray[np.bool_]:
    """By text: neither in jieba's dictionary nor listed."""
    import numpy as np

    known = load_dictionary().frequency
    return np.array([text not in listed and text not in known for text in texts], dtype=bool)


def join_words(measured: Measured, words: Words) -> list[str]:
    """The text of each sequence."""
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = [words.texts.take(pa.array(column, mask=column < 0)) for column in measured.words.T]
    texts: list[str] = pc.binary_join_element_wise(*columns, "", null_handling="skip").to_pylist()
    return texts
