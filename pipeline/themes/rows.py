"""A fit as rows of the tables."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import CORE, FRINGE, LOOSE, NOT_ENOUGH, OTHER, SEPARATOR, STABLE, UNSTABLE
from pipeline.statistics.agreement import clusterwise_jaccard
from pipeline.statistics.tfidf import document_frequency
from pipeline.themes.choices import PUBLISHED, can_recut
from pipeline.themes.draws import resampling_unit
from pipeline.themes.fit import DECIMALS, Fit, Grouping, Text
from pipeline.themes.labels import numbered, typical_terms, unique_names, without_overlap
from pipeline.themes.standing import NONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import ThemesSettings
    from pipeline.themes.bags import Bag, Units
    from pipeline.themes.null import StabilityTest

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""The rows of one fit by table."""


def fit_rows(fit: Fit, units: Units, settings: ThemesSettings) -> Rows:
    """All that one fit adds to the tables."""
    rows: Rows = {"theme_fits": [_summary(fit, settings)]}
    if fit.test is None or fit.grouping is None:
        return rows
    rows["stability"] = _stability_rows(fit, fit.test, settings)
    rows["passage_themes"] = _passage_rows(fit.name, fit.text.bag, fit.grouping)
    if fit.grouping.standing.n_themes:
        rows["themes"] = _theme_rows(fit, fit.grouping, units, settings)
        rows["theme_choices"] = _choice_rows(fit.name, fit.grouping)
        rows["theme_hierarchy"] = _hierarchy_rows(fit.name, fit.grouping)
    return rows


def theme_id(fit: str, theme: int) -> str:
    """
    >>> theme_id("2018-paris", 0)
    '2018-paris/theme-1'
    """
    return f"{fit}/theme-{theme + 1}"


def _summary(fit: Fit, settings: ThemesSettings) -> Row:
    import numpy as np

    bag, grouping, test = fit.text.bag, fit.grouping, fit.test
    standing = grouping.standing if grouping else None
    n_core = int(standing.is_core.sum()) if standing else 0
    n_belonging = int(standing.belongs.sum()) if standing else 0
    is_stable = _are_stable(fit, settings)
    return {
        "fit": fit.name,
        "state": _state(test, is_stable, settings),
        "k": grouping.k if grouping else None,
        "is_k_set": fit.name in settings.n_themes,
        "n_themes": len(is_stable),
        "n_stable": sum(is_stable),
        "n_messages": bag.n_messages,
        "n_linked": int(fit.is_linked.sum()),
        "n_core": n_core,
        "n_fringe": n_belonging - n_core,
        "n_other": bag.n_messages - n_belonging if standing else 0,
        "n_documents": len(np.unique(bag.documents)),
        "resampling_unit": resampling_unit(bag.documents, settings),
        "n_resamples": len(grouping.choices) if grouping else 0,
        "p_value": round(test.p_value, DECIMALS) if test else None,
        "approximation": approximation(fit.text, settings) if test else None,
    }


def _state(test: StabilityTest | None, is_stable: list[bool], settings: ThemesSettings) -> str:
    if test is None:
        return NOT_ENOUGH
    if test.p_value >= settings.level:
        return UNSTABLE
    return STABLE if any(is_stable) else LOOSE


def _are_stable(fit: Fit, settings: ThemesSettings) -> list[bool]:
    """For each theme whether it is stable: the fit beats shuffled text, and the theme is found again often enough, on
    the whole and under each choice."""
    import numpy as np

    if fit.test is None or fit.grouping is None:
        return []
    is_more_than_chance = fit.test.p_value < settings.level
    at_k, choices = _at_k(fit.grouping), fit.grouping.choices
    by_choice = [clusterwise_jaccard(at_k[[one == choice for one in choices]]) for choice in sorted(set(choices))]
    least = np.min(by_choice, axis=0)
    return [
        bool(
            is_more_than_chance
            and stability >= settings.min_theme_stability
            and lowest >= settings.min_choice_stability
        )
        for stability, lowest in zip(clusterwise_jaccard(at_k).round(DECIMALS), least.round(DECIMALS), strict=True)
    ]


def _at_k(grouping: Grouping) -> NDArray[np.float64]:
    """Jaccard index of each theme in each resample at the fit's k: at k - 1, two themes merge in any text."""
    found: NDArray[np.float64] = grouping.found[grouping.ks.index(grouping.k)]
    return found


def _theme_rows(fit: Fit, grouping: Grouping, units: Units, settings: ThemesSettings) -> list[Row]:
    import numpy as np

    bag, standing = fit.text.bag, grouping.standing
    members = standing.members
    ranked = typical_terms(bag.counts[standing.belongs], members[standing.belongs], units, settings)
    names = unique_names([without_overlap(terms, units.labels) for terms in ranked], settings.n_label_terms)
    labels = numbered([SEPARATOR.join(units.labels[u] for u in terms) for terms in names])
    labels_en = [", ".join(units.labels_en[u] or units.labels[u] for u in terms) for terms in names]
    intervals = _intervals(grouping, settings)
    is_stable, stabilities = _are_stable(fit, settings), clusterwise_jaccard(_at_k(grouping)).round(DECIMALS)
    rows = []
    for theme, terms in enumerate(ranked):
        inside = np.flatnonzero(members == theme)
        n_core = int(standing.is_core[inside].sum())
        rows.append({
            "theme_id": theme_id(fit.name, theme),
            "fit": fit.name,
            "label_zh": labels[theme],
            "label_en": labels_en[theme],
            "n_messages": len(inside),
            "n_core": n_core,
            "n_fringe": len(inside) - n_core,
            "stability": float(stabilities[theme]),
            "stability_low": float(intervals[0, theme]),
            "stability_high": float(intervals[1, theme]),
            "is_stable": is_stable[theme],
            "top_terms": SEPARATOR.join(units.labels[unit] for unit in terms),
            "exemplar": min((-grouping.similarity[m], bag.passage_ids[m]) for m in inside)[1],
        })  # fmt: skip
    return rows


