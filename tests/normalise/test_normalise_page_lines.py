"""Lines with a place: where their column ends, whether they fill it, and boxes with an edge of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.normalise.page_lines import PlacedLine, is_full, placed_lines, same_type
from tests.normalise.placed import LEFT, SIZE, Row, page

FULL = "各国代表在论坛上讨论了互联网治理的许多议"
RIGHT = LEFT + len(FULL) * SIZE


def placed(*rows: Row) -> list[PlacedLine]:
    return placed_lines(*page(*rows))


def test_lines_know_the_edges_of_their_column() -> None:
    lines = placed(FULL, "题。", ("另一页", 2, {"page": 2}), (FULL, 0, {"page": 2}))
    assert [(line.left, line.right) for line in lines] == [(LEFT, RIGHT)] * 4
    assert [line.is_first_in_column for line in lines] == [True, False, True, False]
    assert [line.indent for line in lines] == [0, 0, 2, 0]
    assert [line.line.text for line in lines] == [FULL, "题。", "另一页", FULL]


def test_a_column_of_few_lines_is_as_wide_as_the_one_most_like_it() -> None:
    left = [FULL] * 6
    right: list[Row] = [(FULL[:10], 30, {"column": 1})] * 6
    last: list[Row] = [("论坛闭幕。", 0, {"page": 2}), ("谢谢。", 30, {"page": 2, "column": 1})]
    lines = placed(*left, *right, *last)
    assert (lines[-2].left, lines[-2].right) == (LEFT, RIGHT)
    assert (lines[-1].left, lines[-1].right) == (LEFT + 30 * SIZE, LEFT + 40 * SIZE)


def test_a_page_of_few_lines_alone_is_as_wide_as_they_are() -> None:
    lines = placed("论坛闭幕。", "谢谢。")
    assert {line.right for line in lines} == {LEFT + 5 * SIZE}


BOX = [
    ("a box of narrower lines", [(FULL[:10], 4), (FULL[:10], 4), ("议题。", 4)], LEFT + 14 * SIZE),
    ("one full line is no box", [(FULL[:10], 4), ("议题。", 4)], RIGHT),
    ("nearly as wide as the column", [(FULL[:15], 4), (FULL[:15], 4)], RIGHT),
    ("lines at the left edge are paragraphs", [(FULL[:10], 0), (FULL[:10], 0)], RIGHT),
]  # fmt: skip


@pytest.mark.parametrize(("label", "rows", "right"), BOX, ids=[case[0] for case in BOX])
def test_boxes(label: str, rows: list[Row], right: float) -> None:
    lines = placed(*[FULL] * 6, *rows)
    assert [line.right for line in lines] == [RIGHT] * 6 + [right] * len(rows)


# a line, the following one, whether the first had no room for what the second begins with
ROOM = [
    ("to the edge", FULL, "题。", True),
    ("room for one character, just", FULL[:-1], "题目", True),
    ("room for two", FULL[:-2], "题目", False),
    ("… and the first has its comma with it", FULL[:-2], "题，各国", True),
    ("… or a bracket that opens before it", FULL[:-2], "（题）", True),
    ("a word of six letters needs three characters", FULL[:-3], "Berlin", True),
    ("… and fits in four", FULL[:-4], "Berlin", False),
    ("before nothing", FULL[:-1], "", False),
]


@pytest.mark.parametrize(("label", "text", "following", "expected"), ROOM, ids=[case[0] for case in ROOM])
def test_full(label: str, text: str, following: str, expected: bool) -> None:
    lines = placed(*[FULL] * 6, text, following or FULL)
    after = lines[7] if following else replace(lines[7], line=lines[7].line._replace(text=""))
    assert is_full(lines[6], after) is expected


TYPES = [({}, True), ({"font_size": 12.5}, True), ({"font_size": 13.0}, False), ({"is_bold": True}, False)]


@pytest.mark.parametrize(("fields", "expected"), TYPES)
def test_same_type(fields: dict[str, object], expected: bool) -> None:
    one, other = placed("各国代表", ("各国代表", 0, {**fields, "is_bold": fields.get("is_bold")}))
    assert same_type(one, other) is expected
    assert same_type(other, one) is expected


def test_nothing_and_blank_lines() -> None:
    assert placed() == []
    assert placed(" ", "各国")[0].line.text == "各国"


@pytest.mark.parametrize(
    ("row", "expected"), [("• 加强", True), (("加强", 0, {"tag": "LI"}), True), ("1. 加强", False), ("加强", False)]
)
def test_marks_and_drawn_bullets_begin_items(row: Row, expected: bool) -> None:
    assert placed(row)[0].begins_item is expected
