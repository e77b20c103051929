"""Every number of a chart that stands for passages leads to them; links lie on the page, one in another or apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from invented import changed, said_in
from shapes import SHAPES, draw, drawn, shaped, written

from pipeline.bilingual import LANGUAGES, Language
from pipeline.charts.links import Link, links_svg
from pipeline.charts.model import Chart, Evidence, Row
from pipeline.charts.registry import CHARTS
from pipeline.columns import NESTED, OWN
from pipeline.tables import make
from pipeline.views import View

EACH = pytest.mark.parametrize(("name", "language"), [(name, language) for name in SHAPES for language in LANGUAGES])
Box = tuple[float, float, float, float]


def charts(name: str, language: Language) -> Iterator[tuple[str, Chart]]:
    for kind, chart in drawn(name, language):
        if isinstance(chart, Chart):
            yield kind.name, chart


def box(link: Link) -> Box:
    xs, ys = zip(*link.points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@EACH
def test_links_lie_on_the_page(name: str, language: Language) -> None:
    for chart_name, chart in charts(name, language):
        width, height = chart.figure.get_size_inches()
        for link in chart.links:
            left, top, right, bottom = box(link)
            assert left >= 0, (chart_name, link)
            assert top >= 0, (chart_name, link)
            assert right <= width + 1e-9, (chart_name, link)
            assert bottom <= height + 1e-9, (chart_name, link)
            assert link.is_line or (right - left > 0.01 and bottom - top > 0.01), (chart_name, link)
            assert link.says.strip(), (chart_name, link)


ROUNDING = 1e-6


@EACH
def test_a_link_hides_no_part_of_another(name: str, language: Language) -> None:
    """What lies upon another lies in it: a count within its row. Marks of the map are points, which do meet."""
    for chart_name, chart in charts(name, language):
        if chart_name in UPRIGHT:
            areas = [box(link) for link in chart.links if not link.is_line]
            for under, over in combinations(areas, 2):
                assert is_apart(under, over) or is_inside(over, under), (chart_name, under, over)


UPRIGHT = {
    "keyword-bars", "keyword-rank-intervals", "two-rankings", "keyword-heatmap", "keyness-bars", "lockwords",
    "concept-dispersion", "concept-wordings", "collocates",
}  # fmt: skip
"""Charts of rows and columns."""


def is_apart(one: Box, other: Box) -> bool:
    return (
        one[2] <= other[0] + ROUNDING
        or other[2] <= one[0] + ROUNDING
        or one[3] <= other[1] + ROUNDING
        or other[3] <= one[1] + ROUNDING
    )


def is_inside(one: Box, other: Box) -> bool:
    return (
        one[0] >= other[0] - ROUNDING
        and one[1] >= other[1] - ROUNDING
        and one[2] <= other[2] + ROUNDING
        and one[3] <= other[3] + ROUNDING
    )


@EACH
def test_views_name_what_the_tables_have(name: str, language: Language) -> None:
    known = names_in(shaped(name))
    for chart_name, chart in charts(name, language):
        for link in chart.links if chart_name in UPRIGHT else ():
            for field in fields(View):
                value = getattr(link.view, field.name)
                if value and field.name in known:
                    assert value in known[field.name], (chart_name, link)
                else:
                    assert not value or field.name == "within", (chart_name, link)


def names_in(given: Evidence) -> dict[str, set[str]]:
    """What each field of a view may say."""

    def column(table: str, name: str) -> set[str]:
        return {value for value in given.tables[table][name].to_pylist() if value is not None}

    sections = [f"{row['document_id']}#{row['section_order']}" for row in given.sections.to_pylist()]
    terms = column("keywords", "term") | column("keyness", "term") | column("collocations", "collocate")
    return {
        "concept": set(given.concept_labels),
        "counts": {OWN, NESTED},
        "wording": column("variants", "term"),
        "term": terms,
        "compound": terms,
        "beside": {f"term:{term}" for term in terms} | {f"concept:{concept}" for concept in given.concept_labels},
        "edition": {given.edition},
        "document": column("documents", "document_id"),
        "section": set(sections),
        "track": column("documents", "track"),
        "outside": {f"section:{section}" for section in sections},
        "passage": column("passages", "passage_id"),
    }


def unit(row: Row) -> dict[str, object]:
    return {"concept": row["concept"]} if row["concept"] else {"term": row["term"]}


def of_unit(row: Row, given: Evidence) -> list[dict[str, object]]:
    return [{**unit(row), "edition": given.edition}]


def of_cell(row: Row, given: Evidence) -> list[dict[str, object]]:
    """The place of a column is looked up by its heading, since the invented ones differ."""
    concept = {label.zh: concept for concept, label in given.concept_labels.items()}.get(row["term"])
    places = {section["section"]: section for section in given.sections.to_pylist()}
    if not row["n_messages_with_keyword"] or given.documents.num_rows > 1:
        return []
    section = places[row["column_zh"]]
    place = {"section": f"{section['document_id']}#{section['section_order']}"}
    return [{**unit({"concept": concept, "term": row["term"]}), **place}]


def of_sides(row: Row, given: Evidence) -> list[dict[str, object]]:
    focus = row["comparison"].partition("|")[0].replace("§", "#")
    sides = ({"section": focus}, {"edition": given.edition, "outside": f"section:{focus}"})
    counts = (row["n_focus"], row["n_reference"])
    return [{**unit(row), **side} for side, n in zip(sides, counts, strict=True) if n]


def of_mention(row: Row, given: Evidence) -> list[dict[str, object]]:
    row_of_concept: dict[str, object] = {"concept": row["concept"], "edition": given.edition}
    counted = [{**row_of_concept, "counts": form} for form in (OWN, NESTED) if row[f"n_{form}"]]
    is_short = given.n_messages <= 80
    return [
        row_of_concept,
        *counted,
        *([{"concept": row["concept"], "passage": row["passage_id"]}] if is_short else []),
    ]


def of_wording(row: Row, given: Evidence) -> list[dict[str, object]]:
    wording = {"wording": row["term"], "concept": row["concept"], "edition": given.edition}
    return [wording, *({**wording, "counts": form} for form in (OWN, NESTED) if row[f"n_{form}"])]


def of_collocate(row: Row, given: Evidence) -> list[dict[str, object]]:
    beside = f"concept:{row['collocate_concept']}" if row["collocate_concept"] else f"term:{row['collocate']}"
    node = next(concept for concept, label in given.concept_labels.items() if label.zh == row["node"])
    return [{"concept": node, "counts": OWN, "beside": beside, "within": 5, "edition": given.edition}]


LEADS_TO: dict[str, Callable[[Row, Evidence], list[dict[str, object]]]] = {
    "keyword-bars": of_unit,
    "keyword-rank-intervals": of_unit,
    "two-rankings": of_unit,
    "keyword-heatmap": of_cell,
    "keyness-bars": of_sides,
    "lockwords": of_sides,
    "concept-dispersion": of_mention,
    "concept-wordings": of_wording,
    "collocates": of_collocate,
}
"""What the views of a row of a chart's numbers say, at least."""


