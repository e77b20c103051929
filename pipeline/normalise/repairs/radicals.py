"""Radicals where ideographs are meant: ⽹ (U+2F79) for 网.

PDF programs map a glyph back to a code point, and in many fonts 网 and the Kangxi radical ⽹ are one glyph; the text
then looks right and no dictionary knows a word of it. Unicode's table EquivalentUnifiedIdeograph says which ideograph
each radical stands for. It answers for the form that the radical has in its code chart, so a few radicals need another
ideograph in running text, some of them only in Simplified text.

Left alone: the unassigned code points of the two blocks, and strokes (U+31C0–31E3), which no font shares.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from itertools import accumulate

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs
from pipeline.normalise.script.detect import Script, scripts_of

RULE = "radicals"
_SIGNS = "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
_RADICAL = re.compile(f"[{_SIGNS}]")

_IN_ANY_TEXT = {
    "\N{CJK RADICAL REPEAT}": "\N{IDEOGRAPHIC ITERATION MARK}",  # ⺀ has no entry; it repeats as 々 does
    "\N{KANGXI RADICAL BLUE}": "\u9752",  # ⾭: 青, not 靑, the form of the Kangxi dictionary alone
    "\N{CJK RADICAL CITY}": "\u961d",  # ⻏: 阝, not the whole 邑
    "\N{CJK RADICAL LONG ONE}": "\u9577",  # ⻑: 長
}
_IN_SIMPLIFIED_TEXT = {
    "\N{KANGXI RADICAL DOOR}": "\u6237",  # ⼾: 户, in Traditional text 戶
    "\N{KANGXI RADICAL YELLOW}": "\u9ec4",  # ⿈: 黄, in Traditional text 黃
}


@functools.cache
def equivalent_ideographs(script: Script) -> Mapping[str, str]:
    """Radical → ideograph in running text of a script; every assigned character of U+2E80–2FDF is there."""
    overrides = _IN_ANY_TEXT if script == "Hant" else _IN_ANY_TEXT | _IN_SIMPLIFIED_TEXT
    return _unicode_table() | overrides


@functools.cache
def _unicode_table() -> dict[str, str]:
    lines = (files(__package__) / "EquivalentUnifiedIdeograph.txt").read_text(encoding="utf-8").splitlines()
    table: dict[str, str] = {}
    for line in lines:
        fields = line.partition("#")[0].replace("..", ";").split(";")
        if len(fields) >= 2:
            code_points = [int(field, 16) for field in fields]
            table |= {chr(radical): chr(code_points[-1]) for radical in range(code_points[0], code_points[-2] + 1)}
    return {radical: ideograph for radical, ideograph in table.items() if _RADICAL.match(radical)}


@with_signs(_SIGNS)
def radicals(text: str) -> list[Edit]:
    """One edit a radical.

    >>> radicals("互联\N{KANGXI RADICAL NET}")
    [Edit(start=2, before='⽹', after='网', rule='radicals')]
    """
    in_simplified, in_traditional = equivalent_ideographs("Hans"), equivalent_ideographs("Hant")
    script_at = _ScriptByLine(text)
    edits = []
    for match in _RADICAL.finditer(text):
        radical, start = match.group(), match.start()
        is_traditional = radical in _IN_SIMPLIFIED_TEXT and script_at(start) == "Hant"
        edits.append(Edit(start, radical, (in_traditional if is_traditional else in_simplified)[radical], RULE))
    return edits


class _ScriptByLine:
    """Script of the line at a position, of lines around it where it shows none; read when first asked for.

    Other radicals count as the characters that they stand for: a line with ⾨ (門) or ⻔ (门) shows its script.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, position: int) -> Script:
        return self._scripts[bisect_right(self._starts, position) - 1]

    @cached_property
    def _scripts(self) -> list[Script]:
        told_by = {ord(a): b for a, b in equivalent_ideographs("Hant").items() if a not in _IN_SIMPLIFIED_TEXT}
        return scripts_of(self._text.translate(told_by).split("\n"))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self._text.split("\n")), initial=0))
