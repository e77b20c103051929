"""Lines of a page that belong together become one passage; what only stands near is kept apart."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.page_layout import positioned_passages
from pipeline.settings import NormaliseSettings
from tests.normalise.placed import Row, on_page, page, span

SETTINGS = NormaliseSettings()
FULL = "各国代表在论坛上讨论了互联网治理的许多议"
ENDED = "各国代表在论坛上讨论了互联网治理的议题。"
SHORT = "题并通过了一份文件。"
PLAIN: list[Row] = [FULL, SHORT] * 3
"""Paragraphs that only a last line with room to spare ends."""
SPACED: list[Row] = [FULL, SHORT, *[row for _ in range(3) for row in ((FULL, 0, {"gap": 0.5}), SHORT)]]
INDENTED: list[Row] = [(FULL[:18], 2), SHORT] * 3


def read(*rows: Row) -> list[str]:
    return [passage.text for passage in positioned_passages(*page(*rows), SETTINGS)]


def after(style: list[Row], *rows: Row) -> list[str]:
    """What becomes of rows behind the paragraphs of a style."""
    n_before = len(read(*style))
    found = read(*style, *rows)
    assert len(found[:n_before]) == n_before
    return found[n_before:]


G: dict[str, object] = {"gap": 1}
ITEM: dict[str, object] = {"tag": "LI"}
BOLD: dict[str, object] = {"is_bold": True}
LARGE: dict[str, object] = {"font_size": 16.0}
TWO: dict[str, object] = {"page": 2}

# the paragraphs before, the rows, the passages that come of these
PASSAGES = [
    ("a last line with room ends a paragraph", PLAIN, [FULL, SHORT, FULL, SHORT], [FULL + SHORT] * 2),
    ("… and a full one does not", PLAIN, [ENDED, FULL, SHORT], [ENDED + FULL + SHORT]),
    ("an indent ends one whose last line is full", INDENTED, [(FULL[:18], 2), ENDED, (FULL[:18], 2), SHORT], [FULL[:18] + ENDED, FULL[:18] + SHORT]),
    ("no indent where paragraphs have one goes on", INDENTED, [(FULL[:18], 2), "一段话。", SHORT], [FULL[:18] + "一段话。" + SHORT]),
    ("space ends one whose last line is full", SPACED, [(ENDED, 0, G), (FULL, 0, G), SHORT], [ENDED, FULL + SHORT]),
    ("… and no space goes on behind a short line", SPACED, [(FULL, 0, G), "一段话。", SHORT], [FULL + "一段话。" + SHORT]),
    ("an unfinished sentence goes on over a wide space", PLAIN, [FULL, (SHORT, 0, {"gap": 0.4})], [FULL + SHORT]),
    ("… not over any", PLAIN, [(FULL, 0, G), (SHORT, 0, {"gap": 2})], [FULL, SHORT]),
    ("another size of type", PLAIN, [FULL, (SHORT, 0, {"font_size": 9.0})], [FULL, SHORT]),
    ("another weight of type", PLAIN, [FULL, (SHORT, 0, BOLD)], [FULL, SHORT]),
    ("a number begins anew", PLAIN, [ENDED, "一、" + SHORT], [ENDED, "一、" + SHORT]),
    ("a number within a sentence does not", PLAIN, [FULL, "1.5亿人。"], [FULL + "1.5亿人。"]),
    ("a bullet begins anew", PLAIN, ["• " + FULL[:18], SHORT, "• " + SHORT], [FULL[:18] + SHORT, SHORT]),
    ("a drawn bullet begins anew", PLAIN, [(FULL[:18], 2, ITEM), (SHORT, 2), (SHORT, 2, ITEM)], [FULL[:18] + SHORT, SHORT]),
    ("text set in behind a bullet", PLAIN, ["1. " + SHORT, (SHORT, 2)], ["1. " + SHORT + SHORT]),
    ("a bullet on a line of its own", PLAIN, ["•", (FULL[:18], 2), (SHORT, 2)], [FULL[:18] + SHORT]),
    ("a dash within a sentence", PLAIN, [FULL, "——" + SHORT], [FULL + "——" + SHORT]),
    ("a dash that begins an item", PLAIN, [ENDED, "—— " + SHORT], [ENDED, SHORT]),
    ("a heading of two lines, centred", PLAIN, [("互联网治理和", 6, LARGE), ("它的消息", 7, LARGE)], ["互联网治理和它的消息"]),
    ("two short lines at the edge", PLAIN, [("互联网治理论坛", 0, {**LARGE, **G}), ("它的消息", 0, {**LARGE, **G})], ["互联网治理论坛", "它的消息"]),
    ("a box of narrower lines", PLAIN, [(FULL[:10], 4, G), (FULL[10:], 4), ("题。", 4)], [FULL + "题。"]),
    ("a paragraph over a page's end", PLAIN, [FULL, (SHORT, 0, TWO)], [FULL + SHORT]),
    ("a finished one ends there", PLAIN, ["一段话。", (SHORT, 0, TWO)], ["一段话。", SHORT]),
    ("… though its last line is full", PLAIN, [ENDED, (SHORT, 0, TWO)], [ENDED, SHORT]),
    ("… unless the next page begins where only paragraphs go on", INDENTED, [(FULL[:18], 2), (SHORT, 0, TWO)], [FULL[:18] + SHORT]),
    ("a bullet over a page's end", PLAIN, [(FULL[:18], 2, ITEM), (SHORT, 2, TWO)], [FULL[:18] + SHORT]),
    ("… behind a sentence", PLAIN, [(ENDED[2:], 2, ITEM), (SHORT, 2, TWO)], [ENDED[2:] + SHORT]),
    ("… not before a line at the edge", PLAIN, [(ENDED[2:], 2, ITEM), (SHORT, 0, TWO)], [ENDED[2:], SHORT]),
    ("a new bullet on the next page", PLAIN, [(FULL[:18], 2, ITEM), (SHORT, 2, {**TWO, **ITEM})], [FULL[:18], SHORT]),
    ("a heading at a page's end", PLAIN, [("组织和角色", 0, G), (FULL, 0, TWO), (SHORT, 0, TWO)], ["组织和角色", FULL + SHORT]),
    ("a number on the next page", PLAIN, [FULL, ("二、" + SHORT, 0, TWO)], [FULL, "二、" + SHORT]),
    ("on in the next column", PLAIN, [FULL, (SHORT, 0, {"column": 1})], [FULL + SHORT]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "style", "rows", "expected"), PASSAGES, ids=[case[0] for case in PASSAGES])
def test_passages(label: str, style: list[Row], rows: list[Row], expected: list[str]) -> None:
    assert after(style, *rows) == expected


KINDS = [
    ("a title, headings of two ranks", [("论坛消息", 6, {"font_size": 20.0}), ("总则", 0, LARGE), *PLAIN, ("附则", 0, BOLD), *PLAIN],
     [("heading", 1), ("heading", 2), *[("paragraph", 0)] * 3, ("heading", 3), *[("paragraph", 0)] * 3]),
    ("a first heading of the rank of the others", [("总则", 0, LARGE), *PLAIN, ("附则", 0, LARGE), *PLAIN],
     [("heading", 1), *[("paragraph", 0)] * 3, ("heading", 2), *[("paragraph", 0)] * 3]),
    ("… that is numbered is no title", [("一、总则", 0, LARGE), *PLAIN, ("二、附则", 0, LARGE), *PLAIN],
     [("heading", 1), *[("paragraph", 0)] * 3, ("heading", 1), *[("paragraph", 0)] * 3]),
    ("no type stands out: the text has to tell", [*PLAIN, ("附则", 0, G), *PLAIN], [(None, 0)] * 7),
    ("neighbours set in as a whole are items", [*PLAIN, (FULL[:18], 2), (SHORT, 2), (FULL[:18], 2), (SHORT, 2), *PLAIN],
     [*[(None, 0)] * 3, *[("bullet", 0)] * 2, *[(None, 0)] * 3]),
    ("one alone is a quotation", [*PLAIN, (FULL[:18], 2), (SHORT, 2), *PLAIN], [(None, 0)] * 7),
    ("paragraphs with a first line set in are none", [*INDENTED], [(None, 0)] * 3),
    ("a drawn bullet", [*PLAIN, (SHORT, 2, ITEM), *PLAIN], [*[(None, 0)] * 3, ("bullet", 0), *[(None, 0)] * 3]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "rows", "expected"), KINDS, ids=[case[0] for case in KINDS])
def test_kinds(label: str, rows: list[Row], expected: list[tuple[str | None, int]]) -> None:
    found = positioned_passages(*page(*rows), SETTINGS)
    assert [(passage.kind, passage.level) for passage in found] == expected


LINES = st.lists(
    st.tuples(
        st.text("互联网治理IGF1、。，•（ ", max_size=22),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from([12.0, 16.0]),
    ),
    max_size=12,
)


@given(LINES, st.integers(-50, 300), st.integers(-50, 300))
def test_no_character_is_lost_and_the_place_on_the_page_does_not_matter(
    lines: list[tuple[str, int, int, float]], dx: int, dy: int
) -> None:
    def made(dx: float, dy: float) -> tuple[list[str], str]:
        tops = [100 + dy + 9 * sum(gap for *_, gap, _ in lines[: at + 1]) + 18 * at for at in range(len(lines))]
        text, blocks = on_page(
            [(t, span(t, y, x + dx / size, font_size=size)) for (t, x, _, size), y in zip(lines, tops, strict=True)]
        )
        return [passage.text for passage in positioned_passages(text, blocks, SETTINGS)], text

    found, text = made(0, 0)
    assert "".join("".join(found).split()).replace("•", "") == "".join(text.split()).replace("•", "")
    assert made(dx, dy)[0] == found
