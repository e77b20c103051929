"""A Chinese comma, enumeration comma or full stop that stands twice: 状态，，更加.

Editing and joining files leaves them behind; they are never meant, and the second one is a sentence of no characters.

Left alone: ！！ and ？？, which are written on purpose; three and more of a mark, which may stand for an ellipsis or a
blank to fill in; two different marks; rarer marks, for which every clean text would be searched once more.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "doubled_marks"
_MARKS = "，、。"
_DOUBLED = tuple(re.compile(f"{mark}{mark}(?!{mark})(?<!{mark}{mark}{mark})") for mark in _MARKS)


@with_signs(None)
def doubled_marks(text: str) -> list[Edit]:
    """One edit a pair.

    >>> doubled_marks("玩忽职守、、徇私舞弊")
    [Edit(start=4, before='、、', after='、', rule='doubled_marks')]
    """
    pairs = (pattern for mark, pattern in zip(_MARKS, _DOUBLED, strict=True) if mark * 2 in text)
    return sorted(
        Edit(match.start(), match.group(), match.group()[0], RULE) for p in pairs for match in p.finditer(text)
    )
