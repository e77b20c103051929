"""Templates render what tables hold: nothing is reckoned in one, and no figure is typed into one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from pipeline.report import markdown
from pipeline.report.html import environment
from pipeline.report.words import words

if TYPE_CHECKING:
    from jinja2 import nodes

FOLDER = files("pipeline.report") / "templates"
TEMPLATES = sorted(
    f"{place}{file.name}"
    for place in ("", "parts/")
    for file in (FOLDER / place).iterdir()
    if file.name.endswith((".html", ".md"))
)
# What a template says of layout: whether there is more than one, and so many decimals.
_COMPARED, _DECIMALS = {0, 1}, {1, 3}
_RECKONING = {"sum", "length", "count", "round", "abs", "int", "float", "min", "max"}


def faults(name: str, source: str) -> Iterator[str]:
    """What reckons, or is a figure, in a template; each with its line."""
    from jinja2 import nodes

    parsed = (markdown._environment() if name.endswith(".md") else environment()).parse(source)
    signs = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
    for sign in parsed.find_all(signs):
        yield f"line {sign.lineno}: {type(sign).__name__}"
    allowed = {id(node) for node in layout(parsed)}
    for figure in parsed.find_all(nodes.Const):
        if isinstance(figure.value, int | float) and not isinstance(figure.value, bool) and id(figure) not in allowed:
            yield f"line {figure.lineno}: the figure {figure.value}"
    for used in parsed.find_all(nodes.Filter):
        if used.name in _RECKONING and id(used) not in allowed:
            yield f"line {used.lineno}: the filter {used.name}"
    for data in parsed.find_all(nodes.TemplateData):
        if re.search(r"\d", visible(data.data)):
            yield f"line {data.lineno}: the figure in {data.data.strip()!r}"


def layout(parsed: nodes.Template) -> Iterator[nodes.Node]:
    """Figures compared with, figures of decimals, and lengths that are the height of a cell."""
    from jinja2 import nodes

    for compared in parsed.find_all(nodes.Compare):
        yield from (one.expr for one in compared.ops if getattr(one.expr, "value", None) in _COMPARED)
    for used in parsed.find_all(nodes.Filter):
        if used.name == "decimal":
            yield from (one for one in used.args if getattr(one, "value", None) in _DECIMALS)
    for output in parsed.find_all(nodes.Output):
        for before, after in pairwise(output.nodes):
            if isinstance(before, nodes.TemplateData) and before.data.endswith('rowspan="'):
                yield after


def visible(markup: str) -> str:
    """Template text without tags, the ends of cut ones too, and without names of characters."""
    return re.sub(r"<[^>]*(?:>|$)|^[^<]*?>|&#?\w+;", "", markup)


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_is_reckoned_or_typed_in_a_template(name: str) -> None:
    assert list(faults(name, (FOLDER / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ page.n_messages + page.n_notes }}", "line 1: Add"),
        ("\n{{ (row.a / row.b)|decimal }}", "line 2: Div"),
        ("{{ -row.n }}", "line 1: Neg"),
        ("{{ rows|length }}", "line 1: the filter length"),
        ('<td class="n">{{ rows|sum("n") }}</td>', "line 1: the filter sum"),
        ("{{ 26|number }}", "line 1: the figure 26"),
        ("{% if n > 5 %}many{% endif %}", "line 1: the figure 5"),
        ("<p>26 messages</p>", "line 1: the figure in '<p>26 messages</p>'"),
    ],
)
def test_what_reckons_is_found(source: str, fault: str) -> None:
    assert list(faults("one.html", source)) == [fault]


@pytest.mark.parametrize(
    "source",
    [
        "{% if page.n_documents != 1 %}several{% endif %}",
        "{{ row.p_value|decimal(3) }}",
        '<th rowspan="{{ rows|length }}">',
        '<col class="w3"><p lang="zh-Hans">&#8211;</p>',
        "{{ row.n|number }}",
    ],
)
def test_layout_is_no_figure(source: str) -> None:
    assert list(faults("one.html", source)) == []


# Versions of licences and the highest log-Dice are what they are, whatever the corpus.
NO_FIGURES = {"4.0", "1.1", "14"}
# What a measure is at its ends, and the first row of a table.
ENDS = {"0", "1"}


@pytest.mark.parametrize("part", ["findings", "interface", "columns", "changes"])
def test_no_figure_is_typed_into_the_words_around_figures(part: str) -> None:
    texts = {f"{key} {text}": text for key, both in words(part).items() for text in (both.zh, both.en)}
    typed = {key: re.findall(r"\d[\d.,]*\d|\d", re.sub(r"\{[^}]*\}", "", text)) for key, text in texts.items()}
    assert {key: figures for key, figures in typed.items() if set(figures) - NO_FIGURES - ENDS} == {}
