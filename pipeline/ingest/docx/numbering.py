"""Which lists of a Word document show a sign or number before their items; the others only indent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.docx.markup import attribute, child, integer, name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.docx.styles import ListLevel


class Numbering:
    """The numbering part: each list (``w:num``) refers to a definition (``w:abstractNum``) and may override levels."""

    def __init__(self, root: _Element | None) -> None:
        children = [] if root is None else list(root)
        self._definitions = {
            attribute(each, "abstractNumId"): each for each in children if name_of(each) == "abstractNum"
        }
        self._lists = {integer(attribute(each, "numId")): each for each in children if name_of(each) == "num"}

    def is_item(self, found: ListLevel | None) -> bool:
        """Does a paragraph of this list and level have a sign or number? One of an unknown list has none in Word."""
        if found is None or found.number not in self._lists:
            return False
        level = self._level(self._lists[found.number], found.level)
        if level is None:
            return True  # defined through a numbering style, which is never made for lists without signs
        return value(level, "numFmt") != "none" and value(level, "lvlText") != ""

    def _level(self, numbered: _Element, level: int) -> _Element | None:
        overrides = (child(each, "lvl") for each in numbered if name_of(each) == "lvlOverride")
        definition = self._definitions.get(value(numbered, "abstractNumId"))
        levels = [*(each for each in overrides if each is not None), *(() if definition is None else definition)]
        is_it = (each for each in levels if name_of(each) == "lvl" and integer(attribute(each, "ilvl")) == level)
        return next(is_it, None)
