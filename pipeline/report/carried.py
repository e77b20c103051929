"""Which editions the page carries: the latest as it is, the others compressed, until there is no more room.

An edition that is carried compressed is one inert element of the page with what each chapter says of it; the page's
script inflates it when it is chosen or a link leads into it.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.report.page import EditionPage

_LEVEL = 9
"""Of gzip: an edition is compressed once and mailed many times."""


@dataclass(frozen=True)
class CompressedEdition:
    """What the chapters say of one edition, for inside the page: base64 of gzip of JSON, chapter → HTML."""

    edition: str
    content: str


@dataclass(frozen=True)
class EditionEntry:
    """A line of the table of editions."""

    page: EditionPage
    is_carried: bool


@dataclass(frozen=True)
class AllEditions:
    """The editions, the latest first, and those that are carried compressed."""

    entries: tuple[EditionEntry, ...]
    compressed: tuple[CompressedEdition, ...] = ()

    @property
    def are_several(self) -> bool:
        return len(self.entries) > 1

    @property
    def carried(self) -> tuple[EditionPage, ...]:
        """Those that the page shows."""
        return tuple(entry.page for entry in self.entries if entry.is_carried)

    @property
    def left_out(self) -> tuple[EditionPage, ...]:
        """Those for which there was no room, the earliest."""
        return tuple(entry.page for entry in self.entries if not entry.is_carried)

    @property
    def n_carried(self) -> int:
        return len(self.carried)


def compressed(edition: str, chapters: Mapping[str, str]) -> CompressedEdition:
    """The HTML that each chapter has for an edition; the same HTML gives the same text."""
    said = json.dumps(dict(chapters), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return CompressedEdition(edition, base64.b64encode(gzip.compress(said, _LEVEL, mtime=0)).decode("ascii"))


def while_there_is_room(made: Iterable[CompressedEdition], max_bytes: int) -> Iterator[CompressedEdition]:
    """The first editions that together take no more than ``max_bytes``; no later one is asked for."""
    room = max_bytes
    for one in made:
        room -= len(one.content)
        if room < 0:
            return
        yield one


def all_editions(pages: Iterable[EditionPage], kept: Iterable[CompressedEdition]) -> AllEditions:
    """The editions, the latest being the first of ``pages``, with those that were ``kept``."""
    held = tuple(kept)
    carried = {one.edition for one in held}
    entries = (EditionEntry(page, number == 0 or page.edition in carried) for number, page in enumerate(pages))
    return AllEditions(tuple(entries), held)
