"""The trends stage: which terms rise, fall or come and go over the editions of a series."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns.trends import FALLING, IN_SERIES, NOT_SHOWN, RISING, VARYING
from pipeline.keyness.measure import PER
from pipeline.keyness.units import number_units
from pipeline.keywords.english import english_beside
from pipeline.stages import Made
from pipeline.statistics.multiple_testing import benjamini_hochberg
from pipeline.statistics.seeds import generator
from pipeline.statistics.trend import Series, trend_tests
from pipeline.trends.followed import Followed, follow
from pipeline.trends.points import point_rows
from pipeline.trends.series import Dealt, as_series, deal, edition_rows, edition_years
from pipeline.trends.shown_as import shown_as

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.settings import KeywordsSettings, TrendsSettings

Row = dict[str, Any]


def trends(
    *,
    documents: tables.Partitions,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    compounds: tables.Partitions,
    terms: pa.Table,
    concepts: pa.Table,
    stopwords: Collection[str],
    modals: Collection[str],
    glosses: Mapping[str, str],
    keywords_settings: KeywordsSettings,
    settings: TrendsSettings,
) -> Made:
    """Make ``trend_editions`` and, where there are enough of them, ``trends`` of all tested terms and ``trend_points``.

    Tested are concepts with all their wordings, other terms, and compounds, of which each is counted in every edition,
    not only where the program proposed it.
    """
    units = number_units(terms, concepts, {*stopwords, *modals})
    followed = follow(documents, passages, tokens, vocabulary, compounds, units)
    editions = edition_rows(followed, edition_years(documents), settings.min_messages)
    points = [row for row in editions if row["state"] == IN_SERIES]
    rows = _tested(followed, points, settings) if _is_series(points, settings) else []
    labels = {row["concept"]: row["label_en"] for row in concepts.to_pylist()}
    return Made(
        tables={
            "trend_editions": tables.make("trend_editions", editions),
            "trends": tables.make("trends", _with_english(rows, labels, glosses, keywords_settings)),
            "trend_points": tables.make("trend_points", point_rows(rows, followed, points, settings)),
        }
    )


def _is_series(points: Sequence[Row], settings: TrendsSettings) -> bool:
    return len(points) >= settings.min_editions and len({row["year"] for row in points}) > 1


def _tested(followed: Followed, points: Sequence[Row], settings: TrendsSettings) -> list[Row]:
    """The rows of ``trends``, without their English."""
    import numpy as np

    every = np.arange(len(followed.names))
    editions = [row["edition"] for row in points]
    messages = deal(followed, editions, every, len(followed.messages.document_ids) + 1)
    n_messages = np.bincount(messages.counts.indices, minlength=len(every))
    total = messages.counts.sum(axis=0)
    tested = np.flatnonzero((total >= settings.min_occurrences) & (n_messages >= settings.min_range))
    if not len(tested):
        return []
    dealt = deal(followed, editions, tested, settings.min_documents)
    series = as_series(dealt, [row["year"] for row in points])
    columns = _measures(series, points, settings) | {"n_occurrences": total[tested], "n_messages": n_messages[tested]}
    return _ranked(columns, followed, tested, messages.counts[:, tested], dealt, settings)


def _measures(series: Series, points: Sequence[Row], settings: TrendsSettings) -> dict[str, NDArray[Any]]:
    import numpy as np

    n_draws = draws_for(series.counts.nnz + len(points) * series.counts.shape[1], settings)
    tests = trend_tests(series, n_draws, generator(settings.seed, "trends"))
    years = np.array([row["year"] for row in points], dtype=np.float64)
    names = np.array([row["edition"] for row in points], dtype=object)
    by_edition = _by_edition(series)
    rates = by_edition / np.array([row["n_characters"] for row in points])[:, None]
    return {
        "n_editions_with": (by_edition > 0).sum(axis=0),
        "first_edition": names[(by_edition > 0).argmax(axis=0)],
        "peak_edition": names[rates.argmax(axis=0)],
        "rate": by_edition.sum(axis=0) / series.sizes.sum() * PER,
        "centre": years @ rates / rates.sum(axis=0),
        "trend_z": tests.trend_z,
        "trend_p": tests.trend_p,
        "trend_q": benjamini_hochberg(tests.trend_p),
        "variation_z": tests.variation_z,
        "variation_p": tests.variation_p,
        "variation_q": benjamini_hochberg(tests.variation_p),
        "n_draws": np.full(series.counts.shape[1], n_draws),
    }


def draws_for(n_cells: int, settings: TrendsSettings) -> int:
    """How many draws: as many as ``max_cells`` pays for, within the bounds. They follow from the size of the text.

    >>> from pipeline.settings import TrendsSettings
    >>> draws_for(250_000, TrendsSettings()), draws_for(10_000, TrendsSettings())
    (1200, 9999)
    """
    return min(max(settings.max_cells // max(n_cells, 1), settings.min_draws), settings.max_draws)


def _by_edition(series: Series) -> NDArray[np.int64]:
    import numpy as np

    from pipeline.statistics.trend import sums_by_edition

    return sums_by_edition(series, np.arange(len(series.sizes)))[0]


def _ranked(
    columns: dict[str, NDArray[Any]],
    followed: Followed,
    tested: NDArray[np.int64],
    counts: csr_array,
    dealt: Dealt,
    settings: TrendsSettings,
) -> list[Row]:
    import numpy as np

    rounded = {
        name: column.round(settings.decimals) if column.dtype.kind == "f" else column
        for name, column in columns.items()
    }
    names, kinds = ([values[unit] for unit in tested] for values in (followed.names, followed.kinds))
    rounded["state"] = _states(rounded, settings.level)
    size = np.maximum(np.abs(rounded["trend_z"]), rounded["variation_z"])
    order = np.lexsort([np.array(names), -size, rounded["state"] == NOT_SHOWN])
    of_terms: dict[str, Sequence[Any]] = {name: column[order].tolist() for name, column in rounded.items()}
    longer = shown_as(names, kinds, counts, settings.nested_share)
    of_terms |= {
        "term": [names[place] for place in order],
        "kind": [kinds[place] for place in order],
        "concept": [followed.concepts[tested[place]] for place in order],
        "shown_as": [longer[place] for place in order],
    }
    same = {"unit": dealt.unit, "n_editions": int(dealt.edition.max()) + 1}
    return [
        {"rank": rank, **same, **dict(zip(of_terms, row, strict=True))}
        for rank, row in enumerate(zip(*of_terms.values(), strict=True), start=1)
    ]


def _states(columns: Mapping[str, NDArray[Any]], level: float) -> NDArray[np.object_]:
    import numpy as np

    moving = np.where(columns["trend_z"] > 0, RISING, FALLING)
    other = np.where(columns["variation_q"] <= level, VARYING, NOT_SHOWN)
    states: NDArray[np.object_] = np.where(columns["trend_q"] <= level, moving, other).astype(object)
    return states


def _with_english(
    rows: list[Row], labels: Mapping[str, str], glosses: Mapping[str, str], settings: KeywordsSettings
) -> list[Row]:
    import pyarrow as pa

    if not rows:
        return []
    named = {
        name: pa.chunked_array([pa.array([row[name] for row in rows], pa.string())]) for name in ("term", "concept")
    }
    limits = (settings.max_gloss_senses, settings.max_gloss_characters)
    english = english_beside(pa.table(named), labels, glosses, *limits)
    beside = zip(*(column.to_pylist() for column in english.values()), strict=True)
    return [row | dict(zip(english, one, strict=True)) for row, one in zip(rows, beside, strict=True)]
