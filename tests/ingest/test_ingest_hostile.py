"""Files made to do harm: each is refused with a clear reason, in bounded memory, and nothing outside is touched."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import textwrap
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from pipeline.ingest.docx.reader import read_docx
from pipeline.ingest.extracted import UnreadableError
from pipeline.ingest.html.reader import read_html
from pipeline.settings import IngestSettings
from tests.conftest import ROOT
from tests.ingest.office_files import archive, docx, members_of, p

MEGABYTE = 1_000_000
SETTINGS = IngestSettings(max_elements=20_000)


def with_document(document: str | bytes) -> bytes:
    return archive({**members_of(""), "word/document.xml": document})


def bomb() -> bytes:
    """300 MB of spaces in 0.3 MB."""
    return with_document(b"<w:document>" + b" " * 300 * MEGABYTE + b"</w:document>")


def lying_bomb() -> bytes:
    """The same, with a small size in the directory and the header."""
    content = bytearray(with_document(b" " * 60 * MEGABYTE))
    true = struct.pack("<L", 60 * MEGABYTE)
    at = content.find(true)
    while at >= 0:
        content[at : at + 4] = struct.pack("<L", 1000)
        at = content.find(true, at)
    return bytes(content)


def many_members() -> bytes:
    return archive({f"word/{number}.xml": "" for number in range(10_001)})


def long_directory() -> bytes:
    """A directory that says it is 4 GB long."""
    return b"PK\x03\x04word/" + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFFFFFE, 0, 0)


def encrypted_member() -> bytes:
    content = bytearray(docx(p("互联网")))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def packed_with(method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as made:
        for name, content in members_of(p("互联网")).items():
            made.writestr(name, content)
    return packed.getvalue()


def billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    return with_document(f'<!DOCTYPE x [<!ENTITY a0 "哈哈">{levels}]><x>&a10;</x>')


def external_entity() -> bytes:
    return with_document('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>')


def deep_xml(n: int = 100_000) -> bytes:
    return with_document("<a>" * n + "</a>" * n)


def many_elements() -> bytes:
    return with_document("<a>" + "<b/>" * 20_001 + "</a>")


HOSTILE_DOCX = [
    ("a decompression bomb", bomb, ["inflates", "300,", "max_part_bytes"]),
    ("a bomb that lies about its size", lying_bomb, ["damaged"]),
    ("too many members", many_members, ["10,001 members", "max_archive_members"]),
    ("a directory without end", long_directory, ["directory has 4,294,967,294 bytes", "max_archive_members"]),
    ("an encrypted member", encrypted_member, ["encrypted", "password"]),
    ("an expensive packing", lambda: packed_with(zipfile.ZIP_LZMA), ["method 14"]),
    ("entities that multiply", billion_laughs, ["document type", "entities"]),
    ("an entity that names a file", external_entity, ["document type"]),
    ("deep XML", deep_xml, ["nests elements too deeply", "max_xml_depth"]),
    ("XML just beyond the bound", lambda: deep_xml(201), ["max_xml_depth"]),
    ("too many elements", many_elements, ["too many elements", "max_elements"]),
    ("too large a file", lambda: b"PK\x03\x04" + bytes(100_000_001), ["max_docx_bytes"]),
]


@pytest.mark.parametrize(("label", "make", "words"), HOSTILE_DOCX, ids=[case[0] for case in HOSTILE_DOCX])
def test_hostile_word_files_are_refused(label: str, make: Callable[[], bytes], words: list[str]) -> None:
    content = make()
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableError) as refused:
            read_docx(content, SETTINGS)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [word for word in words if word not in str(refused.value)] == []
    assert peak < 20 * MEGABYTE


def test_members_with_paths_that_lead_out_are_only_names() -> None:
    more = {"../../escape.txt": "x", "/etc/escape": "x", "word/../../up.xml": "x"}
    assert read_docx(docx(p("互联网"), more), IngestSettings()).source_text == "互联网\n"


def nested_tables(n: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * n + p("互联网") + "</w:tc></w:tr></w:tbl>" * n


def test_what_is_within_the_bounds_is_read_without_end_of_stack() -> None:
    assert read_docx(docx(nested_tables(65)), IngestSettings()).source_text == "互联网\n"
    inline = "<w:ins>" * 190 + "<w:r><w:t>网</w:t></w:r>" + "</w:ins>" * 190
    assert read_docx(docx(f"<w:p>{inline}</w:p>"), IngestSettings()).source_text == "网\n"
    page = "<html><body>" + "<div>" * 190 + "互联网治理论坛" + "</div>" * 190
    assert read_html(page.encode(), IngestSettings()).source_text == "互联网治理论坛\n"
    table = "<table><tr><td>" * 60 + "互联网治理论坛" + "</table>" * 60
    assert read_html(f"<html><body>{table}".encode(), IngestSettings()).source_text == "互联网治理论坛\n"


def test_a_table_of_ten_thousand_rows_is_read() -> None:
    row = f"<w:tr><w:tc>{p('主题')}</w:tc><w:tc>{p('次数')}</w:tc></w:tr>"
    blocks = read_docx(docx(f"<w:tbl>{row * 10_000}</w:tbl>"), IngestSettings()).blocks
    assert len(blocks) == 10_000


HOSTILE_PAGES = [
    ("nested beyond the bound", lambda: "<html><body>" + "<b>" * 240 + "深" + "</b>" * 240, ["max_html_depth"]),
    ("too many tags", lambda: "<p>" * 20_001, ["20,001 tags", "max_elements"]),
    ("too large", lambda: "网" * 7_000_000, ["max_html_bytes"]),
    ("nothing but scripts", lambda: "<html><body><script>var a='互联网'</script></body></html>", ["no text"]),
]


@pytest.mark.parametrize(("label", "make", "words"), HOSTILE_PAGES, ids=[case[0] for case in HOSTILE_PAGES])
def test_hostile_pages_are_refused(label: str, make: Callable[[], str], words: list[str]) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_html(make().encode(), SETTINGS)
    assert [word for word in words if word not in str(refused.value)] == []


def test_a_hundred_thousand_nested_tags_are_refused() -> None:
    with pytest.raises(UnreadableError, match="max_html_depth"):
        read_html(("<html><body>" + "<div>" * 100_000 + "深").encode(), IngestSettings())


def test_nothing_is_fetched_opened_or_written() -> None:
    """An audit hook sees every socket and file that Python opens while files full of addresses are read."""
    script = textwrap.dedent(
        """
        import sys
        from pipeline.ingest.docx.reader import read_docx
        from pipeline.ingest.html.reader import read_html
        from pipeline.settings import IngestSettings
        from tests.ingest.office_files import docx, p
        text = "互联网治理论坛在自下而上的框架内讨论互联网治理问题。"
        page = f'''<!DOCTYPE html SYSTEM "http://example.invalid/x.dtd"><html><head><base href="http://example.invalid/">
        <meta http-equiv=refresh content="0;url=http://example.invalid"><link rel=stylesheet href=a.css></head>
        <body><iframe src="file:///etc/passwd"></iframe><img src="http://example.invalid/i.png"><p>{text}</p></body></html>'''
        word = docx(p(text) + '<w:altChunk r:id="x"/>')
        read_html(page.encode(), IngestSettings()), read_docx(word, IngestSettings())  # imports happen here
        seen = []
        def hear(event, args):
            if event.startswith(("socket.", "open")):
                seen.append((event, args[:1]))
        sys.addaudithook(hear)
        assert read_html(page.encode(), IngestSettings()).source_text == text + chr(10)
        assert read_docx(word, IngestSettings()).source_text == text + chr(10)
        print(seen)
        """
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_memory_of_a_process_stays_bounded_at_a_bomb() -> None:
    """The parsers allocate outside Python: a limit on the address space sees that too."""
    script = textwrap.dedent(
        """
        import resource
        from pipeline.ingest.docx.reader import read_docx
        from pipeline.ingest.extracted import UnreadableError
        from pipeline.settings import IngestSettings
        from tests.ingest.test_ingest_hostile import billion_laughs, deep_xml, many_members
        contents = [billion_laughs(), deep_xml(), many_members()]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for content in contents:
            try:
                read_docx(content, IngestSettings())
            except UnreadableError:
                continue
            raise SystemExit("read")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        raise SystemExit(grown > 100_000 and f"{grown} KiB")
        """
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
