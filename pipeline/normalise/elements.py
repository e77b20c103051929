"""Passages of a document whose source says what its blocks are: a DOCX, a web page, a tagged PDF.

An element is a passage, whatever line ends it has. Its tag says its kind, but for one thing: paragraphs are often made
into headings by their type alone, bold or large, and into list items by a typed number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.ingest.extracted import HEADING as HEADING_TAG
from pipeline.ingest.extracted import ITEM, ROW
from pipeline.ingest.extracted import NOTE as NOTE_TAG
from pipeline.ingest.extracted import PARAGRAPH as PARAGRAPH_TAG
from pipeline.ingest.extracted import TITLE as TITLE_TAG
from pipeline.normalise.characters import has_han
from pipeline.normalise.layout import Passage, add_line
from pipeline.normalise.lines import LineEnds, read_lines
from pipeline.normalise.structure import (
    BULLET,
    HEADING,
    NO_MARK,
    NOTE,
    PARAGRAPH,
    TITLE,
    is_heading_like,
    is_part,
    running_kind,
)

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.settings import NormaliseSettings

_HEADINGS = {f"{HEADING_TAG}{level}": level for level in range(1, 7)}


def element_passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> list[Passage]:
    """One passage an element, in order; blocks that follow one another with one number are one element.

    A block without a number is an element of its own.
    """
    grouped = [list(group) for _, group in groupby(blocks, key=_element_key)]
    made = [(group, _joined(text, group)) for group in grouped]
    found = [(group[0], passage) for group, passage in made if passage is not None]
    type_of_body = _body_type([block for group in grouped for block in group])
    has_headings = any(block.tag in _HEADINGS or _stands_out(block, type_of_body, settings) for block, _ in found)
    for block, passage in found:
        is_set_apart = _stands_out(block, type_of_body, settings)
        passage.kind = _kind(
            block.tag, passage, is_set_apart=is_set_apart, has_headings=has_headings, settings=settings
        )
        passage.level = _HEADINGS.get(block.tag or "", 0)
    return [passage for _, passage in found]


def _element_key(block: BlockSpan) -> tuple[int | None, int]:
    return block.element, block.start if block.element is None else 0


def _joined(text: str, group: Sequence[BlockSpan]) -> Passage | None:
    """The lines of an element as one passage; None where there is no text in it."""
    lines = [
        line._replace(start=line.start + block.start, end=line.end + block.start)
        for block in group
        for line in read_lines(text[block.start : block.end])
    ]
    if not lines:
        return None
    mark = NO_MARK if group[0].tag == ROW else lines[0].mark
    passage = Passage([lines[0]], mark, lines[0].start + mark.length)
    for line in lines[1:]:
        add_line(passage, line, text, LineEnds())
    return None if passage.is_mark_only else passage


@dataclass(frozen=True)
class _Type:
    """The type that most running text is set in."""

    font_size: float | None
    is_bold: bool | None


def _body_type(blocks: Sequence[BlockSpan]) -> _Type:
    sizes: Counter[float | None] = Counter()
    weights: Counter[bool | None] = Counter()
    for block in blocks:
        if block.tag in {PARAGRAPH_TAG, ITEM, None}:
            sizes[block.font_size] += block.end - block.start
            weights[block.is_bold] += block.end - block.start
    return _Type(
        max(sizes, key=lambda size: (sizes[size], size or 0.0), default=None),
        max(weights, key=lambda weight: (weights[weight], bool(weight)), default=None),
    )


def _stands_out(block: BlockSpan, body: _Type, settings: NormaliseSettings) -> bool:
    """Is a block set in larger or bolder type than running text?"""
    is_larger = (
        block.font_size is not None
        and body.font_size is not None
        and block.font_size >= settings.min_heading_size_ratio * body.font_size
    )
    return is_larger or (block.is_bold is True and not body.is_bold)


def _kind(
    tag: str | None, passage: Passage, *, is_set_apart: bool, has_headings: bool, settings: NormaliseSettings
) -> str | None:
    """The kind that the source gives a passage; None where only the text can tell."""
    if tag in _KINDS:
        return _KINDS[tag]
    text = passage.text
    if tag == ROW:
        return PARAGRAPH if has_han(text) else NOTE
    if not has_headings:
        return None
    may_be_heading = not passage.mark.length and is_heading_like(text, settings)
    return HEADING if may_be_heading and (is_set_apart or is_part(text)) else running_kind(text, passage.mark)


_KINDS: dict[str | None, str] = {
    TITLE_TAG: TITLE,
    **dict.fromkeys(_HEADINGS, HEADING),
    ITEM: BULLET,
    NOTE_TAG: NOTE,
}
