"""The themes stage: one fit for each edition, and one of the corpus where there are several editions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.roles import Roles
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.themes.bags import Bag, Meaning, Units, edition_bag, join, number_units
from pipeline.themes.fit import Rows, fit_themes

if TYPE_CHECKING:
    from pipeline.lexicon.model import Concept
    from pipeline.parts import Part
    from pipeline.settings import KeywordsSettings, ThemesSettings


def themes(
    *,
    part: Part,
    passages: tables.Partitions,
    tokens: tables.Partitions,
    vocabulary: tables.Partitions,
    concepts: tuple[Concept, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    glosses: Mapping[str, str],
    keywords_settings: KeywordsSettings,
    settings: ThemesSettings,
) -> Made:
    """Make the rows of one fit in ``themes``, ``passage_themes`` and ``stability``.

    An edition with too few messages to ask has no rows in any of them. Groups that do no better than shuffled text
    are given all the same, marked as not stable.
    """
    # Loaded before threads are limited: only libraries that are there already can be told.
    import scipy.cluster.hierarchy  # noqa: F401
    from threadpoolctl import threadpool_limits

    roles = Roles(stopwords, modals, keywords_settings.min_term_characters, keywords_settings.min_latin_characters)
    units = number_units((table for _, table in vocabulary), Meaning(Wordings(concepts), roles, glosses), settings)
    bag = _bag(part, (passages, tokens, vocabulary), units)
    # One thread: sums that are split among threads differ in their last bits from machine to machine.
    with threadpool_limits(limits=1):
        fit = fit_themes(part.key["fit"], bag, units, settings) if bag is not None else None
    return _made(fit or Rows([], [], []))


def _bag(part: Part, read: tuple[tables.Partitions, ...], units: Units) -> Bag | None:
    """The messages of the part's editions; None without any, or where a fit of several would be that of one."""
    passages, tokens, vocabulary = read
    bags = [
        edition_bag(edition, rows, tokens.edition(edition), vocabulary.edition(edition), units)
        for edition, rows in passages
        if edition in tokens.editions and edition in vocabulary.editions
    ]
    with_messages = [bag for bag in bags if bag.n_messages]
    return join(with_messages) if len(with_messages) >= min(len(part.editions), 2) else None


def _made(fit: Rows) -> Made:
    return Made(
        tables={
            "themes": tables.make("themes", fit.themes),
            "passage_themes": tables.make("passage_themes", fit.passage_themes),
            "stability": tables.make("stability", fit.stability),
        }
    )
