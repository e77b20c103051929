"""What a repair is, and the quick look that tells which repairs a document can need at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Protocol, cast

from pipeline.normalise.ledger import Edit

# What nearly every Chinese document has: basic ideographs, digits, letters, plain spaces, LF and the usual full-width
# marks. No repair has one of them for its sign.
_SIGN = re.compile("[^\u4e00-\u9fff\n 0-9A-Za-z，、。；：（）《》]")


class Repair(Protocol):
    """A function from a text to the edits that mend one fault in it."""

    __name__: str
    signs: re.Pattern[str] | None
    """Matches the characters without which the fault cannot be in a text; None where it has no such sign."""

    def __call__(self, text: str, /) -> list[Edit]: ...


def with_signs(signs: str | None) -> Callable[[Callable[[str], list[Edit]]], Repair]:
    """Make a function a repair; ``signs``: the inside of a regular expression's brackets."""

    def make(function: Callable[[str], list[Edit]]) -> Repair:
        made = cast(Repair, function)
        made.signs = re.compile(f"[{signs}]") if signs else None
        return made

    return make


def signs_in(texts: Iterable[str]) -> str:
    """The distinct characters of some texts that can be signs of a fault, in code point order.

    One scan of the text, five times faster than to ask each repair.

    >>> signs_in(["互联网(IGF),", "治理(2018)。"])
    '(),'
    """
    found: set[str] = set()
    for text in texts:
        found.update(_SIGN.findall(text))
    return "".join(sorted(found))


def can_apply(repair: Repair, signs: str) -> bool:
    """Can the fault be in a text that has these signs?"""
    return repair.signs is None or repair.signs.search(signs) is not None
