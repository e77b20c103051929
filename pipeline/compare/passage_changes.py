"""Rows of ``passage_changes``: what became of each message of the earlier edition, and what is new in the later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.columns.compare import (
    ANOTHER_ORDER,
    ANOTHER_SECTION,
    CARRIED,
    DROPPED,
    MERGED,
    NEW,
    REWORDED,
    SPLIT,
)
from pipeline.compare.character_diff import edits, encode
from pipeline.compare.matching import Match, Matches, match_messages
from pipeline.compare.moves import Place, Standing, counterparts, moved_between, moved_within

if TYPE_CHECKING:
    from pipeline.compare.sides import Side
    from pipeline.settings import CompareSettings

Row = dict[str, Any]


def passage_change_rows(before: Side, after: Side, settings: CompareSettings) -> list[Row]:
    """A row for each message of the later side, then one for each of the earlier that has no pair there."""
    found = match_messages(before.wordings, after.wordings, settings)
    moved = _moved(found.pairs, before, after)
    rows = [_paired(match, moved.get(match), before, after, settings) for match in found.pairs]
    rows += [_row(SPLIT, before, one.whole, after, one.piece, one.similarity) for one in found.splits]
    taken = {row["passage"] for row in rows}
    new = (number for number, passage_id in enumerate(after.passage_ids) if passage_id not in taken)
    rows += [_row(NEW, before, None, after, number) for number in new]
    place = {passage_id: number for number, passage_id in enumerate(after.passage_ids)}
    rows.sort(key=lambda row: place[row["passage"]])
    return [{**row, "number": number} for number, row in enumerate([*rows, *_left(found, before, after)], start=1)]


def _left(found: Matches, before: Side, after: Side) -> Iterator[Row]:
    """Messages of the earlier side that are no message of the later one: in a longer one there, or dropped."""
    whole_of = {one.piece: one for one in found.merges}
    somewhere = {match.before for match in found.pairs} | {one.whole for one in found.splits}
    for number in range(len(before.texts)):
        if number in whole_of:
            merge = whole_of[number]
            yield _row(MERGED, before, number, after, merge.whole, merge.similarity)
        elif number not in somewhere:
            yield _row(DROPPED, before, number, after, None)


def _moved(pairs: Sequence[Match], before: Side, after: Side) -> dict[Match, str]:
    """The pairs that stand elsewhere than before, and in which way."""
    standing = [
        Standing(before.sections[one.before], after.sections[one.after], one.before, one.after) for one in pairs
    ]
    counterpart = counterparts(standing, before.names, after.names)
    elsewhere = moved_between(standing, counterpart)
    moved = {pairs[number]: ANOTHER_SECTION for number in elsewhere}
    stayed: dict[Place, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        if number not in elsewhere:
            stayed[after.sections[pair.after]].append(number)
    for numbers in stayed.values():
        within = moved_within([standing[number] for number in numbers])
        moved |= {pairs[numbers[place]]: ANOTHER_ORDER for place in within}
    return moved


def _paired(match: Match, moved: str | None, before: Side, after: Side, settings: CompareSettings) -> Row:
    is_same = before.wordings.wordings[match.before] == after.wordings.wordings[match.after]
    change = CARRIED if is_same else REWORDED
    row = _row(change, before, match.before, after, match.after, match.similarity)
    row["moved"] = moved
    if row["text_before"] != row["text"]:
        runs = edits(row["text_before"], row["text"], settings.min_kept_characters, settings.max_diff_cells)
        row["diff"] = encode(runs)
    return row


def _row(
    change: str,
    before: Side,
    number_before: int | None,
    after: Side,
    number: int | None,
    similarity: float | None = None,
) -> Row:
    return {
        "change": change,
        "moved": None,
        "similarity": similarity,
        "diff": None,
        **_standing(before, number_before, "_before"),
        **_standing(after, number, ""),
    }


def _standing(side: Side, number: int | None, suffix: str) -> Row:
    if number is None:
        return dict.fromkeys((f"passage{suffix}", f"section{suffix}", f"text{suffix}"))
    return {
        f"passage{suffix}": side.passage_ids[number],
        f"section{suffix}": side.label(number),
        f"text{suffix}": side.texts[number],
    }
