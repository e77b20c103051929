"""Compatibility ideographs where unified ones are meant: 聆 (U+F9B0) for 聆 (U+8046).

They exist to carry other standards' duplicates; Unicode gives each its canonical equivalent (NFC). Only these
characters are normalised: nothing else of NFC, and nothing of NFKC, which turns ， into a comma and ① into 1.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "compatibility_ideographs"
# The blocks CJK Compatibility Ideographs and its supplement; a dozen of their characters are unified and stay.
_SIGNS = "\uf900-\ufad9\U0002f800-\U0002fa1d"
_COMPATIBILITY = re.compile(f"[{_SIGNS}]")


@with_signs(_SIGNS)
def compatibility_ideographs(text: str) -> list[Edit]:
    """One edit a character that has a canonical equivalent.

    >>> compatibility_ideographs("\N{CJK COMPATIBILITY IDEOGRAPH-F9B0}")[0].after == "\N{CJK UNIFIED IDEOGRAPH-8046}"
    True
    """
    pairs = ((match.start(), match.group()) for match in _COMPATIBILITY.finditer(text))
    normal = ((start, found, unicodedata.normalize("NFC", found)) for start, found in pairs)
    return [Edit(start, found, unified, RULE) for start, found, unified in normal if found != unified]
