"""Apply the repairs that are switched on and whose fault can be there, in the order of their lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.normalise.repairs.repair import Repair, can_apply, signs_in

if TYPE_CHECKING:
    from pipeline.normalise.ledger import Rewriting
    from pipeline.settings import RepairSettings


def mend(rewriting: Rewriting, repairs: Sequence[Repair], switches: RepairSettings, signs: str) -> str:
    """Rewrite the text, one step a repair that found something.

    ``signs``: the signs of faults that the text may have (``signs_in``); more than it has does no harm. Gives those
    that it may have afterwards: what a repair writes can be the sign of the next.
    """
    for repair in repairs:
        if getattr(switches, repair.__name__) and can_apply(repair, signs):
            edits = repair(rewriting.text)
            if edits:
                rewriting.apply(edits)
                signs = signs_in([signs, *(edit.after for edit in edits)])
    return signs
