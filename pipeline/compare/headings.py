"""The forum's own headings of an edition: its tracks where it states several, else the headings of its sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.compare.moves import heading_name
from pipeline.themes.quotes import bare

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Headings:
    """The headings of an edition in the order of its text, with their English where stated, and whose messages stand
    under which.
    """

    names: tuple[str, ...]
    english: tuple[str | None, ...]
    place_of: Mapping[str, int]
    """The place of a message's heading, by passage id; no item for a message under none."""


def heading_key(heading: str) -> str:
    """By what headings are told to be the same: their letters, without a number before them.

    >>> heading_key("（二） 数字包容"), heading_key("IGF 的作用")
    ('数字包容', 'igf的作用')
    """
    return bare(heading_name(heading))


def headings(documents: Sequence[Row], sections: Sequence[Row], messages: Sequence[Row]) -> Headings:
    """The tracks of an edition whose documents are of several, else its section headings.

    Headings that differ in number, blanks and punctuation alone are one. ``documents``, ``sections`` and ``messages`` are rows
    of the tables of the first two names and of ``passages``.
    """
    tracks = {row["document_id"]: (row["track"], row["track_en"]) for row in documents if row["track"]}
    if len({heading_key(track) for track, _ in tracks.values()}) > 1:
        return _headings([(row, tracks.get(row["document_id"])) for row in messages])
    of_section = {
        (row["document_id"], row["section_order"]): (row["section"], row["section_en"])
        for row in sections
        if row["section"]
    }
    return _headings([(row, of_section.get((row["document_id"], row["section_order"]))) for row in messages])


def _headings(placed: Sequence[tuple[Row, tuple[str, str | None] | None]]) -> Headings:
    """From each message with its heading and the heading's English."""
    known: dict[str, tuple[str, str | None]] = {}
    for _, heading in placed:
        if heading is not None and heading_key(heading[0]):
            known.setdefault(heading_key(heading[0]), heading)
    place = {key: number for number, key in enumerate(known)}
    return Headings(
        tuple(name for name, _ in known.values()),
        tuple(english for _, english in known.values()),
        {
            row["passage_id"]: place[heading_key(heading[0])]
            for row, heading in placed
            if heading is not None and heading_key(heading[0])
        },
    )
