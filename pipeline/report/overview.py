"""The first screen: what was analysed, what holds, the charts that carry it, and what is not solid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.report.chapters import chapter_of
from pipeline.report.words import words
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.bilingual import Bilingual
    from pipeline.report.page import EditionPage


@dataclass(frozen=True)
class Tile:
    """A total of the corpus, and where what it counts is shown."""

    words: Bilingual
    n: int
    address: str


_SHOWN = {
    "n_documents": "analysed",
    "n_passages": "",
    "n_messages": "",
    "n_characters": "analysed",
    "n_repairs": "repairs",
}
"""The part that shows what each total counts; none where the passages themselves are what it counts."""


def tiles(pages: Sequence[EditionPage]) -> tuple[Tile, ...]:
    """How many editions, documents, passages, messages, characters and repairs there are in the corpus."""
    several = "editions_table" if len(pages) > 1 else "analysed"
    editions = Tile(words("overview")["n_editions"], len(pages), f"#{chapter_of(several)}")
    return (editions, *(_total(name, part, pages) for name, part in _SHOWN.items()))


def _total(name: str, part: str, pages: Sequence[EditionPage]) -> Tile:
    n = sum(page.totals[name] for page in pages)
    address = f"#{chapter_of(part)}" if part else View(in_all_kinds=name == "n_passages").address()
    return Tile(words("interface")[name], n, address)
