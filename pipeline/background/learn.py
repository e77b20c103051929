"""Learn term vectors from texts that have been cut into words: as those of the themes, from more text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.background.term_vectors import TermVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pipeline.settings import ThemesSettings
    from pipeline.themes.bags import Cut, Meaning


def learn(cuts: Callable[[], Iterable[Cut]], meaning: Meaning, settings: ThemesSettings, sha256: str) -> TermVectors:
    """The vectors of the most widespread terms and characters, at most ``max_terms``, of length 1.

    ``cuts``: the parts of the texts, given anew at each call, so that no two need to be in memory at once.
    """
    # Loaded before threads are limited: only libraries that are there already can be told.
    import numpy as np
    from scipy.sparse import vstack
    from threadpoolctl import threadpool_limits

    from pipeline.themes.bags import text_bag
    from pipeline.themes.characters import characters_of, spelling, spelt
    from pipeline.themes.vectors import positive_pmi, reduced, scaled, shared_terms

    units, number = meaning.number(cut.vocabulary for cut in cuts())
    labels = meaning.labels(units)
    counted = vstack([text_bag([cut], number, len(units)).counts for cut in cuts()], format="csr")
    counts = spelt(counted, spelling(labels, settings))
    names = [*labels, *characters_of(labels, settings)]
    kept = shared_terms(counts, settings.max_terms)
    with threadpool_limits(limits=1):
        vectors = scaled(reduced(positive_pmi(counts[:, kept]), settings, counts.shape[0]))
    return TermVectors(tuple(names[place] for place in kept), vectors.astype(np.float16), sha256)
