"""The order in which lines are read, what is running text, and which raised figures refer to a note."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.extracted import ARTIFACT, HEADING, ITEM, NOTE
from pipeline.ingest.pdf.blocks import blocks, body_size, body_weight, with_loose_lines, with_notes_last
from pipeline.ingest.pdf.glyphs import BOLD, HEI, REGULAR
from pipeline.ingest.pdf.lines import PageLine
from tests.ingest.pdfs.placed import line

BODY = line("各国代表讨论了互联网治理。")


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        ([BODY, line("标题", size=20)], 12),
        ([line("标题", size=10.6), line("标题", size=10.4)], 10.5),
        ([line("大字"), line("小字", size=9)], 9),  # of as many characters the smaller
        ([line("很长的页眉很长的页眉很长的页眉", size=8, is_artifact=True), BODY], 12),
        ([], 0),
    ],
)
def test_body_size(lines: list[PageLine], size: float) -> None:
    assert body_size(lines) == size


def test_body_weight() -> None:
    assert body_weight([BODY, line("标题", weight=BOLD)]) == REGULAR
    assert body_weight([replace(BODY, weight=HEI), line("标题", weight=BOLD)]) == HEI
    assert body_weight([]) == REGULAR


def test_bold_is_what_is_heavier_than_the_running_text() -> None:
    hei = replace(BODY, weight=HEI)
    assert [block.is_bold for block in blocks([BODY, BODY, hei])] == [False, False, True]
    assert [block.is_bold for block in blocks([hei, hei, line("题", weight=BOLD)])] == [False, False, True]


def test_notes_stand_last_each_an_element() -> None:
    first, second = line("1 见附件", tag=NOTE, has_drawn_mark=True), line("2 同上。", tag=NOTE, has_drawn_mark=True)
    rest = line("第三章。", tag=NOTE)
    goes_on = line("论坛闭幕。", element=4)
    found = with_notes_last([BODY, first, rest, goes_on, second])
    assert [(each.text, each.element) for each in found] == [
        (BODY.text, None), ("论坛闭幕。", 4), ("1 见附件", 6), ("第三章。", 6), ("2 同上。", 7)
    ]  # fmt: skip


def element(number: int, y: float, page: int = 1) -> list[PageLine]:
    return [line(f"第{number}段", y=y + 18 * at, element=number, page=page) for at in range(2)]


LOOSE = [
    ("above everything", [*element(1, 200), *element(2, 300)], (1, 50), 0),
    ("between", [*element(1, 200), *element(2, 300)], (1, 250), 2),
    ("beside an element, never inside it", [*element(1, 200), *element(2, 300)], (1, 210), 2),
    ("below everything", [*element(1, 200), *element(2, 300)], (1, 700), 4),
    ("on the next page", [*element(1, 200), *element(2, 100, page=2)], (2, 50), 2),
    ("a tree out of order", [*element(1, 400), *element(2, 100)], (1, 250), 0),
    ("no elements", [], (1, 250), 0),
]


@pytest.mark.parametrize(("label", "elements", "place", "at"), LOOSE, ids=[case[0] for case in LOOSE])
def test_loose_lines(label: str, elements: list[PageLine], place: tuple[int, float], at: int) -> None:
    loose = line("页边", y=place[1], page=place[0])
    assert with_loose_lines(elements, [loose]) == [*elements[:at], loose, *elements[at:]]


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 800)), max_size=8), st.lists(st.integers(1, 800), max_size=8)
)
def test_no_line_is_lost_and_no_element_taken_apart(places: list[tuple[int, int]], loose: list[int]) -> None:
    elements = [each for number, (page, y) in enumerate(places) for each in element(number, y, page)]
    beside = [line("页边", y=y, page=1) for y in sorted(loose)]
    found = with_loose_lines(elements, beside)
    assert [each for each in found if each.element is None] == beside
    assert [each for each in found if each.element is not None] == elements
    assert all(each.element == found[at + 1].element for at, each in enumerate(found) if each in elements[::2])


NOTED = line("1 见附件。", tag=NOTE)
REFERENCES = [
    ("a reference", "代表1，", ((2, 3),), [NOTED], "代表，"),
    ("in brackets", "代表[1]，", ((2, 5),), [NOTED], "代表，"),
    ("to no note", "代表2，", ((2, 3),), [NOTED], "代表2，"),
    ("a power, in a text without notes", "平方米m2，", ((4, 5),), [], "平方米m2，"),
    ("two references", "代1表1", ((1, 2), (3, 4)), [NOTED], "代表"),
    ("at the line's beginning", "1代表", ((0, 1),), [NOTED], "1代表"),
    ("a figure that is not raised", "代表1，", (), [NOTED], "代表1，"),
]


@pytest.mark.parametrize(("label", "text", "raised", "notes", "expected"), REFERENCES, ids=[c[0] for c in REFERENCES])
def test_references(
    label: str, text: str, raised: tuple[tuple[int, int], ...], notes: list[PageLine], expected: str
) -> None:
    assert blocks([line(text, raised=raised), *notes])[0].text == expected + "\n"


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({}, None),
        ({"has_drawn_mark": True}, ITEM),
        ({"has_drawn_mark": True, "tag": f"{HEADING}1"}, f"{HEADING}1"),
        ({"is_artifact": True, "tag": NOTE}, ARTIFACT),
    ],
)
def test_tags(fields: dict[str, object], tag: str | None) -> None:
    (block,) = blocks([replace(BODY, **fields)])  # type: ignore[arg-type]
    assert block.tag == tag
