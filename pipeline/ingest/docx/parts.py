"""The parts of a Word file that hold text, found by their relationships and parsed within bounds.

The archive is read directly and not through python-docx: that inflates every member, pictures too, before anything can
be bounded, refuses macro-enabled and Strict files, and stops at a relationship that leads nowhere, as WPS writes them.
Only the parts below are inflated. What is embedded (pictures, other documents, macros) is not, and a relationship that
leads out of the file is not followed.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.archive import open_archive, read_member
from pipeline.ingest.bounded_xml import parse_xml
from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from pipeline.settings import IngestSettings

_USUAL_MAIN_PART = "word/document.xml"
_MACROS = "vbaproject.bin"
# Word can save in the Strict form of the standard: the same words in other namespaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)


@dataclass(frozen=True)
class Parts:
    """Root elements; None where a file has no such part."""

    document: _Element
    styles: _Element | None
    numbering: _Element | None
    footnotes: _Element | None
    endnotes: _Element | None
    has_macros: bool


def read_parts(content: bytes, settings: IngestSettings) -> Parts:
    """Raises ``UnreadableError`` for a file that is damaged, too large, or has no text part."""
    if len(content) > settings.max_docx_bytes:
        raise UnreadableError(
            f"the file has {len(content):,} bytes; expected at most {settings.max_docx_bytes:,} (setting "
            "max_docx_bytes); take large pictures out, or raise the setting"
        )
    archive = open_archive(content, max_members=settings.max_archive_members)
    names = {name.lower(): name for name in archive.namelist()}
    main = _related(archive, names, "", settings).get("officeDocument", _USUAL_MAIN_PART)
    if main.lower() not in names:
        raise UnreadableError(
            f"the file names {main} as its text, which is not in it; expected a Word document; open it in Word or "
            "LibreOffice and save it again"
        )
    related = _related(archive, names, main, settings)

    def part(kind: str) -> _Element | None:
        name = related.get(kind, "").lower()
        return _parsed(archive, names[name], settings) if name in names else None

    return Parts(
        document=_parsed(archive, names[main.lower()], settings),
        styles=part("styles"),
        numbering=part("numbering"),
        footnotes=part("footnotes"),
        endnotes=part("endnotes"),
        has_macros=any(name.endswith(_MACROS) for name in names),
    )


def _parsed(archive: zipfile.ZipFile, name: str, settings: IngestSettings) -> _Element:
    content = read_member(archive, name, max_bytes=settings.max_part_bytes)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    return parse_xml(content, name, max_depth=settings.max_xml_depth, max_elements=settings.max_elements)


def _related(archive: zipfile.ZipFile, names: Mapping[str, str], part: str, settings: IngestSettings) -> dict[str, str]:
    """Names of the parts that a part (the whole file: "") refers to, by the last word of the relationship's type."""
    folder, base = posixpath.split(part)
    name = names.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
    if name is None:
        return {}
    return {
        relationship.get("Type", "").rpartition("/")[2]: _inside(folder, relationship.get("Target", ""))
        for relationship in _parsed(archive, name, settings)
        if relationship.get("TargetMode") != "External"
    }


def _inside(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
