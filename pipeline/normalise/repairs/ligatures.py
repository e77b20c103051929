"""Ligatures of Latin type where letters are meant: ﬁ (U+FB01) for fi.

Typesetting joins f and its neighbours into one glyph, PDF programs give it back as one character, and oﬃce is no word
that a search finds. Unicode's compatibility mapping says which letters each stands for.

Left alone: æ and œ, which are letters, and the Armenian and Hebrew ligatures of the same block.
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "ligatures"
_LIGATURES = "\ufb00-\ufb06"  # ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
_LIGATURE = re.compile(f"[{_LIGATURES}]")


@with_signs(_LIGATURES)
def ligatures(text: str) -> list[Edit]:
    """One edit a ligature.

    >>> ligatures("o\N{LATIN SMALL LIGATURE FFI}ce")
    [Edit(start=1, before='ﬃ', after='ffi', rule='ligatures')]
    """
    found = _LIGATURE.finditer(text)
    return [Edit(match.start(), match.group(), unicodedata.normalize("NFKC", match.group()), RULE) for match in found]
