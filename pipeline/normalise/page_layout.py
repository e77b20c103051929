"""From lines with a place on a page to passages, where the source does not say which lines belong together.

Four signs end a passage: a mark or a drawn bullet, another size or weight of type, more space than between lines, and
an indent. A fifth is the weakest and often the only one: a last line that had room for more. Where they contradict one
another, an unfinished sentence decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.characters import HAN
from pipeline.ingest.extracted import ITEM
from pipeline.normalise.characters import CLOSERS, FINAL_MARKS, OPENERS, PAUSES, certainly_goes_on, is_finished
from pipeline.normalise.elements import BodyType, body_type, kind_of, stands_out
from pipeline.normalise.layout import Passage, add_line
from pipeline.normalise.lines import Line, LineEnds, read_lines
from pipeline.normalise.structure import BULLET, HEADING, is_heading_like, is_list_item, is_note, is_numbered

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.settings import NormaliseSettings

# Parts of a font size, but for leadings.
_SAME_SIZE = 0.06
_INDENT = 0.8
"""Lines of one paragraph begin at one place to within less; paragraphs are indented by one or two characters."""
_ROOM = 0.35
"""A full line may end so far before the edge: marks at its end are set narrower."""
_WIDE = 1.12
"""Lines of one paragraph lie less than so many leadings apart; fonts that are mixed move them by a few percent."""
_APART = 1.7
"""No two lines of one paragraph lie so many leadings apart."""
_LATIN_WIDTH = 0.52

# The characters that a line end cannot part from the first one of the next line.
_FIRST_UNIT = re.compile(
    f"[{re.escape(OPENERS)}]*(?:[{HAN}]|[!-~]+|.)[{re.escape(CLOSERS + FINAL_MARKS + PAUSES)}]*", re.DOTALL
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
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def bottom(self) -> float:
        return self.block.bottom or 0.0

    @property
    def indent(self) -> float:
        """How far from its column's left edge it begins, in font sizes."""
        return (self.x0 - self.left) / self.size

    @property
    def begins_item(self) -> bool:
        return self.line.mark.length > 0 or self.block.tag == ITEM


def positioned_passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> list[Passage]:
    """The passages of lines in reading order, one block a line."""
    lines = placed_lines(text, blocks)
    style = ParagraphStyle.of(lines)
    body = body_type(blocks)
    found: list[tuple[PlacedLine, Passage]] = []
    last: PlacedLine | None = None
    for line in lines:
        if last is not None and style.goes_on(found[-1][1], found[-1][0], last, line, settings):
            add_line(found[-1][1], line.line, text, LineEnds())
        else:
            found.append((line, Passage([line.line], line.line.mark, line.line.start + line.line.mark.length)))
        last = line
    kept = [(first, passage) for first, passage in found if not passage.is_mark_only]
    _settle_kinds(kept, body, settings)
    return [passage for _, passage in kept]


def _settle_kinds(found: Sequence[tuple[PlacedLine, Passage]], body: BodyType, settings: NormaliseSettings) -> None:
    """Kinds that type and bullets tell, and ranks of headings by the size of their type."""
    apart = [stands_out(first.block, body, settings) for first, _ in found]
    has_headings = any(
        is_apart and is_heading_like(passage.text, settings)
        for is_apart, (_, passage) in zip(apart, found, strict=True)
    )
    for is_apart, (first, passage) in zip(apart, found, strict=True):
        if first.block.tag == ITEM:
            passage.kind = BULLET
        else:
            passage.kind = kind_of(None, passage, is_set_apart=is_apart, has_headings=has_headings, settings=settings)
    _rank_headings([(first, passage) for first, passage in found if passage.kind == HEADING])


def _rank_headings(headings: Sequence[tuple[PlacedLine, Passage]]) -> None:
    """Larger and bolder type ranks higher; the first heading is the title where none outranks it."""
    ranks = sorted({_rank(first) for first, _ in headings}, reverse=True)
    for first, passage in headings:
        passage.level = 1 + ranks.index(_rank(first))
    if headings and headings[0][1].level == 1 and not is_numbered(headings[0][1].text):
        for _, passage in headings[1:]:
            passage.level = max(passage.level, 2)


def _rank(line: PlacedLine) -> tuple[float, bool]:
    return round(line.size), bool(line.block.is_bold)


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
        is_narrow = n_full >= 2 and right < lines[0].right - _NARROWER * lines[0].size and lines[0].indent > _INDENT
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


