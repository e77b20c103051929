"""What goes wrong with text on its way to us: one fault a file, one small pure function each, in two visible lists.

A repair takes a text and gives the edits that mend it, in order, without overlap; it changes nothing itself. A new
fault is a case in the table of tests/normalise, then one file here and one line in a list.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.compatibility_ideographs import compatibility_ideographs
from pipeline.normalise.repairs.invisible_characters import invisible_characters
from pipeline.normalise.repairs.markup_comments import markup_comments
from pipeline.normalise.repairs.odd_spaces import odd_spaces
from pipeline.normalise.repairs.radicals import radicals
from pipeline.normalise.repairs.spaces_in_chinese import spaces_in_chinese
from pipeline.normalise.repairs.variation_selectors import variation_selectors

Repair = Callable[[str], list[Edit]]

# In this order, on the text as received: layout has to see what a reader sees.
BEFORE_LAYOUT: tuple[Repair, ...] = (
    markup_comments,
    invisible_characters,
    variation_selectors,
    radicals,
    compatibility_ideographs,
)

# In this order, on passages: a space at a line's end has done its work as a sign of where the line ends, and joined
# lines have new neighbours.
AFTER_LAYOUT: tuple[Repair, ...] = (
    variation_selectors,
    spaces_in_chinese,
    odd_spaces,
)
