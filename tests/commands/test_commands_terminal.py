"""What is printed is aligned in cells, cut where it has to be, and cannot steer a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.commands.context_lines import context_lines, short_id
from pipeline.commands.terminal import Screen, cells, fit, fit_end, numbered, pad, pad_before, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("网络 ok", "网络 ok"),
        ("a\tb", "a[U+0009]b"),
        ("\x1b[31m红", "[U+001B][31m红"),
        ("互\u200b联", "互[U+200B]联"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}络", "[U+202E]络"),
        ("\ue010", "[U+E010]"),
        ("第一行\n第二行", "第一行[U+000A]第二行"),
        ("e\N{COMBINING ACUTE ACCENT}", "e\N{COMBINING ACUTE ACCENT}"),
    ],
)
def test_what_cannot_be_seen_is_shown_by_its_code(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=30))
def test_nothing_visible_is_a_control_or_a_mark_of_direction(text: str) -> None:
    assert not {unicodedata.category(character) for character in visible(text)} & {
        "Cc",
        "Cf",
        "Zl",
        "Zp",
        "Cs",
        "Co",
        "Cn",
    }


@pytest.mark.parametrize(
    ("text", "width"), [("网络", 4), ("IGF", 3), ("（IGF）", 7), ("e\N{COMBINING ACUTE ACCENT}", 1), ("", 0), ("㊀", 2)]
)
def test_widths_are_in_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text("网络治理abc，（e\u0301", max_size=20), st.integers(1, 12))
def test_what_is_cut_fits_and_keeps_the_side_that_counts(text: str, width: int) -> None:
    beginning, end = fit(text, width), fit_end(text, width)
    assert cells(beginning) <= width
    assert cells(end) <= width
    assert text.startswith(beginning.removesuffix("…"))
    assert text.endswith(end.removeprefix("…"))
    assert (beginning == text) == (cells(text) <= width) == (end == text)


@given(st.text("网络abc", max_size=5))
def test_padding_fills_to_the_width(text: str) -> None:
    assert cells(pad(text, 12)) == cells(pad_before(text, 12)) == 12


def test_nouns_agree_with_their_number() -> None:
    assert [numbered(n, "line") for n in (0, 1, 2000)] == ["0 lines", "1 line", "2,000 lines"]


def line(passage: str, left: str, node: str, right: str, page: int | None = None) -> dict[str, object]:
    return {"passage_id": passage, "section": None, "page": page, "left": left, "node": node, "right": right}


ROWS = [
    line("2030-a/one#001", "促进", "互联网治理", "的发展"),
    line("2030-a/two#1000", "the ", "IGF", "进程", 3),
]


def test_nodes_stand_in_one_column_whatever_their_width() -> None:
    lines = list(context_lines(ROWS, Screen()))
    assert lines == [
        "2030-a/one#001         促进  互联网治理  的发展",
        "2030-a/two#1000  p. 3  the   IGF         进程",
    ]
    assert {cells(text[: text.index(row["node"])]) for text, row in zip(lines, ROWS, strict=True)} == {29}


def test_one_document_is_named_once_on_a_screen_and_always_in_a_file() -> None:
    rows = [ROWS[0], {**ROWS[0], "passage_id": "2030-a/one#012"}]
    assert list(context_lines(rows, Screen(80)))[:2] == ["2030-a/one:", "#001  促进  互联网治理  的发展"]
    assert [text.split()[0] for text in context_lines(rows, Screen())] == ["2030-a/one#001", "2030-a/one#012"]


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=4), st.integers(60, 120))
def test_lines_fit_the_screen(rows: list[dict[str, object]], width: int) -> None:
    long = [{**row, "left": str(row["left"]) * 30, "right": str(row["right"]) * 30} for row in rows]
    assert all(cells(text) <= width for text in context_lines(long, Screen(width)))


def test_a_text_cannot_steer_the_terminal() -> None:
    (_, text) = context_lines([line("e/a#001", "\x1b]0;x\x07", "网\u202e络", "\r")], Screen(100))
    assert text == "#001  [U+001B]]0;x[U+0007]  网[U+202E]络  [U+000D]"


def test_the_node_is_bold_where_it_can_be() -> None:
    assert Screen(80, is_bold=True).bold("网络") == "\x1b[1m网络\x1b[0m"
    assert Screen().bold("网络") == "网络"


def test_an_id_keeps_its_ordinal() -> None:
    assert short_id("2018-paris/evolution#1234", 15) == "2018-pari…#1234"
