"""Two spaces and more where one is enough: justified lines and columns leave them, and equal passages then differ.

Left alone: one space.
"""

from __future__ import annotations

import re

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "repeated_spaces"
_RUN = re.compile("  +")


@with_signs(None)
def repeated_spaces(text: str) -> list[Edit]:
    """One edit a run; it becomes one space.

    >>> repeated_spaces("IGF  2018")
    [Edit(start=3, before='  ', after=' ', rule='repeated_spaces')]
    """
    return [Edit(run.start(), run.group(), " ", RULE) for run in _RUN.finditer(text)]
