"""The lines of tagged elements, and whether the tags are to be believed at all."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import pytest

from pipeline.ingest.extracted import ARTIFACT, ITEM, PARAGRAPH, ROW
from pipeline.ingest.pdf.elements import element_lines, names_the_text
from pipeline.ingest.pdf.glyphs import Glyph
from pipeline.ingest.pdf.lines import PageLine
from pipeline.ingest.pdf.tags import Place
from tests.ingest.pdfs.placed import glyphs, line

P, LI, NEXT = Place(0, PARAGRAPH, 0), Place(1, ITEM, 0), Place(2, PARAGRAPH, 0)
CELL, SECOND_CELL = Place(3, ROW, 0), Place(3, ROW, 1)


def marked(*texts: tuple[str, float, float, int]) -> list[Glyph]:
    """Text, x, y, place in the tree."""
    return [glyph for text, x, y, number in texts for glyph in glyphs(text, x, y, sequence=number)]


# glyphs, places in the tree, the element and text of each line
LINES = [
    ("two lines of a paragraph", marked(("互联网", 72, 100, 0), ("治理", 72, 118, 0)), [P], [(0, "互联网"), (0, "治理")]),
    ("elements in the order of the tree", marked(("治理", 72, 100, 1), ("互联网", 72, 118, 0)), [P, LI],
     [(0, "互联网"), (1, "治理")]),
    ("beside one another", marked(("互联网", 72, 100, 0), ("治理", 110, 100, 1)), [P, LI], [(0, "互联网"), (1, "治理")]),
    ("marks of one element on one line", marked(("互联网", 72, 100, 0), ("治理", 108, 100, 1)), [P, P],
     [(0, "互联网治理")]),
    ("what the tree does not name", marked(("页眉", 72, 40, -1), ("互联网", 72, 100, 0)), [P], [(0, "互联网")]),
    ("on in the next column", marked(("互联网", 72, 400, 0), ("治理", 72, 418, 0), ("论坛", 300, 100, 0), ("消息", 300, 118, 0)),
     [P], [(0, "互联网"), (0, "治理"), (0, "论坛"), (0, "消息")]),
    ("… at the height of the first lines", marked(("互联", 72, 100, 0), ("治理", 72, 118, 0), ("论坛", 300, 82, 0),
                                                  ("消息", 300, 100, 0)), [P],
     [(0, "互联"), (0, "治理"), (0, "论坛"), (0, "消息")]),
    ("a row of cells", marked(("主题", 72, 100, 0), ("次数", 200, 100, 1)), [CELL, SECOND_CELL], [(3, "主题 | 次数")]),
    ("a cell of two lines", marked(("主题", 72, 100, 0), ("词", 72, 118, 0), ("次数", 200, 100, 1)), [CELL, SECOND_CELL],
     [(3, "主题词 | 次数")]),
    ("a row without text", marked((" ", 72, 100, 0)), [CELL], []),
    ("nothing", [], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "shown", "places", "expected"), LINES, ids=[case[0] for case in LINES])
def test_lines(label: str, shown: list[Glyph], places: list[Place], expected: list[tuple[int, str]]) -> None:
    assert [(each.element, each.text) for each in element_lines(shown, places)] == expected


def test_lines_have_the_tag_of_their_element() -> None:
    shown = marked(("互联网", 72, 100, 0), ("目录", 72, 118, 1))
    found = element_lines(shown, [LI, Place(2, ARTIFACT, 0)])
    assert [(each.tag, each.is_artifact) for each in found] == [(ITEM, False), (ARTIFACT, True)]


WHOLE = "各国代表在论坛上讨论了互联网治理的许多议题。"
CUT = WHOLE.rstrip("。") + "其中"


def paragraphs(*elements: list[str], tag: str = PARAGRAPH) -> list[PageLine]:
    return [line(text, element=number, tag=tag) for number, texts in enumerate(elements) for text in texts]


# lines, share of the shown characters that is tagged, whether the tags are believed
BELIEVED = [
    ("paragraphs", paragraphs([CUT, WHOLE], [CUT, CUT, WHOLE]), 1.0, True),
    ("nearly all is tagged", paragraphs([CUT, WHOLE], [WHOLE]), 0.9, True),
    ("much is not", paragraphs([CUT, WHOLE], [WHOLE]), 0.89, False),
    ("every line is a paragraph", paragraphs([CUT], [CUT], [CUT], [WHOLE]), 1.0, False),
    ("as many paragraphs as cut lines", paragraphs([CUT], [CUT], [WHOLE], [WHOLE]), 1.0, True),
    ("short lines are headings", paragraphs(["总则"], ["治理"], ["附则"], [WHOLE]), 1.0, True),
    ("cut lines that are no paragraphs", paragraphs([CUT], [CUT], tag=ITEM), 1.0, True),
    ("one element for everything", paragraphs([CUT] * 13), 1.0, False),
    ("… that is short", paragraphs([CUT] * 12), 1.0, True),
]


@pytest.mark.parametrize(("label", "lines", "share", "expected"), BELIEVED, ids=[case[0] for case in BELIEVED])
def test_belief(label: str, lines: list[PageLine], share: float, expected: bool) -> None:
    assert names_the_text(lines, n_tagged=round(100 * share), n_shown=100) is expected


def test_a_document_that_shows_nothing_is_not_tagged() -> None:
    assert names_the_text([], 0, 0) is False