@dataclass(frozen=True)
class ParagraphStyle:
    """How a document sets its paragraphs apart."""

    leading: float
    """Distance of lines in font sizes."""
    indents: bool
    """A paragraph's first line is indented."""
    spaces: bool
    """There is more space between paragraphs than between lines."""

    @classmethod
    def of(cls, lines: Sequence[PlacedLine]) -> ParagraphStyle:
        """Told from the lines after which a paragraph ends for certain: a finished sentence, and room left."""
        leading = _leading(lines)
        ends = [
            (last, line)
            for last, line in pairwise(lines)
            if _are_neighbours(last, line) and not line.begins_item and is_finished(last.line.text)
            if last.x1 + 3 * last.size < last.right
        ]
        n_indented = sum(line.x0 - last.x0 > _INDENT * line.size for last, line in ends)
        n_spaced = sum(_distance(last, line, leading) > _WIDE for last, line in ends)
        return cls(leading, indents=2 * n_indented > len(ends), spaces=2 * n_spaced > len(ends))

    def goes_on(
        self, passage: Passage, first: PlacedLine, last: PlacedLine, line: PlacedLine, settings: NormaliseSettings
    ) -> bool:
        """Does a passage that began in ``first`` and so far ends in ``last`` go on in ``line``?"""
        if passage.is_mark_only:
            return not line.begins_item
        if line.begins_item or not _same_type(last, line):
            return False
        if line.is_first_in_column:
            return self._goes_on_over(passage, first, last, line, settings)
        distance = _distance(last, line, self.leading)
        if distance > _APART:
            return False
        begins_anew = is_numbered(line.line.text) or is_note(line.line.text)
        if not is_finished(last.line.text) and is_full(last, line):
            return distance <= _WIDE or not begins_anew
        if distance > _WIDE or begins_anew:
            return False
        return self._goes_on_below(passage, first, last, line, settings)

    def _goes_on_below(
        self, passage: Passage, first: PlacedLine, last: PlacedLine, line: PlacedLine, settings: NormaliseSettings
    ) -> bool:
        """Where neither marks nor type nor space say anything: by where the lines begin and end."""
        is_open = not is_finished(last.line.text)
        if is_open and _are_centred(last, line):
            return not is_numbered(passage.text)
        said = self._said_by_indent(passage, first, last, line)
        if said is not None:
            return said
        if is_full(last, line) or certainly_goes_on(last.line.text, line.line.text):
            return True
        if is_open:
            return len(passage.lines) > 1 and not is_heading_like(passage.text, settings)
        return self.spaces

    def _said_by_indent(self, passage: Passage, first: PlacedLine, last: PlacedLine, line: PlacedLine) -> bool | None:
        """What the places say at which lines begin; None where they say nothing."""
        step, is_second = (line.x0 - last.x0) / line.size, len(passage.lines) == 1
        is_item = first.begins_item or is_list_item(first.line.text)
        if is_item and is_second:
            is_drawn = first.block.tag == ITEM
            return True if (abs(step) < _INDENT if is_drawn else step > _INDENT / 2) else None
        if not is_second or is_item:
            return False if abs(step) > _INDENT else (True if is_item or self.indents else None)
        if step > _INDENT:
            return False
        return True if step < -_INDENT and self.indents else None

    def _goes_on_over(
        self, passage: Passage, first: PlacedLine, last: PlacedLine, line: PlacedLine, settings: NormaliseSettings
    ) -> bool:
        """Across the end of a column or page."""
        if is_numbered(line.line.text) or is_note(line.line.text):
            return False
        if not is_finished(last.line.text):
            is_one_line = len(passage.lines) == 1 and is_heading_like(passage.text, settings)
            return is_full(last, line) or not is_one_line
        if not is_full(last, line):
            return False
        is_hanging = first.begins_item and line.indent > _INDENT and abs(line.indent - last.indent) < _INDENT
        return is_hanging or (self.indents and first.indent > _INDENT and line.indent < _INDENT)


def _are_neighbours(last: PlacedLine, line: PlacedLine) -> bool:
    """Do two lines stand one below the other in a column, in one type?"""
    return not line.is_first_in_column and _same_type(last, line)


def _same_type(one: PlacedLine, other: PlacedLine) -> bool:
    is_same_size = abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)
    return is_same_size and bool(one.block.is_bold) == bool(other.block.is_bold)


def _are_centred(one: PlacedLine, other: PlacedLine) -> bool:
    """Are two lines of different length centred on one another, and not at the column's left edge?"""
    are_short = min(one.indent, other.indent) > _INDENT and abs(one.x0 - other.x0) > _INDENT * one.size
    return are_short and abs(one.x0 + one.x1 - other.x0 - other.x1) < one.size


def is_full(line: PlacedLine, following: PlacedLine) -> bool:
    """Had the line no room for the first character or word of the following one?"""
    unit = _FIRST_UNIT.match(following.line.text)
    return line.x1 + _width(unit.group() if unit else "", line.size) > line.right - _ROOM * line.size


def _width(text: str, size: float) -> float:
    return sum(size if ord(character) >= 0x2E80 else _LATIN_WIDTH * size for character in text)


def _distance(last: PlacedLine, line: PlacedLine, leading: float) -> float:
    """Of two lines, in leadings of their own size."""
    return (line.top - last.top) / (leading * line.size)


def _leading(lines: Sequence[PlacedLine]) -> float:
    """The distance of most neighbouring lines in font sizes, to a fiftieth."""
    steps: Counter[float] = Counter()
    for last, line in pairwise(lines):
        if _are_neighbours(last, line) and 0 < line.top - last.top < 4 * line.size:
            steps[round(50 * (line.top - last.top) / line.size) / 50] += len(line.line.text)
    return min(steps, key=lambda step: (-steps[step], step), default=1.5)
