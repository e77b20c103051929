"""Tables of contents: their entries are the headings that follow, so they are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.pdf.lines import PageLine

_HEAD = re.compile(r"目\s*[录錄次]|contents", re.IGNORECASE)
_INVISIBLE = "\u200b\u2060\ufeff"
_NUMBER = rf"(?P<page>[0-9]{{1,4}}|[ivxlc]{{1,6}})[\s{_INVISIBLE}]*$"
_WITH_LEADERS = re.compile(rf"(?:[.．·…⋯\u2024][\s{_INVISIBLE}]*){{5,}}{_NUMBER}")
_WITHOUT = re.compile(rf"\s{_NUMBER}")
MIN_ENTRIES = 2
"""Below a heading that says so, this many entries in the order of their pages are a table without dots."""


def are_of_contents(lines: Sequence[PageLine]) -> list[bool]:
    """Which lines of a column belong to a table of contents, its heading included."""
    found = [_WITH_LEADERS.search(line.text) is not None for line in lines]
    for head, line in enumerate(lines):
        if _HEAD.fullmatch(line.text.strip()):
            end = max(_end_without_leaders(lines, head + 1), _end(found, head + 1))
            found[head:end] = [True] * (end - head) if end > head + 1 else found[head:end]
    return found


def _end(are_entries: Sequence[bool], begin: int) -> int:
    end = begin
    while end < len(are_entries) and are_entries[end]:
        end += 1
    return end


def _end_without_leaders(lines: Sequence[PageLine], begin: int) -> int:
    """Where a run of lines ends that each end in a page number not below the one before."""
    end, last = begin, 0
    while end < len(lines) and (match := _WITHOUT.search(lines[end].text)) is not None:
        number = int(match["page"]) if match["page"].isdigit() else last
        if number < last:
            break
        end, last = end + 1, number
    return end if end - begin >= MIN_ENTRIES else begin
