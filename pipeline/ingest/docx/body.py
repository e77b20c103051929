"""The blocks of a Word document in the order in which they are read: paragraphs, rows of tables, text boxes, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.ingest.docx.markup import alternative, attribute, child, integer, name_of, value
from pipeline.ingest.docx.numbering import Numbering
from pipeline.ingest.docx.styles import ParagraphStyle, Styles, heading_tag, list_level
from pipeline.ingest.docx.text import Found, Stretch, is_placeholder, stretches
from pipeline.ingest.drafts import Draft, row_or_blocks
from pipeline.ingest.extracted import HEADING, ITEM, NOTE, PARAGRAPH, TITLE
from pipeline.ingest.line_breaks import split_paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.ingest.docx.parts import Parts
    from pipeline.settings import IngestSettings

_WRAPPERS = frozenset({"customXml", "ins", "moveTo", "smartTag", "sdtContent"})
_CONTENTS_GALLERY = "Table of Contents"


@dataclass
class Body:
    """Reads one document; ``found`` keeps what has been met."""

    parts: Parts
    settings: IngestSettings
    found: Found = field(default_factory=Found)
    _carried: list[Stretch] = field(default_factory=list)
    """Text of a paragraph whose end is deleted: it goes on in the next one."""

    def __post_init__(self) -> None:
        self._styles = Styles(self.parts.styles)
        self._numbering = Numbering(self.parts.numbering)

    def drafts(self) -> Iterator[Draft]:
        """All blocks: the body's, then the notes in the order of their references."""
        body = child(self.parts.document, "body")
        if body is not None:
            yield from self._blocks(body)
            yield from _drafts(self._carried, PARAGRAPH)
        for note in self._notes():
            for draft in self._blocks(note):
                yield Draft(draft.text, NOTE, draft.font_size, draft.is_bold)

    def _notes(self) -> Iterator[_Element]:
        by_id = {
            (kind, attribute(note, "id")): note
            for kind, root in (("footnote", self.parts.footnotes), ("endnote", self.parts.endnotes))
            for note in (() if root is None else root)
        }
        for reference in self.found.notes:
            note = by_id.pop(reference, None)
            if note is not None:
                yield note

    def _blocks(self, container: _Element) -> Iterator[Draft]:
        for each in container:
            name = name_of(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._table(each)
            elif name in _WRAPPERS:
                yield from self._blocks(each)
            elif name == "sdt":
                yield from self._content_control(each)
            elif name == "altChunk":
                self.found.n_embedded += 1
            elif name == "mc:AlternateContent" and (chosen := alternative(each)) is not None:
                yield from self._blocks(chosen)

    def _content_control(self, control: _Element) -> Iterator[Draft]:
        content = child(control, "sdtContent")
        if content is None or is_placeholder(control):
            return
        drafts = list(self._blocks(content))
        if value(control, "sdtPr", "docPartObj", "docPartGallery") == _CONTENTS_GALLERY:
            self.found.n_contents_lines += len(drafts)
        else:
            yield from drafts

    def _paragraph(self, paragraph: _Element) -> Iterator[Draft]:
        properties = child(paragraph, "pPr")
        style = self._styles.paragraph(value(properties, "pStyle"))
        tag = self._tag(properties, style)
        if tag.startswith(HEADING):
            self.found.begin_heading()
        was_in_contents = self.found.is_hidden_by_field
        pieces = self._carried + list(stretches(paragraph, style.look, self._styles, self.found))
        boxes, self.found.text_boxes = self.found.text_boxes, []
        self.found.end_paragraph()
        self._carried = pieces if _has_deleted_end(properties) else []
        if not self._carried:
            is_in_contents = style.is_contents or (was_in_contents and self.found.is_hidden_by_field)
            if is_in_contents:
                self.found.n_contents_lines += 1
            else:
                yield from _drafts(pieces, tag)
        for box in boxes:
            yield from self._blocks(box)

    def _tag(self, properties: _Element | None, style: ParagraphStyle) -> str:
        """What the paragraph says itself goes before what its style says."""
        tag, level = style.tag, integer(value(properties, "outlineLvl"))
        if level is not None and tag != TITLE:
            tag = heading_tag(level) or (None if tag and tag.startswith(HEADING) else tag)
        if tag is not None and tag != ITEM:
            return tag
        stated = list_level(properties)
        if stated is not None and stated.number == 0:
            return PARAGRAPH
        is_item = self._numbering.is_item(stated or style.list_level)
        return ITEM if is_item or tag == ITEM else PARAGRAPH

    def _table(self, table: _Element) -> Iterator[Draft]:
        rows = list(_within(table, "tr"))
        is_column = all(sum(1 for _ in _within(row, "tc")) <= 1 for row in rows)
        for row in rows:
            if child(row, "trPr", "del") is not None:
                self.found.n_changes += 1
                continue
            cells = [list(self._blocks(cell)) for cell in _within(row, "tc") if not _is_merged_away(cell)]
            yield from row_or_blocks(cells, is_column=is_column, max_paragraphs=self.settings.max_cell_paragraphs)


def _within(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, also those in content controls and changes."""
    for each in element:
        if name_of(each) == name:
            yield each
        elif name_of(each) in _WRAPPERS or name_of(each) == "sdt":
            yield from _within(each, name)


def _is_merged_away(cell: _Element) -> bool:
    """Does the cell only continue the one above or to its left?"""
    properties = child(cell, "tcPr")
    merges = (child(properties, "vMerge"), child(properties, "hMerge"))
    return any(merge is not None and attribute(merge) != "restart" for merge in merges)


def _has_deleted_end(properties: _Element | None) -> bool:
    mark = child(properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _drafts(pieces: Sequence[Stretch], tag: str) -> Iterator[Draft]:
    text = "".join(piece.text for piece in pieces)
    if not text.strip():
        return
    font_size, is_bold = _look(pieces)
    for part in split_paragraph(text) if tag == PARAGRAPH else [text]:
        yield Draft(part, tag, font_size, is_bold)


def _look(pieces: Sequence[Stretch]) -> tuple[float | None, bool]:
    """The size and the weight of most characters; of two equally frequent sizes the larger."""
    sizes: Counter[float] = Counter()
    n_bold, n_all = 0, 0
    for text, look in pieces:
        n = len(text.strip())
        sizes[look.font_size or 0.0] += n
        n_bold += n * bool(look.is_bold)
        n_all += n
    font_size = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    return font_size or None, 2 * n_bold > n_all
