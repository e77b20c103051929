"""From lines with a place on a page to passages, where the source does not say which lines belong together.

Four signs end a passage: a mark or a drawn bullet, another size or weight of type, more space than between lines, and
an indent. A fifth is the weakest and often the only one: a last line that had room for more. Where they contradict one
another, an unfinished sentence decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.ingest.extracted import ITEM
from pipeline.normalise.characters import certainly_goes_on, has_han, is_finished
from pipeline.normalise.elements import BodyType, Element, body_type, kind_of, may_be_heading, stands_out
from pipeline.normalise.layout import Passage, add_line
from pipeline.normalise.lines import LineEnds
from pipeline.normalise.page_lines import INDENT, PlacedLine, is_full, placed_lines, same_type
from pipeline.normalise.structure import (
    BULLET,
    EM_DASH,
    HEADING,
    PARAGRAPH,
    begins_with_date,
    is_heading_like,
    is_list_item,
    is_note,
    is_numbered,
)

if TYPE_CHECKING:
    from pipeline.normalise.block_spans import BlockSpan
    from pipeline.settings import NormaliseSettings

# In leadings.
_WIDE = 1.12
"""Lines of one paragraph lie less than so many leadings apart; fonts that are mixed move them by a few percent."""
_APART = 1.7
"""No two lines of one paragraph lie so many leadings apart."""


@dataclass
class _Placed:
    """A passage with the places of its lines."""

    passage: Passage
    lines: list[PlacedLine]

    @classmethod
    def begun(cls, line: PlacedLine) -> _Placed:
        return cls(Passage([line.line], line.line.mark, line.line.start + line.line.mark.length), [line])

    @property
    def first(self) -> PlacedLine:
        return self.lines[0]

    @property
    def last(self) -> PlacedLine:
        return self.lines[-1]

    @property
    def is_open(self) -> bool:
        """Does it not end as a sentence does?"""
        return not is_finished(self.last.line.text)

    @property
    def is_item(self) -> bool:
        return self.first.begins_item or is_list_item(self.first.line.text)

    def is_heading_like(self, settings: NormaliseSettings) -> bool:
        return is_heading_like(self.passage.text, settings)


def positioned_passages(text: str, blocks: Sequence[BlockSpan], settings: NormaliseSettings) -> list[Passage]:
    """The passages of lines in reading order, one block a line."""
    lines = placed_lines(text, blocks)
    style = ParagraphStyle.of(lines)
    found: list[_Placed] = []
    for line in lines:
        if found and style.goes_on(found[-1], line, settings):
            add_line(found[-1].passage, line.line, text, LineEnds())
            found[-1].lines.append(line)
        else:
            found.append(_Placed.begun(line))
    kept = [placed for placed in found if not placed.passage.is_mark_only]
    _settle_kinds(kept, body_type(blocks), settings)
    return [placed.passage for placed in kept]


def _settle_kinds(found: Sequence[_Placed], body: BodyType, settings: NormaliseSettings) -> None:
    """Kinds that type, bullets and indents tell, and ranks of headings by their type."""
    elements = [
        Element(placed.passage, placed.first.block.tag, stands_out(placed.first.block, body, settings), None)
        for placed in found
    ]
    has_headings = any(element.is_set_apart and may_be_heading(element, settings) for element in elements)
    for element in elements:
        element.passage.kind = kind_of(element, has_headings=has_headings, settings=settings)
    _settle_indented_items(found)
    _rank_headings([placed for placed in found if placed.passage.kind == HEADING])


def _settle_indented_items(found: Sequence[_Placed]) -> None:
    """Neighbours that are indented as a whole, every line, are items of a list whose bullets nobody drew."""
    for indent, run in groupby(found, key=_whole_indent):
        items = list(run)
        plain = [placed for placed in items if placed.passage.kind in {None, PARAGRAPH}]
        if indent and len(plain) > 1 and any(len(placed.lines) > 1 for placed in plain):
            for placed in plain:
                placed.passage.kind = BULLET


def _whole_indent(placed: _Placed) -> int:
    """By how many points all lines of a passage are indented; 0 where one begins elsewhere."""
    indents = [line.x0 - line.left for line in placed.lines]
    is_whole = min(indents) > INDENT * placed.first.size and max(indents) - min(indents) < 1
    return round(min(indents)) if is_whole else 0


def _rank_headings(headings: Sequence[_Placed]) -> None:
    """Larger and bolder type ranks higher; the first heading is the title where none outranks it."""
    ranks = sorted({_rank(placed.first) for placed in headings}, reverse=True)
    for placed in headings:
        placed.passage.level = 1 + ranks.index(_rank(placed.first))
    if headings and headings[0].passage.level == 1 and not is_numbered(headings[0].passage.text):
        for placed in headings[1:]:
            placed.passage.level = max(placed.passage.level, 2)


def _rank(line: PlacedLine) -> tuple[float, bool]:
    return round(line.size), bool(line.block.is_bold)


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
        n_indented = sum(line.x0 - last.x0 > INDENT * line.size for last, line in ends)
        n_spaced = sum(_distance(last, line, leading) > _WIDE for last, line in ends)
        return cls(leading, indents=2 * n_indented > len(ends), spaces=2 * n_spaced > len(ends))

    def goes_on(self, placed: _Placed, line: PlacedLine, settings: NormaliseSettings) -> bool:
        """Does a passage go on in the line after it?"""
        if placed.passage.is_mark_only:
            return not line.begins_item
        is_cut = placed.is_open and is_full(placed.last, line)
        is_dash_within = is_cut and line.line.mark.sign == EM_DASH
        if (line.begins_item and not is_dash_within) or not same_type(placed.last, line):
            return False
        if line.is_first_in_column:
            return self._goes_on_over(placed, line, settings)
        return self._goes_on_below(placed, line, settings, is_cut=is_cut)

    def _goes_on_below(self, placed: _Placed, line: PlacedLine, settings: NormaliseSettings, *, is_cut: bool) -> bool:
        """In a line of the same column and type."""
        distance = _distance(placed.last, line, self.leading)
        begins_anew = is_numbered(line.line.text) or is_note(line.line.text)
        if distance > _APART or (is_note(placed.passage.text) and begins_with_date(line.line.text)):
            return False
        if is_cut:
            return distance <= _WIDE or not begins_anew
        if distance > _WIDE or begins_anew:
            return False
        if placed.is_open and _are_centred(placed.last, line):
            return not is_numbered(placed.passage.text)
        said = self._said_by_indent(placed, line)
        return said if said is not None else self._goes_on_by_ends(placed, line, settings)

    def _said_by_indent(self, placed: _Placed, line: PlacedLine) -> bool | None:
        """What the places say at which lines begin; None where they say nothing."""
        step, is_second = (line.x0 - placed.last.x0) / line.size, len(placed.lines) == 1
        if placed.is_item and is_second:
            is_drawn = placed.first.block.tag == ITEM
            return True if (abs(step) < INDENT if is_drawn else step > INDENT / 2) else None
        if not is_second or placed.is_item:
            return False if abs(step) > INDENT else (True if placed.is_item or self.indents else None)
        if step > INDENT:
            return False
        return True if step < -INDENT and self.indents else None

    def _goes_on_by_ends(self, placed: _Placed, line: PlacedLine, settings: NormaliseSettings) -> bool:
        """By how the last line ends: full, in mid-sentence, or with room left."""
        if is_full(placed.last, line) or certainly_goes_on(placed.last.line.text, line.line.text):
            return True
        if placed.is_open:
            text = placed.passage.text
            return has_han(text) and not is_note(text) and not placed.is_heading_like(settings)
        return self.spaces

    def _goes_on_over(self, placed: _Placed, line: PlacedLine, settings: NormaliseSettings) -> bool:
        """Across the end of a column or page."""
        if is_numbered(line.line.text) or is_note(line.line.text):
            return False
        if placed.is_open:
            return is_full(placed.last, line) or len(placed.lines) > 1 or not placed.is_heading_like(settings)
        if not is_full(placed.last, line):
            return False
        indent = line.indent
        is_hanging = placed.first.begins_item and indent > INDENT and abs(indent - placed.last.indent) < INDENT
        return is_hanging or (self.indents and placed.first.indent > INDENT and indent < INDENT)


def _are_neighbours(last: PlacedLine, line: PlacedLine) -> bool:
    """Do two lines stand one below the other in a column, in one type?"""
    return not line.is_first_in_column and same_type(last, line)


def _are_centred(one: PlacedLine, other: PlacedLine) -> bool:
    """Are two lines of different length centred on one another, and not at the column's left edge?"""
    are_short = min(one.indent, other.indent) > INDENT and abs(one.x0 - other.x0) > INDENT * one.size
    return are_short and abs(one.x0 + one.x1 - other.x0 - other.x1) < one.size


def _distance(last: PlacedLine, line: PlacedLine, leading: float) -> float:
    """Of two lines, in leadings of their own size."""
    return (line.top - last.top) / (leading * line.size)


def _leading(lines: Sequence[PlacedLine]) -> float:
    """The distance of most neighbouring lines in font sizes, to a fiftieth.

    Below a full line stands the next one of its paragraph: where paragraphs are short, most other distances are those
    between paragraphs.
    """
    within: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for last, line in pairwise(lines):
        if _are_neighbours(last, line) and 0 < line.top - last.top < 4 * line.size:
            step = round(50 * (line.top - last.top) / line.size) / 50
            steps[step] += len(line.line.text)
            within[step] += len(line.line.text) if is_full(last, line) else 0
    usual = +within or steps
    return min(usual, key=lambda step: (-usual[step], step), default=1.5)
