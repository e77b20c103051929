"""Spaces of another kind than the plain one: no-break, ideographic, thin, tabs.

They make equal passages differ and hide words from a search; the repairs after this one know the plain space alone.
Left alone: how many there are (``repeated_spaces``) and whether they are meant (``spaces_in_chinese``).
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import SPACES
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "odd_spaces"
_ODD = SPACES.replace(" ", "", 1)
_RUN = re.compile(f"[{_ODD}]+")


@with_signs(_ODD)
def odd_spaces(text: str) -> list[Edit]:
    """One edit a run; each space of it becomes a plain one (U+0020).

    >>> odd_spaces("IGF\N{NO-BREAK SPACE}2018 年")
    [Edit(start=3, before='\\xa0', after=' ', rule='odd_spaces')]
    """
    return [Edit(run.start(), run.group(), " " * len(run.group()), RULE) for run in _RUN.finditer(text)]
