"""The lines of a text as received, and what their ends mean in this document.

Received text ends its lines in three ways. One line is one paragraph (a report saved as text); or every line is cut at
one width (text out of a PDF), so that a line end is mostly no end at all; or a paragraph is broken wherever the page it
was saved from had a link or bold words. Which of these it is shows in the document as a whole, not at one line end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.characters import SPACES, certainly_goes_on, is_finished
from pipeline.normalise.structure import NO_MARK, Mark, is_rule_line, leading_mark

if TYPE_CHECKING:
    from pipeline.settings import NormaliseSettings

# Line ends: LF, CR, vertical tab, next line and line separator; form feed and paragraph separator also end a block.
_LINE = re.compile("[^\n\r\v\f\x85\u2028\u2029]+")
_SINGLE_LINE_ENDS = frozenset({"\n", "\r\n", "\r", "\v", "\x85", "\u2028"})
_FIRST_LATIN_WORD = re.compile("[!-~]*")


class Line(NamedTuple):
    """A line without the spaces around it; positions are those of the text that it was read from."""

    start: int
    end: int
    text: str
    mark: Mark
    indent: int
    """Display columns before the first character."""
    edge: int
    """Display column at which the last character ends."""
    is_apart: bool
    """A blank line, a page's end or the text's beginning stands before it."""


@dataclass(frozen=True)
class LineEnds:
    """What line ends mean in a document."""

    width: int | None = None
    """Display column at which lines are cut; None where they are not."""
    slack: int = 0
    """Columns by which full lines end before it."""
    indent: int = 0
    """Indent of lines that go on in a paragraph; a new paragraph may be indented more."""
    has_telling_spaces: bool = True
    """A space at a line's end says something: not where nearly every line has one."""
    is_fragmented: bool = False
    """Paragraphs are broken at links and bold words."""

    def is_full(self, line: Line, following: Line) -> bool:
        """Had the line no room for the first word of the following one?"""
        return self.width is not None and _reach(line, following) >= self.width - self.slack


def _reach(line: Line, following: Line) -> int:
    """Where the line would end with the following one's first Latin word on it."""
    first_word = _FIRST_LATIN_WORD.match(following.text)
    return line.edge + (first_word.end() if first_word else 0)


def n_columns(text: str) -> int:
    """Display width: 2 for a Chinese character or mark, 1 for a Latin letter, from the lengths of UTF-8 and text.

    >>> n_columns("互联网"), n_columns("IGF")
    (6, 3)
    """
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


def read_lines(text: str) -> list[Line]:
    """All lines that hold more than spaces or a drawn rule."""
    lines: list[Line] = []
    end_of_last, is_apart = 0, True
    for match in _LINE.finditer(text):
        start, end = match.span()
        if text[end_of_last:start] not in _SINGLE_LINE_ENDS:
            is_apart = True
        end_of_last = end
        whole = match.group()
        stripped = whole.strip()
        if not stripped or is_rule_line(stripped):
            is_apart = True
            continue
        before = len(whole) - len(whole.lstrip())
        indent = n_columns(whole[:before]) if before else 0
        start += before
        edge = indent + n_columns(stripped)
        end = start + len(stripped)
        lines.append(Line(start, end, stripped, leading_mark(stripped), indent, edge, is_apart))
        is_apart = False
    return lines


def line_ends(lines: Sequence[Line], text: str, settings: NormaliseSettings) -> LineEnds:
    """What line ends mean in this document."""
    adjacent = [(line, after) for line, after in pairwise(lines) if not after.is_apart and after.mark == NO_MARK]
    unfinished = [(line, after) for line, after in adjacent if not is_finished(line.text)]
    width = _wrap_width(lines, unfinished, settings)
    if width is not None:
        return _wrapped(width, unfinished, text, settings)
    n_certain = sum(certainly_goes_on(line.text, after.text) for line, after in unfinished)
    return LineEnds(is_fragmented=n_certain > 0 and n_certain >= settings.min_fragment_share * len(unfinished))


def _wrap_width(
    lines: Sequence[Line], unfinished: Sequence[tuple[Line, Line]], settings: NormaliseSettings
) -> int | None:
    """The width at which lines are cut: where unfinished lines end at one column and hardly a line is longer."""
    edges = sorted(line.edge for line, _ in unfinished)
    n_there, width = _densest(edges, settings.wrap_slack)
    if width < settings.min_wrap_columns or n_there < settings.min_wrapped_share * len(edges):
        return None
    n_longer = sum(line.edge > width + settings.wrap_slack for line in lines)
    if n_longer > settings.max_overlong_share * len(lines):
        return None
    # One or two lines of a width prove little: then the line after each has to be full too, or end a sentence.
    lasts = [after for _, after in unfinished]
    is_proven = n_there > 2 or all(is_finished(last.text) or last.edge >= width - settings.wrap_slack for last in lasts)
    return width if is_proven else None


def _wrapped(width: int, unfinished: Sequence[tuple[Line, Line]], text: str, settings: NormaliseSettings) -> LineEnds:
    """Line ends of wrapped text, with the slack that the document needs: all but one full line in a hundred keep it.

    One Chinese character more, since an odd number of digits leaves half a character's room.
    """
    full = [(line, after) for line, after in unfinished if _reach(line, after) >= width - settings.wrap_slack]
    reaches = sorted(_reach(line, after) for line, after in full)
    indents = Counter(after.indent for _, after in full)
    n_spaced = sum(text[line.end : line.end + 1] in SPACES for line, _ in full)
    return LineEnds(
        width=width,
        slack=max(width - reaches[len(reaches) // 100], 0) + 2,
        indent=min(indents, key=lambda indent: (-indents[indent], indent)),
        has_telling_spaces=2 * n_spaced <= len(full),
    )


def _densest(edges: Sequence[int], slack: int) -> tuple[int, int]:
    """How many of the sorted edges lie within ``slack`` columns, at best, and the last of these columns."""
    best, first = (0, 0), 0
    for last, edge in enumerate(edges):
        while edges[first] < edge - slack:
            first += 1
        best = max(best, (last - first + 1, edge))
    return best
