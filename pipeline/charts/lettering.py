"""Measure and break text, so that no label is cut and none runs into another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from unicodedata import category

from pipeline.font_files import fallback_font_file, font_file

POINTS_PER_INCH = 72
ELLIPSIS = "…"
_STEPS = 10
_NOT_AT_LINE_START = "，。、；：？！）》」』”’…·†%％,.;:?!)]}"
_NOT_AT_LINE_END = "（《「『“‘([{"
# A word of letters and digits, with what holds it together, a comma within a number too, or any other single character.
_LETTER = r"0-9A-Za-z\u00C0-\u024F\u0370-\u052F"
_PIECE = re.compile(rf"[{_LETTER}](?:[{_LETTER}'’\-+./&_]|,(?=[0-9]))*|\s+|.")


@cache
def _fonts() -> tuple[tuple[Any, Any], ...]:
    from matplotlib.ft2font import FT2Font

    opened = [FT2Font(str(file)) for file in (font_file(), fallback_font_file())]
    for font in opened:
        font.set_size(100, POINTS_PER_INCH)
    return tuple((font, font.get_charmap()) for font in opened)


@cache
def _advance(character: str) -> float:
    """Width of a character in em; one em where neither font has it (writing it will stop the run)."""
    for font, charmap in _fonts():
        if ord(character) in charmap:
            return float(font.load_char(ord(character)).linearHoriAdvance) / 65536 / 100
    return 1.0


@cache
def has_glyph(character: str) -> bool:
    """One of the two fonts has it."""
    return any(ord(character) in charmap for _, charmap in _fonts())


def visible(text: str) -> str:
    """The text without format characters: nothing is seen of them, and some turn what follows round in a page.

    >>> visible("\u202e治理\u2066")
    '治理'
    """
    return text if text.isprintable() else "".join(one for one in text if category(one) != "Cf")


def width(text: str, size: float) -> float:
    """Width in inches of one line at a size in points, kerning left out (it only narrows)."""
    return sum(map(_advance, text)) * size / POINTS_PER_INCH


def wrap(text: str, size: float, room: float, max_lines: int = 0) -> tuple[str, ...]:
    """The text in lines no wider than ``room`` inches; a line never begins with a closing mark.

    Chinese breaks between any two characters, other scripts at spaces, a word wider than a line anywhere. Where
    ``max_lines`` is not 0 what does not fit is left out and an ellipsis says so.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, size, room):
        if line and width((line + piece).rstrip(), size) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line = (line + piece).lstrip()
    lines.append(line.rstrip())
    if max_lines and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], _shortened(lines[max_lines - 1], size, room)]
    return tuple(lines)


def balanced(text: str, size: float, room: float, max_lines: int = 0) -> tuple[str, ...]:
    """The text in as few lines as ``wrap`` needs, but of about the same length: no last line of one character."""
    lines = wrap(text, size, room, max_lines)
    if len(lines) == 1 or lines[-1].endswith(ELLIPSIS):
        return lines
    narrow = width(" ".join(lines), size) / len(lines)
    for step in range(_STEPS):
        tried = wrap(text, size, narrow + (room - narrow) * step / _STEPS, max_lines)
        if len(tried) == len(lines) and not tried[-1].endswith(ELLIPSIS):
            return tried
    return lines


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    """What a line may not break inside of: a word, a character with the marks that cling to it."""
    held = ""
    for piece in _PIECE.findall(" ".join(visible(text).split())):
        clings = piece[0] in _NOT_AT_LINE_START or (held and held[-1] in _NOT_AT_LINE_END)
        if held and not clings:
            yield from _bounded(held, size, room)
            held = ""
        held += piece
    yield from _bounded(held, size, room)


def _bounded(piece: str, size: float, room: float) -> Iterator[str]:
    part = ""
    for character in piece:
        if part and width(part + character, size) > room:
            yield part
            part = ""
        part += character
    yield part


def _shortened(line: str, size: float, room: float) -> str:
    while line and width(line + ELLIPSIS, size) > room:
        line = line[:-1]
    return line.rstrip() + ELLIPSIS


def widest(texts: Sequence[str], size: float) -> float:
    """Width in inches of the widest line; 0 without any."""
    return max((width(text, size) for text in texts), default=0.0)
