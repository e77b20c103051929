"""The messages of one side of a comparison: an edition, or one version of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.compare.matching import Texts, wording
from pipeline.compare.moves import Place, heading_name

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Side:
    """Messages in the order of their documents; lists have one item a message."""

    passage_ids: list[str]
    texts: list[str]
    sections: list[Place]
    headings: Mapping[Place, str | None]
    """The heading of each section with a message, in their order; None before the first heading."""
    tracks: Mapping[Place, str | None]

    @cached_property
    def names(self) -> dict[Place, str]:
        """What a section is recognised by: track and heading, without numbers and punctuation."""
        return {
            section: f"{self.tracks[section] or ''}\n{heading_name(heading or '')}"
            for section, heading in self.headings.items()
        }

    @cached_property
    def wordings(self) -> Texts:
        """What is matched: the letters and digits of each message (the text itself where it has none), and the name of
        its section.
        """
        return Texts([wording(text) or text for text in self.texts], [self.names[section] for section in self.sections])

    def label(self, number: int) -> str | None:
        """What a message stands under, for people: its heading, else the track."""
        section = self.sections[number]
        return self.headings[section] or self.tracks[section]


def side(documents: pa.Table, passages: pa.Table, document_ids: Collection[str]) -> Side:
    """The messages of some of an edition's documents, in their order."""
    tracks = {row["document_id"]: row["track"] for row in documents.select(["document_id", "track"]).to_pylist()}
    rows: list[dict[str, Any]] = [
        row
        for row in passages.select(
            ["passage_id", "document_id", "section", "section_order", "is_message", "text"]
        ).to_pylist()
        if row["is_message"] and row["document_id"] in document_ids
    ]
    sections = [(row["document_id"], row["section_order"]) for row in rows]
    return Side(
        [row["passage_id"] for row in rows],
        [row["text"] for row in rows],
        sections,
        {section: row["section"] for section, row in zip(sections, rows, strict=True)},
        {section: tracks[section[0]] for section in sections},
    )
