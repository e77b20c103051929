"""Which characters a reader's search takes for one: as the text was mended, so is what is typed or pasted.

Radicals, compatibility ideographs and Traditional characters go to the ideographs of Simplified text, marks in another
form to the plain ones. Full width and letter case follow from a rule that the script has itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import cache

from pipeline.normalise.repairs.presentation_forms import PLAIN_FORMS
from pipeline.normalise.repairs.radicals import equivalent_ideographs
from pipeline.normalise.script.convert import shipped_converter

_COMPATIBILITY = range(0xF900, 0xFADA)
# Quotes that a keyboard has not, and those of Traditional text.
_QUOTES = dict(zip("“”„「」‘’『』", '"""""' + "''''", strict=True))


def folded_characters(used: Collection[str]) -> tuple[str, str]:
    """Characters that may be sought for one of ``used``, in order, and for each the one that it is taken for.

    >>> folded_characters({"网"})
    ('⽹網', '网网')
    """
    pairs = _pairs()
    wanted = {pairs.get(character, character) for character in used}
    found = [(one, other) for one, other in sorted(pairs.items()) if other in wanted]
    return "".join(one for one, _ in found), "".join(other for _, other in found)


@cache
def _pairs() -> Mapping[str, str]:
    """Every single character that is taken for another, with that one; those of the basic plane alone."""
    simplified = {chr(code): becomes for code, becomes in shipped_converter().characters.items()}
    unified = {chr(code): unicodedata.normalize("NFC", chr(code)) for code in _COMPATIBILITY}
    ideographs = dict(equivalent_ideographs("Hans")) | unified
    every = simplified | {sign: simplified.get(one, one) for sign, one in ideographs.items()} | PLAIN_FORMS | _QUOTES
    return {one: other for one, other in every.items() if one != other and max(one, other) <= "\uffff"}
