"""Numbers of glyphs that a PDF program could not name: ``(cid:127)`` for •.

Left in the text, *cid* and the numbers would be counted as terms. A number is the bullet of a list where it stands at
the beginning of lines and nowhere else; 127 always is, the place of • in the encoding of the fonts that lack its name.
Any other glyph is lost: U+FFFD stands for it, is counted among the unknown characters, and the log keeps its number.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "glyph_numbers"
BULLET, LOST = "\N{BULLET}", "\N{REPLACEMENT CHARACTER}"
_GLYPH = re.compile(r"\(cid:(\d{1,5})\)")
_GLYPH_AT_LINES_BEGINNING = re.compile(
    r"(?:^|(?<=[\n\r\v\f\x85\u2028\u2029]))[ \t\u3000]*\(cid:(\d{1,5})\)(?=[ \t]*\S)"
)
_ALWAYS_BULLET = "127"
_MIN_LINES = 2


@with_signs("(")
def glyph_numbers(text: str) -> list[Edit]:
    """One edit a glyph.

    >>> [edit.after for edit in glyph_numbers("(cid:127) 甲\\n(cid:3)乙\\n(cid:3)丙(cid:9)")]
    ['•', '•', '•', '�']
    """
    if "(cid:" not in text:
        return []
    bullets = _bullets(text)
    return [
        Edit(match.start(), match.group(), BULLET if match.group(1) in bullets else LOST, RULE)
        for match in _GLYPH.finditer(text)
    ]


def _bullets(text: str) -> set[str]:
    n_anywhere = Counter(_GLYPH.findall(text))
    n_at_beginning = Counter(_GLYPH_AT_LINES_BEGINNING.findall(text))
    always_there = {glyph for glyph, n in n_at_beginning.items() if n == n_anywhere[glyph] >= _MIN_LINES}
    return always_there | {_ALWAYS_BULLET}
