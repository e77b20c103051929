"""A full-width point or at sign inside a number or an address: 77．7 for 77.7, igf＠un．org for igf@un.org.

The rest of the number is plain after the repair of full-width digits, and a number in two widths is three tokens.

Left alone: the point after a number that begins a passage or follows a space, which may number an item that itself
begins with a number (２．１９９６年以来), and the point before anything but Latin (92．伪造); － and ： between
numbers, which Chinese writes in ranges and ratios.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "fullwidth_points"
_SIGNS = "\uff0e\uff20"  # ．＠
_IN_NUMBER = re.compile("\uff0e(?=[0-9])(?<=[0-9]\uff0e)")
_IN_ADDRESS = re.compile("\uff0e(?=[A-Za-z])(?<=[A-Za-z].)|\uff20(?=[A-Za-z])(?<=[0-9A-Za-z].)")
_NUMBER_BEFORE = re.compile(r"[^\s0-9][0-9]{1,9}$")
_TO_ASCII = {"\uff0e": ".", "\uff20": "@"}


@with_signs(_SIGNS)
def fullwidth_points(text: str) -> list[Edit]:
    """One edit a sign.

    >>> [edit.start for edit in fullwidth_points("2．1998年增长77．7％")]
    [11]
    """
    in_number = (match.start() for match in _IN_NUMBER.finditer(text) if _goes_on_a_number(text, match.start()))
    in_address = (match.start() for match in _IN_ADDRESS.finditer(text))
    return [Edit(start, text[start], _TO_ASCII[text[start]], RULE) for start in sorted({*in_number, *in_address})]


def _goes_on_a_number(text: str, point: int) -> bool:
    return _NUMBER_BEFORE.search(text[max(point - 10, 0) : point]) is not None
