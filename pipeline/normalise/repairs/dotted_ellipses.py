"""An ellipsis written with full stops after Chinese: 等等...... for 等等……, 。。。 likewise.

Each dot would end a sentence. Left alone: one or two dots; seven and more, and dots before a number, which lead to a
page number in a table of contents; dots after Latin letters; an ellipsis of one character (…).
"""

from __future__ import annotations

import re

from pipeline.characters import HAN
from pipeline.normalise.characters import CJK_PUNCTUATION
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "dotted_ellipses"
ELLIPSIS = "……"
_CHINESE_CLASS = f"[{HAN}{CJK_PUNCTUATION}\u2018-\u201d]"
_DOTS = re.compile(rf"(\.{{3,}}(?!\.| ?[0-9])|。{{3,}})(?: +(?={_CHINESE_CLASS}))?")
_MAX_DOTS = 6
_CHINESE = re.compile(_CHINESE_CLASS)


@with_signs(None)
def dotted_ellipses(text: str) -> list[Edit]:
    """One edit an ellipsis, with a space between it and Chinese.

    >>> dotted_ellipses("合作、开放......")
    [Edit(start=5, before='......', after='……', rule='dotted_ellipses')]
    """
    if "..." not in text and "。。。" not in text:
        return []
    return [
        Edit(match.start(), match.group(), ELLIPSIS, RULE)
        for match in _DOTS.finditer(text)
        if len(match.group(1)) <= _MAX_DOTS and match.start() and _CHINESE.match(text, match.start() - 1)
    ]
