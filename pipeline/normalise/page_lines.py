"""Lines with their place on a page: which column each stands in, where that ends, and whether the line fills it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.characters import HAN
from pipeline.ingest.extracted import ITEM
from pipeline.normalise.characters import CLOSERS, FINAL_MARKS, OPENERS, PAUSES
from pipeline.normalise.lines import Line, read_lines

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan

# Parts of a font size.
INDENT = 0.8
"""Lines of one paragraph begin at one place to within less; paragraphs are indented by one or two characters."""
_SAME_SIZE = 0.06
_ROOM = 0.35
"""A full line may end so far before the edge: marks at its end are set narrower."""
_LATIN_WIDTH = 0.52

# The characters that no line end parts from the first one of the next line; by UAX #14 quotes part from neither side.
_FIRST_UNIT = re.compile(
    f"[{re.escape(OPENERS)}]*(?:[{HAN}](?:[\u2018-\u201d]+[{HAN}])*|[!-~]+|.)"
    f"[{re.escape(CLOSERS + FINAL_MARKS + PAUSES)}]*",
    re.DOTALL,
)


@dataclass(frozen=True)
class PlacedLine:
    """A line of text with its place: points from the page's top left corner."""

    line: Line
    block: BlockSpan
    left: float
    right: float
    """Where its column begins and ends."""
    is_first_in_column: bool

    @property
    def size(self) -> float:
        return self.block.font_size or 1.0

    @property
    def x0(self) -> float:
        return self.block.x0 or 0.0

    @property
    def x1(self) -> float:
        return self.block.x1 or 0.0

    @property
    def top(self) -> float:
        """Where a character of the line's size begins."""
        return self.block.top or 0.0

    @property
    def indent(self) -> float:
        """How far from its column's left edge it begins, in font sizes."""
        return (self.x0 - self.left) / self.size

    @property
    def begins_item(self) -> bool:
        return self.line.mark.length > 0 or self.block.tag == ITEM


def placed_lines(text: str, blocks: Sequence[BlockSpan]) -> list[PlacedLine]:
    """The lines of blocks with the column that each stands in."""
    shown = [
        (line._replace(start=line.start + block.start, end=line.end + block.start), block)
        for block in blocks
        for line in read_lines(text[block.start : block.end])
    ]
    columns = _columns([block for _, block in shown])
    edges = _edges([[shown[number][1] for number in column] for column in columns])
    placed = [
        [PlacedLine(*shown[number], left, right, is_first_in_column=at == 0) for at, number in enumerate(column)]
        for column, (left, right) in zip(columns, edges, strict=True)
    ]
    return [line for column in placed for line in _in_boxes(column)]


_NARROWER = 2.0
"""Lines that begin at one place and end so many characters before the column's edge are set to a width of their own."""


def _in_boxes(column: Sequence[PlacedLine]) -> Iterator[PlacedLine]:
    """The lines of a column, those of a box, a quotation or another narrow part with an edge of their own.

    Such a part is a run of lines that begin at one place, of which two or more end together and none goes beyond.
    """
    for _, run in groupby(column, key=lambda line: (round(line.x0), round(line.size, 1))):
        lines = list(run)
        right = max(line.x1 for line in lines)
        n_full = sum(line.x1 > right - line.size for line in lines)
        is_narrow = n_full >= 2 and right < lines[0].right - _NARROWER * lines[0].size and lines[0].indent > INDENT
        yield from (replace(line, right=right) for line in lines) if is_narrow else lines


def _columns(blocks: Sequence[BlockSpan]) -> list[list[int]]:
    """Numbers of the blocks by column."""
    runs = groupby(range(len(blocks)), key=lambda number: (blocks[number].page, blocks[number].column))
    return [list(run) for _, run in runs]


_FEW_LINES = 6


def _edges(columns: Sequence[Sequence[BlockSpan]]) -> list[tuple[float, float]]:
    """Where each column begins and ends; a column of few lines is as wide as the one most like it."""
    begins = [min(block.x0 or 0 for block in column) for column in columns]
    ends = [max(block.x1 or 0 for block in column) for column in columns]
    full = [number for number, column in enumerate(columns) if len(column) >= _FEW_LINES]
    edges = []
    for number, column in enumerate(columns):
        like = [other for other in full if begins[other] < ends[number] and begins[number] < ends[other]]
        if len(column) < _FEW_LINES and like:
            nearest = min(like, key=lambda other: (abs(begins[other] - begins[number]), abs(other - number)))
            edges.append((min(begins[number], begins[nearest]), max(ends[number], ends[nearest])))
        else:
            edges.append((begins[number], ends[number]))
    return edges


def same_type(one: PlacedLine, other: PlacedLine) -> bool:
    is_same_size = abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)
    return is_same_size and bool(one.block.is_bold) == bool(other.block.is_bold)


def is_full(line: PlacedLine, following: PlacedLine) -> bool:
    """Had the line no room for the first character or word of the following one?"""
    unit = _FIRST_UNIT.match(following.line.text)
    return line.x1 + _width(unit.group() if unit else "", line.size) > line.right - _ROOM * line.size


def _width(text: str, size: float) -> float:
    return sum(size if ord(character) >= 0x2E80 else _LATIN_WIDTH * size for character in text)
