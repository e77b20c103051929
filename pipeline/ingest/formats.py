"""What a received file is, told from its content; what its name says of it decides only where the content cannot.

A new format is a line in ``FORMATS`` and a way to know it here, and a reader with a line in ``stage.READERS``.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.ingest.archive import open_archive, read_member
from pipeline.ingest.extracted import UnreadableError

if TYPE_CHECKING:
    from pipeline.settings import IngestSettings

_TO_DOCX = "open it in Word or LibreOffice and save it as DOCX"
_TO_TEXT = "save its text as DOCX, PDF or UTF-8 text"
_UNPACK = "unpack it and add the documents in it one by one"
_OCR = "have its text recognised (OCR) and save that as DOCX, PDF or UTF-8 text"


@dataclass(frozen=True)
class Format:
    """``name`` stands in the table sources, ``label`` in messages; ``advice``: what to do where there is no reader."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    advice: str = ""


FORMATS = (
    Format("text", "plain text", (".txt", ".md", ".markdown", ".text", "")),
    Format("html", "a web page (HTML)", (".html", ".htm", ".xhtml", ".shtml")),
    Format("docx", "a Word document (DOCX)", (".docx", ".docm", ".dotx", ".dotm")),
    Format("pdf", "a PDF", (".pdf",), _TO_TEXT),
    Format("doc", "an old Word document (DOC)", (".doc", ".dot", ".wps"), _TO_DOCX),
    Format(
        "encrypted", "an Office document protected by a password", (), "save it without a password and add it again"
    ),
    Format("rtf", "a Rich Text document (RTF)", (".rtf",), _TO_DOCX),
    Format("odt", "an OpenDocument text (ODT)", (".odt", ".ott"), _TO_DOCX),
    Format("wordml", "a Word document in one XML file", (), _TO_DOCX),
    Format(
        "pages", "an Apple Pages or other iWork document", (".pages", ".key", ".numbers"), "export it as DOCX or PDF"
    ),
    Format("ofd", "an OFD document", (".ofd",), "open it in an OFD reader and save it as PDF"),
    Format("caj", "a CAJ document", (".caj",), "open it in a CAJ reader and save it as PDF"),
    Format("hwp", "a Hangul document (HWP)", (".hwp",), _TO_TEXT),
    Format("epub", "an electronic book (EPUB)", (".epub",), _TO_TEXT),
    Format("mhtml", "a web page in one file (MHTML)", (".mhtml", ".mht"), "save the page as HTML only, or as PDF"),
    Format("xlsx", "an Excel workbook (XLSX)", (".xlsx", ".xlsm"), _TO_TEXT),
    Format("pptx", "a PowerPoint presentation (PPTX)", (".pptx", ".pptm"), _TO_TEXT),
    Format("xls", "an old Excel workbook (XLS)", (".xls", ".et"), _TO_TEXT),
    Format("ppt", "an old PowerPoint presentation (PPT)", (".ppt", ".dps"), _TO_TEXT),
    Format("ods", "an OpenDocument spreadsheet or presentation", (".ods", ".odp"), _TO_TEXT),
    Format("ole", "an old Office file of unknown kind", (), _TO_TEXT),
    Format("csv", "a table (CSV)", (".csv", ".tsv"), _TO_TEXT),
    Format("json", "JSON", (".json",), _TO_TEXT),
    Format("xml", "XML", (".xml", ".svg"), _TO_TEXT),
    Format("postscript", "PostScript", (".ps", ".eps"), "convert it to PDF"),
    Format("djvu", "a DjVu document", (".djvu", ".djv"), _OCR),
    Format("image", "an image", (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"), _OCR),
    Format("zip", "a ZIP archive", (".zip",), _UNPACK),
    Format("compressed", "a compressed archive", (".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"), _UNPACK),
)
_BY_NAME = {known.name: known for known in FORMATS}
_BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}

_BEGINNINGS = (
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
    (b"AT&TFORM", "djvu"),
    (b"CAJ\x00", "caj"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
)
_PDF = b"%PDF-"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRIES = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("HwpSummaryInformation", "hwp"),
)
_OLE_ENTRY_BYTES = 128
_ARCHIVE_MEMBERS = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("index/", "pages"),
    ("index.xml", "pages"),
    ("index.apxl", "pages"),
    ("ofd.xml", "ofd"),
)
_MIMETYPES = (
    (b"application/epub", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument", "ods"),
)
_MIMETYPE = "mimetype"
_N_BEGINNING = 4096  # bytes in which a text file shows whether it is a web page

# An outer tag with another right after it, so that a text about <html> is none.
_HTML = re.compile(
    r"\A(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*"
    r"(?:<!doctype\s+html[^>]*>|<(?:html|head|body)(?:\s[^>]*)?>)(?:\s|<!--.*?-->)*<[a-z!]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|table|span|article|section|body|html|meta|title)\b[^>]*>", re.IGNORECASE
)
_MHTML = re.compile(
    r"\A\s*(?:From:|MIME-Version:|Subject:|Snapshot-Content-Location:|Date:).*?multipart/related", re.DOTALL
)
_WORDML = re.compile(r"\A\s*<\?xml[^>]*\?>\s*(?:<\?mso-application[^>]*Word|<w:wordDocument|<pkg:package)")
_XML = re.compile(r"\A\s*<\?xml\s|\A\s*<svg\s", re.IGNORECASE)


def format_named(name: str) -> Format:
    return _BY_NAME[name]


def detect_format(content: bytes, suffix: str, settings: IngestSettings) -> Format:
    """The format of a file's content. ``suffix``, in lower case, settles what content leaves open.

    That is a page that does not begin as pages do, and a table of comma-separated values: both are text as well.
    """
    for beginning, name in _BEGINNINGS:
        if content.startswith(beginning):
            return _BY_NAME[name]
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_PDF) or (_PDF in content[:1024] and b"endobj" in content):
        return _BY_NAME["pdf"]
    if content.startswith(_ZIP):
        return _BY_NAME[_archive_format(content, settings)]
    if content.startswith(_OLE):
        return _BY_NAME[_ole_format(content)]
    return _BY_NAME[_binary_image(content) or _text_format(content, suffix)]


