"""Footnotes: small print at the foot of a page, kept as notes behind the text that they interrupt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.ingest.extracted import NOTE
from pipeline.ingest.pdf.lines import PageLine
from pipeline.ingest.pdf.marks import Shape

SMALLER = 0.93
"""Notes are set at least so much smaller than the running text."""
LOWER = 0.4
"""Notes stand in the lower part of a page, from so far down."""

# 1, [1], ①, * and what fonts of signs show; not the year, the date or the amount that a line of a note begins with.
_MARK = re.compile(
    r"[\[〔(（]?(?:\d{1,3}(?!\d|\.\d{1,3}(?!\d)|[%％个次条]|\s*[年月日])|[\u2460-\u2473*†‡※\ufffd\uffff]|\(cid:\d+\))"
    r"[\]〕)）]?[\s.、．]*"
)


def mark_notes(lines: Sequence[PageLine], body_size: float, height: float, drawn: Sequence[Shape]) -> list[PageLine]:
    """The lines of a page, those of footnotes marked as such; a line that begins a note has a drawn mark.

    Notes are the last lines of the page, in smaller print, from the first that begins with a mark (1, ①, *) or stands
    below a rule.
    """
    last = len(lines)
    while last and (lines[last - 1].is_artifact or _is_small(lines[last - 1], body_size, height)):
        last -= 1
    small = [number for number in range(last, len(lines)) if not lines[number].is_artifact]
    begun = next((at for at, number in enumerate(small) if _begins(lines[number], drawn, is_first=at == 0)), None)
    if begun is None:
        return list(lines)
    notes = set(small[begun:])
    return [
        replace(line, tag=NOTE, has_drawn_mark=number == small[begun] or _mark(line) is not None)
        if number in notes
        else line
        for number, line in enumerate(lines)
    ]


def reference_marks(lines: Iterable[PageLine]) -> frozenset[str]:
    """The marks that the notes among these lines begin with, without brackets and points."""
    begun = (_mark(line) for line in lines if line.tag == NOTE)
    return frozenset(mark.strip("[]〔〕()（） .、．") for mark in begun if mark)


def _mark(line: PageLine) -> str | None:
    """What a note begins with, if the line can begin one: a raised figure is a mark whatever follows it."""
    if line.raised and line.raised[0][0] == 0:
        return line.text[: line.raised[0][1]]
    match = _MARK.match(line.text)
    return match.group() if match else None


def _is_small(line: PageLine, body_size: float, height: float) -> bool:
    return line.size <= SMALLER * body_size and line.baseline >= LOWER * height


def _begins(line: PageLine, drawn: Sequence[Shape], *, is_first: bool) -> bool:
    return _mark(line) is not None or (is_first and any(_is_rule_above(shape, line) for shape in drawn))


def _is_rule_above(shape: Shape, line: PageLine) -> bool:
    is_flat = shape.bottom - shape.top < 2 and shape.x1 - shape.x0 > 3 * line.size
    return is_flat and 0 <= line.top - shape.bottom <= 2 * line.size and shape.x0 <= line.x0 + line.size
