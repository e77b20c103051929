"""Corpora with themes planted in them: so many messages of so many groups, which share a stated part of their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from pipeline.themes.bags import Bag, Units
from pipeline.themes.choices import PUBLISHED
from pipeline.themes.fit import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_COMMON, N_OWN = 300, 40
"""Words that all groups share, and words of each group alone."""

N_WORDS = 30
"""Words of a message on average; those of IGF 2018 have 25 content words."""


def planted(n_messages: int, n_groups: int, overlap: float, seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Messages × words, and the group of each message.

    ``overlap`` is the chance that a word is one of those that all groups share: 1 is text without themes. Words follow
    Zipf's law, lengths Poisson's.
    """
    rng = np.random.default_rng(seed)
    group = np.arange(n_messages) % n_groups
    counts = np.zeros((n_messages, N_COMMON + n_groups * N_OWN), dtype=np.int64)
    for message, of in zip(counts, group.tolist(), strict=True):
        n_words = int(rng.poisson(N_WORDS)) + 2
        n_common = int(rng.binomial(n_words, overlap))
        np.add.at(message, rng.choice(N_COMMON, n_common, p=_zipf(N_COMMON)), 1)
        np.add.at(message, N_COMMON + of * N_OWN + rng.choice(N_OWN, n_words - n_common, p=_zipf(N_OWN)), 1)
    return counts, group


def _zipf(n_words: int) -> NDArray[np.float64]:
    weight = 1 / np.arange(1, n_words + 1)
    share: NDArray[np.float64] = weight / weight.sum()
    return share


def as_text(counts: NDArray[np.int64], documents: NDArray[np.int64] | None = None) -> tuple[Units, Text]:
    """Counts as the themes are fitted on them, under the published choice alone; of one document unless told."""
    of_document = np.zeros(len(counts), dtype=np.int64) if documents is None else documents
    ids = tuple(f"planted/d{document:03d}#{n:05d}" for n, document in enumerate(of_document.tolist()))
    bag = Bag(ids, tuple(f"{n:05d}" for n in range(len(counts))), of_document, csr_array(counts))
    labels = tuple(f"词{number}" for number in range(counts.shape[1]))
    return Units(labels, (None,) * len(labels), {}), _text(bag)


def _text(bag: Bag) -> Text:
    """The words are made up: that two share a character would mean nothing."""
    return Text(bag, {PUBLISHED: bag.counts}, csr_array((bag.counts.shape[1], 0), dtype=np.int64))
