"""The themes and the headings of two editions, read from the tables and held against each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.columns.themes import BELONGING
from pipeline.compare.headings import headings
from pipeline.compare.theme_changes import ThemedText, theme_change_rows
from pipeline.compare.track_changes import HeadedText, track_change_rows
from pipeline.themes.bags import Bag, Cut, text_bag

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.compare.alignment import PassagePair
    from pipeline.lexicon.model import TrackLink
    from pipeline.settings import AlignmentSettings
    from pipeline.themes.bags import Meaning

Row = dict[str, Any]


class AlignedTables(NamedTuple):
    """The tables that two editions are aligned by."""

    documents: tables.Partitions
    sections: tables.Partitions
    passages: tables.Partitions
    tokens: tables.Partitions
    vocabulary: tables.Partitions
    themes: pa.Table
    passage_themes: pa.Table


def alignment_rows(
    editions: Sequence[str],
    read: AlignedTables,
    passage_changes: Sequence[Row],
    meaning: Meaning,
    crosswalk: Sequence[TrackLink],
    settings: AlignmentSettings,
) -> dict[str, list[Row]]:
    """The rows of ``theme_changes`` and ``track_changes`` on the last edition and the one before it, if there is one.

    ``passage_changes``: what became of the messages, rows of the table of this name.
    """
    if len(editions) < 2:
        return {"theme_changes": [], "track_changes": []}
    earlier, later = editions[-2:]
    units, number = meaning.number(read.vocabulary.edition(edition) for edition in (earlier, later))
    labels = meaning.labels(units)
    bags = [text_bag([_cut(edition, read)], number, len(units)) for edition in (earlier, later)]
    pairs = became(passage_changes, earlier)
    themed = [_themed(edition, bag, read) for edition, bag in zip((earlier, later), bags, strict=True)]
    headed = [_headed(edition, bag, read) for edition, bag in zip((earlier, later), bags, strict=True)]
    of_pair = {"edition": later, "previous": earlier}
    theme_rows = theme_change_rows(themed[0], themed[1], labels, pairs, settings)
    track_rows = track_change_rows(headed[0], headed[1], crosswalk, labels, pairs, settings)
    return {
        "theme_changes": [{**of_pair, **row} for row in theme_rows],
        "track_changes": [{**of_pair, **row} for row in track_rows],
    }


def became(passage_changes: Sequence[Row], previous: str) -> list[PassagePair]:
    """The earlier and the later message of each pair: carried over, reworded, split off or merged into another."""
    return [
        (row["passage_before"], row["passage"])
        for row in passage_changes
        if row["previous"] == previous and row["passage_before"] is not None and row["passage"] is not None
    ]


def _cut(edition: str, read: AlignedTables) -> Cut:
    return Cut(edition, *(table.edition(edition) for table in (read.passages, read.tokens, read.vocabulary)))


def _messages(edition: str, read: AlignedTables) -> list[Row]:
    passages = read.passages.edition(edition)
    rows: list[Row] = passages.filter(passages.column("is_message")).to_pylist()
    return rows


def _themed(edition: str, bag: Bag, read: AlignedTables) -> ThemedText:
    themes, members = (
        tables.edition_rows(edition, name, table).to_pylist()
        for name, table in (("themes", read.themes), ("passage_themes", read.passage_themes))
    )
    theme_of = {row["passage_id"]: row["theme_id"] for row in members if row["standing"] in BELONGING}
    return ThemedText(edition, bag.passage_ids, bag.counts, themes, theme_of)


def _headed(edition: str, bag: Bag, read: AlignedTables) -> HeadedText:
    documents, sections = (table.edition(edition).to_pylist() for table in (read.documents, read.sections))
    return HeadedText(edition, bag.passage_ids, bag.counts, headings(documents, sections, _messages(edition, read)))
