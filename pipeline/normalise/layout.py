"""From lines to passages: which line ends end a passage, and what is taken away between and inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.block_spans import ARTIFACTS
from pipeline.normalise.characters import SPACES, certainly_goes_on, is_finished
from pipeline.normalise.ledger import Edit, Edits
from pipeline.normalise.line_joins import HYPHENS, SOFT_HYPHEN, LatinWords, join_between
from pipeline.normalise.lines import Line, LineEnds, Lines, line_ends, read_lines
from pipeline.normalise.structure import (
    EM_DASH,
    HEADING,
    Mark,
    is_heading_like,
    is_list_item,
    is_note,
    is_numbered,
    is_part,
    is_salutation,
)

if TYPE_CHECKING:
    from pipeline.settings import NormaliseSettings

BLANK_LINES, LINE_ENDS, RULE_LINES = "blank_lines", "line_ends", "rule_lines"
GAP_RULES = (ARTIFACTS, BLANK_LINES, LINE_ENDS, RULE_LINES)
"""Rules of what is taken away between passages."""
_BLANK_LINE = re.compile(r"[\n\r\v\f\x85\u2028\u2029]\s*[\n\v\f\x85\u2028\u2029]|\f|\u2029")


@dataclass
class Passage:
    """Lines that are one passage; ``start`` is where its text begins, after marks that are no part of it."""

    lines: list[Line]
    mark: Mark
    start: int
    joins: list[str] = field(default_factory=list)
    """What stands between one line and the next after joining."""
    kind: str | None = None
    """What the source says it is; None where the text has to tell."""
    level: int = 0
    """Rank of a heading in the source, 1 the highest; 0 where the source has none."""

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def is_mark_only(self) -> bool:
        return self.start >= self.lines[-1].end

    @property
    def text(self) -> str:
        first = self.lines[0]
        texts = [first.text[self.start - first.start :] if self.start < first.end else ""]
        for join, line in zip(self.joins, self.lines[1:], strict=True):
            texts += (join, line.text[max(self.start - line.start, 0) :])
        return "".join(texts)


@dataclass(frozen=True)
class Passages:
    """The passages of a document, in order, column by column.

    Most are one plain line: where it begins and ends, its text and its indent are all that there is to say.
    """

    starts: list[int]
    """Where the first line begins, a mark included."""
    ends: list[int]
    """Where the last line ends."""
    texts: list[str]
    indents: list[int]
    described: Mapping[int, Passage]
    """Those with more to them, by their number: a mark, several lines, a kind that the source states."""

    @staticmethod
    def of(found: Sequence[Passage]) -> Passages:
        return Passages(
            [passage.lines[0].start for passage in found],
            [passage.lines[-1].end for passage in found],
            [passage.text for passage in found],
            [passage.indent for passage in found],
            dict(enumerate(found)),
        )

    def without(self, gone: Set[int]) -> Passages:
        """Without the passages of these numbers."""
        if not gone:
            return self
        kept = [number for number in range(len(self.texts)) if number not in gone]
        return Passages(
            [self.starts[number] for number in kept],
            [self.ends[number] for number in kept],
            [self.texts[number] for number in kept],
            [self.indents[number] for number in kept],
            {at: self.described[number] for at, number in enumerate(kept) if number in self.described},
        )


def passages(text: str, settings: NormaliseSettings) -> Passages:
    """The passages of a text whose characters are mended, in order."""
    lines = read_lines(text)
    ends = line_ends(lines, text, settings)
    firsts = _surely_first(lines, ends)
    described: dict[int, Passage] = {}
    for first, stop in pairwise([*firsts, len(lines)]):
        if stop - first > 1 or first in lines.marks:
            described |= _stretch(lines, first, stop, text, ends, settings)
    return _passages(lines, sorted({*firsts, *described}), described)


def _surely_first(lines: Lines, ends: LineEnds) -> list[int]:
    """Numbers of lines that begin a passage, as can be told without a look at what else the passage holds."""
    if not ends.are_final_at_gaps:
        return [0] if lines else []
    texts, marks = lines.texts, lines.marks
    behind_mark = {at + 1 for at, mark in marks.items() if mark.length == len(texts[at])}
    return [
        at
        for at, is_apart in enumerate(lines.is_apart)
        if at not in behind_mark and (is_apart or not certainly_goes_on(texts[at - 1], texts[at]))
    ]


def _stretch(
    lines: Lines, first: int, stop: int, text: str, ends: LineEnds, settings: NormaliseSettings
) -> dict[int, Passage]:
    """The passages that some lines make, by the number of their first line; decided line by line."""
    found: dict[int, Passage] = {}
    some = lines[first : stop + 1]
    passage = Passage([some[0]], some[0].mark, some[0].start + some[0].mark.length)
    found[first] = passage
    for number in range(1, stop - first):
        line, following = some[number], some[number + 1] if number + 1 < len(some) else None
        if _goes_on(passage, line, following, ends, settings):
            add_line(passage, line, text, ends)
        else:
            passage = Passage([line], line.mark, line.start + line.mark.length)
            found[first + number] = passage
    return found


def _passages(lines: Lines, firsts: Sequence[int], described: Mapping[int, Passage]) -> Passages:
    """Columns of the passages that begin with these lines, but for marks without any text."""
    kept = [(first, behind) for first, behind in pairwise([*firsts, len(lines)]) if not _is_mark_only(described, first)]
    firsts = [first for first, _ in kept]
    return Passages(
        [lines.starts[first] for first in firsts],
        [lines.ends[behind - 1] for _, behind in kept],
        [described[first].text if first in described else lines.texts[first] for first in firsts],
        [lines.indents[first] for first in firsts],
        {number: described[first] for number, first in enumerate(firsts) if first in described},
    )


def _is_mark_only(described: Mapping[int, Passage], first: int) -> bool:
    return first in described and described[first].is_mark_only


def add_line(passage: Passage, line: Line, text: str, ends: LineEnds) -> None:
    """Let a passage go on in a line; what stands between them is decided by the characters on both sides."""
    if passage.is_mark_only:
        passage.start, join = line.start, ""
    else:
        last = passage.lines[-1]
        has_space = ends.has_telling_spaces and text[last.end : last.end + 1] in SPACES
        join = join_between(last.text, line.text, has_space=has_space)
    passage.joins.append(join)
    passage.lines.append(line)


def _goes_on(passage: Passage, line: Line, following: Line | None, ends: LineEnds, settings: NormaliseSettings) -> bool:
    """Does a passage go on in a line?"""
    if passage.is_mark_only:
        return not line.mark.length and passage.mark.kind != HEADING
    last = passage.lines[-1]
    is_dash_within = line.mark.sign == EM_DASH and ends.is_full(last, line) and not is_finished(last.text)
    if line.mark.length and not is_dash_within:
        return False
    if passage.mark.kind == HEADING or "|" in (last.text[0], line.text[0]):
        return False
    if ends.width is None:
        return _goes_on_in_fragments(passage, line, ends, settings)
    if line.is_apart:
        return _goes_on_after_gap(passage, line, following, ends, settings)
    return _goes_on_when_wrapped(passage, line, following, ends, settings)


def _goes_on_in_fragments(passage: Passage, line: Line, ends: LineEnds, settings: NormaliseSettings) -> bool:
    """Where lines are not wrapped: at an unmistakable sign; in a fragmented document also at any unfinished line.

    A finished sentence ends nothing there where blank lines stand between paragraphs: it was set in bold, and the text
    that it leads into follows.
    """
    last = passage.lines[-1]
    if certainly_goes_on(last.text, line.text):
        return not line.is_apart or (ends.is_fragmented and not is_numbered(line.text))
    if line.is_apart or not ends.is_fragmented or is_numbered(line.text):
        return False
    if is_finished(last.text):
        return ends.are_paragraphs_apart and not is_salutation(last.text) and not is_note(passage.text)
    # A number alone goes on in its text; a number with a phrase after it is a heading above its text.
    is_heading = len(passage.lines) == 1 and is_numbered(last.text) and is_heading_like(last.text, settings)
    return not (is_heading and len(last.text) > 5) and not is_note(line.text)


def _goes_on_when_wrapped(
    passage: Passage, line: Line, following: Line | None, ends: LineEnds, settings: NormaliseSettings
) -> bool:
    """Where lines are wrapped and no blank line stands between."""
    last = passage.lines[-1]
    if is_note(line.text) or _begins_by_indent(passage, line, ends):
        return False
    if not is_finished(last.text) and ends.is_full(last, line):
        return True
    if is_numbered(line.text) or _stands_as_heading(line, following, ends, settings):
        return False
    return ends.is_full(last, line) or certainly_goes_on(last.text, line.text)


def _begins_by_indent(passage: Passage, line: Line, ends: LineEnds) -> bool:
    """Does the line's indent begin a new paragraph? The hanging lines of a list's item are indented and do not."""
    last = passage.lines[-1]
    if passage.mark.length or is_list_item(passage.lines[0].text):
        return len(passage.lines) > 1 and line.indent >= last.indent + 2
    if line.indent == last.indent and (len(passage.lines) > 1 or not is_finished(last.text)):
        return False
    return line.indent >= ends.indent + 2


def _goes_on_after_gap(
    passage: Passage, line: Line, following: Line | None, ends: LineEnds, settings: NormaliseSettings
) -> bool:
    """Where lines are wrapped, across a blank line or page end: a full, unfinished line goes on in running text."""
    last = passage.lines[-1]
    if is_finished(last.text) or not ends.is_full(last, line) or _begins_by_indent(passage, line, ends):
        return False
    if is_numbered(line.text) or is_note(line.text) or _stands_as_heading(line, following, ends, settings):
        return False
    return not (is_part(passage.text) and is_heading_like(passage.text, settings))


def _stands_as_heading(line: Line, following: Line | None, ends: LineEnds, settings: NormaliseSettings) -> bool:
    """Could the line be a heading, and does nothing go on from it?"""
    if not is_heading_like(line.text, settings):
        return False
    return following is None or following.is_apart or following.mark.length > 0 or not ends.is_full(line, following)


def layout_edits(text: str, found: Passages, *, mends_words: bool = True) -> Edits:
    """Edits that leave the passages, one a line, and nothing else: no mark, wrap, blank line or space at an end.

    ``mends_words``: Latin words that a line end divides are put together, with or without a hyphen.
    """
    words = LatinWords(text) if mends_words else None
    joined = [line for passage in found.described.values() for line in passage.lines[:-1]]
    # A space behind nearly every line says nothing of the words before it.
    keeps_spaces = 2 * sum(text[line.end] in SPACES for line in joined) <= len(joined)
    within = [
        edit for passage in found.described.values() for edit in _edits_within(text, passage, words, keeps_spaces)
    ]
    return _gap_edits(text, found).with_others(within)


def _gap_edits(text: str, found: Passages) -> Edits:
    """One edit a gap before, between and behind passages that is not one line feed already."""
    begins, ends = [0, *found.ends], [*found.starts, len(text)]
    gaps = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    separators = ["", *["\n"] * (len(gaps) - 2), ""][: len(gaps)]
    is_edit = [gap != separator for gap, separator in zip(gaps, separators, strict=True)]
    rule_of = {gap: _gap_rule(gap) for gap in set(gaps)}  # few differ
    before = list(compress(gaps, is_edit))
    after = list(compress(separators, is_edit))
    return Edits.at(list(compress(begins, is_edit)), before, after, [rule_of[gap] for gap in before])


def _edits_within(text: str, passage: Passage, words: LatinWords | None, keeps_spaces: bool) -> Iterator[Edit]:
    first = passage.lines[0]
    if passage.start > first.start:
        yield Edit(first.start, text[first.start : passage.start], "", f"{passage.mark.kind}_mark")
    for join, (line, after) in zip(passage.joins, pairwise(passage.lines), strict=True):
        if after.start > passage.start:
            yield _line_join(text, line, after, join, words, keeps_spaces)


def _line_join(text: str, line: Line, after: Line, join: str, words: LatinWords | None, keeps_spaces: bool) -> Edit:
    end = line.start + len(line.text.rstrip(SOFT_HYPHEN))
    if words is not None:
        if line.text[-1] in HYPHENS and words.is_divided(line.text, after.text):
            end -= 1
        elif join == " " and not (keeps_spaces and text[line.end] in SPACES) and words.is_cut(line.text, after.text):
            join = ""
    return Edit(end, text[end : after.start], join, "line_join")


def _gap_rule(gap: str) -> str:
    if gap.strip():
        return RULE_LINES
    return BLANK_LINES if _BLANK_LINE.search(gap) else LINE_ENDS
