"""Invented editions of every state that a chart may meet, and the charts drawn of each, once in a session."""

from __future__ import annotations

from functools import cache

from invented import Shape, evidence, said_in

from pipeline.bilingual import Language
from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence
from pipeline.charts.registry import CHARTS, ChartKind
from pipeline.charts.style import drawing
from pipeline.settings import ChartsSettings

SETTINGS = ChartsSettings()
FORTY = "关于在最不发达国家和小岛屿发展中国家扩大有意义的互联网接入与能力建设的长达四十字的关键词组合词"
EDITION, CORPUS = (tuple(kind.name for kind in CHARTS if kind.of == of) for of in ("edition", "corpus"))
THEMES = ("theme-overview", "theme-map")
NETWORK = ("concept-network",)
SHAPES = {
    "as in 2018": (Shape(sections=(3, 11, 6, 6)), EDITION + CORPUS),
    "inclusive counts": (
        Shape(sections=(3, 11, 6, 6), concept_counts="inclusive"),
        ("keyword-bars", "keyword-heatmap"),
    ),
    "one message": (Shape(sections=(1,), k=1), EDITION),
    "one section": (Shape(sections=(7,), k=2), EDITION),
    "two sections": (Shape(sections=(7, 9), k=2), EDITION),
    "forty sections": (Shape(sections=(2,) * 40, k=9), EDITION),
    "long words": (Shape(sections=(4,) * 5, long_label=FORTY, k=2), EDITION),
    "no themes": (Shape(k=0), THEMES),
    "some of no theme": (Shape(sections=(3, 11, 6, 6), n_other=7), THEMES),
    "some of no theme, stable": (Shape(sections=(9, 9), k=3, is_stable=True, n_other=1), THEMES),
    "thirty documents": (Shape(n_documents=30, sections=(2, 1)), EDITION),
    "many messages": (Shape(sections=(60,) * 5, k=12, is_stable=True), EDITION),
    "two linked": (Shape(sections=(7, 9), k=2, n_linked=2), NETWORK),
    "forty linked": (Shape(sections=(7, 9), k=2, n_linked=40), NETWORK),
    "nothing linked": (Shape(sections=(7, 9), k=2, n_linked=0), NETWORK),
    "three editions": (Shape("2025-oslo", (7, 9), k=2, n_editions=3), CORPUS),
    "forty editions": (Shape("2058-lunar-city", (7, 9), k=2, n_editions=40), CORPUS),
}
"""Each with the charts that it may change."""


def draw(kind: ChartKind, given: Evidence) -> Chart | NotEnoughEvidence:
    with drawing(kind.name):
        return kind.draw(given, SETTINGS)


@cache
def shaped(name: str) -> Evidence:
    return evidence(SHAPES[name][0])


@cache
def drawn(name: str, language: Language) -> tuple[tuple[ChartKind, Chart | NotEnoughEvidence], ...]:
    given = said_in(language, shaped(name))
    return tuple((kind, draw(kind, given)) for kind in CHARTS if kind.name in SHAPES[name][1])


def written(chart: Chart | NotEnoughEvidence) -> str:
    assert isinstance(chart, Chart)
    return "\n".join(text.get_text() for text in chart.figure.axes[0].texts)
