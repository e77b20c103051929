"""Which pieces of a statement changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.changes.pieces import changed_pieces


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("共 26 条消息，利益相关者见于 12 条", "共 26 条消息，利益相关者见于 13 条", (("12", "13"),)),
        ("q = 0.020 in 1,204 of 26", "q = 0.019 in 1,205 of 26", (("0.020", "0.019"), ("1,204", "1,205"))),
        ("12 of 26 messages", "12 of 26 messages", ()),
        ("the first of these", "the second of these", (("first", "second"),)),
        ("a stable theme is there", "a theme is there", ((" stable", ""),)),
        ("没有可以陈述的发现。", "“互联网治理”见于 12 条消息。", ()),  # another statement: no piece says what changed
        ("a" + "b" * 41 + "." * 100, "a" + "c" * 41 + "." * 100, ()),  # nothing that an eye takes in at once
        ("-".join("123456789"), "-".join("987654321"), ()),
    ],
)
def test_pieces(before: str, after: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert changed_pieces(before, after) == expected


@given(st.text(max_size=30), st.text(max_size=30))
def test_pieces_stand_in_the_texts(before: str, after: str) -> None:
    for old, new in changed_pieces(before, after):
        assert old != new
        assert old in before
        assert new in after
