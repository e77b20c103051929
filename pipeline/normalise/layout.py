"""From lines to passages: which line ends end a passage, and what is taken away between and inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.normalise.block_spans import ARTIFACTS
from pipeline.normalise.characters import SPACES, certainly_goes_on, is_finished
from pipeline.normalise.ledger import Edit
from pipeline.normalise.line_joins import HYPHENS, SOFT_HYPHEN, LatinWords, join_between
from pipeline.normalise.lines import Line, LineEnds, line_ends, read_lines
from pipeline.normalise.structure import (
    EM_DASH,
    HEADING,
    Mark,
    is_heading_like,
    is_list_item,
    is_note,
    is_numbered,
    is_part,
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


def passages(text: str, settings: NormaliseSettings) -> list[Passage]:
    """The passages of a text whose characters are mended, in order."""
    lines = read_lines(text)
    ends = line_ends(lines, text, settings)
    found: list[Passage] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if found and _goes_on(found[-1], line, following, ends, settings):
            add_line(found[-1], line, text, ends)
        else:
            found.append(Passage([line], line.mark, line.start + line.mark.length))
    return [passage for passage in found if not passage.is_mark_only]


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
    last = passage.lines[-1]
    if passage.is_mark_only:
        return not line.mark.length and passage.mark.kind != HEADING
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
    """Where lines are not wrapped: at an unmistakable sign; in a fragmented document also at any unfinished line."""
    last = passage.lines[-1]
    if certainly_goes_on(last.text, line.text):
        return not line.is_apart or (ends.is_fragmented and not is_numbered(line.text))
    if line.is_apart or not ends.is_fragmented or is_finished(last.text) or is_numbered(line.text):
        return False
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


def layout_edits(text: str, found: Sequence[Passage], *, mends_words: bool = True) -> list[Edit]:
    """Edits that leave the passages, one a line, and nothing else: no mark, wrap, blank line or space at an end.

    ``mends_words``: Latin words that a line end divides are put together, with or without a hyphen.
    """
    edits = list(_edits(text, found, LatinWords(text) if mends_words else None))
    return [edit for edit in edits if edit.before != edit.after]


def _edits(text: str, found: Sequence[Passage], words: LatinWords | None) -> Iterator[Edit]:
    at, separator = 0, ""
    for passage in found:
        first = passage.lines[0]
        gap = text[at : first.start]
        yield Edit(at, gap, separator, _gap_rule(gap))
        yield Edit(first.start, text[first.start : passage.start], "", f"{passage.mark.kind}_mark")
        for join, (line, after) in zip(passage.joins, pairwise(passage.lines), strict=True):
            if after.start > passage.start:
                yield _line_join(text, line, after, join, words)
        at, separator = passage.lines[-1].end, "\n"
    yield Edit(at, text[at:], "", _gap_rule(text[at:]))


def _line_join(text: str, line: Line, after: Line, join: str, words: LatinWords | None) -> Edit:
    end = line.start + len(line.text.rstrip(SOFT_HYPHEN))
    if words is not None:
        if line.text[-1] in HYPHENS and words.is_divided(line.text, after.text):
            end -= 1
        elif join == " " and text[line.end] not in SPACES and words.is_cut(line.text, after.text):
            join = ""
    return Edit(end, text[end : after.start], join, "line_join")


def _gap_rule(gap: str) -> str:
    if gap.strip():
        return RULE_LINES
    return BLANK_LINES if _BLANK_LINE.search(gap) else LINE_ENDS
