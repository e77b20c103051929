"""The text of a paragraph as it reads with all changes accepted, with the look of each stretch of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.docx.markup import alternative, attribute, child, name_of, value
from pipeline.ingest.docx.styles import Look, Styles, look_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# What wraps runs and is part of the text; whatever is in no list here has no text or is left out on purpose:
# del and moveFrom (deleted), instrText (field codes), commentReference, bookmarks, proofing marks.
_WRAPPERS = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "sdt", "customXml", "dir", "bdo"})
_DELETED = frozenset({"del", "moveFrom"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_GRAPHICS = frozenset({"drawing", "pict", "object"})
_TEXT_BOX = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}txbxContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LINE_ENDS = re.compile("[\r\n\t]+")
_CONTENTS_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)


class Stretch(NamedTuple):
    """Text of one look."""

    text: str
    look: Look


class Note(NamedTuple):
    """A reference to a note: ``footnote`` or ``endnote``, and its id."""

    kind: str
    id: str


@dataclass
class Field:
    """A field that has begun: a code first, then perhaps a result."""

    code: str = ""
    has_result: bool = False

    @property
    def is_contents(self) -> bool:
        return _CONTENTS_FIELD.match(self.code) is not None


@dataclass
class Found:
    """What reading has met so far: fields run on over paragraphs, notes are read after the text."""

    fields: list[Field] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    text_boxes: list[_Element] = field(default_factory=list)
    n_changes: int = 0
    n_contents_lines: int = 0
    n_embedded: int = 0

    @property
    def is_hidden_by_field(self) -> bool:
        """Inside a field's code, or inside a table of contents."""
        return any(not each.has_result or each.is_contents for each in self.fields)

    def begin_heading(self) -> None:
        """A table of contents ends before a heading, closed or not: a damaged one must not swallow the document."""
        self.fields = [each for each in self.fields if not each.is_contents]

    def end_paragraph(self) -> None:
        """A field's code ends with its paragraph, closed or not."""
        self.fields = [each for each in self.fields if each.has_result]


def stretches(element: _Element, below: Look, styles: Styles, found: Found) -> Iterator[Stretch]:
    """The text inside an element, without what is deleted, hidden or a field's code."""
    for each in element:
        name = name_of(each)
        if name == "r":
            yield from _run(each, below, styles, found)
        elif name in _WRAPPERS and not is_placeholder(each):
            found.n_changes += name in {"ins", "moveTo"}
            yield from stretches(each, below, styles, found)
        elif name in _DELETED:
            found.n_changes += 1
        elif name == "fldSimple" and not _CONTENTS_FIELD.match(attribute(each, "instr") or ""):
            yield from stretches(each, below, styles, found)
        elif name in {"m:oMath", "m:oMathPara"}:
            yield Stretch("".join(text.text or "" for text in each.iter(_MATH_TEXT)), below)
        elif name == "mc:AlternateContent" and (chosen := alternative(each)) is not None:
            yield from stretches(chosen, below, styles, found)


def is_placeholder(element: _Element) -> bool:
    """Is this a content control that nobody has filled in, showing what to write?"""
    return child(element, "sdtPr", "showingPlcHdr") is not None


def _run(run: _Element, below: Look, styles: Styles, found: Found) -> Iterator[Stretch]:
    properties = child(run, "rPr")
    look = look_of(properties).over(styles.character(value(properties, "rStyle"))).over(below)
    if look.is_hidden:
        _follow_fields(run, found)
        return
    for each in run:
        name = name_of(each)
        text = _text(each, name, found)
        if text and not found.is_hidden_by_field:
            yield Stretch(text, look)
        elif name == "ruby":
            yield from stretches(_base(each), below, styles, found)


def _follow_fields(run: _Element, found: Found) -> None:
    for each in run:
        if name_of(each) in {"fldChar", "instrText"}:
            _text(each, name_of(each), found)


def _text(element: _Element, name: str, found: Found) -> str:
    """The characters that a child of a run stands for; what it says of fields, notes and text boxes is kept."""
    if name == "t":
        return _LINE_ENDS.sub(" ", element.text or "")
    if name == "sym":
        return _symbol(attribute(element, "char"))
    if name == "fldChar":
        _field_character(attribute(element, "fldCharType"), found)
    elif name == "instrText" and found.fields and not found.fields[-1].has_result:
        found.fields[-1].code += element.text or ""
    elif name in _NOTES:
        found.notes.append(Note(name.removesuffix("Reference"), attribute(element, "id") or ""))
    elif name in _GRAPHICS:
        found.text_boxes += _outermost(element)
    elif name == "mc:AlternateContent" and (chosen := alternative(element)) is not None:
        found.text_boxes += _outermost(chosen)
    return _CHARACTERS.get(name, "")


def _field_character(kind: str | None, found: Found) -> None:
    if kind == "begin":
        found.fields.append(Field())
    elif kind == "separate" and found.fields:
        found.fields[-1].has_result = True
    elif kind == "end" and found.fields:
        found.fields.pop()


def _outermost(element: _Element) -> list[_Element]:
    """Text boxes that lie in no other one: those inside are met when the outer is read."""
    boxes = list(element.iter(_TEXT_BOX))
    inner = {box for outer in boxes for box in outer.iter(_TEXT_BOX) if box is not outer}
    return [box for box in boxes if box not in inner]


def _symbol(code: str | None) -> str:
    """A character of a symbol font, by its code point, which lies in the private use area for most such fonts."""
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""


def _base(ruby: _Element) -> _Element:
    """What ruby text stands above; its reading is left out."""
    base = child(ruby, "rubyBase")
    return ruby if base is None else base
