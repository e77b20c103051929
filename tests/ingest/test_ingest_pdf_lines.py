"""Glyphs that stand on one baseline are a line, whatever the order in which they are drawn; gaps may be spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.pdf.glyphs import BOLD, REGULAR, Glyph
from pipeline.ingest.pdf.lines import baselines, is_wide, page_line, parts_of
from tests.ingest.pdfs.placed import glyphs, line


def texts(shown: list[Glyph]) -> list[str]:
    return [made.text for row in baselines(shown) if (made := page_line(row)) is not None]


def end(shown: list[Glyph]) -> float:
    return shown[-1].x1


HAN, IGF = glyphs("互联网"), glyphs("IGF")
HEAD = glyphs("各国代表")

LINES = [
    ("one line", HAN, ["互联网"]),
    ("one below the other", [*HAN, *glyphs("治理", y=118)], ["互联网", "治理"]),
    ("drawn from the bottom", [*glyphs("治理", y=118), *HAN], ["互联网", "治理"]),
    ("a smaller word on the baseline", [*HAN, *glyphs("IGF", x=108, size=9)], ["互联网IGF"]),
    ("a raised figure", [*HEAD, *glyphs("12", x=120, y=95, size=7)], ["各国代表12"]),
    ("a figure that hangs above its line", [*HEAD, *glyphs("12", x=120, y=92, size=6)], ["各国代表12"]),
    ("a figure above, beside the line", [*HEAD, *glyphs("12", x=300, y=92, size=6)], ["12", "各国代表"]),
    ("a small line with a leading of its own", [*glyphs("注释", y=88, size=8), *HEAD], ["注释", "各国代表"]),
    ("printed twice to look bold", [*HAN, *glyphs("互联网", x=72.4)], ["互联网"]),
    ("a word that doubles a character", glyphs("往往"), ["往往"]),
    ("a gap between Latin words", [*IGF, *glyphs("Forum", x=end(IGF) + 2.4)], ["IGF Forum"]),
    ("none inside a word", [*IGF, *glyphs("Forum", x=end(IGF) + 1.2)], ["IGFForum"]),
    ("what programs put between scripts", [*HAN, *glyphs("IGF", x=end(HAN) + 3)], ["互联网IGF"]),
    ("a typed gap between scripts", [*HAN, *glyphs("IGF", x=end(HAN) + 8)], ["互联网 IGF"]),
    ("a written space is not doubled", [*glyphs("IGF "), *glyphs("Forum", x=110)], ["IGF Forum"]),
    ("letters set apart", glyphs("governance", spacing=3), ["governance"]),
    ("characters set apart", glyphs("互联网治理论坛", spacing=9), ["互联网治理论坛"]),
    ("… too few to tell", glyphs("互联网", spacing=9), ["互 联 网"]),
    ("nothing but spaces", glyphs("  "), []),
    ("nothing", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "shown", "expected"), LINES, ids=[case[0] for case in LINES])
def test_lines(label: str, shown: list[Glyph], expected: list[str]) -> None:
    assert texts(shown) == expected


RAISED = [
    ("a reference", [*HEAD, *glyphs("3", x=120, y=95, size=7)], ((4, 5),)),
    ("two figures are one reference", [*HEAD, *glyphs("12", x=120, y=95, size=7)], ((4, 6),)),
    ("two references", [*HEAD, *glyphs("1", x=120, y=95, size=7), *glyphs("国", x=124),
                        *glyphs("2", x=136, y=95, size=7)], ((4, 5), (6, 7))),
    ("small on the baseline", [*HEAD, *glyphs("3", x=120, size=7)], ()),
    ("high and large", [*HEAD, *glyphs("3", x=120, y=97)], ()),
    ("lowered, as in CO₂", [*HEAD, *glyphs("2", x=120, y=102, size=7)], ()),
]  # fmt: skip


@pytest.mark.parametrize(("label", "shown", "raised"), RAISED, ids=[case[0] for case in RAISED])
def test_raised(label: str, shown: list[Glyph], raised: tuple[tuple[int, int], ...]) -> None:
    made = page_line(baselines(shown)[0])
    assert made is not None
    assert made.raised == raised


def test_a_line_has_the_size_place_and_weight_of_most_of_its_characters() -> None:
    reference = glyphs("3", x=120, y=95, size=7, weight=BOLD)
    made = page_line(baselines([*HEAD, *reference])[0])
    assert made is not None
    assert (made.x0, made.x1, made.baseline, made.size, made.weight) == (72, 123.5, 100, 12, REGULAR)
    assert (made.top, made.bottom) == (pytest.approx(89.44), pytest.approx(101.44))


def test_what_is_printed_twice_is_bold() -> None:
    (row,) = baselines([*HAN, *glyphs("互联网", x=72.4)])
    assert [glyph.weight for glyph in row] == [BOLD] * 3


def test_a_line_is_an_artifact_where_all_of_it_is() -> None:
    head = glyphs("页", is_artifact=True)
    assert page_line([*head, *glyphs("眉", x=84, is_artifact=True)]) == line("页眉", is_artifact=True)
    assert page_line([*head, *glyphs("眉", x=84)]) == line("页眉")


PARTS = [
    ("one part", HAN, ["互联网"]),
    ("a wide gap", [*HAN, *glyphs("治理", x=end(HAN) + 12)], ["互联网", "治理"]),
    ("a narrow one", [*HAN, *glyphs("治理", x=end(HAN) + 11)], ["互联网治理"]),
    ("spaces are a gap", glyphs("互联  治理"), ["互联", "治理"]),
]


@pytest.mark.parametrize(("label", "row", "expected"), PARTS, ids=[case[0] for case in PARTS])
def test_parts(label: str, row: list[Glyph], expected: list[str]) -> None:
    assert ["".join(glyph.text for glyph in part) for part in parts_of(row, gap=1.0)] == expected


@pytest.mark.parametrize(
    ("character", "expected"), [("网", True), ("，", True), ("Ａ", True), ("A", False), ("“", False)]
)
def test_wide(character: str, expected: bool) -> None:
    assert is_wide(character) is expected


ROWS = st.lists(st.text("互联网IGF 12。", min_size=1, max_size=8), min_size=1, max_size=5)


def page(rows: list[str]) -> list[Glyph]:
    return [glyph for at, text in enumerate(rows) for glyph in glyphs(text, y=100 + 18 * at)]


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_in_which_glyphs_are_drawn_does_not_matter(rows: list[str], random: st.DrawFn) -> None:
    drawn = page(rows)
    shuffled = drawn[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert texts(shuffled) == texts(drawn) == [text.lstrip() for text in rows if text.strip()]


@given(ROWS, st.integers(-500, 500), st.integers(-500, 500))
def test_the_place_on_the_page_does_not_matter(rows: list[str], dx: int, dy: int) -> None:
    moved = [g._replace(x0=g.x0 + dx, x1=g.x1 + dx, baseline=g.baseline + dy) for g in page(rows)]
    assert texts(moved) == texts(page(rows))
