"""Rows of a worksheet as the XML that Excel reads, thousands of cells in the time that one call a cell takes for few.

A cell states what it is (Office Open XML, ECMA-376 part 1, 18.3.1.4): text as ``inlineStr``, a number as ``n``, true or
false as ``b``. Text is never a formula, a link or a number, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from math import isfinite
from typing import Any

MAX_CELL = 32_767
"""Characters of an Excel cell, counted as UTF-16 code units."""

_CUT = "…"
_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # noncharacters, with which Excel calls the file damaged
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(value: str) -> str:
    """Text that a cell can hold: within Excel's length, without what XML cannot carry."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    if len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return text
    return text.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", errors="ignore") + _CUT


def column_letters(n: int) -> list[str]:
    """The names of the first columns of a sheet.

    >>> column_letters(28)[-2:]
    ['AA', 'AB']
    """
    letters = []
    for number in range(1, n + 1):
        name, rest = "", number
        while rest:
            rest, place = divmod(rest - 1, 26)
            name = chr(ord("A") + place) + name
        letters.append(name)
    return letters


def rows_xml(columns: Sequence[Sequence[Any]], first: int) -> str:
    """The XML of rows numbered from ``first``, given a sequence a column; an empty cell is left out."""
    numbers = range(first, first + len(columns[0]))
    cells = [_cells(*each, numbers) for each in zip(column_letters(len(columns)), columns, strict=True)]
    return "".join(f'<row r="{number}">{"".join(row)}</row>' for number, *row in zip(numbers, *cells, strict=True))


def n_too_long(column: Sequence[Any]) -> int:
    """How many texts of a column have to be cut."""
    return sum(isinstance(value, str) and len(value) > MAX_CELL // 2 and _is_cut(value) for value in column)


def _is_cut(value: str) -> bool:
    return len(cell_text(value)) < len(value)


def _cells(letter: str, column: Sequence[Any], numbers: Sequence[int]) -> list[str]:
    contents: dict[Any, str] = {None: ""}  # of one column, in which 1, 1.0 and True do not meet
    cells = []
    for number, value in zip(numbers, column, strict=True):
        content = contents.get(value)
        if content is None:
            content = contents[value] = _content(value)
        cells.append(f'<c r="{letter}{number}"{content}</c>' if content else "")
    return cells


def _content(value: Any) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{value:d}</v>'
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return f"><v>{value!r}</v>"
    return _inline(cell_text(str(value)))


def _inline(text: str) -> str:
    """An inline string; blanks at its ends and line ends stay, control characters stand as Excel writes them."""
    escaped = _CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _LOOKS_ESCAPED.sub("_x005F_", text))
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(escaped, quote=False)}</t></is>'
