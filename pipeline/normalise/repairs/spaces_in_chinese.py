"""Spaces between two Chinese characters, which Chinese does not write: 互联 网.

Justified lines, tables and line ends leave them behind, and a word with a space in it is two words to any segmenter.
Chinese here includes Chinese punctuation. Left alone: a space beside Latin letters or digits, and the one after the
number of a part or article at the beginning of a passage (第一章　总则, 第二条　国家), which stands for a mark.
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import SPACES, are_chinese, has_odd_spaces
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "spaces_in_chinese"
_RUN, _PLAIN_RUN = re.compile(f"[{SPACES}]+"), re.compile(" +")
_PARTS = frozenset("编篇章节条分款项一二三四五六七八九十")
_NUMERAL = "[一二三四五六七八九十百千零〇0-9]{1,7}"
_NUMBER_OF_PART = re.compile(f"第{_NUMERAL}(?:部分|[编篇章节条款项])(?:之{_NUMERAL})?")
_LONGEST_NUMBER = 18


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
        if start > 0
        and end < len(text)
        and are_chinese(text[start - 1], text[end])
        and not (text[start - 1] in _PARTS and _is_number_of_part(text, start))
    ]


def _is_number_of_part(text: str, end: int) -> bool:
    begin = text.rfind("\n", 0, end) + 1
    return end - begin <= _LONGEST_NUMBER and _NUMBER_OF_PART.fullmatch(text, begin, end) is not None
