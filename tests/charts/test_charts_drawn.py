"""Each chart in every state: nothing cut, nothing overlapping, words in both languages, numbers beside it."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest
from invented import Shape, changed, evidence

from pipeline.bilingual import EXPLORATORY
from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence
from pipeline.charts.registry import CHARTS, ChartKind
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings
from pipeline.tables import make

SETTINGS = ChartsSettings()
FORTY = "关于在最不发达国家和小岛屿发展中国家扩大有意义的互联网接入与能力建设的长达四十字的关键词组合词"
SHAPES = {
    "as in 2018": Shape(sections=(3, 11, 6, 6)),
    "inclusive counts": Shape(sections=(3, 11, 6, 6), concept_counts="inclusive"),
    "one message": Shape(sections=(1,), k=1),
    "one section": Shape(sections=(7,), k=2),
    "two sections": Shape(sections=(7, 9), k=2),
    "forty sections": Shape(sections=(2,) * 40, k=9),
    "long words": Shape(sections=(4,) * 5, long_label=FORTY, k=2),
    "no themes": Shape(k=0),
    "some of no theme": Shape(sections=(3, 11, 6, 6), n_other=7),
    "some of no theme, stable": Shape(sections=(9, 9), k=3, is_stable=True, n_other=1),
    "thirty documents": Shape(n_documents=30, sections=(2, 1)),
    "many messages": Shape(sections=(60,) * 5, k=12, is_stable=True),
    "two linked": Shape(sections=(7, 9), k=2, n_linked=2),
    "forty linked": Shape(sections=(7, 9), k=2, n_linked=40),
    "nothing linked": Shape(sections=(7, 9), k=2, n_linked=0),
    "three editions": Shape("2025-oslo", (7, 9), k=2, n_editions=3),
    "forty editions": Shape("2058-lunar-city", (7, 9), k=2, n_editions=40),
}


def draw(kind: ChartKind, given: Evidence) -> Chart | NotEnoughEvidence:
    with drawing(kind.name):
        return kind.draw(given, SETTINGS)


@cache
def drawn(shape: Shape) -> tuple[tuple[ChartKind, Chart | NotEnoughEvidence], ...]:
    given = evidence(shape)
    return tuple((kind, draw(kind, given)) for kind in CHARTS)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_nothing_is_cut_and_no_text_lies_on_another(shape: Shape) -> None:
    for kind, chart in drawn(shape):
        if isinstance(chart, Chart):
            with drawing(kind.name):
                check_texts(chart)


@pytest.mark.parametrize("name", ["keyword-bars", "keyword-heatmap"])
def test_a_chart_of_keywords_says_when_nested_mentions_count(name: str) -> None:
    said = "inclusive of mentions inside longer terms"
    for shape, is_said in (("inclusive counts", True), ("as in 2018", False)):
        (chart,) = (chart for kind, chart in drawn(SHAPES[shape]) if kind.name == name)
        assert isinstance(chart, Chart)
        texts = " ".join(text.get_text() for text in chart.figure.findobj(lambda artist: hasattr(artist, "get_text")))
        assert (said in texts) is is_said


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


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_chart_says_what_it_shows_in_both_languages(shape: Shape) -> None:
    n = sum(shape.sections) * shape.n_documents
    for _, chart in drawn(shape):
        words = chart.alt if isinstance(chart, Chart) else chart.reason
        assert shape.edition in words.zh
        assert shape.edition in words.en
        assert "{" not in words.zh + words.en
        assert chart.n == n
        if isinstance(chart, Chart):
            assert f"{n:,} 条消息" in words.zh
            assert len({tuple(row) for row in chart.numbers}) == 1


def test_n_stands_on_each_chart() -> None:
    for _, chart in drawn(SHAPES["as in 2018"]):
        assert isinstance(chart, Chart)
        written = [text.get_text() for text in chart.figure.axes[0].texts]
        assert any("26 条消息" in line for line in written)
        assert any("26 messages" in line for line in written)


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
    for name in names:
        draw(kind, changed(full, **{name: make(name, [])}) if name not in NEEDED else full)


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


def written(chart: Chart | NotEnoughEvidence) -> str:
    assert isinstance(chart, Chart)
    return "\n".join(text.get_text() for text in chart.figure.axes[0].texts)


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
    assert ("columns are sections" in written(draw(kind, evidence(Shape(sections=sections))))) is is_keyed


def test_a_fit_that_passes_without_one_stable_group_is_marked_too() -> None:
    given = evidence(Shape(is_stable=True))
    rows = [row | {"is_stable": False} for row in given.themes.to_pylist()]
    chart = draw(next(kind for kind in CHARTS if kind.name == "theme-map"), changed(given, themes=make("themes", rows)))
    assert isinstance(chart, Chart)
    assert "没有一组是稳定的" in chart.alt.zh
    assert EXPLORATORY.zh in chart.alt.zh
    assert EXPLORATORY.en in chart.alt.en
