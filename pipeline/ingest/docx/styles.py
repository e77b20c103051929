"""What styles say of a paragraph: heading level, list, size and weight, through the styles that they are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.docx.markup import attribute, child, integer, is_on, name_of, value
from pipeline.ingest.extracted import HEADING, ITEM, NOTE, TITLE

if TYPE_CHECKING:
    from lxml.etree import _Element

_N_HEADING_TAGS = 6
BODY_LEVEL = 9  # w:outlineLvl counts headings from 0; 9 is body text
_SIZE_UNSTATED = 10.0  # points, by the standard
# Word keeps the English name of a built-in style in any language; converters write the one that their user sees.
_NAMES = (
    (re.compile(r"title|标题|標題|subtitle|副标题|副標題"), TITLE),
    (re.compile(r"(?:heading|标题|標題) ?([1-9])"), HEADING),
    (re.compile(r"list (?:bullet|number)(?: \d)?|列表(?:项目符号|编号)(?: ?\d)?|项目符号"), ITEM),
    (re.compile(r"(?:footnote|endnote) text|(?:脚注|尾注|註腳)文[本字]"), NOTE),
)
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures|(?:toc|目录|目錄) ?\d?")


@dataclass(frozen=True)
class Look:
    """Size in points, weight, and whether text is hidden; None where nothing is stated."""

    font_size: float | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves open taken from the one below it."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return Look(**{name: getattr(below, name) if own is None else own for name, own in mine.items()})


def look_of(properties: _Element | None) -> Look:
    """What run properties (``w:rPr``) state themselves."""
    size = integer(value(properties, "sz"))
    return Look(size / 2 if size else None, is_on(properties, "b"), is_on(properties, "vanish"))


class ListLevel(NamedTuple):
    """A list by its number and the level in it; number 0 takes a paragraph out of any list."""

    number: int
    level: int


def list_level(properties: _Element | None) -> ListLevel | None:
    """The list that paragraph properties (``w:pPr``) state."""
    found = child(properties, "numPr")
    number = integer(value(found, "numId"))
    return None if number is None else ListLevel(number, integer(value(found, "ilvl")) or 0)


def heading_tag(outline_level: int) -> str | None:
    """H1 for outline level 0; H6 for 5 and deeper; None for body text."""
    is_heading = 0 <= outline_level < BODY_LEVEL
    return f"{HEADING}{min(outline_level + 1, _N_HEADING_TAGS)}" if is_heading else None


@dataclass(frozen=True)
class ParagraphStyle:
    """What a style and those that it is based on say of its paragraphs."""

    tag: str | None
    list_level: ListLevel | None
    look: Look
    is_contents: bool
    """A line of a table of contents, which repeats the headings."""


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: _Element | None) -> None:
        self._styles = {
            attribute(style, "styleId") or "": style
            for style in (() if root is None else root)
            if name_of(style) == "style"
        }
        defaults = look_of(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._defaults = defaults.over(Look(_SIZE_UNSTATED, is_bold=False, is_hidden=False))
        self._default_ids = {
            attribute(style, "type"): style_id
            for style_id, style in self._styles.items()
            if (attribute(style, "default") or "0").lower() in {"1", "true", "on"}
        }
        self.paragraph = cache(self._paragraph)
        self.character = cache(self._character)

    def _character(self, style_id: str | None) -> Look:
        """The look that a character style states."""
        look = Look()
        for style in self._chain(style_id):
            look = look.over(look_of(child(style, "rPr")))
        return look

    def _paragraph(self, style_id: str | None) -> ParagraphStyle:
        chain = list(self._chain(style_id if style_id in self._styles else self._default_ids.get("paragraph")))
        look = Look()
        for style in chain:
            look = look.over(look_of(child(style, "rPr")))
        lists = (list_level(child(style, "pPr")) for style in chain)
        return ParagraphStyle(
            tag=next((tag for style in chain if (tag := _style_tag(style))), None) or None,
            list_level=next((found for found in lists if found is not None), None),
            look=look.over(self._defaults),
            is_contents=any(_CONTENTS.fullmatch(_style_name(style)) for style in chain),
        )

    def _chain(self, style_id: str | None) -> Iterator[_Element]:
        """A style and those that it is based on, nearest first; a circle ends where it began."""
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id], "basedOn")


def _style_name(style: _Element) -> str:
    return (value(style, "name") or attribute(style, "styleId") or "").strip().lower()


def _style_tag(style: _Element) -> str | None:
    """By name, else by outline level: Chinese templates give the title outline level 0 as well."""
    for pattern, tag in _NAMES:
        match = pattern.fullmatch(_style_name(style))
        if match:
            return heading_tag(int(match[1]) - 1) if tag == HEADING else tag
    level = integer(value(style, "pPr", "outlineLvl"))
    return None if level is None else heading_tag(level)
