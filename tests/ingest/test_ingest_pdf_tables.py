"""Tables are rows of text; two columns of text, a list, contents, and a frame around a paragraph are no tables."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import baselines
from pipeline.ingest.pdf.tables import Box, cell_text, table_rows, without_aligned_rows
from tests.ingest.pdfs.placed import glyphs

LEADING = 18.0


def grid(*rows: tuple[str, ...], x: float = 72, step: float = 120) -> list[Glyph]:
    """Texts in line: a tuple a row."""
    return [
        glyph
        for at, row in enumerate(rows)
        for number, text in enumerate(row)
        for glyph in glyphs(text, x + number * step, 100 + at * LEADING)
    ]


HEAD, ONE, TWO = ("主题", "次数", "份额"), ("安全", "12", "0.4"), ("接入", "18", "0.6")
LONG = "各国代表讨论了互联网治理的议题并通过文件"

# glyphs, rows of tables, number of rows left as running text
ALIGNED = [
    ("three columns", grid(HEAD, ONE, TWO), ["主题 | 次数 | 份额", "安全 | 12 | 0.4", "接入 | 18 | 0.6"], 0),
    ("two columns of words", grid(("主题", "主持人的名"), ("安全问题", "王"), ("互联网接入", "李")),
     ["主题 | 主持人的名", "安全问题 | 王", "互联网接入 | 李"], 0),
    ("text around it", grid(HEAD, ONE, TWO) + glyphs("表后的一行文字", y=300),
     ["主题 | 次数 | 份额", "安全 | 12 | 0.4", "接入 | 18 | 0.6"], 1),
    ("two rows are none", grid(HEAD, ONE), [], 2),
    ("one column is none", grid(("主题",), ("安全",), ("接入",)), [], 3),
    ("running text in two columns", grid((LONG, LONG), (LONG, LONG), (LONG, LONG), step=300), [], 3),
    ("marks of a list", grid(("1.", "加强能力"), ("2.", "缩小鸿沟"), ("10.", "保障安全")), [], 3),
    ("a table of contents", grid(("总体信息", "3"), ("组织和角色", "5"), ("各方的意见", "12")), [], 3),
    ("parts that reach under the next column",
     grid(("主题", "次数"), ("安全", "十二")) + glyphs("确实很长", x=150, y=136) + glyphs("甲", x=230, y=136), [], 3),
]  # fmt: skip


@pytest.mark.parametrize(("label", "shown", "expected", "n_left"), ALIGNED, ids=[case[0] for case in ALIGNED])
def test_rows_in_line(label: str, shown: list[Glyph], expected: list[str], n_left: int) -> None:
    running, found = without_aligned_rows(baselines(shown))
    assert [row.text for row in found] == expected
    assert len(running) == n_left
    kept = [glyph for row in running for glyph in row] + [glyph for row in found for glyph in row.glyphs]
    assert sorted(kept) == sorted(shown)


def drawn_page(*tables: list[list[Box | None]], n_shapes: int = 9) -> Any:
    """A page of so many shapes on which the grids of cells are found."""
    made = [SimpleNamespace(rows=[SimpleNamespace(cells=row) for row in table]) for table in tables]
    return SimpleNamespace(rects=[None] * n_shapes, lines=[], curves=[], find_tables=lambda: made)


def cell(column: int, row: int) -> Box:
    """Around what ``grid`` puts there."""
    return (70 + 120 * column, 86 + LEADING * row, 190 + 120 * column, 104 + LEADING * row)


TWO_BY_TWO: list[list[Box | None]] = [[cell(0, 0), cell(1, 0)], [cell(0, 1), cell(1, 1)]]
DRAWN = [
    ("two by two", TWO_BY_TWO, grid(HEAD[:2], ONE[:2]), ["主题 | 次数", "安全 | 12"]),
    ("an empty cell", TWO_BY_TWO, grid(HEAD[:2], ("安全", "")), ["主题 | 次数", "安全"]),
    ("a cell that its neighbour has swallowed", [[cell(0, 0), cell(1, 0)], [cell(0, 1), None]], grid(HEAD[:2], ONE[:1]),
     ["主题 | 次数", "安全"]),
    ("a frame around a paragraph", [[cell(0, 0)], [cell(0, 1)]], grid(("各国代表",), ("讨论了",)), []),
    ("one row", [TWO_BY_TWO[0]], grid(HEAD[:2]), []),
    ("a second row without text", TWO_BY_TWO, grid(HEAD[:2]), []),
    ("text in one column only", [*TWO_BY_TWO, [cell(0, 2), cell(1, 2)]], grid(HEAD[:2], ("安全",), ("接入",)), []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "cells", "shown", "expected"), DRAWN, ids=[case[0] for case in DRAWN])
def test_drawn_tables(label: str, cells: list[list[Box | None]], shown: list[Glyph], expected: list[str]) -> None:
    beside = glyphs("表外的文字", y=400)
    found = table_rows(drawn_page(cells), [*shown, *beside])
    assert [row.text for row in found] == expected
    assert not {id(glyph) for row in found for glyph in row.glyphs} & {id(glyph) for glyph in beside}


def test_tables_are_read_from_the_top() -> None:
    lower = [[cell(0, 2), cell(1, 2)], [cell(0, 3), cell(1, 3)]]
    found = table_rows(drawn_page(lower, TWO_BY_TWO), grid(HEAD[:2], ONE[:2], TWO[:2], ("合计", "30")))
    assert [row.text for row in found] == ["主题 | 次数", "安全 | 12", "接入 | 18", "合计 | 30"]


@pytest.mark.parametrize(("n_shapes", "n_rows"), [(2, 0), (3, 2)])
def test_a_frame_and_two_rules_are_the_least_that_makes_a_table(n_shapes: int, n_rows: int) -> None:
    found = table_rows(drawn_page(TWO_BY_TWO, n_shapes=n_shapes), grid(HEAD[:2], ONE[:2]))
    assert len(found) == n_rows


@pytest.mark.parametrize(
    ("lines", "expected"),
    [(["互联网", "治理"], "互联网治理"), (["open", "source"], "open source"), (["论坛", "IGF"], "论坛IGF"), ([], "")],
)
def test_the_lines_of_a_cell_are_one(lines: list[str], expected: str) -> None:
    shown = [glyph for at, text in enumerate(lines) for glyph in glyphs(text, y=100 + LEADING * at)]
    assert cell_text(shown) == expected
