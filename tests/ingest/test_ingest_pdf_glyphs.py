"""Weights that fonts' names tell, and pages that are turned or written downwards."""

from __future__ import annotations

import doctest

import pytest

from pipeline.ingest.pdf import glyphs as module
from pipeline.ingest.pdf.glyphs import BOLD, HEI, REGULAR, Glyph, are_stacked, set_upright, weight_of
from tests.ingest.pdfs.placed import glyphs

WIDTH, HEIGHT = 600.0, 800.0
LINE = "互联网治理论坛讨论了各方的意见和建议并且通过了一份文件"

WEIGHTS = [
    ("ABCDEF+NotoSansCJKsc-Bold", BOLD),
    ("Calibri,Bold", BOLD),
    ("SourceHanSerif-Heavy", BOLD),
    ("FZXiaoBiaoSong-B05S", REGULAR),  # a light face for titles: its B is a catalogue's letter
    ("HiraginoSansGB-W6", BOLD),
    ("HiraginoSansGB-W3", REGULAR),
    ("方正粗宋", BOLD),
    ("SimHei", HEI),
    ("ABCDEF+STHeiti-Light", HEI),
    ("SimSun", REGULAR),
    ("Abdullah", REGULAR),  # bd inside a word
    ("", REGULAR),
]


@pytest.mark.parametrize(("name", "weight"), WEIGHTS)
def test_weight(name: str, weight: int) -> None:
    assert weight_of(name, is_stroked=False) == weight


def test_a_drawn_outline_looks_bold() -> None:
    assert weight_of("SimSun", is_stroked=True) == BOLD


def turned(glyph: Glyph, turns: int) -> Glyph:
    """The glyph as it stands on the page when its line is turned clockwise about the page's middle."""
    x0, x1, y = glyph.x0, glyph.x1, glyph.baseline
    if turns == 1:
        return glyph._replace(turns=1, baseline=WIDTH - y)
    if turns == 2:
        return glyph._replace(turns=2, x0=WIDTH - x0, x1=WIDTH - x1, baseline=HEIGHT - y)
    return glyph._replace(turns=3, x0=HEIGHT - x0, x1=HEIGHT - x1)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_is_set_upright(turns: int) -> None:
    plain = glyphs(LINE)
    upright, others = set_upright([turned(glyph, turns) for glyph in plain], WIDTH, HEIGHT)
    assert [glyph._replace(turns=0) for glyph in upright] == plain
    assert others == []


@pytest.mark.parametrize("turns", [-1, 1, 3])
def test_what_is_written_across_the_page_stands_apart(turns: int) -> None:
    watermark = glyphs("草案", x=200, y=400, size=60, turns=turns)
    upright, others = set_upright([*watermark, *glyphs(LINE)], WIDTH, HEIGHT)
    assert upright == glyphs(LINE)
    assert others == watermark


def downward(text: str, x: float = 500, y: float = 100, size: float = 12) -> list[Glyph]:
    return [glyph for at, each in enumerate(text) for glyph in glyphs(each, x, y + at * 1.1 * size, size)]


STACKED = [
    ("downward", downward(LINE), True),
    ("two downward lines", downward(LINE) + downward(LINE, x=470), True),
    ("along", glyphs(LINE), False),
    ("too few to tell", downward(LINE[:20]), False),
    ("just enough", downward(LINE[:21]), True),
    ("a column of figures beside text", downward("1234567890") + glyphs(LINE), False),
    ("a character a line, lines far apart", [g._replace(baseline=3 * g.baseline) for g in downward(LINE)], False),
    ("printed upwards", downward(LINE)[::-1], False),
]


@pytest.mark.parametrize(("label", "shown", "expected"), STACKED, ids=[case[0] for case in STACKED])
def test_stacked(label: str, shown: list[Glyph], expected: bool) -> None:
    assert are_stacked(shown) is expected


def test_downward_lines_are_read_from_right_to_left() -> None:
    upright, others = set_upright(downward(LINE) + downward(LINE[::-1], x=470), WIDTH, HEIGHT)
    rows = sorted({round(glyph.baseline, 3) for glyph in upright})
    lines = ["".join(g.text for g in upright if round(g.baseline, 3) == row) for row in rows]
    assert lines == [LINE, LINE[::-1]]
    assert others == []


def test_the_examples_run() -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
