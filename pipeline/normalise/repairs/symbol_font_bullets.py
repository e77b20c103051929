"""Bullets of symbol fonts inside a passage, which have a private code point: U+F0B7 for •.

Word writes bullets in the fonts Symbol and Wingdings at U+F000 plus the font's own number. At the beginning of a line
they mark a list's item and are gone when this runs; in the middle of one, where a list was flattened, they are shown
as nothing or as boxes.

Left alone: every other private code point. Its meaning is known to its font alone (the same U+E010 is a decimal point
in one collection of laws), and it is counted among the unknown characters.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "symbol_font_bullets"
_SIGNS = {
    "\uf0b7": "•",  # Symbol 183
    "\uf06c": "●",  # Wingdings 108
    "\uf06e": "■",  # 110
    "\uf06f": "□",  # 111
    "\uf071": "❑",  # 113
    "\uf075": "◆",  # 117
    "\uf076": "❖",  # 118
    "\uf09f": "•",  # 159
    "\uf0a7": "▪",  # 167
    "\uf0d8": "➢",  # 216
    "\uf0e0": "→",  # 224
    "\uf0fc": "✓",  # 252
}
_BULLETS = "".join(_SIGNS)
_BULLET = re.compile(f"[{_BULLETS}]")


@with_signs(_BULLETS)
def symbol_font_bullets(text: str) -> list[Edit]:
    """One edit a bullet.

    >>> symbol_font_bullets("要点：\\uf0b7合作")
    [Edit(start=3, before='\\uf0b7', after='•', rule='symbol_font_bullets')]
    """
    return [Edit(match.start(), match.group(), _SIGNS[match.group()], RULE) for match in _BULLET.finditer(text)]
