"""Typewriter's quotes around Chinese: "互联网" for “互联网”, ``…'' likewise.

A straight quote says neither whether it opens or closes nor that it is Chinese, so that the words beside it are taken
for Latin and kept apart. Only pairs change, where Chinese stands inside, or on both sides.

Left alone: an odd number of quotes in a passage, quotes with a space on their inner side, inches (15"), apostrophes
and quotes in Latin text (don't, say "yes" or "no"); 「」 and 『』, which are right as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.characters import HAN
from pipeline.normalise.characters import CJK_PUNCTUATION
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "straight_quotes"
_SIGNS = "\"'`\uff02\uff07"  # with ＂ ＇
_DOUBLE = re.compile('["\uff02“”]')
_STRAIGHT = '"\uff02'
_HAN = re.compile(f"[{HAN}]")
# A single quote beside a double one is of the same make.
_CHINESE = re.compile(f"[{HAN}{CJK_PUNCTUATION}—…“”‘’'`]")
_OTHER = "[^\n'`\uff07‘’]"
_HAN_INSIDE = f"{_OTHER}*[{HAN}]{_OTHER}*"
# Opening and closing quote, the pattern's groups 1 and 2, and what they become.
_UNLIKE = (
    (re.compile(f"(``)(?! ){_HAN_INSIDE}(?<! )('')"), ("“", "”")),
    (re.compile(f"(?<!`)(`)(?! ){_HAN_INSIDE}(?<! )(')(?!')"), ("‘", "’")),
    (re.compile(f"(?<![0-9A-Za-z'])(['\uff07])(?! ){_HAN_INSIDE}(?<! )(['\uff07])(?![0-9A-Za-z'])"), ("‘", "’")),
)


@with_signs(_SIGNS)
def straight_quotes(text: str) -> list[Edit]:
    """One edit a quote.

    >>> [edit.after for edit in straight_quotes('"互联网"与 "IGF" ')]
    ['“', '”']
    """
    edits = {edit.start: edit for edit in [*_double(text), *_unlike(text)]}
    return [edits[start] for start in sorted(edits)]


def _double(text: str) -> Iterator[Edit]:
    """Straight double quotes, passage by passage, since only a passage tells which of them are pairs."""
    if '"' not in text and "\uff02" not in text:
        return
    start = 0
    for line in text.split("\n"):
        if '"' in line or "\uff02" in line:
            curly = [one for a, b in _pairs(line) for one in ((a, "“"), (b, "”"))]
            yield from (Edit(start + at, line[at], mark, RULE) for at, mark in curly if line[at] in _STRAIGHT)
        start += len(line) + 1


def _pairs(line: str) -> list[tuple[int, int]]:
    """Pairs with a straight quote that are meant to be Chinese; none where the quotes of the passage do not pair."""
    places = [match.start() for match in _DOUBLE.finditer(line)]
    pairs = list(zip(places[::2], places[1::2], strict=False))
    is_paired = 2 * len(pairs) == len(places) and all(line[a] != "”" and line[b] != "“" for a, b in pairs)
    if not is_paired:
        return []
    return [(a, b) for a, b in pairs if (line[a] in _STRAIGHT or line[b] in _STRAIGHT) and _is_chinese(line, a, b)]


def _is_chinese(line: str, opening: int, closing: int) -> bool:
    inside = line[opening + 1 : closing]
    is_loose = (
        line[opening] in _STRAIGHT and inside[:1].isspace(),
        line[closing] in _STRAIGHT and inside[-1:].isspace(),
    )
    if not inside or any(is_loose):
        return False
    before, after = line[:opening].rstrip()[-1:], line[closing + 1 :].lstrip()[:1]
    if before.isdigit() and inside[-1].isdigit():
        return False
    if _HAN.search(inside):
        return True
    has_chinese_around = _CHINESE.match(before) is not None and _CHINESE.match(after) is not None
    return has_chinese_around and _HAN.search(line) is not None


def _unlike(text: str) -> Iterator[Edit]:
    if any(sign in text for sign in "'\uff07"):
        for pattern, (opening, closing) in _UNLIKE:
            for match in pattern.finditer(text):
                yield Edit(match.start(1), match.group(1), opening, RULE)
                yield Edit(match.start(2), match.group(2), closing, RULE)
