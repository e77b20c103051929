"""What analysts decided to read differently, found again by the words around it, not by a number that may move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.normalise.ledger import Edit

if TYPE_CHECKING:
    from pipeline.lexicon.model import Correction

RULE = "correction"


def correction(text: str, decision: Correction) -> list[Edit]:
    """An edit for each place where the decision's context stands and holds what was found, one passage a line.

    A place that already reads as corrected stays: 人 → 人口 is not made again in 人口.
    """
    context, found, corrected = decision.context, decision.found, decision.corrected
    if not found or found not in context or found == corrected:
        return []
    mended = context.replace(found, corrected)
    edits: list[Edit] = []
    for place in re.finditer(re.escape(context), text):
        if not text.startswith(mended, place.start()):
            within = re.finditer(re.escape(found), context)
            edits += (Edit(place.start() + match.start(), found, corrected, RULE) for match in within)
    return edits
