"""Text for a terminal: nothing in it can steer the terminal, and Chinese and Latin stand in aligned columns.

Widths are in cells: most Chinese characters and full-width marks take two, combining marks none.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from dataclasses import dataclass

_SHOWN_BY_CODE = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
ELLIPSIS = "…"
_NARROWEST = 60


@dataclass(frozen=True)
class Screen:
    """Where lines go: ``width`` in cells, None for a file or pipe, where nothing is cut and nothing is bold."""

    width: int | None = None
    is_bold: bool = False

    @classmethod
    def of_stdout(cls) -> Screen:
        """The terminal that standard output is; a plain screen where it is none."""
        if not sys.stdout.isatty():
            return cls()
        return cls(max(shutil.get_terminal_size().columns, _NARROWEST), is_bold="NO_COLOR" not in os.environ)

    def bold(self, text: str) -> str:
        """The text in bold where that can be shown."""
        return f"\x1b[1m{text}\x1b[0m" if self.is_bold and text else text


def visible(text: str) -> str:
    r"""A text with what cannot be seen, or would change the direction or the place of what is printed, by its code.

    Control characters, marks of direction and of no width, line ends, unassigned and private characters.

    >>> visible("网\u202e络\x1b[31m")
    '网[U+202E]络[U+001B][31m'
    """
    return "".join(
        f"[U+{ord(character):04X}]" if unicodedata.category(character) in _SHOWN_BY_CODE else character
        for character in text
    )


def cells(text: str) -> int:
    """Cells that a visible text takes.

    >>> cells("网络 ok"), cells("e\u0301")
    (7, 1)
    """
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int | None) -> str:
    """The beginning of a text that fits, with … where something is missing; all of it where ``width`` is None.

    >>> fit("互联网治理", 7)
    '互联网…'
    """
    return text if width is None or cells(text) <= width else _beginning(text, width - 1) + ELLIPSIS


def fit_end(text: str, width: int | None) -> str:
    """The same of its end: what stands nearest to what follows.

    >>> fit_end("互联网治理", 6)
    '…治理'
    """
    if width is None or cells(text) <= width:
        return text
    return ELLIPSIS + _beginning(text[::-1], width - 1)[::-1]


def _beginning(text: str, width: int) -> str:
    kept = 0
    for at, character in enumerate(text):
        kept += cells(character)
        if kept > width:
            return text[:at]
    return text


def pad(text: str, width: int) -> str:
    """A text with blanks behind it up to so many cells."""
    return text + " " * (width - cells(text))


def pad_before(text: str, width: int) -> str:
    """A text with blanks before it."""
    return " " * (width - cells(text)) + text


def numbered(n: int, thing: str, things: str = "") -> str:
    """A count with its noun.

    >>> numbered(1, "message"), numbered(1200, "message"), numbered(2, "repair", "repairs")
    ('1 message', '1,200 messages', '2 repairs')
    """
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"
