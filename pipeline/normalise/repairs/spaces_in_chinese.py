"""Spaces between two Chinese characters, which Chinese does not write: 互联 网.

Justified lines, tables and line ends leave them behind, and a word with a space in it is two words to any segmenter.
Chinese here includes Chinese punctuation. Left alone: a space beside Latin letters or digits, and the one after the
number of a part or article at the beginning of a passage (第一章　总则, 第二条　国家), which stands for a mark.
"""

from __future__ import annotations

import re

from pipeline.characters import HAN
from pipeline.normalise.characters import CJK_PUNCTUATION, SHARED_PUNCTUATION
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "spaces_in_chinese"
_CHINESE, _SHARED = f"{HAN}{CJK_PUNCTUATION}", SHARED_PUNCTUATION
_NUMERAL = "[一二三四五六七八九十百千零〇0-9]"
_LONGEST_NUMERAL = 7
# A look behind has one length, so there is one for each length of the number: 第二条, 第十二条 …, 第二条之一 …
_NO_PARTS_NUMBER = "".join(
    f"(?<!^第{_NUMERAL}{{{n}}}[编篇章节条款项]{added} )"
    for n in range(1, _LONGEST_NUMERAL + 1)
    for added in ("", f"之{_NUMERAL}")
) + "".join(f"(?<!^第{_NUMERAL}{{{n}}}部分 )" for n in (1, 2))
# The space comes first in the pattern, which is then found many times faster than a class.
_RUN = re.compile(
    f" (?:(?<=[{_CHINESE}] ){_NO_PARTS_NUMBER} *(?=[{_CHINESE}{_SHARED}])|(?<=[{_SHARED}] ) *(?=[{_CHINESE}]))",
    re.MULTILINE,
)


@with_signs(None)
def spaces_in_chinese(text: str) -> list[Edit]:
    """One edit a run of spaces.

    >>> spaces_in_chinese("互联 网与 IGF")
    [Edit(start=2, before=' ', after='', rule='spaces_in_chinese')]
    """
    return [Edit(run.start(), run.group(), "", RULE) for run in _RUN.finditer(text)]
