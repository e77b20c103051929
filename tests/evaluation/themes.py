"""Known classes found again by clustering, beside the plain ways, in one run: normalised mutual information.

Every way gets the same units of the same texts and the true number of classes. Ours is measured twice: one partition,
and as the stage makes themes where a person has set their number, each message with its nearest theme.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.themes.bags import linked
from pipeline.themes.fit import group, published_vectors
from pipeline.themes.partition import partition
from pipeline.themes.stage import read_text
from tests.evaluation.labelled import LAWS, ODD_TITLES, Labelled, labelled_sets, read_labelled
from tests.evaluation.texts import SETTINGS, cut_of, meaning, passages, themes_text

if TYPE_CHECKING:
    from pipeline.background.term_vectors import TermVectors
    from pipeline.themes.fit import Text

SEED = 0
N_STARTS = 5
N_AXES = 100

Cluster = Callable[["Text", int], Sequence[int]]


def measure(data: Path) -> Iterator[str]:
    yield from compare(labelled_sets(data))
    yield from _with_backgrounds(data)


def measure_file(file: Path) -> Iterator[str]:
    """The same on a labelled file of one's own."""
    yield from compare([read_labelled(file)])


def compare(sets: Iterable[Labelled]) -> Iterator[str]:
    """A line for each set, a column for each way, and the means."""
    from threadpoolctl import threadpool_limits

    yield "normalised mutual information"
    yield f"{'':<38}{'texts':>6}{'k':>4} " + "".join(f"{name:>12}" for name in _WAYS)
    found = []
    for labelled in sets:
        with threadpool_limits(limits=1):
            found.append(_agreements(labelled))
        figures = "".join(f"{value:>12.3f}" for value in found[-1])
        yield f"{labelled.name:<38}{len(labelled.texts):>6}{labelled.n_classes:>4} {figures}"
    if len(found) > 1:
        yield f"{'mean':<49}" + "".join(f"{value:>12.3f}" for value in np.mean(found, axis=0))


def _with_backgrounds(data: Path) -> Iterator[str]:
    """One partition without and with term vectors of a background: other texts of the kind, and texts of another."""
    yield f"term vectors of a background mixed in, weight {SETTINGS.themes.background_weight}"
    sets = {labelled.name: labelled for labelled in labelled_sets(data)}
    for background in (ODD_TITLES, LAWS):
        if background not in sets:
            continue
        vectors = _learnt(sets[background])
        for name, labelled in sets.items():
            if name != background and not labelled.is_long:
                without, mixed = (_mixed_in(labelled, one) for one in (None, vectors))
                yield f"  {background} for {name}: {without:.3f} without, {mixed:.3f} with"


def _learnt(labelled: Labelled) -> TermVectors:
    from pipeline.background.learn import learn

    return learn(lambda: [cut_of(passages(labelled.texts))], meaning(), SETTINGS.themes, "")


def _mixed_in(labelled: Labelled, background: TermVectors | None) -> float:
    _, text = read_text([cut_of(passages(labelled.texts))], meaning(), SETTINGS.segment, SETTINGS.themes, background)
    return _agreement(labelled, text, _one_partition(text, labelled.n_classes))


def _agreement(labelled: Labelled, text: Text, labels: Sequence[int]) -> float:
    from sklearn.metrics import normalized_mutual_info_score

    # The stage has an order of its own; passage ids are numbered as the texts came.
    truth = [labelled.classes[int(passage_id.rpartition("#")[2]) - 1] for passage_id in text.bag.passage_ids]
    return float(normalized_mutual_info_score(truth, labels))


def _agreements(labelled: Labelled) -> list[float]:
    _, text = themes_text(passages(labelled.texts))
    return [_agreement(labelled, text, cluster(text, labelled.n_classes)) for cluster in _WAYS.values()]


def _k_means(text: Text, k: int) -> Sequence[int]:
    from sklearn.cluster import KMeans

    labels: Sequence[int] = KMeans(k, n_init=N_STARTS, random_state=SEED).fit(_tfidf(text)).labels_
    return labels


def _svd_k_means(text: Text, k: int) -> Sequence[int]:
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.preprocessing import normalize

    reduced = normalize(TruncatedSVD(N_AXES, random_state=SEED).fit_transform(_tfidf(text)))
    labels: Sequence[int] = KMeans(k, n_init=N_STARTS, random_state=SEED).fit(reduced).labels_
    return labels


def _nmf(text: Text, k: int) -> Sequence[int]:
    from sklearn.decomposition import NMF

    weights = NMF(k, random_state=SEED, max_iter=1000).fit_transform(_tfidf(text))
    labels: Sequence[int] = weights.argmax(axis=1)
    return labels


def _tfidf(text: Text) -> Any:
    """TF-IDF of the units, as scikit-learn has it."""
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = text.bag.counts
    narrow = (counts.data, counts.indices.astype(np.int32), counts.indptr.astype(np.int32))
    return TfidfTransformer().fit_transform(csr_array(narrow, shape=counts.shape))


def _one_partition(text: Text, k: int) -> Sequence[int]:
    labels: Sequence[int] = partition(published_vectors(text, SETTINGS.themes), [k], SETTINGS.themes)[0].tolist()
    return labels


def _as_the_stage(text: Text, k: int) -> Sequence[int]:
    labels: Sequence[int] = group(text, linked(text.bag.counts), k, SETTINGS.themes).standing.themes.tolist()
    return labels


_WAYS: dict[str, Cluster] = {
    "TF-IDF→KM": _k_means,
    "→SVD→KM": _svd_k_means,
    "NMF": _nmf,
    "here, one": _one_partition,
    "here, stage": _as_the_stage,
}
