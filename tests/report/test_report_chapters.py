"""The chapters: their order, and every part in one of them."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from pipeline.charts.registry import CHARTS
from pipeline.report.chapters import CHAPTERS, CORPUS, EDITION, Chapter, Part, charts_by_part, parts_shown
from pipeline.report.findings import _STATEMENTS, CARRYING_CHARTS
from pipeline.report.words import words

PARTS = [part for chapter in CHAPTERS for part in chapter.parts]


def test_chapters_stand_in_the_order_of_reading() -> None:
    assert [chapter.name for chapter in CHAPTERS] == [
        "overview", "keywords", "themes", "editions", "terminology", "together", "quality", "methods", "downloads",
    ]  # fmt: skip
    assert {chapter.name for chapter in CHAPTERS} == set(words("chapters"))


def test_each_part_stands_in_one_chapter_and_has_its_template_and_heading() -> None:
    assert max(Counter(part.name for part in PARTS).values()) == 1
    folder = files("pipeline.report") / "templates" / "parts"
    assert {f"{part.name}.html" for part in PARTS} == {file.name for file in folder.iterdir()}
    assert {part.name for part in PARTS} <= set(words("interface"))


def test_each_chart_is_shown_by_one_part_of_its_kind() -> None:
    shown = Counter(name for part in PARTS for name in part.charts)
    assert shown == {kind.name: 1 for kind in CHARTS}
    of = {name: part.of for part in PARTS for name in part.charts}
    assert of == {kind.name: kind.of for kind in CHARTS}


def test_a_chart_that_no_part_names_stands_among_the_further_ones() -> None:
    rows = [
        {"chart": "brand-new", "order": 1},
        {"chart": "lockwords", "order": 3},
        {"chart": "keyness-bars", "order": 2},
    ]
    placed = charts_by_part(rows)
    assert [row["chart"] for row in placed["further"]] == ["brand-new"]
    assert [row["chart"] for row in placed["keyness"]] == ["keyness-bars", "lockwords"]
    assert placed["themes"] == ()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_parts_of_an_edition_stand_together(chapter: Chapter) -> None:
    assert (*chapter.before, *chapter.of_edition, *chapter.after) == chapter.parts


def test_the_parts_around_those_of_an_edition_keep_their_sides() -> None:
    parts = (Part("a", CORPUS), Part("b", EDITION), Part("c", EDITION), Part("d", CORPUS))
    chapter = Chapter("x", parts)
    assert [[part.name for part in some] for some in (chapter.before, chapter.of_edition, chapter.after)] == [
        ["a"], ["b", "c"], ["d"],
    ]  # fmt: skip
    assert Chapter("y", parts[:1]).before == parts[:1]
    assert Chapter("y", parts[:1]).after == ()


def test_parts_are_shown_where_there_is_what_they_need() -> None:
    parts = (Part("a"), Part("b", needs="charts"), Part("c", needs=""))
    assert [part.name for part in parts_shown(parts, "documents")] == ["a", "c"]
    assert [part.name for part in parts_shown(parts)] == ["c"]


def test_the_charts_that_carry_findings_are_charts_and_the_findings_are_stated() -> None:
    assert set(CARRYING_CHARTS.values()) <= {kind.name for kind in CHARTS if kind.of == EDITION}
    assert set(CARRYING_CHARTS) <= {statement.__name__ for statement in _STATEMENTS}
