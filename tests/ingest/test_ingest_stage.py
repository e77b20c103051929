"""What is read, what is skipped, and that the reason says what was found, where, what was expected and what to do."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.columns import TABLES
from pipeline.corpus import Source
from pipeline.edition_file import EditionFile, FileEntry, Region
from pipeline.ingest.formats import format_named
from pipeline.ingest.stage import READERS, ingest
from pipeline.settings import IngestSettings

TEXT = "互联网治理论坛\n数字鸿沟。\n"


def source(content: bytes, file: str = "2018-paris/message.txt", **stated: Any) -> Source:
    entry = FileEntry(file="message.txt", **stated) if stated else None
    return Source("2018-paris/message", "2018-paris", file, content, "0" * 64, entry)


def made(content: bytes, file: str = "2018-paris/message.txt", **stated: Any) -> dict[str, list[dict[str, Any]]]:
    tables = ingest(source=source(content, file, **stated), settings=IngestSettings()).tables
    return {name: table.to_pylist() for name, table in tables.items()}


READ = [
    ("UTF-8", TEXT.encode(), "utf-8", TEXT),
    ("UTF-8 with a mark, which is dropped", TEXT.encode("utf-8-sig"), "utf-8 with BOM", TEXT),
    ("UTF-16, little end first", b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le with BOM", TEXT),
    ("UTF-16, big end first", b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be with BOM", TEXT),
    ("line ends stay", "互联\r\n网\r".encode(), "utf-8", "互联\r\n网\r"),
    ("one stray control character is left to repair", ("互联网\x07" * 1 + "治理" * 60).encode(), "utf-8", None),
    ("mostly English is still enough Chinese", "互联网治理 Internet Governance".encode(), "utf-8", None),
]


@pytest.mark.parametrize(("label", "content", "encoding", "text"), READ, ids=[case[0] for case in READ])
def test_text_is_read(label: str, content: bytes, encoding: str, text: str | None) -> None:
    tables = made(content)
    row = tables["sources"][0]
    assert (row["reading"], row["reason"], row["encoding"]) == ("read", None, encoding)
    assert len(tables["blocks"]) == 1
    block = tables["blocks"][0]
    assert (block["block"], block["start"], block["page"]) == (0, 0, None)
    assert text is None or block["text"] == text
    assert row["n_characters"] == len(block["text"])


SKIPPED = [
    ("empty", b"", "a.txt", ["empty", "0 bytes", "expected text"]),
    ("blank", " \u3000\n\ufeff".encode(), "a.txt", ["blank"]),
    # 互 is E4 BA 92: after 3 bytes and a line feed, byte 4 is the first of line 2.
    (
        "broken UTF-8",
        b"\xe4\xba\x92\n\xc4\xe3",
        "a.txt",
        ["0xC4", "byte position 4", "line 2", "UTF-8", "expected text in UTF-8, GB18030"],
    ),
    ("broken UTF-8 after a mark", b"\xef\xbb\xbf\xff", "a.txt", ["byte position 3"]),
    ("cut UTF-16", b"\xff\xfe\x92\x4e\x54", "a.txt", ["byte position 4", "UTF-16"]),
    ("NUL bytes", bytes(range(256)), "a.txt", ["NUL", "byte position 0", "binary"]),
    ("NUL in valid UTF-8", "互联\x00网".encode(), "a.txt", ["NUL", "position 2"]),
    ("control characters", "互联网".encode() + b"\x01\x02\x03", "a.txt", ["3 of 6", "U+0001", "position 3"]),
    ("a PDF by content", b"%PDF-1.7\n", "a.txt", ["PDF"]),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", ["old Office", ".docx", "DOCX, PDF or UTF-8"]),
    ("a damaged archive", b"PK\x03\x04....", "a.txt", ["ZIP", ".txt", "plain text", "unpack"]),
    ("English", b"Internet governance", "a.md", ["not Chinese", "18 letters", "Latin", "20 %", "min_chinese_share"]),
    ("Japanese", "インターネットの統治".encode(), "a.txt", ["not Chinese", "kana"]),
    ("Korean", "인터넷 거버넌스".encode(), "zh.txt", ["not Chinese", "Hangul"]),
    ("numbers only", b"2018 12 31", "a.txt", ["no letters"]),
]


@pytest.mark.parametrize(("label", "content", "file", "words"), SKIPPED, ids=[case[0] for case in SKIPPED])
def test_what_cannot_be_read_is_skipped_with_a_reason(label: str, content: bytes, file: str, words: list[str]) -> None:
    tables = made(content, file)
    row = tables["sources"][0]
    assert row["reading"] == "skipped"
    assert tables["blocks"] == []
    assert [word for word in words if word not in row["reason"]] == []


def test_the_suffix_is_read_in_either_case() -> None:
    assert made(TEXT.encode(), "A.TXT")["sources"][0]["remarks"] is None


MISNAMED = [
    ("a page called text", f"<html><body><p>{TEXT}</p></body></html>".encode(), "a.txt", "html", "ends in .txt"),
    ("text called DOCX", TEXT.encode(), "a.docx", "text", "ends in .docx"),
    ("text of an unknown kind", TEXT.encode(), "a.xyz", "text", "ending in .xyz"),
    ("text without a suffix", TEXT.encode(), "README", "text", None),
]


@pytest.mark.parametrize(("label", "content", "file", "name", "remark"), MISNAMED, ids=[case[0] for case in MISNAMED])
def test_the_content_decides_how_a_file_is_read(
    label: str, content: bytes, file: str, name: str, remark: str | None
) -> None:
    row = made(content, file)["sources"][0]
    assert (row["format"], row["reading"]) == (name, "read")
    assert row["remarks"] is None if remark is None else remark in row["remarks"]


def test_a_file_that_cannot_be_decoded_has_no_language_and_one_in_another_language_has() -> None:
    columns = ("encoding", "encoding_margin", "language", "n_characters")
    (broken,) = made(b"\xff\xff")["sources"]
    assert [broken[name] for name in columns] == [None, None, None, 0]
    english = "The forum met in Paris. It spoke of many things.\n"
    (skipped,) = made(english.encode())["sources"]
    assert [skipped[name] for name in columns] == ["utf-8", None, "en", len(english)]
    assert "English (en)" in skipped["reason"]


def test_the_margin_and_a_near_tie_are_recorded() -> None:
    (sure,) = made((TEXT * 5).encode("gb18030"))["sources"]
    assert sure["encoding"] == "gb18030"
    assert sure["encoding_margin"] > 40
    assert sure["remarks"] is None
    (tied,) = made("气单胞菌.".encode("gb18030"))["sources"]
    assert tied["encoding_margin"] < 5
    assert "nearly tied with gb18030" in tied["remarks"]


def test_a_contradiction_with_what_is_stated_is_a_remark() -> None:
    (row,) = made(TEXT.encode(), language="en")["sources"]
    assert row["remarks"] == "edition.toml states the language en; the content is Chinese (zh), which is what counts"
    assert made(TEXT.encode(), language="zh-Hans")["sources"][0]["remarks"] is None
    (skipped,) = made(b"The forum met in Paris. It spoke of many things.", language="zh")["sources"]
    assert (skipped["reading"], "states the language zh" in skipped["remarks"]) == ("skipped", True)


def test_every_reader_is_of_a_known_format() -> None:
    assert [name for name in READERS if format_named(name).name != name] == []


def test_a_form_feed_gives_pages() -> None:
    assert made("互联网\f治理".encode())["blocks"][0]["page"] == 1


def test_what_is_stated_is_kept() -> None:
    labels = {"总体信息": "General", "互联网": "Internet"}
    tables = made(TEXT.encode(), title_zh="题", language="en", received="2026-11-23", sections=labels)
    row = tables["sources"][0]
    assert (row["title_zh"], row["language_stated"], row["is_declared"]) == ("题", "en", True)
    assert row["received"] == "2026-11-23"
    assert (row["reading"], row["language"]) == ("read", "zh")  # what is stated of the language decides nothing
    assert [label["label_en"] for label in tables["section_labels"]] == ["Internet", "General"]


@pytest.mark.parametrize(
    ("stated", "remarks"),
    [
        ({}, []),
        ({"format": "text", "encoding": "utf-8"}, []),
        ({"encoding": "big5"}, ["states encoding 'big5', found and used 'utf-8'"]),
        ({"format": "pdf", "encoding": "big5"}, ["states format 'pdf'", "states encoding 'big5'"]),
    ],
)
def test_what_is_stated_of_format_and_encoding_and_found_otherwise_is_remarked_on(
    stated: dict[str, str], remarks: list[str]
) -> None:
    row = made(TEXT.encode(), title_zh="题", **stated)["sources"][0]
    assert (row["reading"], row["format"], row["encoding"]) == ("read", "text", "utf-8")
    lines = (row["remarks"] or "").splitlines()
    assert len(lines) == len(remarks)
    assert all(remark in line for remark, line in zip(remarks, lines, strict=True))


def test_what_is_stated_of_the_edition_stands_beside_what_is_stated_of_the_file() -> None:
    edition = EditionFile(year=2019, city_zh="柏林", city_en="Berlin", title_zh="论坛消息", title_en="Messages")
    of_file = FileEntry(file="message.txt", title_zh="题", sha256="1" * 64)
    both = Source("2018/m", "2018", "2018/message.txt", TEXT.encode(), "0" * 64, of_file, edition)
    (row,) = ingest(source=both, settings=IngestSettings()).tables["sources"].to_pylist()  # type: ignore[union-attr]
    assert (row["year"], row["city_zh"], row["city_en"]) == (2019, "柏林", "Berlin")
    assert (row["edition_title_zh"], row["edition_title_en"]) == ("论坛消息", "Messages")
    assert (row["title_zh"], row["title_en"]) == ("题", None)
    assert (row["file"], row["sha256"]) == ("2018/message.txt", "0" * 64)  # where it is and what was found


@pytest.mark.parametrize(
    ("of_edition", "of_file", "region"),
    [("tw", None, "tw"), ("tw", "hk", "hk"), (None, "hk", "hk"), ("tw", "cn", "cn"), (None, None, None)],
)
def test_the_region_of_a_file_goes_before_that_of_its_edition(
    of_edition: Region | None, of_file: Region | None, region: Region | None
) -> None:
    edition, entry = EditionFile(region=of_edition), FileEntry(file="message.txt", region=of_file)
    source = Source("2018/m", "2018", "2018/message.txt", TEXT.encode(), "0" * 64, entry, edition)
    (row,) = ingest(source=source, settings=IngestSettings()).tables["sources"].to_pylist()  # type: ignore[union-attr]
    assert row["region"] == region


def test_where_nothing_is_stated_the_year_is_the_folders_and_the_rest_is_null() -> None:
    row = made(TEXT.encode())["sources"][0]
    assert (row["year"], row["is_declared"]) == (2018, False)
    names = ("edition_title_zh", "city_zh", "title_zh", "track_zh", "status", "language_stated", "source", "licence")
    assert [row[name] for name in names] == [None] * len(names)


def test_every_key_of_edition_toml_has_a_column() -> None:
    # Part of document_id; the rows; the table section_labels; n_bytes; script_stated, beside documents.script.
    other_names = {"id", "files", "sections", "size", "script"}
    keys = {*FileEntry.model_fields, *EditionFile.model_fields} - other_names
    assert keys - set(TABLES["sources"].column_names) == set()
