"""The lines of a text as received, and what their ends mean in this document.

Received text ends its lines in three ways. One line is one paragraph (a report saved as text); or every line is cut at
one width (text out of a PDF), so that a line end is mostly no end at all; or a paragraph is broken wherever the page it
was saved from had a link or bold words. Which of these it is shows in the document as a whole, not at one line end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, overload

from pipeline.characters import code_points
from pipeline.normalise.characters import SPACES, certainly_goes_on, is_finished
from pipeline.normalise.structure import MARK_SIGNS, NO_MARK, Mark, is_rule_line, leading_mark

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pipeline.normalise.ledger import Positions
    from pipeline.settings import NormaliseSettings

# Line ends: LF, CR, vertical tab, next line and line separator; form feed and paragraph separator also end a block.
_LINE_ENDS = "\n\r\v\x85\u2028"
_BLOCK_ENDS = "\f\u2029"
# All that str.strip() takes away but line ends: SPACES, written out, and the four separators of ASCII.
_SPACES = " \t\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, [*range(0x2000, 0x200B), *range(0x1C, 0x20)]))
_SPACE, _LINE_END, _BLOCK_END = 1, 2, 3
_FIRST_LATIN_WORD = re.compile("[!-~]*")


Measure = Callable[[str], int]


def n_columns(text: str) -> int:
    """Display width: 2 for a Chinese character or mark, 1 for a Latin letter, from the lengths of UTF-8 and text.

    >>> n_columns("互联网"), n_columns("IGF")
    (6, 3)
    """
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


class Line(NamedTuple):
    """A line without the spaces around it; positions are those of the text that it was read from."""

    start: int
    end: int
    text: str
    mark: Mark
    indent: int
    """Display columns before the first character."""
    is_apart: bool
    """A blank line, a page's end or the text's beginning stands before it."""

    def edge(self, measure: Measure) -> int:
        """Where the last character ends, in what ``measure`` counts: display columns or characters."""
        return self.indent + measure(self.text)


@dataclass(frozen=True)
class LineEnds:
    """What line ends mean in a document."""

    width: int | None = None
    """Display column, or number of characters, at which lines are cut; None where they are not."""
    slack: int = 0
    """Columns or characters by which full lines end before it."""
    measure: Measure = n_columns
    """What lines are measured in."""
    indent: int = 0
    """Indent of lines that go on in a paragraph; a new paragraph may be indented more."""
    has_telling_spaces: bool = True
    """A space at a line's end says something: not where nearly every line has one."""
    is_fragmented: bool = False
    """Paragraphs are broken at links and bold words."""
    are_paragraphs_apart: bool = False
    """Blank lines stand between most lines, so that where none stands a paragraph goes on."""

    @property
    def are_final_at_gaps(self) -> bool:
        """Nothing goes on across a blank line."""
        return self.width is None and not self.is_fragmented

    def is_full(self, line: Line, following: Line) -> bool:
        """Had the line no room for the first word of the following one?"""
        return self.width is not None and _reach(line, following, self.measure) >= self.width - self.slack


def _reach(line: Line, following: Line, measure: Measure) -> int:
    """Where the line would end with the following one's first Latin word on it."""
    first_word = _FIRST_LATIN_WORD.match(following.text)
    return line.edge(measure) + (first_word.end() if first_word else 0)


@dataclass(frozen=True)
class Lines(Sequence[Line]):
    """The lines of a text, column by column; an item of the sequence is a ``Line``.

    Most lines of most documents are never looked at alone, and 370,000 objects are what a large corpus would wait for.
    """

    starts: list[int]
    ends: list[int]
    texts: list[str]
    indents: list[int]
    is_apart: list[bool]
    marks: Mapping[int, Mark]
    """The marks of those that have one, by the line's number."""

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        mark = self.marks.get(at, NO_MARK)
        return Line(self.starts[at], self.ends[at], self.texts[at], mark, self.indents[at], self.is_apart[at])


