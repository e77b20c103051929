"""Whether the text has themes at all: its stability against that of the same text shuffled.

Resamples of noise agree to some extent too, the more so the fewer clusters there are. So the question is not whether
partitions agree, but whether they agree more than those of a text in which every message keeps its length and every
term its frequency, and only what stands together is left to chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.statistics import seeds
from pipeline.statistics.agreement import pairwise_rand
from pipeline.statistics.sequential import sequential_p
from pipeline.themes.characters import spelt
from pipeline.themes.consensus import resampled_partitions
from pipeline.themes.draws import resamples

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import ThemesSettings


@dataclass(frozen=True, eq=False)
class StabilityTest:
    """The stability of each number of themes beside its shuffled null; arrays have one item a k."""

    ks: tuple[int, ...]
    n_resamples: int
    n_reference: int
    n_shuffles: int
    stability: NDArray[np.float64]
    null_mean: NDArray[np.float64]
    null_sd: NDArray[np.float64]
    z: NDArray[np.float64]
    p_value: float

    @property
    def best(self) -> int:
        """Place of the k that stands out most from its null; ties go to the smaller k."""
        import numpy as np

        return int(np.argmax(self.z))


def against_shuffled(
    counts: csr_array,
    spelling: csr_array,
    documents: NDArray[np.int64],
    ks: Sequence[int],
    settings: ThemesSettings,
    known: NDArray[np.float64] | None = None,
) -> StabilityTest:
    """Compare the text's stability for every k with that of shuffled copies, all drawn in the same resamples.

    The first ``n_reference`` copies give the mean and the standard deviation at each k in which all other texts are
    measured. A text's figure is its largest z over all k, so that the search over k is paid for; p is the sequential
    permutation p-value of the real text's figure among those of further copies. As the real text and these copies are
    measured alike, under the null p is at most α with a probability of at most α.

    ``counts``: messages × units, all of them clustered; ``documents``: the document of each message; ``spelling``:
    units × characters. What is dealt out again are units, and their characters with them. ``known``: what a background
    knows of units and characters, or None.
    """
    import numpy as np

    samples = resamples(documents, n_test_resamples(counts.shape[0], settings), settings)
    dealt = (
        spelt(shuffled(counts, seeds.generator(settings.seed, "shuffle", s)), spelling)
        for s in range(settings.n_reference + settings.n_shuffles)
    )
    copies = (_stabilities(copy, ks, samples, settings, known) for copy in dealt)
    reference = np.stack(list(islice(copies, settings.n_reference)))
    mean, spread = reference.mean(axis=0), reference.std(axis=0, ddof=1)
    stability = _stabilities(spelt(counts, spelling), ks, samples, settings, known)
    z = standardised(stability, mean, spread, settings.min_null_sd)
    largest = (float(standardised(copy, mean, spread, settings.min_null_sd).max()) for copy in copies)
    p_value, n_shuffles = sequential_p(float(z.max()), largest, settings.n_shuffles, settings.level)
    return StabilityTest(tuple(ks), len(samples), settings.n_reference, n_shuffles, stability, mean, spread, z, p_value)


def n_test_resamples(n_messages: int, settings: ThemesSettings) -> int:
    """Resamples of each text in the test."""
    return settings.n_test_resamples if n_messages <= settings.thorough_messages else settings.n_test_resamples_many


def standardised(
    stability: NDArray[np.float64], mean: NDArray[np.float64], spread: NDArray[np.float64], min_spread: float
) -> NDArray[np.float64]:
    """z of a text's stability at each k: (stability - mean) / standard deviation of the reference copies."""
    import numpy as np

    z: NDArray[np.float64] = np.round((stability - mean) / np.maximum(spread, min_spread), 9)
    return z


def shuffled(counts: csr_array, rng: np.random.Generator) -> csr_array:
    """Deal all tokens out again over the messages: lengths and term frequencies stay, company is chance."""
    import numpy as np
    from scipy.sparse import csr_array

    message = np.repeat(np.arange(counts.shape[0]), counts.sum(axis=1))
    unit = np.repeat(counts.indices, counts.data)
    dealt = csr_array((np.ones(len(unit), dtype=np.int64), (message, rng.permutation(unit))), shape=counts.shape)
    dealt.sum_duplicates()
    dealt.sort_indices()
    return dealt


def _stabilities(
    counts: csr_array,
    ks: Sequence[int],
    samples: Sequence[NDArray[np.int64]],
    settings: ThemesSettings,
    known: NDArray[np.float64] | None,
) -> NDArray[np.float64]:
    """Mean adjusted Rand index over all pairs of resamples, for each k."""
    import numpy as np

    partitions = resampled_partitions([counts], ks, samples, settings, settings.max_tested_terms, [known])
    return np.array([pairwise_rand(of_k).mean() for of_k in partitions])
