"""Running heads and page numbers are told from first and last lines of the text, which may repeat and hold a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.ingest.pdf.furniture import mark_furniture
from pipeline.ingest.pdf.lines import PageLine
from tests.ingest.pdfs.placed import line

HEIGHT = 800.0
HEAD, FOOT = 40.0, 770.0
Extra = dict[float, str]
"""Text by baseline."""

TEXTS = ["各国代表参加了论坛的会议", "会议讨论了许多重要的议题", "与会者提出了不同的意见", "论坛将继续开展这项工作"]


def page(number: int, extra: Extra) -> list[PageLine]:
    """A page of running text that is its own, from y 120 on, with other lines where they are told to stand."""
    body = [line(f"{TEXTS[(number + at) % 4]}{'甲乙丙丁戊己庚辛'[number]}", y=120 + 18 * at) for at in range(8)]
    return sorted([*body, *(line(text, y=y) for y, text in extra.items())], key=lambda each: each.baseline)


def found(pages: list[Extra]) -> list[list[str]]:
    """What is marked as furniture, page by page."""
    marked = mark_furniture([page(number, extra) for number, extra in enumerate(pages)], [HEIGHT] * len(pages))
    return [[each.text for each in lines if each.is_artifact] for lines in marked]


CHAPTERS = ["总则", "治理", "安全", "附则"]
ALL = [
    ("a running head", [{HEAD: "互联网治理论坛"}] * 4),
    ("a page number", [{FOOT: f"— {number} —"} for number in range(7, 11)]),
    ("… in words", [{FOOT: f"第{number}页 共4页"} for number in range(1, 5)]),
    ("… in Chinese", [{FOOT: f"第{number}页"} for number in "一二三四"]),
    ("… of its own page, wherever it stands", [{y: str(number)} for number, y in enumerate((770, 740, 700, 660), 1)]),
    ("… on a page alone", [{FOOT: "3"}]),
    ("a head with a number in it", [{HEAD: f"论坛消息 {number}"} for number in range(7, 11)]),
    ("a head that is new on every page", [{HEAD: text} for text in CHAPTERS]),
    ("left and right heads", [{HEAD: text} for text in ("论坛消息", "柏林", "论坛消息", "柏林")]),
    ("a head on the pages of one chapter only", [{HEAD: "总则"}] * 2 + [{}] * 6),
    ("a head of two lines", [{HEAD: "互联网治理论坛", HEAD + 14: "日内瓦消息"}] * 4),
    ("one a little higher", [{HEAD + 2 * (number % 2): "互联网治理论坛"} for number in range(4)]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "pages"), ALL, ids=[case[0] for case in ALL])
def test_furniture(label: str, pages: list[Extra]) -> None:
    assert found(pages) == [list(extra.values()) for extra in pages]


NONE = [
    ("running text alone", [{}] * 4),
    ("a title on a page alone", [{HEAD: "互联网治理论坛"}]),
    ("a head on one page of four", [{HEAD: "互联网治理论坛"}, {}, {}, {}]),
    ("a last line that is a year", [{FOOT: "2018"}, {}, {}, {}]),
    ("a repeated first line at another height", [{HEAD: "主席说："}, {}, {110: "主席说："}, {}]),
    ("a repeated line in the middle of the page", [{400: "互联网治理论坛"}] * 4),
    ("numbers of no page, at many heights", [{700 - 30 * at: str(50 - at)} for at in range(4)]),
    ("text that ends in a number close to the text", [{120 + 18 * 8: "共18"}, {}, {}, {}]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "pages"), NONE, ids=[case[0] for case in NONE])
def test_no_furniture(label: str, pages: list[Extra]) -> None:
    assert found(pages) == [[] for _ in pages]


def test_all_of_a_row_is_furniture_in_whatever_order_its_parts_come() -> None:
    pages = [[*page(number, {}), line("3", x=500, y=HEAD), line("论坛消息", y=HEAD)] for number in range(4)]
    for lines in mark_furniture(pages, [HEIGHT] * 4):
        assert {each.text for each in lines if each.is_artifact} == {"3", "论坛消息"}


def test_what_is_marked_already_stays_so_and_nothing_else_changes() -> None:
    pages = [[replace(line("水印", y=400), is_artifact=True), *page(number, {})] for number in range(3)]
    assert mark_furniture(pages, [HEIGHT] * 3) == pages
    assert mark_furniture([], []) == []
    assert mark_furniture([[], []], [HEIGHT] * 2) == [[], []]
