"""Charts of themes, of two editions and of a series: each says one language, and every mark leads to its passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

import pytest
from invented import Shape, changed, evidence

from pipeline.bilingual import LANGUAGES, Language
from pipeline.charts.links import Link
from pipeline.charts.model import Chart, Evidence, Row
from pipeline.charts.registry import chart_named
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings
from pipeline.tables import make
from pipeline.views import View

NAMES = (
    "theme-overview", "theme-map", "theme-flow", "concept-network", "term-slopes", "passage-changes", "concept-trends",
    "concept-heatmap",
)  # fmt: skip
SHAPES = {
    "one document": Shape(sections=(3, 11, 6, 6), n_other=3),
    "several documents": Shape(n_documents=4, sections=(4, 3), is_stable=True, n_other=1),
    "forty editions": Shape("2058-lunar-city", (7, 9), k=2, n_editions=40),
}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b[a-z]+ [a-z]+\b")


@cache
def drawn(name: str, shape: Shape, language: Language) -> tuple[Evidence, Chart]:
    given = evidence(shape, language)
    with drawing(name):
        chart = chart_named(name)[1].draw(given, ChartsSettings())
    assert isinstance(chart, Chart)
    return given, chart


def each_chart() -> Callable:
    return pytest.mark.parametrize(
        ("name", "shape", "language"),
        [
            pytest.param(name, shape, language, id=f"{name}, {label}, {language}")
            for name in NAMES
            for label, shape in SHAPES.items()
            for language in LANGUAGES
        ],
    )


def authors_words(given: Evidence) -> str:
    """Everything Chinese that an English chart may hold: terms, labels without an English, headings."""
    columns = (
        ("sections", "section"), ("documents", "track"), ("documents", "title"), ("themes", "label_zh"),
        ("theme_changes", "title_zh"), ("theme_changes", "title_previous_zh"), ("concept_nodes", "label_zh"),
        ("term_changes", "term"), ("passage_changes", "section"), ("passage_changes", "section_before"),
        ("trends", "term"),
    )  # fmt: skip
    return "\n".join(str(value) for table, column in columns for value in getattr(given, table)[column].to_pylist())


@each_chart()
def test_a_chart_says_one_language(name: str, shape: Shape, language: Language) -> None:
    given, chart = drawn(name, shape, language)
    texts = [text.get_text() for text in chart.figure.axes[0].texts]
    if language == "zh":
        assert [text for text in texts if ENGLISH.search(text)] == []
        assert [link.says for link in chart.links if ENGLISH.search(link.says)] == []
        return
    known = authors_words(given)
    said = [
        re.sub(r"[^\u4e00-\u9fff].*", "", text[CHINESE.search(text).start() :])
        for text in texts
        if CHINESE.search(text)
    ]
    assert [text for text in said if text not in known] == []
    assert [link.says for link in chart.links if "条消息" in link.says or "相似度" in link.says] == []


@each_chart()
def test_links_lie_on_the_page_and_say_what_they_are(name: str, shape: Shape, language: Language) -> None:
    _, chart = drawn(name, shape, language)
    width, height = chart.figure.get_size_inches()
    assert chart.links
    for link in chart.links:
        assert all(-1e-6 <= x <= width and -1e-6 <= y <= height for x, y in link.points), link
        assert re.search(r"\d", link.says), link
        assert "{" not in link.says


def test_both_languages_lead_to_the_same() -> None:
    for name in NAMES:
        views = [
            [link.view for link in drawn(name, SHAPES["one document"], language)[1].links] for language in LANGUAGES
        ]
        assert views[0] == views[1]


@each_chart()
def test_views_name_what_there_is(name: str, shape: Shape, language: Language) -> None:
    given, chart = drawn(name, shape, language)
    there = {field: set(values) for field, values in names_in(given)}
    for link in chart.links:
        for field, known in there.items():
            named = getattr(link.view, field)
            assert not named or named in known, (field, named)


def names_in(given: Evidence) -> Iterator[tuple[str, list[str]]]:
    """What a view may name, by its field."""

    def column(table: str, name: str) -> list[str]:
        return [value for value in getattr(given, table)[name].to_pylist() if value is not None]

    sections = given.sections.to_pylist()
    yield "section", [f"{row['document_id']}#{row['section_order']}" for row in sections]
    yield "document", [row["document_id"] for row in sections]
    yield (
        "theme",
        [
            "other",
            *column("themes", "theme_id"),
            *(theme for side in ("", "_previous") for theme in column("theme_changes", f"theme_id{side}")),
        ],
    )
    yield "standing", ["core", "fringe"]
    yield "passage", [
        *column("passages", "passage_id"), *column("passage_changes", "passage"),
        *column("passage_changes", "passage_before"),
    ]  # fmt: skip
    yield "edition", [
        given.edition, *column("edition_pairs", "previous"), *column("trend_editions", "edition"),
    ]  # fmt: skip
    concepts = [*column("concept_nodes", "concept"), *column("term_changes", "concept"), *column("trends", "concept")]
    yield "concept", concepts
    yield "together", column("concept_nodes", "concept")
    yield "term", [*column("term_changes", "term"), *column("trends", "term")]
    yield "phrase", column("trends", "term")


def of_network(row: Row, given: Evidence) -> list[View]:
    both = View(concept=row["concept"], together=row["other_concept"], edition=given.edition)
    return [both, *(View(concept=row[one], edition=given.edition) for one in ("concept", "other_concept"))]


def of_slopes(row: Row, given: Evidence) -> list[View]:
    previous = given.edition_pairs["previous"][0].as_py()
    sides = ((given.edition, row["n_edition"]), (previous, row["n_previous"]))
    return [followed(row, edition) for edition, n in sides if n]


def of_series(row: Row, _: Evidence) -> list[View]:
    return [followed(row, row["edition"])] if row["n_occurrences"] else []


def followed(row: Row, edition: str) -> View:
    if row["concept"]:
        return View(concept=row["concept"], counts="own", edition=edition)
    if row.get("kind") == "compound":
        return View(phrase=row["term"], edition=edition)
    return View(term=row["term"], edition=edition)


def named(field: str, *columns: str) -> Callable[[Row, Evidence], list[View]]:
    return lambda row, _: [View(**{field: row[column]}) for column in columns if row[column] not in {None, "other"}]


VIEWS: dict[str, Callable[[Row, Evidence], list[View]]] = {
    "theme-overview": named("theme", "theme_id"),
    "theme-map": named("passage", "passage_id"),
    "theme-flow": named("theme", "theme_id", "theme_id_previous"),
    "concept-network": of_network,
    "term-slopes": of_slopes,
    "passage-changes": named("passage", "passage", "passage_before"),
    "concept-trends": of_series,
    "concept-heatmap": of_series,
}
"""The views that a row of a chart's numbers has to have."""


