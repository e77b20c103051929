"""Known categories found again by clustering, beside the plain ways, in one run: normalised mutual information."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.themes.partition import partition
from pipeline.themes.vectors import message_vectors, shared_terms
from tests.evaluation.keywords import read_abstracts
from tests.evaluation.texts import SETTINGS, bag_of

SEED = 0
N_TITLES, N_CATEGORIES = 4000, 10


def measure(data: Path) -> Iterator[str]:
    for name, texts, categories in (titles(data), abstracts(data)):
        n_categories = len(set(categories))
        yield f"{len(texts)} {name} in {n_categories} categories, normalised mutual information"
        bag, _ = bag_of(texts)
        for method, labels in _all_methods(bag.counts, n_categories):
            yield f"  {method:<28} {_agreement(categories, labels):.3f}"


def _all_methods(counts: Any, k: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The same counts of the same units, clustered in the plain ways and in ours."""
    import numpy as np
    from scipy.sparse import csr_array
    from sklearn.cluster import KMeans
    from sklearn.decomposition import NMF, TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    narrow = (counts.data, counts.indices.astype(np.int32), counts.indptr.astype(np.int32))  # as scikit-learn wants it
    tfidf = TfidfTransformer().fit_transform(csr_array(narrow, shape=counts.shape))
    reduced = normalize(TruncatedSVD(100, random_state=SEED).fit_transform(tfidf))
    yield "TF-IDF, k-means", KMeans(k, n_init=5, random_state=SEED).fit(tfidf).labels_
    yield "TF-IDF, SVD, k-means", KMeans(k, n_init=5, random_state=SEED).fit(reduced).labels_
    yield "NMF", NMF(k, random_state=SEED, max_iter=300).fit_transform(tfidf).argmax(axis=1)
    kept = counts[:, shared_terms(counts, SETTINGS.themes.max_terms)]
    vectors = message_vectors(kept, SETTINGS.themes)
    yield "here (one tree, k given)", partition(vectors, [k], SETTINGS.themes)[0]


def _agreement(categories: Sequence[str], labels: Sequence[int]) -> float:
    from sklearn.metrics import normalized_mutual_info_score

    return float(normalized_mutual_info_score(categories, labels))


def titles(data: Path) -> tuple[str, list[str], list[str]]:
    """The first titles of ten categories, the first by their names."""
    rows = _categories(data / "keywords-csl/categories_train.tsv")
    chosen = sorted({category for _, category in rows})[:N_CATEGORIES]
    kept = [row for row in rows if row[1] in chosen][:N_TITLES]
    return "titles", [title for title, _ in kept], [category for _, category in kept]


def abstracts(data: Path) -> tuple[str, list[str], list[str]]:
    """Abstracts whose title, the last part of their text, has a category."""
    category_of = dict(_categories(data / "keywords-csl/categories_dev.tsv"))
    texts, _ = read_abstracts(data)
    pairs = [(text, category_of.get(text.rpartition(" ")[2])) for text in texts]
    known = [(text, category) for text, category in pairs if category is not None]
    return "abstracts", [text for text, _ in known], [category for _, category in known]


def _categories(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[1], row[2]) for row in rows if len(row) == 3]