def _intervals(grouping: Grouping, settings: ThemesSettings) -> NDArray[np.float64]:
    """The percentile interval of each theme's Jaccard index over the resamples: ends × themes, values that occurred."""
    import numpy as np

    at_k = _at_k(grouping)
    tail = (1 - settings.interval_level) / 2
    ends = [np.nanquantile(at_k, tail, axis=0, method="lower"), np.nanquantile(at_k, 1 - tail, axis=0, method="higher")]
    return np.stack(ends).round(DECIMALS).astype(np.float64)


def _passage_rows(name: str, bag: Bag, grouping: Grouping) -> list[Row]:
    import numpy as np

    standing = grouping.standing
    rows = []
    for theme in range(NONE, standing.n_themes):
        inside = np.flatnonzero(standing.themes == theme)
        ordered = sorted(inside.tolist(), key=lambda m: (-grouping.similarity[m], bag.passage_ids[m]))
        rows += [
            {
                "passage_id": bag.passage_ids[message],
                "fit": name,
                "theme_id": theme_id(name, theme) if theme != NONE else None,
                "standing": _standing(standing.belongs[message], standing.is_core[message]),
                "centrality_rank": rank if theme != NONE else None,
                "similarity": _known(grouping.similarity[message]),
                "membership": float(standing.membership[message].round(DECIMALS)),
                "is_core": bool(standing.is_core[message]),
                "x": _known(grouping.places[message, 0]),
                "y": _known(grouping.places[message, 1]),
            }
            for rank, message in enumerate(ordered, start=1)
        ]
    return sorted(rows, key=lambda row: row["passage_id"])


def _standing(belongs: np.bool_, is_core: np.bool_) -> str:
    return CORE if is_core else FRINGE if belongs else OTHER


def _known(value: np.float64) -> float | None:
    return None if isnan(value) else float(value)


def _choice_rows(name: str, grouping: Grouping) -> list[Row]:
    import numpy as np

    rows = []
    for choice in sorted(set(grouping.choices)):
        chosen = np.array([one == choice for one in grouping.choices])
        for k, found in zip(grouping.ks, grouping.found[:, chosen], strict=True):
            n_seen, stability = (~np.isnan(found)).sum(axis=0), np.round(clusterwise_jaccard(found), DECIMALS)
            rows += [
                {
                    "fit": name, "theme_id": theme_id(name, theme), "has_stop_list": choice.has_stop_list,
                    "has_lexicon": choice.has_lexicon, "k": k, "n_resamples": int(n_seen[theme]),
                    "stability": float(stability[theme]),
                }
                for theme in range(len(stability))
                if n_seen[theme]
            ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["theme_id"], row["has_stop_list"], row["has_lexicon"], row["k"]))


def _hierarchy_rows(name: str, grouping: Grouping) -> list[Row]:
    n_themes = grouping.standing.n_themes
    return [
        {
            "fit": name,
            "n_groups": n_themes - number,
            "first": " ".join(theme_id(name, theme) for theme in merge.first),
            "second": " ".join(theme_id(name, theme) for theme in merge.second),
            "agreement": round(merge.agreement, DECIMALS),
        }
        for number, merge in enumerate(grouping.merges, start=1)
    ][::-1]


def _stability_rows(fit: Fit, test: StabilityTest, settings: ThemesSettings) -> list[Row]:
    note = approximation(fit.text, settings)
    p_value = round(test.p_value, DECIMALS)
    return [
        {
            "fit": fit.name,
            "k": k,
            "n_messages": fit.text.bag.n_messages,
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


def approximation(text: Text, settings: ThemesSettings) -> str | None:
    """Where a large text was not taken whole, in words; None where it was."""
    bag = text.bag
    n_terms = int((document_frequency(text.counts[PUBLISHED]) >= 2).sum())
    n_tested = min(bag.n_messages, settings.max_tested_messages)
    notes = (
        (bag.n_messages > n_tested, f"stability tested on {n_tested} of {bag.n_messages} messages"),
        (
            n_terms > settings.max_tested_terms,
            f"tested on at most {settings.max_tested_terms} terms and characters",
        ),
        (n_terms > settings.max_terms, f"vectors of {settings.max_terms} of {n_terms} terms and characters"),
        (
            bag.n_messages > settings.max_clustered_messages,
            f"trees built on {settings.max_clustered_messages} messages, the others join the nearest theme",
        ),
        (not can_recut(bag.n_messages, settings), "not cut again without the lexicon"),
    )
    return "; ".join(note for applies, note in notes if applies) or None