def read_lines(text: str) -> Lines:
    """All lines that hold more than spaces or a drawn rule."""
    spans = _line_spans(text)
    rules = [at for at, line in enumerate(_texts(text, spans)) if is_rule_line(line)]
    if rules:
        spans = spans.without(rules)
    starts, ends, n_before, is_apart = (column.tolist() for column in spans)
    texts = _texts(text, spans)
    indents = [n_columns(text[start - n : start]) if n else 0 for start, n in zip(starts, n_before, strict=True)]
    marks = {at: leading_mark(line) for at, line in enumerate(texts) if line[0] in MARK_SIGNS}
    return Lines(starts, ends, texts, indents, is_apart, {at: mark for at, mark in marks.items() if mark.length})


class _LineSpans(NamedTuple):
    """Where the lines that hold more than spaces begin and end, in order, without the spaces around them."""

    starts: Positions
    ends: Positions
    n_before: Positions
    """Spaces before the first character."""
    is_apart: npt.NDArray[np.bool_]

    def without(self, rules: Sequence[int]) -> _LineSpans:
        """Without the lines of these numbers; what stands behind one is apart."""
        import numpy as np

        is_kept = np.ones(len(self.starts), dtype=np.bool_)
        is_kept[rules] = False
        is_apart = self.is_apart.copy()
        is_apart[1:] |= ~is_kept[:-1]
        return _LineSpans(self.starts[is_kept], self.ends[is_kept], self.n_before[is_kept], is_apart[is_kept])


def _texts(text: str, spans: _LineSpans) -> list[str]:
    return [text[start:end] for start, end in zip(spans.starts.tolist(), spans.ends.tolist(), strict=True)]


def _line_spans(text: str) -> _LineSpans:
    """The spans between two line ends, for all lines of a text at once.

    A line is blank where both line ends are in one run of spaces; other lines go from one run to the next.
    """
    import numpy as np

    spaces, kinds = _spaces(text)
    is_first = np.concatenate(([True], spaces[1:] - spaces[:-1] > 1))
    first = is_first.nonzero()[0]
    last = np.concatenate((first[1:], [len(spaces)])) - 1
    line_ends = (kinds >= _LINE_END).nonzero()[0]
    run = is_first.cumsum()[line_ends] - 1
    is_line = run[1:] != run[:-1]
    before = line_ends[:-1][is_line]
    starts = spaces[last[run[:-1][is_line]]] + 1
    ends = spaces[first[run[1:][is_line]]]
    is_apart = kinds[line_ends[:-1]] == _BLOCK_END
    is_apart[1:] |= ~is_line[:-1]
    return _LineSpans(starts, ends, starts - spaces[before] - 1, is_apart[is_line])


def _spaces(text: str) -> tuple[Positions, npt.NDArray[np.uint8]]:
    """Where spaces of any kind stand and of which kind they are; the text's beginning and end count as block ends."""
    import numpy as np

    points = code_points(text)
    kind_of_each = _space_kinds().take(points, mode="clip")
    spaces = (kind_of_each != 0).nonzero()[0]
    kinds = kind_of_each[spaces]
    if "\r\n" in text:  # one line end: CR counts as a space before it
        kinds[:-1][(points[spaces[:-1]] == ord("\r")) & (points[spaces[:-1] + 1] == ord("\n"))] = _SPACE
    return np.concatenate(([-1], spaces, [len(text)])), np.concatenate(([_BLOCK_END], kinds, [_BLOCK_END]))


@cache
def _space_kinds() -> npt.NDArray[np.uint8]:
    """The kind of each code point up to the last space; what lies beyond is none, as the last entry is."""
    import numpy as np

    table = np.zeros(ord(max(_SPACES)) + 2, dtype=np.uint8)
    for characters, kind in ((_SPACES, _SPACE), (_LINE_ENDS, _LINE_END), (_BLOCK_ENDS, _BLOCK_END)):
        table[code_points(characters)] = kind
    return table


