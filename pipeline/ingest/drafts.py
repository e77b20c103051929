"""Blocks on their way out of a document that has elements, and when a row of a table is a row of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.ingest.extracted import PARAGRAPH, ROW, Block
from pipeline.normalise.characters import is_finished

_BETWEEN_CELLS = " | "


class Draft(NamedTuple):
    """The text of one element with its tag and look; line breaks that its author set inside are line feeds."""

    text: str
    tag: str
    font_size: float | None = None
    is_bold: bool | None = None


def as_blocks(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """One block an element, numbered from 0; elements without text are left out."""
    filled = [draft for draft in drafts if draft.text.strip()]
    return tuple(
        Block(f"{text.strip()}\n", tag=tag, element=number, font_size=font_size, is_bold=is_bold)
        for number, (text, tag, font_size, is_bold) in enumerate(filled)
    )


def row_or_blocks(cells: Sequence[Sequence[Draft]], *, is_column: bool, max_paragraphs: int) -> Iterator[Draft]:
    """A row of a table as one row of text, or as the blocks in its cells where the table only arranges text on a page.

    It does so where no row has two cells (``is_column``), or a cell holds headings, lists, other tables, two paragraphs
    of sentences, or more than ``max_paragraphs`` of any kind.
    Empty cells are left out.
    """
    filled = [cell for cell in cells if cell]
    if is_column or any(_is_arranged(cell, max_paragraphs) for cell in filled):
        yield from (draft for cell in filled for draft in cell)
    elif filled:
        yield Draft(_BETWEEN_CELLS.join("\n".join(draft.text for draft in cell) for cell in filled), ROW)


def _is_arranged(cell: Sequence[Draft], max_paragraphs: int) -> bool:
    is_prose = sum(is_finished(draft.text) for draft in cell) > 1
    return is_prose or len(cell) > max_paragraphs or any(draft.tag != PARAGRAPH for draft in cell)
