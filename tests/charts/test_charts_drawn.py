"""Each chart in every state and language: nothing cut, nothing overlapping, one language, numbers beside it."""

from __future__ import annotations

from itertools import combinations

import pytest
from invented import Shape, changed, evidence
from shapes import SHAPES, draw, drawn, written

from pipeline.bilingual import EXPLORATORY, LANGUAGES, Language
from pipeline.charts.model import Chart, NotEnoughEvidence
from pipeline.charts.registry import CHARTS, ChartKind
from pipeline.charts.style import drawing
from pipeline.tables import make

EACH = pytest.mark.parametrize(("name", "language"), [(name, language) for name in SHAPES for language in LANGUAGES])


@EACH
def test_nothing_is_cut_and_no_text_lies_on_another(name: str, language: Language) -> None:
    for kind, chart in drawn(name, language):
        if isinstance(chart, Chart):
            with drawing(kind.name):
                check_texts(chart)


@pytest.mark.parametrize("name", ["keyword-bars", "keyword-heatmap"])
def test_a_chart_of_keywords_says_when_nested_mentions_count(name: str) -> None:
    said = "inclusive of mentions inside longer terms"
    for shape, is_said in (("inclusive counts", True), ("as in 2018", False)):
        (chart,) = (chart for kind, chart in drawn(shape, "en") if kind.name == name)
        assert (said in written(chart)) is is_said


def check_texts(chart: Chart) -> None:
    from matplotlib.text import Text

    renderer = chart.figure.canvas.get_renderer()
    page = chart.figure.bbox
    boxes = []
    for text in chart.figure.findobj(Text):
        if not text.get_text():
            continue
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0, text
        assert box.x1 <= page.x1, text
        assert box.y0 >= 0, text
        assert box.y1 <= page.y1, text
        # The box reaches from the highest accent to the lowest descender of any glyph; ink stays in its middle.
        boxes.append((text.get_text(), box.x0 + 1, box.y0 + 0.25 * box.height, box.x1 - 1, box.y1 - 0.25 * box.height))
    for one, other in combinations(boxes, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


@pytest.mark.parametrize("name", SHAPES)
def test_every_chart_says_what_it_shows_in_both_languages(name: str) -> None:
    shape = SHAPES[name][0]
    n = sum(shape.sections) * shape.n_documents
    for (_, chart), (_, other) in zip(drawn(name, "zh"), drawn(name, "en"), strict=True):
        words = chart.alt if isinstance(chart, Chart) else chart.reason
        assert shape.edition in words.zh
        assert shape.edition in words.en
        assert "{" not in words.zh + words.en
        assert chart.n == n
        assert type(chart) is type(other)
        if isinstance(chart, Chart) and isinstance(other, Chart):
            assert f"{n:,} 条消息" in words.zh
            assert len({tuple(row) for row in chart.numbers}) == 1
            assert (other.numbers, other.alt) == (chart.numbers, chart.alt)


@pytest.mark.parametrize(("language", "said"), [("zh", "26 条消息"), ("en", "26 messages")])
def test_edition_and_n_stand_on_each_chart(language: Language, said: str) -> None:
    for kind, chart in drawn("as in 2018", language):
        assert said in written(chart), kind.name
        assert "2031-atlantis" in written(chart), kind.name


@pytest.mark.parametrize("kind", CHARTS, ids=lambda kind: kind.name)
def test_empty_tables_are_not_enough_evidence(kind: ChartKind) -> None:
    full = evidence(Shape())
    names = (
        "documents", "sections", "passages", "tokens", "vocabulary", "mentions", "keywords", "variants",
        "background_keywords", "themes", "passage_themes", "stability", "theme_fits",
        "comparisons", "keyness",
        "collocations", "concept_network", "concept_nodes", "edition_pairs", "term_changes", "passage_changes",
        "theme_changes", "trend_editions", "trends", "trend_points",
    )  # fmt: skip
    empty = changed(full, **{name: make(name, []) for name in names})
    chart = draw(kind, empty)
    assert isinstance(chart, NotEnoughEvidence)
    assert chart.n == 0
    for name in {"passages", *kind.reads} - NEEDED:
        draw(kind, changed(full, **{name: make(name, [])}))


NEEDED = {"documents", "sections", "keyness", "concept_nodes", "trend_editions", "trends"}
"""Rows of these exist for every message, mention, key term, link, point: one missing is a fault upstream, no state."""


def test_groups_that_are_not_stable_are_marked() -> None:
    for is_stable, words in ((False, "探索性分组，不稳定"), (True, "分组优于偶然")):
        given = evidence(Shape(is_stable=is_stable))
        for kind in CHARTS:
            if kind.name.startswith("theme") and kind.of == "edition":
                chart = draw(kind, given)
                assert isinstance(chart, Chart)
                assert words in chart.alt.zh
                assert any(words in text.get_text() for text in chart.figure.axes[0].texts)


@pytest.mark.parametrize(("is_stable", "n_marked"), [(False, 3), (True, 1)])  # the invented third is never stable
def test_each_group_that_is_not_stable_is_called_so(is_stable: bool, n_marked: int) -> None:
    given = evidence(Shape(is_stable=is_stable))
    for kind in CHARTS:
        if kind.name.startswith("theme") and kind.of == "edition":
            lines = written(draw(kind, given)).split("\n")
            ends = (EXPLORATORY.zh, f"{EXPLORATORY.zh}）")
            assert sum(line.endswith(ends) and "标为" not in line for line in lines) == n_marked


@pytest.mark.parametrize(("sections", "is_keyed"), [((26,), False), ((20, 6), False), ((3, 11, 6, 6), True)])
def test_columns_are_explained_below_only_where_numbers_stand_above(sections: tuple[int, ...], is_keyed: bool) -> None:
    kind = next(kind for kind in CHARTS if kind.name == "theme-overview")
    assert ("各列为章节" in written(draw(kind, evidence(Shape(sections=sections))))) is is_keyed


def test_a_fit_that_passes_without_one_stable_group_is_marked_too() -> None:
    given = evidence(Shape(is_stable=True))
    rows = [row | {"is_stable": False} for row in given.themes.to_pylist()]
    chart = draw(next(kind for kind in CHARTS if kind.name == "theme-map"), changed(given, themes=make("themes", rows)))
    assert isinstance(chart, Chart)
    assert "没有一组是稳定的" in chart.alt.zh
    assert EXPLORATORY.zh in chart.alt.zh
    assert EXPLORATORY.en in chart.alt.en
