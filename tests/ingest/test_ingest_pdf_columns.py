"""Columns are read one after the other; tables, lists of labels and signatures that only look like columns are not."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf.columns import Columns
from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import baselines, page_line
from tests.ingest.pdfs.placed import glyphs

LEADING = 18.0
LEFT, RIGHT, FAR_RIGHT = 72.0, 230.0, 388.0


def rows(count: int, sign: str, x: float, y: float = 100, width: int = 12) -> list[Glyph]:
    """Running text of so many rows, which says row by row where it belongs: 左0左左…"""
    return [glyph for at in range(count) for glyph in glyphs(f"{sign}{at}".ljust(width, sign), x, y + at * LEADING)]


def heads(shown: list[Glyph], columns: Columns | None = None) -> list[str]:
    """The beginning of each row in the order of reading, rows of one column joined."""
    found = (columns or Columns()).of(baselines(shown))
    made = [[page_line(row) for row in column.rows] for column in found]
    return ["".join(each.text[:2] for each in column if each is not None) for column in made]


TITLE = glyphs("标题标题标题标题标题标题标题标题标题标题", x=90, y=60)
FOOT = glyphs("脚注脚注脚注脚注脚注脚注脚注脚注脚注脚注", x=90, y=300)
TWO = rows(5, "左", LEFT) + rows(5, "右", RIGHT)
SPREAD = "左0左1左2左3左4"
LABELS = [glyph for at in range(6) for glyph in glyphs("地点", LEFT, 100 + at * LEADING)]

COLUMNS = [
    ("two columns", TWO, [SPREAD, "右0右1右2右3右4"]),
    ("drawn row by row", sorted(TWO, key=lambda g: (g.baseline, g.x0)), [SPREAD, "右0右1右2右3右4"]),
    ("not on one height", rows(5, "左", LEFT) + rows(5, "右", RIGHT, y=107), [SPREAD, "右0右1右2右3右4"]),
    ("a title above", TITLE + TWO, ["标题", SPREAD, "右0右1右2右3右4"]),
    ("a title above and a line below", TITLE + TWO + FOOT, ["标题", SPREAD, "右0右1右2右3右4", "脚注"]),
    ("three columns", TWO + rows(5, "远", FAR_RIGHT), [SPREAD, "右0右1右2右3右4", "远0远1远2远3远4"]),
    ("a line across in the middle", rows(4, "上", LEFT) + rows(4, "右", RIGHT) + glyphs("中线" * 10, 90, 180)
     + rows(4, "下", LEFT, y=204) + rows(4, "末", RIGHT, y=204),
     ["上0上1上2上3", "右0右1右2右3", "中线", "下0下1下2下3", "末0末1末2末3"]),
    ("one column", rows(5, "左", LEFT, width=24), [SPREAD]),
    ("too few rows for columns", rows(3, "左", LEFT) + rows(3, "右", RIGHT), ["左0左1左2"]),
    ("columns far apart in height", rows(5, "左", LEFT) + rows(5, "右", RIGHT, y=400), [SPREAD + "右0右1右2右3右4"]),
    ("labels and their values", LABELS + rows(6, "值", RIGHT), ["地点" * 6]),
    ("a table of short cells", rows(5, "表", LEFT, width=5) + rows(5, "格", RIGHT, width=5), ["表0表1表2表3表4"]),
    ("a gap that is no gutter", rows(5, "左", LEFT) + rows(5, "右", LEFT + 11 * 12 + 12), [SPREAD]),
    ("cells of many widths", [g for at in range(6) for g in glyphs("格" * (9 if at else 25), LEFT, 100 + at * LEADING)]
     + rows(6, "值", FAR_RIGHT), ["格格" * 6]),
    ("nothing", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "shown", "expected"), COLUMNS, ids=[case[0] for case in COLUMNS])
def test_columns(label: str, shown: list[Glyph], expected: list[str]) -> None:
    assert heads(shown) == expected


def test_a_gutter_that_is_known_needs_less_evidence_on_the_next_page() -> None:
    last_page = rows(2, "左", LEFT) + rows(2, "右", RIGHT)
    columns = Columns()
    assert heads(last_page, columns) == ["左0左1"]
    assert heads(TWO, columns) == [SPREAD, "右0右1右2右3右4"]
    assert heads(last_page, columns) == ["左0左1", "右0右1"]


def test_no_glyph_is_lost_and_none_read_twice() -> None:
    shown = TITLE + TWO + FOOT
    found = [glyph for column in Columns().of(baselines(shown)) for row in column.rows for glyph in row]
    assert sorted(found) == sorted(shown)