@EACH
def test_every_number_leads_to_its_passages(name: str, language: Language) -> None:
    given = shaped(name)
    for chart_name, chart in charts(name, language):
        if chart_name in LEADS_TO:
            views = [link.view for link in chart.links]
            for row in chart.numbers:
                for wanted in LEADS_TO[chart_name](row, given):
                    assert any(matches(view, wanted) for view in views), (chart_name, wanted)


def matches(view: View, wanted: dict[str, object]) -> bool:
    return all(getattr(view, field) == value for field, value in wanted.items())


@pytest.mark.parametrize("name", ["as in 2018", "forty sections", "thirty documents", "many messages"])
def test_charts_lead_to_the_same_in_both_languages(name: str) -> None:
    for (chart_name, zh), (_, en) in zip(charts(name, "zh"), charts(name, "en"), strict=True):
        assert {link.view for link in zh.links} == {link.view for link in en.links}, chart_name


def test_many_messages_lead_to_stretches_of_the_text_and_not_to_each() -> None:
    (chart,) = (chart for name, chart in charts("many messages", "zh") if name == "concept-dispersion")
    assert not any(link.view.passage for link in chart.links)
    assert any(link.view.concept and link.view.section for link in chart.links)


HOSTILE = "<script>alert(1)</script>&\"'\u202e\u2066" + "标题\"'<&>" * 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_heading_is_cut_and_stays_text(language: Language) -> None:
    given = said_in(language, shaped("two sections"))
    rows = [{**row, "section": f"{HOSTILE}{number}"} for number, row in enumerate(given.sections.to_pylist())]
    documents = [{**row, "title": HOSTILE, "track": HOSTILE} for row in given.documents.to_pylist()]
    given = changed(given, sections=make("sections", rows), documents=make("documents", documents))
    for kind in CHARTS:
        chart = draw(kind, given)
        assert isinstance(chart, Chart)
        svg = links_svg(chart.links)
        ET.fromstring(svg)
        assert "<script" not in svg
        assert max(len(link.says) for link in chart.links) <= 240, kind.name
        assert chart.figure.get_size_inches()[1] < 20, kind.name
        assert not {"\u202e", "\u2066"} & set(written(chart) + "".join(link.says for link in chart.links))
