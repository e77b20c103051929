"""One fit: the themes of one edition, or of the corpus, from its bag of messages to rows of the three tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.statistics.agreement import clusterwise_jaccard
from pipeline.statistics.tfidf import document_frequency
from pipeline.themes.bags import Bag, connected
from pipeline.themes.consensus import consensus_partition, membership, resampled_partitions, subsamples
from pipeline.themes.labels import SEPARATOR, numbered, typical_terms, unique_names, without_overlap
from pipeline.themes.null import StabilityTest, against_shuffled
from pipeline.themes.partition import centres, representatives
from pipeline.themes.vectors import message_vectors, shared_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import ThemesSettings
    from pipeline.themes.bags import Units

DECIMALS = 6
Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """What one fit adds to the tables."""

    themes: list[Row]
    passage_themes: list[Row]
    stability: list[Row]


@dataclass(frozen=True, eq=False)
class Grouping:
    """The messages of a fit with their final themes, numbered from 0, largest first."""

    bag: Bag
    themes: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    membership: NDArray[np.float64]
    similarity: NDArray[np.float64]
    places: NDArray[np.float64]


def fit_themes(name: str, bag: Bag, units: Units, settings: ThemesSettings) -> Rows | None:
    """Find the themes of a bag, or None where it holds too little to ask.

    Messages that share no content term with another fit nowhere and get no row.
    """
    linked = connected(bag)
    n_shared = len(shared_terms(linked.counts, settings.max_terms))
    # Two themes are the least to tell apart.
    n_least = max(settings.min_messages, 2 * settings.messages_per_theme)
    if linked.n_messages < n_least or n_shared < settings.min_shared_terms:
        return None
    test = against_shuffled(
        _tested(linked, settings).counts, numbers_of_themes(linked.n_messages, settings), settings, name
    )
    grouping = group(name, linked, test.ks[test.best], settings)
    return Rows(
        _theme_rows(name, grouping, test, units, settings),
        _passage_rows(name, grouping, settings),
        _stability_rows(name, linked, test, settings),
    )


def numbers_of_themes(n_messages: int, settings: ThemesSettings) -> range:
    """The numbers of themes that are tried: from 2 to as many as leave each enough messages."""
    return range(2, min(settings.max_themes, n_messages // settings.messages_per_theme) + 1)


def _tested(bag: Bag, settings: ThemesSettings) -> Bag:
    """The messages that the comparison with shuffled text is made on: all, or a stated number drawn."""
    return connected(bag.rows(representatives(bag.n_messages, settings.max_tested_messages, settings)))


def group(name: str, bag: Bag, k: int, settings: ThemesSettings) -> Grouping:
    """The consensus of resamples at ``k`` themes, over all messages of the bag."""
    import numpy as np

    is_few = bag.n_messages <= settings.thorough_messages
    n_resamples = settings.n_resamples if is_few else settings.n_resamples_many
    samples = subsamples(bag.n_messages, n_resamples, settings, name)
    resamples = resampled_partitions(bag.counts, [k], samples, settings, settings.max_terms)[0]
    themes = largest_first(consensus_partition(resamples, k, settings))
    vectors = message_vectors(bag.counts[:, shared_terms(bag.counts, settings.max_terms)], settings)
    to_centre = (vectors * centres(vectors, themes)[themes]).sum(axis=1)
    return Grouping(
        bag=bag,
        themes=themes,
        jaccard=np.round(clusterwise_jaccard(themes, resamples), DECIMALS),
        membership=np.round(membership(resamples, themes), DECIMALS),
        similarity=np.round(to_centre, DECIMALS),
        places=plane(vectors),
    )


def largest_first(labels: NDArray[np.integer]) -> NDArray[np.int64]:
    """Renumber clusters by size, the largest 0; ties go to the one whose first item comes first."""
    import numpy as np

    present, first, inverse, size = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(present), dtype=np.int64)
    number[np.lexsort((first, -size))] = np.arange(len(present))
    renumbered: NDArray[np.int64] = number[inverse]
    return renumbered


def plane(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Places on a map: the message vectors on their two principal axes (Pearson 1901). Messages × 2, in cosine units.

    The axes do not know the themes: axes chosen to part them would show groups far apart in any noise.
    The farthest point of each axis lies on its positive side, which fixes the sign.
    """
    import numpy as np

    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    places = np.zeros((len(vectors), 2))
    places[:, : len(axes[:2])] = np.round(centred @ axes[:2].T, DECIMALS)
    farthest = np.argmax(np.abs(places), axis=0)
    sign = np.where(places[farthest, [0, 1]] < 0, -1.0, 1.0)
    # Adding zero turns -0.0 into 0.0.
    turned: NDArray[np.float64] = places * sign + 0.0
    return turned


