"""The text of ``edition.toml``: what stands there stays byte for byte, what is added reads back as it was meant."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.edition_text import extended, new_edition_file, toml_string
from pipeline.edition_file import FileEntry, decode, parse_edition_file
from pipeline.errors import CorpusError

PATH = Path("corpus/2019-berlin/edition.toml")
NEW = FileEntry(file="b.txt", title_zh='论"坛\\', size=3, received=date(2019, 12, 1))
TABLE = '\n[[files]]\nfile = "b.txt"\ntitle_zh = "论\\"坛\\\\"\nsize = 3\nreceived = 2019-12-01\n'

OLD = [
    ("nothing", b""),
    ("a remark without a line end", "# 备注".encode()),
    ("odd order and blanks", b'title_en="x"  # why\n\n\nid =   "2019-berlin"\n'),
    ("an entry", b'[[files]]\nfile = "a.txt"\n'),
    ("a table of sections last", '[[files]]\nfile = "a.txt"\n[files.sections]\n"总体" = "General"'.encode()),
    ("a byte order mark", b'\xef\xbb\xbfid = "2019-berlin"\n'),
    ("Windows line ends", b'id = "2019-berlin"\r\n[[files]]\r\nfile = "a.txt"\r\n'),
    ("old Macintosh line ends", b'id = "2019-berlin"\r[[files]]\rfile = "a.txt"\r'),
    ("text of several lines", b'title_en = """\n[[files]]\n"""\n'),
]


@pytest.mark.parametrize(("label", "old"), OLD, ids=[case[0] for case in OLD])
def test_what_stands_there_stays(label: str, old: bytes) -> None:
    new = extended(old, [NEW, FileEntry(file="c.txt")], PATH)
    assert new.startswith(old)
    before, after = tomllib.loads(decode(old)), tomllib.loads(decode(new))
    assert after.pop("files") == [
        *before.pop("files", []),
        {"file": "b.txt", "title_zh": '论"坛\\', "size": 3, "received": date(2019, 12, 1)},
        {"file": "c.txt"},
    ]
    assert after == before


def test_added_lines_end_as_the_others_do() -> None:
    assert extended(b'id = "2019-berlin"\r\n', [NEW], PATH).decode() == f'id = "2019-berlin"\n{TABLE}'.replace(
        "\n", "\r\n"
    )
    assert extended(b'id = "2019-berlin"', [NEW], PATH).decode() == f'id = "2019-berlin"\n{TABLE}'


@pytest.mark.parametrize("old", [b'files = [{file = "a.txt"}]\n', b"files = []\n"])
def test_files_that_cannot_be_followed_by_a_table_are_refused(old: bytes) -> None:
    with pytest.raises(CorpusError, match=r"edition\.toml: cannot be extended.*\[\[files\]\]"):
        extended(old, [NEW], PATH)


def test_a_new_file() -> None:
    made = new_edition_file({"id": "2019-berlin", "year": 2019, "title_en": None}, [NEW], PATH).decode()
    remark, keys = made.split("\n", 1)
    assert remark.startswith("# ")
    assert keys == f'id = "2019-berlin"\nyear = 2019\n{TABLE}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("论坛 IGF", '"论坛 IGF"'),
        ('"\\', '"\\"\\\\"'),
        ("\x7f\n\u0085\u2028", '"\\u007F\\u000A\\u0085\\u2028"'),
        ("\u200b\U000e0001", '"\\u200B\\U000E0001"'),
        ("\u3000", '"\u3000"'),
    ],
)
def test_strings(text: str, expected: str) -> None:
    assert toml_string(text) == expected


@given(st.text())
def test_any_text_reads_back(text: str) -> None:
    assert tomllib.loads(f"a = {toml_string(text)}") == {"a": text}


@given(st.text(min_size=1), st.text())
def test_any_title_is_stated_as_given(title: str, source: str) -> None:
    entry = FileEntry(file="a.txt", title_zh=title, source=source)
    assert parse_edition_file(extended(b"", [entry], PATH), PATH).files == (entry,)
