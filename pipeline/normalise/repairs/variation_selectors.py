"""Selectors of an ideograph's form, invisible and part of no dictionary word: 葛 followed by U+E0100.

Left alone: selectors after anything else, such as the one that colours an emoji.
"""

from __future__ import annotations

import re

from pipeline.characters import HAN
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "variation_selectors"
_SELECTORS = (
    re.compile(f"[\ufe00-\ufe0f](?<=[{HAN}].)[\ufe00-\ufe0f\U000e0100-\U000e01ef]*"),
    re.compile(f"[\U000e0100-\U000e01ef](?<=[{HAN}].)[\ufe00-\ufe0f\U000e0100-\U000e01ef]*"),
)


@with_signs("\ufe00-\ufe0f\U000e0100-\U000e01ef")
def variation_selectors(text: str) -> list[Edit]:
    """One edit a run of selectors.

    >>> [edit.start for edit in variation_selectors("葛\U000e0100飾")]
    [1]
    """
    found = (match for pattern in _SELECTORS for match in pattern.finditer(text))
    return sorted(Edit(match.start(), match.group(), "", RULE) for match in found)