def _theme_rows(
    name: str, grouping: Grouping, test: StabilityTest, units: Units, settings: ThemesSettings
) -> list[Row]:
    import numpy as np

    ranked = typical_terms(grouping.bag.counts, grouping.themes, units, settings)
    names = unique_names([without_overlap(terms, units.labels) for terms in ranked], settings.n_label_terms)
    labels = numbered([SEPARATOR.join(units.labels[u] for u in terms) for terms in names])
    labels_en = [", ".join(units.labels_en[u] or units.labels[u] for u in terms) for terms in names]
    is_fit_stable = test.p_value < settings.level
    rows = []
    for theme, terms in enumerate(ranked):
        inside = np.flatnonzero(grouping.themes == theme)
        stability = float(grouping.jaccard[theme])
        rows.append({
            "theme_id": theme_id(name, theme),
            "fit": name,
            "label_zh": labels[theme],
            "label_en": labels_en[theme],
            "n_messages": len(inside),
            "n_core": int((grouping.membership[inside] >= settings.min_core_membership).sum()),
            "stability": stability,
            "is_stable": is_fit_stable and stability >= settings.min_theme_stability,
            "top_terms": SEPARATOR.join(units.labels[unit] for unit in terms),
            "exemplar": grouping.bag.passage_ids[inside[np.argmax(grouping.similarity[inside])]],
        })  # fmt: skip
    return rows


def theme_id(fit: str, theme: int) -> str:
    """
    >>> theme_id("2018-paris", 0)
    '2018-paris/theme-1'
    """
    return f"{fit}/theme-{theme + 1}"


def _passage_rows(name: str, grouping: Grouping, settings: ThemesSettings) -> list[Row]:
    import numpy as np

    rows = []
    for theme in range(int(grouping.themes.max()) + 1):
        inside = np.flatnonzero(grouping.themes == theme)
        # Stable: ties in similarity stay in the order of passage ids.
        by_similarity = inside[np.argsort(-grouping.similarity[inside], kind="stable")]
        rows += [
            {
                "passage_id": grouping.bag.passage_ids[message],
                "fit": name,
                "theme_id": theme_id(name, theme),
                "centrality_rank": rank,
                "similarity": float(grouping.similarity[message]),
                "membership": float(grouping.membership[message]),
                "is_core": bool(grouping.membership[message] >= settings.min_core_membership),
                "x": float(grouping.places[message, 0]),
                "y": float(grouping.places[message, 1]),
            }
            for rank, message in enumerate(by_similarity, start=1)
        ]
    return rows


def _stability_rows(name: str, bag: Bag, test: StabilityTest, settings: ThemesSettings) -> list[Row]:
    note = approximation(bag, settings)
    p_value = round(test.p_value, DECIMALS)
    return [
        {
            "fit": name,
            "k": k,
            "n_messages": bag.n_messages,
            "n_resamples": test.n_resamples,
            "n_shuffles": test.n_shuffles,
            "stability": round(float(test.stability[place]), DECIMALS),
            "null_mean": round(float(test.null_mean[place]), DECIMALS),
            "null_sd": round(float(test.null_sd[place]), DECIMALS),
            "z": round(float(test.z[place]), DECIMALS),
            "p_value": p_value,
            "is_chosen": place == test.best,
            "is_stable": place == test.best and p_value < settings.level,
            "approximation": note,
        }
        for place, k in enumerate(test.ks)
    ]


def approximation(bag: Bag, settings: ThemesSettings) -> str | None:
    """Where a large text was not taken whole, in words; None where it was."""
    n_terms = int((document_frequency(bag.counts) >= 2).sum())
    n_tested = min(bag.n_messages, settings.max_tested_messages)
    notes = (
        (bag.n_messages > n_tested, f"stability tested on {n_tested} of {bag.n_messages} messages"),
        (n_terms > settings.max_tested_terms, f"stability tested on at most {settings.max_tested_terms} terms"),
        (n_terms > settings.max_terms, f"vectors of {settings.max_terms} of {n_terms} terms"),
        (
            bag.n_messages * settings.resample_share > settings.max_clustered_messages,
            f"trees built on {settings.max_clustered_messages} messages, the others join the nearest theme",
        ),
    )
    return "; ".join(text for applies, text in notes if applies) or None
