"""Small print at a page's foot is a note where a mark or a rule says so; and bullets that are drawn, not written."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from pipeline.ingest.extracted import NOTE
from pipeline.ingest.pdf.footnotes import mark_notes, reference_marks
from pipeline.ingest.pdf.lines import PageLine
from pipeline.ingest.pdf.marks import Shape, marked, shapes
from tests.ingest.pdfs.placed import line

HEIGHT = 800.0
BODY = [line("各国代表讨论了互联网治理。", y=100 + 18 * at) for at in range(3)]


def foot(*texts: str, y: float = 700, size: float = 9) -> list[PageLine]:
    return [line(text, y=y + 14 * at, size=size) for at, text in enumerate(texts)]


RULE = Shape(72, 216, 688, 688.5)
"""Just above the first line of ``foot``."""

# what stands below the running text, what is drawn, the texts of notes, those that begin one
NOTES = [
    ("a figure", foot("1 见附件。"), [], 1, [0]),
    ("in brackets", foot("[12] 见附件。"), [], 1, [0]),
    ("circled", foot("①见附件。"), [], 1, [0]),
    ("an asterisk", foot("*见附件。"), [], 1, [0]),
    ("a sign that its font does not name", foot("(cid:12)见附件。"), [], 1, [0]),
    ("two notes, the first of two lines", foot("1 见附件", "第三章。", "2 同上。"), [], 3, [0, 2]),
    ("a line that begins with a year", foot("1 见附件，", "2018年的数字。"), [], 2, [0]),
    ("… a day", foot("1 见附件，", "15 日的数字。"), [], 2, [0]),
    ("… a share", foot("1 见附件，", "25%的数字。"), [], 2, [0]),
    ("… a fraction", foot("1 见附件，", "1.5亿人。"), [], 2, [0]),
    ("a point after the figure", foot("1.见附件。", "2.同上。"), [], 2, [0, 1]),
    ("… before a year", foot("1.2018年的数字。"), [], 1, [0]),
    ("a raised figure before a year", [replace(foot("12018年的数字。")[0], raised=((0, 1),))], [], 1, [0]),
    ("below a rule, without a mark", foot("见附件，", "第三章。"), [RULE], 2, [0]),
    ("small print alone is no note", foot("摄影：本报记者"), [], 0, []),
    ("a year is no mark", foot("2018年摄于巴黎"), [], 0, []),
    ("a short dash is no rule", foot("摄影：本报记者"), [RULE._replace(x1=90)], 0, []),
    ("a rule far above", foot("摄影：本报记者"), [Shape(72, 216, 640, 640.5)], 0, []),
    ("a box is no rule", foot("摄影：本报记者"), [RULE._replace(top=660)], 0, []),
    ("a small last line of the body's size", foot("1 见附件。", size=12), [], 0, []),
    ("nearly the body's size", foot("1 见附件。", size=11.5), [], 0, []),
    ("small print in the upper part", foot("1 见附件。", y=200), [], 0, []),
    ("before running text", [*foot("1 见附件。", y=400), line("论坛闭幕。", y=600)], [], 0, []),
    ("before a page number", [*foot("1 见附件。"), line("3", y=780, is_artifact=True)], [], 1, [0]),
]  # fmt: skip


@pytest.mark.parametrize(("label", "below", "drawn", "n_notes", "begins"), NOTES, ids=[case[0] for case in NOTES])
def test_notes(label: str, below: list[PageLine], drawn: list[Shape], n_notes: int, begins: list[int]) -> None:
    found = mark_notes([*BODY, *below], 12, HEIGHT, drawn)
    assert found[: len(BODY)] == BODY
    notes = [number for number, each in enumerate(found[len(BODY) :]) if each.tag == NOTE]
    assert len(notes) == n_notes
    assert [number for number in notes if found[len(BODY) + number].has_drawn_mark] == begins


def test_marks_of_notes_are_compared_without_their_brackets() -> None:
    texts = ["[1] 见附件。", "②同上。", "*同上。", "2018年的数字。", "同上。"]
    lines = [replace(each, tag=NOTE) for each in foot(*texts)]
    assert reference_marks(lines) == {"1", "②", "*"}
    assert reference_marks(foot("1 见附件。")) == set()


def test_a_page_without_lines_has_no_notes() -> None:
    assert mark_notes([], 12, HEIGHT, [RULE]) == []


# A line of 12 points at x 72 with its baseline at 100: its characters stand between 89.4 and 101.4.
DRAWN = [
    ("a bullet", Shape(58, 62, 94, 98), True),
    ("as large as a character", Shape(55, 65, 91, 101), True),
    ("just before the text", Shape(68, 74, 92, 98), True),
    ("a speck", Shape(58, 59, 95, 96), False),
    ("a figure", Shape(40, 60, 85, 105), False),
    ("a dash", Shape(56, 66, 95, 96.5), False),
    ("a rule without height", Shape(58, 62, 95, 95), False),
    ("of the line above", Shape(58, 62, 76, 80), False),
    ("far away", Shape(20, 24, 94, 98), False),
    ("inside the text", Shape(80, 84, 94, 98), False),
]


@pytest.mark.parametrize(("label", "shape", "expected"), DRAWN, ids=[case[0] for case in DRAWN])
def test_drawn_bullets(label: str, shape: Shape, expected: bool) -> None:
    plain = line("加强能力建设")
    assert marked([plain], [shape]) == [replace(plain, has_drawn_mark=expected)]


def test_shapes_are_found_inside_forms_and_measured_from_the_top() -> None:
    class LTRect(SimpleNamespace): ...

    class LTChar(SimpleNamespace): ...

    place = {"x0": 10, "x1": 14, "y0": 700, "y1": 704}
    assert shapes([[LTRect(**place)], LTChar(**place)], HEIGHT) == [Shape(10, 14, 96, 100)]
