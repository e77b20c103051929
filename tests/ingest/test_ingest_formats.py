"""The content says what a file is; what is not read says what to convert it to."""

from __future__ import annotations

import pytest

from pipeline.ingest.extracted import UnreadableError
from pipeline.ingest.formats import FORMATS, detect_format, format_named, misleading_suffix, unreadable
from pipeline.ingest.stage import READERS
from pipeline.settings import IngestSettings
from tests.ingest.office_files import archive, docx, p

TEXT = "互联网治理论坛\n"
PAGE = f"<!DOCTYPE html>\n<html><body><p>{TEXT}</p></body></html>"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(entry: str, at: int = 1024) -> bytes:
    name = entry.encode("utf-16-le") + b"\x00\x00"
    return (_OLE.ljust(at, b"\x00") + name).ljust(4096, b"\x00")


DETECTED = [
    ("text", TEXT.encode(), ".txt", "text"),
    ("text without a suffix", TEXT.encode(), "", "text"),
    ("text in GBK", TEXT.encode("gbk"), ".txt", "text"),
    ("text called a page", TEXT.encode(), ".html", "text"),
    ("text called DOCX", TEXT.encode(), ".docx", "text"),
    ("Markdown with a comment on top", f"<!-- 编者 -->\n# {TEXT}".encode(), ".md", "text"),
    ("Markdown with a tag on top", f'<div align="center">\n\n# {TEXT}</div>'.encode(), ".md", "text"),
    ("a text about tags", "<html> 是网页的第一个标签，<body> 是第二个。".encode(), ".txt", "text"),
    ("a text about declarations", "<!DOCTYPE html> 声明了文档类型".encode(), ".md", "text"),
    ("a text that names PDF", "%PDF 是什么".encode(), ".txt", "text"),
    ("a list in square brackets", "[1] 互联网".encode(), ".txt", "text"),
    ("a page", PAGE.encode(), ".html", "html"),
    ("a page called text", PAGE.encode(), ".txt", "html"),
    ("a page with a mark", b"\xef\xbb\xbf" + PAGE.encode(), "", "html"),
    ("a page in UTF-16", PAGE.encode("utf-16"), ".htm", "html"),
    ("XHTML", f'<?xml version="1.0"?><!-- x --><html xmlns="x"><head/></html>{TEXT}'.encode(), ".xhtml", "html"),
    ("a page saved by a browser", f"<!DOCTYPE html>\n<!-- saved from url -->\n{PAGE}".encode(), ".html", "html"),
    ("a fragment called a page", f"<div><p>{TEXT}</p></div>".encode(), ".html", "html"),
    ("DOCX", docx(p("网")), ".docx", "docx"),
    ("DOCX called DOC", docx(p("网")), ".doc", "docx"),
    ("DOCX cut off", docx(p("网"))[:-40], ".docx", "docx"),
    ("XLSX", archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), ".docx", "xlsx"),
    ("PPTX", archive({"ppt/presentation.xml": ""}), ".pptx", "pptx"),
    ("ODT", archive({"mimetype": "application/vnd.oasis.opendocument.text"}), ".odt", "odt"),
    ("ODS", archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), ".ods", "ods"),
    ("EPUB", archive({"mimetype": "application/epub+zip"}), ".epub", "epub"),
    ("Pages", archive({"Index/Document.iwa": ""}), ".pages", "pages"),
    ("OFD", archive({"OFD.xml": ""}), ".ofd", "ofd"),
    ("a ZIP", archive({"a.txt": ""}), ".zip", "zip"),
    ("an empty ZIP", archive({}), ".zip", "zip"),
    ("DOC", ole("WordDocument"), ".doc", "doc"),
    ("DOC called DOCX", ole("WordDocument"), ".docx", "doc"),
    ("DOCX with a password", ole("EncryptedPackage"), ".docx", "encrypted"),
    ("the name of an entry in running text", ole("EncryptedPackage", 1030), ".doc", "ole"),
    ("XLS", ole("Workbook"), ".xls", "xls"),
    ("RTF", b"{\\rtf1 x}", ".doc", "rtf"),
    ("PDF", b"%PDF-1.7\n", ".txt", "pdf"),
    ("PDF after junk", b"HTTP/1.1 200 OK\r\n%PDF-1.4\n1 0 obj endobj", ".pdf", "pdf"),
    ("PNG", b"\x89PNG\r\n\x1a\n", ".png", "image"),
    ("WebP", b"RIFF\x00\x00\x00\x00WEBP", ".webp", "image"),
    ("gzip", b"\x1f\x8b\x08", ".gz", "compressed"),
    ("MHTML", b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", ".mhtml", "mhtml"),
    ("Word in one XML file", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', ".xml", "wordml"),
    ("XML", b'<?xml version="1.0"?><root/>', ".xml", "xml"),
    ("JSON", '{"题": 1}'.encode(), ".txt", "json"),
    ("CSV", "主题,次数\n".encode(), ".csv", "csv"),
    ("empty", b"", ".txt", "text"),
]


@pytest.mark.parametrize(("label", "content", "suffix", "name"), DETECTED, ids=[case[0] for case in DETECTED])
def test_formats_are_told_by_content(label: str, content: bytes, suffix: str, name: str) -> None:
    assert detect_format(content, suffix, IngestSettings()).name == name


def test_every_format_is_read_or_says_what_to_do() -> None:
    assert {name for name in READERS if not any(known.name == name for known in FORMATS)} == set()
    assert [known.name for known in FORMATS if not known.advice and known.name not in READERS] == []
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize(
    ("suffix", "name", "words"),
    [
        (".txt", "text", None),
        (".docm", "docx", None),
        (".txt", "html", "ends in .txt"),
        (".xyz", "text", "nothing is known"),
    ],
)
def test_a_misleading_suffix_is_remarked(suffix: str, name: str, words: str | None) -> None:
    remark = misleading_suffix(suffix, format_named(name))
    assert remark is None if words is None else words in (remark or "")


def test_what_is_not_read_says_what_it_is_and_what_to_do() -> None:
    reason = unreadable(".docx", format_named("doc"), READERS)
    assert isinstance(reason, UnreadableError)
    for words in (
        "an old Word document (DOC), though its name ends in .docx",
        "a Word document (DOCX)",
        "save it as DOCX",
    ):
        assert words in str(reason)
    assert "though" not in str(unreadable(".doc", format_named("doc"), READERS))
