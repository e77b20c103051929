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
from pipeline.themes.quotes import bare

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.compare.alignment import PassagePair
    from pipeline.lexicon.model import TrackLink
    from pipeline.settings import AlignmentSettings
    from pipeline.themes.bags import Meaning

Row = dict[str, Any]


class Read(NamedTuple):
    """The tables that two editions are aligned by."""

    documents: tables.Partitions
    sections: tables.Partitions
    passages: tables.Partitions
    tokens: tables.Partitions
    vocabulary: tables.Partitions
    themes: pa.Table
    passage_themes: pa.Table


def alignment_rows(
    earlier: str,
    later: str,
    read: Read,
    meaning: Meaning,
    crosswalk: Sequence[TrackLink],
    settings: AlignmentSettings,
) -> dict[str, list[Row]]:
    """The rows of ``theme_changes`` and ``track_changes`` on two editions, the earlier one first."""
    units, number = meaning.number(read.vocabulary.edition(edition) for edition in (earlier, later))
    labels = meaning.labels(units)
    bags = [text_bag([_cut(edition, read)], number, len(units)) for edition in (earlier, later)]
    pairs = carried(*(_messages(edition, read) for edition in (earlier, later)))
    themed = [_themed(edition, bag, read) for edition, bag in zip((earlier, later), bags, strict=True)]
    headed = [_headed(edition, bag, read) for edition, bag in zip((earlier, later), bags, strict=True)]
    of_pair = {"edition": later, "previous": earlier}
    theme_rows = theme_change_rows(themed[0], themed[1], labels, pairs, settings)
    track_rows = track_change_rows(headed[0], headed[1], crosswalk, labels, pairs, settings)
    return {
        "theme_changes": [{**of_pair, **row} for row in theme_rows],
        "track_changes": [{**of_pair, **row} for row in track_rows],
    }


def carried(earlier: Sequence[Row], later: Sequence[Row]) -> list[PassagePair]:
    """The messages that stand in both editions, the same but for blanks and punctuation; rows of ``passages``."""
    before = {bare(row["text"]): row["passage_id"] for row in earlier if bare(row["text"])}
    return [(before[bare(row["text"])], row["passage_id"]) for row in later if bare(row["text"]) in before]


def _cut(edition: str, read: Read) -> Cut:
    return Cut(edition, *(table.edition(edition) for table in (read.passages, read.tokens, read.vocabulary)))


def _messages(edition: str, read: Read) -> list[Row]:
    passages = read.passages.edition(edition)
    rows: list[Row] = passages.filter(passages.column("is_message")).to_pylist()
    return rows


def _themed(edition: str, bag: Bag, read: Read) -> ThemedText:
    themes, members = (
        tables.edition_rows(edition, name, table).to_pylist()
        for name, table in (("themes", read.themes), ("passage_themes", read.passage_themes))
    )
    theme_of = {row["passage_id"]: row["theme_id"] for row in members if row["standing"] in BELONGING}
    return ThemedText(edition, bag.passage_ids, bag.counts, themes, theme_of)


def _headed(edition: str, bag: Bag, read: Read) -> HeadedText:
    documents, sections = (table.edition(edition).to_pylist() for table in (read.documents, read.sections))
    return HeadedText(edition, bag.passage_ids, bag.counts, headings(documents, sections, _messages(edition, read)))
