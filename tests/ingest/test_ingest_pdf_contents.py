"""Tables of contents go; lines that only end in a number or hold dots stay. What is remarked of pages without text."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.pdf import remarks as remarks_module
from pipeline.ingest.pdf.contents import are_of_contents
from pipeline.ingest.pdf.remarks import Shown, n_unmapped, numbered, remarks
from tests.ingest.pdfs.placed import line

DOTS = "." * 12
CONTENTS = [
    ("with leaders", ["目录", f"总则{DOTS}1", f"附则{DOTS}12", "各国代表"], [1, 1, 1, 0]),
    ("leaders of other dots, spaced", ["总则 · · · · · · 3", "附则……………iv"], [1, 1]),
    ("an invisible character behind the number", [f"总则{DOTS}1\u200b"], [1]),
    ("without leaders", ["目 录", "总则 1", "治理 3", "附则 3", "各国代表"], [1, 1, 1, 1, 0]),
    ("in English", ["Contents", "Preface ii", "General 1"], [1, 1, 1]),
    ("pages that go down end it", ["目录", "总则 1", "附则 9", "2018年第 2"], [1, 1, 1, 0]),
    ("one entry is none", ["目录", "总则 1", "各国代表"], [0, 0, 0]),
    ("a heading about contents", ["目录的作用", "总则 1", "附则 9"], [0, 0, 0]),
    ("numbers at the ends of running text", ["与会人数为 120", "次年为 150"], [0, 0]),
    ("a gap to be filled in", [f"签名{DOTS}", f"日期{DOTS}年"], [0, 0]),
    ("an ellipsis before a number", ["他说……2018"], [0]),
    ("nothing", [], []),
]


@pytest.mark.parametrize(("label", "texts", "expected"), CONTENTS, ids=[case[0] for case in CONTENTS])
def test_contents(label: str, texts: list[str], expected: list[int]) -> None:
    assert [int(found) for found in are_of_contents([line(text) for text in texts])] == expected


TEXT, PICTURE, EMPTY = Shown(500, 0, has_picture=True), Shown(0, 0, has_picture=True), Shown(0, 0, has_picture=False)
UNNAMED, BULLETS = Shown(100, 80, has_picture=False), Shown(100, 30, has_picture=False)
REMARKS = [
    ("text", [TEXT, TEXT], ()),
    ("a picture of a page", [TEXT, PICTURE], ("no text layer, page 2: needs OCR",)),
    ("an empty page", [TEXT, EMPTY], ()),
    ("bullets without a name", [BULLETS], ()),
    ("a font without names", [TEXT, UNNAMED, UNNAMED],
     ("fonts that do not say which characters they show, pages 2–3: needs OCR",)),
    ("both", [PICTURE, UNNAMED], ("no text layer, page 1: needs OCR",
                                  "fonts that do not say which characters they show, page 2: needs OCR")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "pages", "expected"), REMARKS, ids=[case[0] for case in REMARKS])
def test_remarks(label: str, pages: list[Shown], expected: tuple[str, ...]) -> None:
    assert remarks(pages) == expected


def test_glyphs_without_a_meaning_are_counted() -> None:
    assert n_unmapped(["网", "(cid:12)", "\ufffd", "(cid:)", "(12)"]) == 2


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_of_pages_name_each_page_once(pages: set[int]) -> None:
    text = numbered(sorted(pages))
    word, _, ranges = text.partition(" ")
    assert word == ("pages" if len(pages) > 1 else "page")
    named: list[int] = []
    for run in ranges.split(", "):
        first, _, last = run.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(pages)


def test_the_examples_run() -> None:
    result = doctest.testmod(remarks_module)
    assert result.attempted > 0
    assert result.failed == 0