@each_chart()
def test_every_number_that_stands_for_passages_leads_to_them(name: str, shape: Shape, language: Language) -> None:
    given, chart = drawn(name, shape, language)
    linked = {link.view for link in chart.links}
    wanted = {view for row in chart.numbers for view in VIEWS[name](row, given)}
    assert wanted - linked == set()
    assert wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_of_themes_and_sections_say_the_numbers_of_the_table(language: Language) -> None:
    given, chart = drawn("theme-overview", SHAPES["one document"], language)
    cells = Counter(n_said(link) for link in chart.links if link.view.section and link.view.theme)
    rows = [row for row in chart.numbers if row["part"] == "themes" and row["n_messages_in_column"]]
    assert cells == Counter(row["n_messages_in_column"] for row in rows)
    of_none = View(theme="other", edition=given.edition)
    assert [n_said(link) for link in chart.links if link.view == of_none] == [3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_core_and_fringe_of_a_theme_are_all_of_it(language: Language) -> None:
    given, chart = drawn("theme-overview", SHAPES["one document"], language)
    for row in given.themes.to_pylist():
        said = {
            link.view.standing: n_said(link)
            for link in chart.links
            if link.view.theme == row["theme_id"] and not link.view.section
        }
        assert said[""] == row["n_messages"]
        assert said.get("core", 0) == row["n_core"]
        assert said.get("core", 0) + said.get("fringe", 0) == row["n_messages"]


def n_said(link: Link) -> int:
    """The number of messages in a link's name."""
    found = re.search(r"([\d,]+) (?:条消息|messages?)", link.says)
    assert found
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pair_of_concepts_says_the_messages_that_mention_both(language: Language) -> None:
    _, chart = drawn("concept-network", SHAPES["one document"], language)
    together = {(row["concept"], row["other_concept"]): row["n_together"] for row in chart.numbers}
    said = {(link.view.concept, link.view.together): n_said(link) for link in chart.links if link.view.together}
    assert said == together


def test_slopes_of_two_versions_look_in_the_documents_of_each() -> None:
    given = evidence(SHAPES["one document"], "en")
    documents = {"edition_documents": "e/final", "previous_documents": "e/draft-1 e/draft-2", "previous": given.edition}
    pairs = [{**row, **documents} for row in given.edition_pairs.to_pylist()]
    terms = [{**row, "previous": given.edition} for row in given.term_changes.to_pylist()]
    given = changed(given, edition_pairs=make("edition_pairs", pairs), term_changes=make("term_changes", terms))
    with drawing("test"):
        chart = chart_named("term-slopes")[1].draw(given, ChartsSettings())
    assert isinstance(chart, Chart)
    assert {link.view.document for link in chart.links} == {"e/final", "e/draft-1 e/draft-2"}
    assert any("its draft" in link.says for link in chart.links)


def test_a_name_of_any_length_and_letters_stays_an_attribute() -> None:
    hostile = "\N{RIGHT-TO-LEFT OVERRIDE}\"'<script>alert(1)</script>&amp;" + "题" * 10_000 + "（26 条消息）"
    link = Link(((0, 0), (1, 0), (1, 1)), View(term='"&<'), hostile)
    (element,) = ElementTree.fromstring(f"<g>{link.svg()}</g>")
    said = element.attrib["aria-label"]
    assert said.startswith(hostile[:40])
    assert said.endswith("（26 条消息）")
    assert len(said) <= 240
    assert element.attrib["href"] == "#find?term=%22%26%3C"
    assert [child.tag for child in element] == ["polygon"]
