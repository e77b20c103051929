"""The themes stage: one fit for each edition, and one of the corpus where there are several editions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.keywords.roles import Roles
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made, stage_named
from pipeline.themes.bags import Cut, Meaning, Units, number_units, text_bag
from pipeline.themes.characters import spelling
from pipeline.themes.choices import PUBLISHED, count, count_choices, n_messages
from pipeline.themes.fit import Text, fit_themes
from pipeline.themes.presented import Names, present
from pipeline.themes.rows import Rows, fit_rows

if TYPE_CHECKING:
    from pipeline.background.term_vectors import TermVectors
    from pipeline.lexicon.model import Concept, ThemeName
    from pipeline.parts import Part
    from pipeline.settings import KeywordsSettings, SegmentSettings, ThemesSettings


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
    theme_names: tuple[ThemeName, ...],
    background_vectors: TermVectors | None,
    keywords_settings: KeywordsSettings,
    segment_settings: SegmentSettings,
    settings: ThemesSettings,
) -> Made:
    """Make the rows of one fit in every table of the stage.

    An edition with too few messages to ask has a row in ``theme_fits`` alone, one without messages none. Groups that do
    no better than shuffled text are given all the same, marked as not stable.
    """
    # Loaded before threads are limited: only libraries that are there already can be told.
    import scipy.cluster.hierarchy  # noqa: F401
    from threadpoolctl import threadpool_limits

    cuts = _with_messages(passages, tokens, vocabulary)
    # A fit of several editions of which one alone has messages would be that of one.
    if len(cuts) < min(len(part.editions), 2):
        return _made({})
    roles = Roles(stopwords, modals, keywords_settings.min_term_characters, keywords_settings.min_latin_characters)
    meaning = Meaning(Wordings(concepts), roles, glosses)
    units, text = read_text(cuts, meaning, segment_settings, settings, background_vectors)
    # One thread: sums that are split among threads differ in their last bits from machine to machine.
    with threadpool_limits(limits=1):
        rows = fit_rows(fit_themes(part.key["fit"], text, settings), units, settings)
    return _made(present(part.key["fit"], rows, _message_texts(cuts), Names(theme_names, meaning.label_of), settings))


def _with_messages(passages: tables.Partitions, tokens: tables.Partitions, vocabulary: tables.Partitions) -> list[Cut]:
    cuts = [
        Cut(edition, rows, tokens.edition(edition), vocabulary.edition(edition))
        for edition, rows in passages
        if edition in tokens.editions and edition in vocabulary.editions
    ]
    return [cut for cut in cuts if n_messages([cut])]


def _message_texts(cuts: Sequence[Cut]) -> dict[str, str]:
    """The texts of all messages by passage id, in sorted order."""
    tables_of = (cut.passages.filter(cut.passages.column("is_message")).select(["passage_id", "text"]) for cut in cuts)
    return dict(sorted((row["passage_id"], row["text"]) for table in tables_of for row in table.to_pylist()))


def read_text(
    cuts: Sequence[Cut],
    meaning: Meaning,
    segment_settings: SegmentSettings,
    settings: ThemesSettings,
    background: TermVectors | None = None,
) -> tuple[Units, Text]:
    """The units of some editions, and their messages as counted under every choice, with what the background knows."""
    units = number_units((cut.vocabulary for cut in cuts), meaning, settings)
    bag = text_bag(cuts, units.number, len(units.labels))
    published = count(bag.counts, units.labels, settings)
    counted = {PUBLISHED: published, **count_choices(cuts, meaning, segment_settings, settings)}
    counts = {choice: of_choice.counts for choice, of_choice in counted.items()}
    known = {choice: background.of(names) for choice, (_, names) in counted.items()} if background else {}
    return units, Text(bag, counts, spelling(units.labels, settings), known)


def _made(rows: Rows) -> Made:
    return Made(tables={name: tables.make(name, rows.get(name, [])) for name in stage_named("themes").writes})
