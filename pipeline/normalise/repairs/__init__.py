"""What goes wrong with text on its way to us: one fault a file, one small pure function each, in two visible lists.

A repair takes a text and gives the edits that mend it, in order, without overlap; it changes nothing itself. Each has
a switch of its own name in ``settings.RepairSettings``. A new fault is a case in the table of tests/normalise, then one
file here, one line in a list and one switch.
"""

from __future__ import annotations

from pipeline.normalise.repairs.combining_marks import combining_marks
from pipeline.normalise.repairs.compatibility_ideographs import compatibility_ideographs
from pipeline.normalise.repairs.dotted_ellipses import dotted_ellipses
from pipeline.normalise.repairs.doubled_marks import doubled_marks
from pipeline.normalise.repairs.fullwidth_alphanumerics import fullwidth_alphanumerics
from pipeline.normalise.repairs.fullwidth_points import fullwidth_points
from pipeline.normalise.repairs.glyph_numbers import glyph_numbers
from pipeline.normalise.repairs.halfwidth_brackets import halfwidth_brackets
from pipeline.normalise.repairs.halfwidth_marks import halfwidth_marks
from pipeline.normalise.repairs.invisible_characters import invisible_characters
from pipeline.normalise.repairs.ligatures import ligatures
from pipeline.normalise.repairs.markup_comments import markup_comments
from pipeline.normalise.repairs.mismatched_quotes import mismatched_quotes
from pipeline.normalise.repairs.odd_spaces import odd_spaces
from pipeline.normalise.repairs.presentation_forms import presentation_forms
from pipeline.normalise.repairs.radicals import radicals
from pipeline.normalise.repairs.repair import Repair
from pipeline.normalise.repairs.repeated_spaces import repeated_spaces
from pipeline.normalise.repairs.spaced_digits import spaced_digits
from pipeline.normalise.repairs.spaced_letters import spaced_letters
from pipeline.normalise.repairs.spaces_in_chinese import spaces_in_chinese
from pipeline.normalise.repairs.straight_quotes import straight_quotes
from pipeline.normalise.repairs.symbol_font_bullets import symbol_font_bullets
from pipeline.normalise.repairs.variation_selectors import variation_selectors

# In this order, on the text as received: layout has to see what a reader sees.
BEFORE_LAYOUT: tuple[Repair, ...] = (
    markup_comments,
    invisible_characters,
    variation_selectors,
    glyph_numbers,
    radicals,
    compatibility_ideographs,
    combining_marks,
    presentation_forms,
)

# In this order, on passages: a space at a line's end has done its work as a sign of where the line ends, the width of
# a letter has told how full the line is, and joined lines have new neighbours. From odd_spaces on every space is a
# plain one. Spaced-out words come before the spaces around them, quotes and brackets before the marks beside them,
# spaces after these, since a mark that became Chinese takes the space beside it away, and what is written twice after
# the spaces between.
AFTER_LAYOUT: tuple[Repair, ...] = (
    variation_selectors,
    odd_spaces,
    ligatures,
    fullwidth_alphanumerics,
    spaced_digits,
    spaced_letters,
    fullwidth_points,
    symbol_font_bullets,
    halfwidth_brackets,
    straight_quotes,
    mismatched_quotes,
    halfwidth_marks,
    spaces_in_chinese,
    dotted_ellipses,
    doubled_marks,
    repeated_spaces,
    spaced_letters,  # once more: two spaces that parted two words are one now
)
