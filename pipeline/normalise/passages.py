"""Which passages a document has: by its elements where its source has these, else by its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.normalise import layout
from pipeline.normalise.elements import element_passages

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.normalise.layout import Passage
    from pipeline.settings import NormaliseSettings


def passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> list[Passage]:
    """The passages of a text whose characters are mended, in order.

    Elements of the source (a tagged PDF, DOCX, a web page) are passages; in text without any, line ends decide.
    """
    if any(block.element is not None for block in blocks):
        return element_passages(text, blocks, settings)
    return layout.passages(text, settings)
