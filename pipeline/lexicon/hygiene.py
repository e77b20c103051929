"""What editors leave in a lexicon file: it is read all the same, and a person is told where it is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

_LINE_END = re.compile("\r\n|\r|\n")
_NAMED_ENDS = {"\r\n": "CR LF, as Windows writes them", "\r": "CR alone, as old Macintosh programs write them"}
_MAX_NUMBERS = 5
"""Line numbers that one message names: enough to see where, few enough to read."""


def form_warnings(place: str, received: str) -> Iterator[str]:
    """Warnings about a file's text as it was received: a byte-order mark, line ends other than LF."""
    if received.startswith("\N{ZERO WIDTH NO-BREAK SPACE}"):
        yield f"{place}, line 1: a byte-order mark (U+FEFF) before it is left out; save as UTF-8 without BOM"
    if "\r" in received:
        numbers = defaultdict(list)
        for number, match in enumerate(_LINE_END.finditer(received), start=1):
            numbers[match.group()].append(number)
        for end, name in _NAMED_ENDS.items():
            if end in numbers:
                yield f"{place}, {named_lines(numbers[end])}: line ends are {name}; read as LF: save with LF"


def blank_warnings(place: str, fields: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Warnings about blanks around fields, given as line number and field: one for each kind of blank."""
    numbers = defaultdict(list)
    for number, field in fields:
        for blank in sorted(set(_around(field))):
            numbers[blank].append(number)
    for blank in sorted(numbers):
        name = unicodedata.name(blank, f"U+{ord(blank):04X}").lower()
        yield f"{place}, {named_lines(numbers[blank])}: blanks ({name}) around a text are left out; delete them"


def _around(field: str) -> str:
    """The blanks before and after what a field says; none in a field of blanks alone.

    >>> _around("\\u3000网络 安全 ")
    '\\u3000 '
    """
    said = field.strip()
    return "".join(field.split(said, 1)) if said else ""


def named_lines(numbers: Iterable[int]) -> str:
    """
    >>> named_lines([3]), named_lines([3, 4, 9]), named_lines(range(1, 9))
    ('line 3', 'lines 3, 4, 9', 'lines 1, 2, 3, 4, 5 and 3 more')
    """
    distinct = sorted(set(numbers))
    shown = ", ".join(map(str, distinct[:_MAX_NUMBERS]))
    more = f" and {len(distinct) - _MAX_NUMBERS} more" if len(distinct) > _MAX_NUMBERS else ""
    return f"{'line' if len(distinct) == 1 else 'lines'} {shown}{more}"
