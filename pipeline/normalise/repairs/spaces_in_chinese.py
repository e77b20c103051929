"""Spaces between two Chinese characters, which Chinese does not write: 第一章　总则, 互联 网.

Justified lines, tables and line ends leave them behind, and a word with a space in it is two words to any segmenter.
Chinese here includes Chinese punctuation. Left alone: a space beside Latin letters or digits.
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import SPACES, are_chinese
from pipeline.normalise.ledger import Edit

RULE = "spaces_in_chinese"
_RUN = re.compile(f"[{SPACES}]+")


def spaces_in_chinese(text: str) -> list[Edit]:
    """One edit a run of spaces.

    >>> spaces_in_chinese("互联 网与 IGF")
    [Edit(start=2, before=' ', after='', rule='spaces_in_chinese')]
    """
    runs = ((match.start(), match.end()) for match in _RUN.finditer(text))
    return [
        Edit(start, text[start:end], "", RULE)
        for start, end in runs
        if start > 0 and end < len(text) and are_chinese(text[start - 1], text[end])
    ]
