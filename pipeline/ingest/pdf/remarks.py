"""What a person should know of how a PDF was read: pages that are pictures, fonts that do not say what they show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

_UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")
MAX_UNMAPPED_SHARE = 0.3
"""Pages with more characters than that without a meaning cannot be read; a few are bullets."""


@dataclass(frozen=True)
class Shown:
    """What one page shows."""

    n_characters: int
    n_unmapped: int
    has_picture: bool


def n_unmapped(texts: Sequence[str]) -> int:
    """Glyphs whose font does not say which character they show."""
    return sum(len(_UNMAPPED.findall(text)) for text in texts)


def remarks(pages: Sequence[Shown]) -> tuple[str, ...]:
    """One line for all pages of a kind."""
    pictures = [number for number, page in enumerate(pages, 1) if not page.n_characters and page.has_picture]
    unmapped = [
        number
        for number, page in enumerate(pages, 1)
        if page.n_unmapped and page.n_unmapped > MAX_UNMAPPED_SHARE * page.n_characters
    ]
    found = []
    if pictures:
        found.append(f"no text layer, {numbered(pictures)}: needs OCR")
    if unmapped:
        found.append(f"fonts that do not say which characters they show, {numbered(unmapped)}: needs OCR")
    return tuple(found)


def numbered(pages: Sequence[int]) -> str:
    """Page numbers as a person writes them.

    >>> numbered([3]), numbered([3, 5, 6, 7])
    ('page 3', 'pages 3, 5–7')
    """
    runs = [[page for _, page in run] for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0])]
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(texts)}"
