"""Of an untagged page every character is read once, wherever the page puts it and in whatever order it is drawn."""

from __future__ import annotations

from collections import Counter
from random import Random
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.pdf.columns import Columns
from pipeline.ingest.pdf.document import _placed_lines
from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import PageLine
from tests.ingest.pdfs.placed import glyphs

PAGE: Any = SimpleNamespace(rects=[], lines=[], curves=[])
"""One without rules."""
LEADING = 18.0

# A row is one text over the whole width, two in columns, or three cells.
TEXT = st.text("互联网治理论坛IGF12。，", min_size=1, max_size=14)
ROWS = st.lists(
    st.lists(TEXT, min_size=1, max_size=1)
    | st.lists(TEXT, min_size=2, max_size=2)
    | st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=3, max_size=3),
    max_size=12,
)


def page(rows: list[list[str]]) -> list[Glyph]:
    return [
        glyph
        for at, row in enumerate(rows)
        for number, text in enumerate(row)
        for glyph in glyphs(text, 72 + 190 * number, 100 + LEADING * at)
    ]


def read(shown: list[Glyph]) -> list[PageLine]:
    return _placed_lines(PAGE, shown, [], Columns())


def texts(shown: list[Glyph]) -> list[str]:
    return [line.text for line in read(shown)]


@given(ROWS)
def test_nothing_is_lost_and_nothing_read_twice(rows: list[list[str]]) -> None:
    read_once = Counter("".join(texts(page(rows)))) - Counter({" ": 10**6, "|": 10**6})
    assert read_once == Counter("".join(text for row in rows for text in row))


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_in_which_glyphs_are_drawn_does_not_matter(rows: list[list[str]], random: Random) -> None:
    shuffled = page(rows)
    random.shuffle(shuffled)
    assert texts(shuffled) == texts(page(rows))


@given(ROWS, st.integers(-60, 200), st.integers(-60, 200))
def test_the_place_of_the_text_on_the_page_does_not_matter(rows: list[list[str]], dx: int, dy: int) -> None:
    moved = [g._replace(x0=g.x0 + dx, x1=g.x1 + dx, baseline=g.baseline + dy) for g in page(rows)]
    assert texts(moved) == texts(page(rows))


def test_rows_of_a_table_stand_where_the_page_shows_them() -> None:
    rows = [
        ["表前的一行文字"],
        ["主题", "次数", "份额"],
        ["安全", "12", "0.4"],
        ["接入", "18", "0.6"],
        ["表后的一行文字"],
    ]
    assert texts(page(rows)) == [
        "表前的一行文字", "主题 | 次数 | 份额", "安全 | 12 | 0.4", "接入 | 18 | 0.6", "表后的一行文字"
    ]  # fmt: skip
