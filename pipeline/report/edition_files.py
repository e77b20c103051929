"""Which editions stand in full on the first page, and the files of their own that the others have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.report.page import EditionPage

FOLDER = "editions"


@dataclass(frozen=True)
class EditionEntry:
    """A line of the table of editions: its page, and how large its own file is; 0 where it stands on the first page."""

    page: EditionPage
    n_bytes: int

    @property
    def address(self) -> str:
        """Where it is, from the first page."""
        return self.page.file or f"#{self.page.edition}"


@dataclass(frozen=True)
class AllEditions:
    """The table of editions, the latest first."""

    entries: tuple[EditionEntry, ...]

    @property
    def are_several(self) -> bool:
        return len(self.entries) > 1

    @property
    def n_full(self) -> int:
        """Those that stand on the first page."""
        return sum(not entry.page.file for entry in self.entries)

    @property
    def have_files(self) -> bool:
        """Some have a file of their own."""
        return self.n_full < len(self.entries)


def own_file(edition: str, number: int, n_full: int) -> str:
    """The file of an edition, the latest being number 0; empty where it stands on the first page.

    >>> own_file("2018-paris", 0, 3), own_file("2018-paris", 3, 3)
    ('', 'editions/2018-paris.html')
    """
    return f"{FOLDER}/{edition}.html" if number >= n_full else ""


def files_by_edition(pages: Sequence[EditionPage]) -> dict[str, str]:
    """The files of the editions that have one of their own."""
    return {page.edition: page.file for page in pages if page.file}


def all_editions(pages: Sequence[EditionPage], made: Mapping[str, bytes]) -> AllEditions:
    """The table of editions; ``made`` are the files that were rendered, by path."""
    return AllEditions(tuple(EditionEntry(page, len(made.get(page.file, b""))) for page in pages))


def listed_charts(charts: Sequence[dict[str, Any]], pages: Sequence[EditionPage]) -> list[dict[str, Any]]:
    """The charts whose files the first page lists: not those of editions that have a file of their own."""
    elsewhere = files_by_edition(pages)
    return [row for row in charts if row["file"] is not None and row["edition"] not in elsewhere]
