"""Text is measured and broken so that no label is cut, and nothing is lost unless an ellipsis says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.lettering import ELLIPSIS, balanced, width, wrap


@pytest.mark.parametrize(
    ("text", "size", "inches"),
    [
        ("互联网", 72.0, 3.0),  # a Chinese character is one em, and an em at 72 points one inch
        ("", 9.0, 0.0),
        ("互联网", 36.0, 1.5),
    ],
)
def test_width_is_in_ems(text: str, size: float, inches: float) -> None:
    assert width(text, size) == pytest.approx(inches, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("互联网治理论坛", 3.0, ("互联网", "治理论", "坛")),
        ("网络安全，数据", 4.0, ("网络安", "全，数据")),  # a comma never begins a line
        ("论坛（IGF）", 4.0, ("论坛", "（IGF）")),  # a bracket never ends one
        ("capacity building", 5.0, ("capacity", "building")),
        ("of 1,500 words", 4.0, ("of 1,500", "words")),  # a number is not broken at its comma
        ("one,two", 2.5, ("one,", "two")),  # near miss: another comma is
        ("有 意义", 9.0, ("有 意义",)),  # near miss: it fits
    ],
)
def test_wrap_breaks_where_a_reader_expects(text: str, ems: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, 72.0, ems) == lines


def test_a_word_wider_than_the_line_is_broken_rather_than_cut() -> None:
    lines = wrap("Pneumonoultramicroscopic", 9.0, 0.5)
    assert "".join(lines) == "Pneumonoultramicroscopic"
    assert all(width(line, 9.0) <= 0.5 for line in lines)


def test_what_is_left_out_is_marked() -> None:
    assert wrap("互联网治理论坛", 72.0, 3.0, max_lines=2) == ("互联网", "治理" + ELLIPSIS)
    assert wrap("互联网", 72.0, 3.0, max_lines=1) == ("互联网",)


def test_lines_are_about_equally_long_where_asked() -> None:
    assert wrap("国家和区域互联网治理论坛倡议", 72.0, 13.0) == ("国家和区域互联网治理论坛倡", "议")
    assert balanced("国家和区域互联网治理论坛倡议", 72.0, 13.0) == ("国家和区域互联", "网治理论坛倡议")


@given(st.text("互联网治理，。（）“”AIgf 20-", max_size=60), st.floats(0.2, 3.0))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float) -> None:
    lines = wrap(text, 9.0, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 9.0) <= room for line in lines)
