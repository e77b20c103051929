"""What a reader takes out of a file, or why it takes nothing."""

from __future__ import annotations

from dataclasses import dataclass

# What a tag says of a block, whatever the format calls it. Headings are H1 to H6.
TITLE, HEADING, PARAGRAPH, ITEM, NOTE, ROW = "Title", "H", "P", "LI", "Note", "TR"
ARTIFACT = "Artifact"
"""A running head, a footer, a page number: on the page, and no part of the text."""


@dataclass(frozen=True)
class Block:
    """A run of extracted text with one layout; what a format does not have is None.

    A plain text file is one block without a tag, a page of a PDF a block a line, a DOCX or web page a block a
    paragraph. The text ends in a line feed where the block ends a line. Blocks that share an ``element`` are one
    passage in the format's own words; without an element, passages are found by ``column`` and ``x0`` to ``bottom``
    (points from the page's top left corner) or, where there are none of these either, by the text alone.
    """

    text: str
    page: int | None = None
    column: int | None = None
    x0: float | None = None
    x1: float | None = None
    top: float | None = None
    bottom: float | None = None
    font_size: float | None = None
    is_bold: bool | None = None
    tag: str | None = None
    element: int | None = None


@dataclass(frozen=True)
class Extracted:
    """The text of a file: its blocks in reading order. The source text is their texts, one after the other.

    ``remarks``: what a person should know of how the file was read, a sentence each: a page without text, a choice of
    encoding that was nearly a tie.
    """

    blocks: tuple[Block, ...]
    encoding: str | None = None
    remarks: tuple[str, ...] = ()
    encoding_margin: float | None = None
    """How much likelier the text is than in the next best encoding (natural logarithm); None without a choice."""

    @property
    def source_text(self) -> str:
        return "".join(block.text for block in self.blocks)


class UnreadableError(Exception):
    """A file cannot be read; it is skipped, listed with this reason, and the others go on.

    The text says what was found and where, what was expected and what to do.
    """
