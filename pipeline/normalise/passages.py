"""Which passages a document has: by its elements where its source has these, else by its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.ingest.extracted import ITEM
from pipeline.normalise import layout
from pipeline.normalise.elements import element_passages
from pipeline.normalise.layout import Passages
from pipeline.normalise.page_layout import positioned_passages

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.settings import NormaliseSettings


def passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> Passages:
    """The passages of a text whose characters are mended, in order.

    Elements of the source (a tagged PDF, DOCX, a web page, a table's row) are passages; lines of a page without tags
    are joined by their place on it; in text that knows neither, line ends decide.
    """
    if all(block.element is None and block.x0 is None for block in blocks):
        return layout.passages(text, settings)
    placed = [block for block in blocks if _is_placed_line(block)]
    found = {passage.start: passage for passage in positioned_passages(text, placed, settings)}
    for is_placed, run in groupby(blocks, key=_is_placed_line):
        if not is_placed:
            found |= {passage.start: passage for passage in element_passages(text, list(run), settings)}
    return Passages.of([found[start] for start in sorted(found)])


def _is_placed_line(block: BlockSpan) -> bool:
    """Is a block a line of which only its place is known?"""
    return block.element is None and block.x0 is not None and block.tag in {None, ITEM}
