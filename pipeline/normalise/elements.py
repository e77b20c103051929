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
from pipeline.normalise.characters import has_han, is_finished
from pipeline.normalise.layout import Passage, add_line
from pipeline.normalise.lines import Line, LineEnds, read_lines
from pipeline.normalise.structure import (
    BULLET,
    HEADING,
    NO_MARK,
    NOTE,
    PARAGRAPH,
    TITLE,
    Mark,
    is_heading_like,
    is_numbered,
    is_part,
    leading_mark,
    note_mark,
    running_kind,
)

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.settings import NormaliseSettings

_HEADINGS = {f"{HEADING_TAG}{level}": level for level in range(1, 7)}
_HEADING_ENDS = "：:？?！!"
_KINDS: dict[str | None, str] = {
    TITLE_TAG: TITLE,
    **dict.fromkeys(_HEADINGS, HEADING),
    ITEM: BULLET,
    NOTE_TAG: NOTE,
}


@dataclass(frozen=True)
class Element:
    """An element with text: its passage, its tag, and whether it is set in larger or bolder type than running text."""

    passage: Passage
    tag: str | None
    is_set_apart: bool
    font_size: float | None


def element_passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> list[Passage]:
    """One passage an element, in order; blocks that follow one another with one number are one element.

    A block without a number is an element of its own.
    """
    body = body_type(blocks)
    elements = [
        Element(passage, group[0].tag, stands_out(group[0], body, settings), group[0].font_size)
        for group in _groups(text, blocks)
        if (passage := _joined(text, group)) is not None
    ]
    _tell_kinds(elements, settings)
    _tell_title(elements)
    return [element.passage for element in elements]


def _tell_kinds(elements: Sequence[Element], settings: NormaliseSettings) -> None:
    has_headings = any(
        element.tag in _HEADINGS or (element.is_set_apart and may_be_heading(element, settings)) for element in elements
    )
    for at, element in enumerate(elements):
        kind = kind_of(element, has_headings=has_headings, settings=settings)
        if element.tag == ITEM and element.is_set_apart and _heads_text(elements, at, settings):
            kind = HEADING
        element.passage.kind = kind
        element.passage.level = _HEADINGS.get(element.tag or "", 0) if kind == HEADING else 0


def _groups(text: str, blocks: Sequence[BlockSpan]) -> list[list[BlockSpan]]:
    """The blocks of each element; one that its program took apart at a page's end is put together again."""
    groups: list[list[BlockSpan]] = []
    for _, group in groupby(blocks, key=_element_key):
        found = list(group)
        if groups and _goes_on_over_page(text, groups[-1], found):
            groups[-1] += found
        else:
            groups.append(found)
    return groups


def _element_key(block: BlockSpan) -> tuple[int | None, int]:
    return block.element, block.start if block.element is None else 0


def _goes_on_over_page(text: str, before: Sequence[BlockSpan], after: Sequence[BlockSpan]) -> bool:
    """Does an element of several lines end in mid-sentence on one page, and an unmarked one begin the next page?"""
    last, first = before[-1], after[0]
    if last.page is None or first.page != last.page + 1 or first.tag != last.tag or len(before) < 2:
        return False
    left, right = text[last.start : last.end].strip(), text[first.start : first.end].strip()
    begins_anew = not right or leading_mark(right).length > 0 or is_numbered(right)
    return first.tag in {PARAGRAPH_TAG, ITEM} and bool(left) and not is_finished(left) and not begins_anew


def _joined(text: str, group: Sequence[BlockSpan]) -> Passage | None:
    """The lines of an element as one passage; None where there is no text in it."""
    lines = [
        line._replace(start=line.start + block.start, end=line.end + block.start)
        for block in group
        for line in read_lines(text[block.start : block.end])
    ]
    if not lines:
        return None
    mark = _mark(group[0].tag, lines[0])
    passage = Passage([lines[0]], mark, lines[0].start + mark.length)
    for line in lines[1:]:
        add_line(passage, line, text, LineEnds())
    return None if passage.is_mark_only else passage


def _mark(tag: str | None, first: Line) -> Mark:
    """What stands before an element's text and is no part of it: the figure of a note; a row has no such mark."""
    if tag == NOTE_TAG:
        return first.mark if first.mark.length else note_mark(first.text)
    return NO_MARK if tag == ROW else first.mark


@dataclass(frozen=True)
class BodyType:
    """The type that most running text is set in."""

    font_size: float | None
    is_bold: bool | None


def body_type(blocks: Sequence[BlockSpan]) -> BodyType:
    sizes: Counter[float | None] = Counter()
    weights: Counter[bool | None] = Counter()
    for block in blocks:
        if block.tag in {PARAGRAPH_TAG, ITEM, None}:
            sizes[block.font_size] += block.end - block.start
            weights[block.is_bold] += block.end - block.start
    return BodyType(
        max(sizes, key=lambda size: (sizes[size], size or 0.0), default=None),
        max(weights, key=lambda weight: (weights[weight], bool(weight)), default=None),
    )


def stands_out(block: BlockSpan, body: BodyType, settings: NormaliseSettings) -> bool:
    """Is a block set in larger or bolder type than running text?"""
    is_larger = (
        block.font_size is not None
        and body.font_size is not None
        and block.font_size >= settings.min_heading_size_ratio * body.font_size
    )
    return is_larger or (block.is_bold is True and not body.is_bold)


def kind_of(element: Element, *, has_headings: bool, settings: NormaliseSettings) -> str | None:
    """The kind that the source gives an element; None where only the text can tell."""
    text = element.passage.text
    if element.tag in _HEADINGS and is_finished(text) and len(text) > settings.max_numbered_heading_characters:
        return PARAGRAPH  # a heading's style used for its looks
    if element.tag in _KINDS:
        return _KINDS[element.tag]
    if element.tag == ROW:
        return PARAGRAPH if has_han(text) else NOTE
    if not has_headings:
        return None
    is_heading = may_be_heading(element, settings) and (element.is_set_apart or is_part(text))
    return HEADING if is_heading else running_kind(text, element.passage.mark)


def may_be_heading(element: Element, settings: NormaliseSettings) -> bool:
    """Can it be a heading? A speaker's name set in bold, 主席：, or a question set large heads what follows."""
    text = element.passage.text
    phrase = text.rstrip(_HEADING_ENDS) if element.is_set_apart else text
    return not element.passage.mark.length and is_heading_like(phrase or text, settings)


def _heads_text(elements: Sequence[Element], at: int, settings: NormaliseSettings) -> bool:
    """Is an item a heading that is numbered as a list? It stands alone between texts that are no items."""
    around = (*elements[max(at - 1, 0) : at], *elements[at + 1 : at + 2])
    is_alone = all(element.tag != ITEM for element in around)
    return is_alone and at + 1 < len(elements) and may_be_heading(elements[at], settings)


def _tell_title(elements: Sequence[Element]) -> None:
    """Where no title is tagged: a first heading in the largest type of all, whatever the rank of the headings."""
    if not elements or any(element.passage.kind == TITLE for element in elements):
        return
    first, *others = elements
    sizes = [element.font_size for element in others if element.font_size is not None]
    is_largest = first.font_size is not None and bool(sizes) and first.font_size > max(sizes)
    if first.passage.kind == HEADING and is_largest and not is_numbered(first.passage.text):
        first.passage.kind = TITLE
