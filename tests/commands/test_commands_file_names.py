"""Names that are kept, and names that are refused with a proposal that would be kept."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands import file_names
from pipeline.commands.file_names import edition_fault, file_name_fault, same_name

KEPT = [
    "messages.pdf",
    "IGF 2019 消息（柏林）.zh.docx",
    "a",
    "§1 #2.txt",
    "网" * 83 + ".txt",
    "con-sultation.pdf",
    "a..b.txt",
]


@pytest.mark.parametrize("name", KEPT)
def test_a_name_is_kept(name: str) -> None:
    assert file_name_fault(name) is None


REFUSED = [
    ("the edition's own file", "edition.toml", "where an edition is described"),
    ("the same on macOS", "Edition.TOML", "where an edition is described"),
    ("hidden", ".messages.pdf", "systems hide"),
    ("left by a system", "Thumbs.db", "systems hide"),
    ("Word has it open", "~$messages.docx", "systems hide"),
    ("nothing", "", "systems hide"),
    ("here", ".", "systems hide"),
    ("up", "..", "systems hide"),
    ("a path on Windows", "a\\b.txt", r"'\\\\' \(U\+005C\)"),
    ("a drive", "C:a.txt", r"':' \(U\+003A\).*'C-a.txt'"),
    ("a line end", "a\nb.txt", r"U\+000A cannot stand.*'ab.txt'"),
    ("text that turns round", "a\u202egnp.txt", r"U\+202E"),
    ("zero width", "消\u200b息.txt", r"U\+200B.*'消息.txt'"),
    ("private use", "\ue000.txt", r"U\+E000"),
    ("line separator", "a\u2028b", r"U\+2028"),
    ("a blank at the end", "a.txt ", "begins or ends in a blank.*'a.txt'"),
    ("a dot at the end", "a.", "ends in a dot.*'a'"),
    ("a device", "CON", "a device"),
    ("a device with an ending", "lpt1.txt", "a device"),
    ("too long", "网" * 84 + ".txt", "has 256 bytes.*255 at most"),
    ("bytes that are no text", os.fsdecode(b"a\xff.txt"), "not UTF-8"),
]


@pytest.mark.parametrize(("label", "name", "expected"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_name_is_refused(label: str, name: str, expected: str) -> None:
    fault = file_name_fault(name)
    assert fault is not None
    assert re.search(expected, fault)


EDITIONS = [
    ("a year and a city", "2019-berlin", None),
    ("Chinese", "2019-柏林", None),
    ("the lexicon", "lexicon", "taken"),
    ("the lexicon on macOS", "Lexicon", "taken"),
    ("all editions", "corpus", "taken"),
    ("the settings", "settings.toml", "taken"),
    ("a path", "2019/berlin", r"U\+002F"),
    ("up", "..", "systems hide"),
    ("a blank", "2019 berlin", "expected '2019-berlin'"),
    ("the mark of passages", "2019#1", "expected '2019-1'"),
    ("too long", "网" * 67, "201 bytes.*200"),
]


@pytest.mark.parametrize(("label", "edition", "expected"), EDITIONS, ids=[case[0] for case in EDITIONS])
def test_edition_ids(label: str, edition: str, expected: str | None) -> None:
    fault = edition_fault(edition)
    assert (fault is None) == (expected is None)
    assert expected is None or re.search(expected, fault or "")


def test_names_that_are_one_on_some_system() -> None:
    assert same_name("É.pdf") == same_name("e\u0301.PDF") != same_name("e.pdf")


@given(st.text(min_size=1, max_size=40))
def test_what_is_proposed_could_be_kept(name: str) -> None:
    assert file_names._character_fault(file_names._mended(name)) is None
