"""Letters of Latin script in two parts: e with U+0301 for é, as some PDF programs and file systems write them.

Café in two spellings is two terms. Only a Latin letter and the marks right after it are composed (NFC).

Left alone: marks that compose with nothing, marks after any other character, and every other effect of NFC.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "combining_marks"
_MARKS = "\u0300-\u036f"
_LETTER = re.compile(f"[A-Za-z\u00c0-\u024f\u1e00-\u1eff][{_MARKS}]+")


@with_signs(_MARKS)
def combining_marks(text: str) -> list[Edit]:
    """One edit a letter.

    >>> [ascii(edit.after) for edit in combining_marks("cafe\N{COMBINING ACUTE ACCENT}")]
    ["'\\\\xe9'"]
    """
    pairs = ((match.start(), match.group()) for match in _LETTER.finditer(text))
    composed = ((start, found, unicodedata.normalize("NFC", found)) for start, found in pairs)
    return [Edit(start, found, letter, RULE) for start, found, letter in composed if found != letter]
