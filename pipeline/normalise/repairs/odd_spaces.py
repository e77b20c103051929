"""Spaces of another kind or number than one plain space: no-break, ideographic, thin, tabs, runs of two and more.

They make equal passages differ and hide words from a search.
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import SPACES, has_odd_spaces
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "odd_spaces"
_ODD = re.compile(f"[{SPACES}]{{2,}}|[{SPACES.replace(' ', '', 1)}]")


@with_signs(None)
def odd_spaces(text: str) -> list[Edit]:
    """One edit a run; each becomes one space (U+0020).

    >>> odd_spaces("IGF\N{NO-BREAK SPACE}2018 年")
    [Edit(start=3, before='\\xa0', after=' ', rule='odd_spaces')]
    """
    if "  " not in text and not has_odd_spaces(text):
        return []
    return [Edit(match.start(), match.group(), " ", RULE) for match in _ODD.finditer(text)]