def misleading_suffix(suffix: str, found: Format) -> str | None:
    """A remark where a name says something else than the content; None where it is right or says nothing."""
    expected = _BY_SUFFIX.get(suffix)
    if expected is found:
        return None
    if expected is None:
        return f"nothing is known of files ending in {suffix}; its content is {found.label} and was read as that"
    return f"its name ends in {suffix}, but its content is {found.label} and was read as that"


def unreadable(suffix: str, found: Format, readable: Iterable[str]) -> UnreadableError:
    """Why a format is not read, with what to do."""
    expected = _BY_SUFFIX.get(suffix)
    though = f", though its name ends in {suffix}" if expected is not found and suffix else ""
    labels = ", ".join(_BY_NAME[name].label for name in readable)
    return UnreadableError(f"its content is {found.label}{though}; expected one of: {labels}; {found.advice}")


def _archive_format(content: bytes, settings: IngestSettings) -> str:
    try:
        archive = open_archive(content, max_members=settings.max_archive_members)
        return _mimetype(archive) or _by_member(archive) or "zip"
    except UnreadableError:
        # A damaged DOCX is still meant as one: its reader says what is wrong with it.
        return "docx" if b"word/" in content else "zip"


def _mimetype(archive: zipfile.ZipFile) -> str | None:
    if _MIMETYPE not in archive.namelist() or archive.getinfo(_MIMETYPE).file_size > _N_BEGINNING:
        return None
    mimetype = read_member(archive, _MIMETYPE, max_bytes=_N_BEGINNING)
    return next((name for beginning, name in _MIMETYPES if mimetype.startswith(beginning)), None)


def _by_member(archive: zipfile.ZipFile) -> str | None:
    names = [name.lower() for name in archive.namelist()]
    return next((found for begin, found in _ARCHIVE_MEMBERS if any(name.startswith(begin) for name in names)), None)


def _ole_format(content: bytes) -> str:
    return next((name for entry, name in _OLE_ENTRIES if _has_entry(content, entry)), "ole")


def _has_entry(content: bytes, entry: str) -> bool:
    """Does the directory of an OLE file have an entry of this name? Entries have 128 bytes and begin at multiples."""
    name = entry.encode("utf-16-le") + b"\x00\x00"
    at = content.find(name)
    while at >= 0 and at % _OLE_ENTRY_BYTES:
        at = content.find(name, at + 1)
    return at >= 0


def _binary_image(content: bytes) -> str | None:
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    is_heif = content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
    is_bitmap = content[:2] == b"BM" and content[6:10] == b"\x00\x00\x00\x00"
    return "image" if is_webp or is_heif or is_bitmap else None


def _text_format(content: bytes, suffix: str) -> str:
    beginning, named = _beginning(content), _BY_SUFFIX.get(suffix, _BY_NAME["text"]).name
    for pattern, name in ((_HTML, "html"), (_MHTML, "mhtml"), (_WORDML, "wordml")):
        if pattern.match(beginning):
            return name
    if named == "html" and _TAG.search(beginning):
        return "html"
    if _XML.match(beginning):
        return "xml"
    if beginning.lstrip()[:1] in {"{", "["} and _is_json(content):
        return "json"
    return "csv" if named == "csv" else "text"


def _beginning(content: bytes) -> str:
    """The first characters as far as ASCII tells them, whatever the encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[: _N_BEGINNING & ~1].decode("utf-16", "replace")
    return content[:_N_BEGINNING].removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True