def line_ends(lines: Lines, text: str, settings: NormaliseSettings) -> LineEnds:
    """What line ends mean in this document."""
    adjacent = (at for at, is_apart in enumerate(lines.is_apart) if not is_apart and at not in lines.marks)
    unfinished = [(lines[at - 1], lines[at]) for at in adjacent if not is_finished(lines.texts[at - 1])]
    wrap = _wrap(lines, unfinished, settings)
    if wrap is not None:
        return _wrapped(wrap, unfinished, text)
    n_certain = sum(certainly_goes_on(line.text, after.text) for line, after in unfinished)
    return LineEnds(
        has_telling_spaces=_are_spaces_telling(text, unfinished),
        is_fragmented=n_certain > 0 and n_certain >= settings.min_fragment_share * len(unfinished),
        are_paragraphs_apart=2 * sum(lines.is_apart) > len(lines),
    )


class _Wrap(NamedTuple):
    """How lines seem to be cut: how many of the unfinished ones end at a width, and by what measure."""

    n_there: int
    width: int
    slack: int
    measure: Measure


def _wrap(lines: Sequence[Line], unfinished: Sequence[tuple[Line, Line]], settings: NormaliseSettings) -> _Wrap | None:
    """The width at which lines are cut: where unfinished lines end at one place and hardly a line is longer.

    On a page this is a display column; a program that cuts text counts characters, whatever room they take. What more
    lines agree on is tried first.
    """
    tried = [
        _Wrap(*_densest(unfinished, measure, slack), slack, measure)
        for measure, slack in ((n_columns, settings.wrap_slack), (len, settings.cut_slack))
    ]
    tried.sort(key=lambda wrap: -wrap.n_there)
    return next((wrap for wrap in tried if _is_proven(wrap, lines, unfinished, settings)), None)


def _is_proven(
    found: _Wrap, lines: Sequence[Line], unfinished: Sequence[tuple[Line, Line]], settings: NormaliseSettings
) -> bool:
    narrowest = settings.min_wrap_columns if found.measure is n_columns else settings.min_wrap_columns // 2
    if found.width < narrowest or found.n_there < settings.min_wrapped_share * len(unfinished):
        return False
    n_longer = sum(line.edge(found.measure) > found.width + found.slack for line in lines)
    if n_longer > settings.max_overlong_share * len(lines):
        return False
    # One or two lines of a width prove little: then the line after each has to be full too, or end a sentence.
    lasts = [after for _, after in unfinished]
    return found.n_there > 2 or all(
        is_finished(last.text) or last.edge(found.measure) >= found.width - found.slack for last in lasts
    )


def _wrapped(wrap: _Wrap, unfinished: Sequence[tuple[Line, Line]], text: str) -> LineEnds:
    """Line ends of wrapped text, with the slack that the document needs: all but one full line in a hundred keep it.

    One Chinese character more, since an odd number of digits leaves half a character's room.
    """
    reaches = [_reach(line, after, wrap.measure) for line, after in unfinished]
    full = [pair for pair, reach in zip(unfinished, reaches, strict=True) if reach >= wrap.width - wrap.slack]
    least = sorted(reach for reach in reaches if reach >= wrap.width - wrap.slack)[len(full) // 100]
    indents = Counter(after.indent for _, after in full)
    return LineEnds(
        width=wrap.width,
        slack=max(wrap.width - least, 0) + wrap.measure("\N{IDEOGRAPHIC SPACE}"),
        measure=wrap.measure,
        indent=min(indents, key=lambda indent: (-indents[indent], indent)),
        has_telling_spaces=_are_spaces_telling(text, full),
    )


def _are_spaces_telling(text: str, unfinished: Sequence[tuple[Line, Line]]) -> bool:
    return 2 * sum(text[line.end : line.end + 1] in SPACES for line, _ in unfinished) <= len(unfinished)


def _densest(unfinished: Sequence[tuple[Line, Line]], measure: Measure, slack: int) -> tuple[int, int]:
    """How many unfinished lines end within ``slack``, at best, and the last place where one of these does."""
    edges = sorted(line.edge(measure) for line, _ in unfinished)
    best, first = (0, 0), 0
    for last, edge in enumerate(edges):
        while edges[first] < edge - slack:
            first += 1
        best = max(best, (last - first + 1, edge))
    return best
