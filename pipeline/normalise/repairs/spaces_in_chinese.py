"""Spaces between two Chinese characters, which Chinese does not write: 第一章　总则, 互联 网.

Justified lines, tables and line ends leave them behind, and a word with a space in it is two words to any segmenter.
Chinese here includes Chinese punctuation. Left alone: a space beside Latin letters or digits.
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import SPACES, are_chinese, has_odd_spaces
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "spaces_in_chinese"
_RUN, _PLAIN_RUN = re.compile(f"[{SPACES}]+"), re.compile(" +")


@with_signs(None)
def spaces_in_chinese(text: str) -> list[Edit]:
    """One edit a run of spaces.

    >>> spaces_in_chinese("互联 网与 IGF")
    [Edit(start=2, before=' ', after='', rule='spaces_in_chinese')]
    """
    run = _RUN if has_odd_spaces(text) else _PLAIN_RUN
    runs = ((match.start(), match.end()) for match in run.finditer(text))
    return [
        Edit(start, text[start:end], "", RULE)
        for start, end in runs
        if start > 0 and end < len(text) and are_chinese(text[start - 1], text[end])
    ]
