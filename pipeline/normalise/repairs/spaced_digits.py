"""Numbers with a space after every digit: 1 9 9 8 年, 1 5 ．3 ％.

Text set with wide digits comes out of its file like this, and no year, share or amount in it is a number.

A document is such a text when a number of four or more digits is written so before a word that counts (年, 万, 元, ％);
then all its numbers are, those of one and two digits too. Left alone: everything in any other document: lists (1 2 3),
months (5 6 月), figures in groups of three (138 000 元), columns of a table.
"""

from __future__ import annotations

import re

from pipeline.characters import HAN
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "spaced_digits"
_COUNTED = "年月日号时分届次个人名位户种项件条款家所座万亿千百元吨斤米里亩倍度％%‰"
_QUICK = re.compile(" (?<=[0-9] )[0-9] [0-9] [0-9]")
_PROOF = re.compile(f"(?<![0-9])(?<![0-9] )[0-9](?: [0-9]){{3,}} ?(?=[{_COUNTED}])")
_NUMBER = re.compile(
    "(?<![0-9A-Za-z.])[0-9](?: [0-9])*(?![0-9])(?: ?[．.] ?[0-9](?: [0-9])*(?![0-9]))?" + f"(?: (?=[{HAN}％%‰]))?"
)
_COUNTING_UP = "0123456789"


@with_signs(None)
def spaced_digits(text: str) -> list[Edit]:
    """One edit a number.

    >>> [edit.after for edit in spaced_digits("1 9 9 7 年1 2 月增长5 ．3 ％")]
    ['1997', '12', '5．3']
    """
    if not _QUICK.search(text) or not _PROOF.search(text):
        return []
    numbers = ((match.start(), match.group()) for match in _NUMBER.finditer(text))
    joined = ((start, number, number.replace(" ", "")) for start, number in numbers)
    return [
        Edit(start, number, digits, RULE)
        for start, number, digits in joined
        if digits != number and not _is_list(number, digits)
    ]


def _is_list(number: str, digits: str) -> bool:
    """1 2 3, with nothing counted after it."""
    return len(digits) > 1 and digits in _COUNTING_UP and number[-1].isdigit()
