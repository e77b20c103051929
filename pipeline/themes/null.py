"""Whether the text has themes at all: its stability against that of the same text shuffled.

Resamples of noise agree to some extent too, the more so the fewer clusters there are. So the question is not whether
partitions agree, but whether they agree more than those of a text in which every message keeps its length and every
term its frequency, and only what stands together is left to chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count, islice
from typing import TYPE_CHECKING

from pipeline.statistics import seeds
from pipeline.statistics.agreement import pairwise_rand
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

    See ``judge`` for z and p. After ``n_first_shuffles`` copies the test ends where p is ``futile_p`` or more, and that
    is the p-value: an early end can only keep a text from being called more than chance.

    ``counts``: messages × units, all of them clustered; ``documents``: the document of each message; ``spelling``:
    units × characters. What is dealt out again are units, and their characters with them. ``known``: what a background
    knows of units and characters, or None.
    """
    import numpy as np

    samples = resamples(documents, n_test_resamples(counts.shape[0], settings), settings)
    copies = (shuffled(counts, seeds.generator(settings.seed, "shuffle", number)) for number in count())
    texts = chain([counts], copies)
    measured = (_stabilities(spelt(text, spelling), ks, samples, settings, known) for text in texts)
    by_text = list(islice(measured, settings.n_first_shuffles + 1))
    if judge(np.stack(by_text), settings.min_null_sd)[1] < settings.futile_p:
        by_text += islice(measured, max(settings.n_shuffles - settings.n_first_shuffles, 0))
    z, p_value = judge(np.stack(by_text), settings.min_null_sd)
    null = np.stack(by_text[1:])
    return StabilityTest(
        tuple(ks), len(samples), len(null), by_text[0], null.mean(axis=0), null.std(axis=0, ddof=1), z, p_value
    )


def judge(by_text: NDArray[np.float64], min_null_sd: float) -> tuple[NDArray[np.float64], float]:
    """z of the first text for every k, and the permutation p-value of its largest z.

    ``by_text``: texts × k, the real text first, then S shuffled copies. Every text, shuffled ones too, is judged
    against the mean and standard deviation of the S others; the p-value is the share of the S + 1 texts whose largest z
    over all k reaches that of the real one. As each text is treated alike, the search over k is paid for and p is exact
    under the null: at most ``p`` of shuffled texts would come out as ``p`` or less. Its smallest value is 1 / (S + 1).
    """
    import numpy as np

    z = np.stack([_z(text, np.delete(by_text, place, axis=0), min_null_sd) for place, text in enumerate(by_text)])
    largest = z.max(axis=1)
    return z[0], float((largest >= largest[0]).mean())


def _z(text: NDArray[np.float64], others: NDArray[np.float64], min_null_sd: float) -> NDArray[np.float64]:
    import numpy as np

    z: NDArray[np.float64] = (text - others.mean(axis=0)) / np.maximum(others.std(axis=0, ddof=1), min_null_sd)
    return z


def n_test_resamples(n_messages: int, settings: ThemesSettings) -> int:
    """Resamples of each text in the test."""
    return settings.n_test_resamples if n_messages <= settings.thorough_messages else settings.n_test_resamples_many


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
