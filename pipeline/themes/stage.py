"""The themes stage: one fit for each edition, and one of the corpus where there are several editions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.stages import Made
from pipeline.themes.bags import Bag, edition_bag, join, number_units
from pipeline.themes.fit import Rows, fit_themes

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ThemesSettings

CORPUS_FIT = "corpus"  # no edition can have this name: pipeline/corpus.py refuses it


def themes(
    *,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    terms: pa.Table,
    concepts: pa.Table,
    glosses: Mapping[str, str],
    settings: ThemesSettings,
) -> Made:
    """Make ``themes``, ``passage_themes`` and ``stability``.

    An edition with too few messages to ask has no rows in any of them. Groups that do no better than shuffled text
    are given all the same, marked as not stable.
    """
    # Loaded before threads are limited: only libraries that are there already can be told.
    import scipy.cluster.hierarchy  # noqa: F401
    from threadpoolctl import threadpool_limits

    units = number_units(terms, concepts, glosses, settings)
    bags = {
        edition: edition_bag(edition, rows, tokens.edition(edition), vocabulary.edition(edition), units)
        for edition, rows in passages
        if edition in tokens.editions and edition in vocabulary.editions
    }
    # One thread: sums that are split among threads differ in their last bits from machine to machine.
    with threadpool_limits(limits=1):
        fits = [fit_themes(name, bag, units, settings) for name, bag in _fits(bags).items()]
    return _made([rows for rows in fits if rows is not None])


def _fits(bags: dict[str, Bag]) -> dict[str, Bag]:
    with_messages = {edition: bag for edition, bag in sorted(bags.items()) if bag.n_messages}
    if len(with_messages) < 2:
        return with_messages
    return with_messages | {CORPUS_FIT: join(list(with_messages.values()))}


def _made(fits: list[Rows]) -> Made:
    return Made(
        tables={
            "themes": tables.make("themes", [row for fit in fits for row in fit.themes]),
            "passage_themes": tables.make("passage_themes", [row for fit in fits for row in fit.passage_themes]),
            "stability": tables.make("stability", [row for fit in fits for row in fit.stability]),
        }
    )
