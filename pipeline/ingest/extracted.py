"""What a reader takes out of a file, or why it takes nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A run of extracted text with one layout; what a format does not have is None."""

    text: str
    page: int | None = None
    font_size: float | None = None
    is_bold: bool | None = None
    tag: str | None = None


@dataclass(frozen=True)
class Extracted:
    """The text of a file: its blocks in reading order. The source text is their texts, one after the other."""

    blocks: tuple[Block, ...]
    encoding: str

    @property
    def source_text(self) -> str:
        return "".join(block.text for block in self.blocks)


class UnreadableError(Exception):
    """A file cannot be read; it is skipped, listed with this reason, and the others go on.

    The text says what was found and where, what was expected and what to do.
    """
