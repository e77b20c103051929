"""Every chart, one entry each, in the order of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.charts import (
    collocates,
    concept_dispersion,
    concept_heatmap,
    concept_network,
    concept_trends,
    concept_wordings,
    keyness_bars,
    keyword_bars,
    keyword_heatmap,
    keyword_rank_intervals,
    lockwords,
    passage_changes,
    term_slopes,
    theme_flow,
    theme_map,
    theme_overview,
    two_rankings,
)
from pipeline.corpus import WHOLE_CORPUS
from pipeline.parts import Part

if TYPE_CHECKING:
    from pipeline.bilingual import Bilingual
    from pipeline.charts.model import Drawn, Evidence
    from pipeline.settings import ChartsSettings


@dataclass(frozen=True)
class ChartKind:
    """A chart's name, which is also its file's, its title, the function that draws it, and the tables that it reads.

    ``passages`` are given to every chart and need not be named. A chart ``of`` the corpus is drawn once, of all
    editions, and only where there are several.
    """

    name: str
    title: Bilingual
    draw: Callable[[Evidence, ChartsSettings], Drawn]
    reads: tuple[str, ...]
    of: Literal["edition", "corpus"] = "edition"


_TRENDS = ("trend_editions", "trends", "trend_points")

CHARTS: tuple[ChartKind, ...] = (
    ChartKind("concept-trends", concept_trends.TITLE, concept_trends.concept_trends, _TRENDS, "corpus"),
    ChartKind("concept-heatmap", concept_heatmap.TITLE, concept_heatmap.concept_heatmap, _TRENDS, "corpus"),
    ChartKind("theme-flow", theme_flow.TITLE, theme_flow.theme_flow, ("theme_changes",), "corpus"),
    ChartKind("keyword-bars", keyword_bars.TITLE, keyword_bars.keyword_bars, ("keywords",)),
    ChartKind(
        "keyword-rank-intervals",
        keyword_rank_intervals.TITLE,
        keyword_rank_intervals.keyword_rank_intervals,
        ("keywords",),
    ),
    ChartKind("two-rankings", two_rankings.TITLE, two_rankings.two_rankings, ("keywords", "background_keywords")),
    ChartKind(
        "keyword-heatmap",
        keyword_heatmap.TITLE,
        keyword_heatmap.keyword_heatmap,
        ("documents", "sections", "tokens", "vocabulary", "compounds", "mentions", "keywords"),
    ),
    ChartKind(
        "theme-overview",
        theme_overview.TITLE,
        theme_overview.theme_overview,
        ("documents", "sections", "themes", "passage_themes", "stability", "theme_fits"),
    ),
    ChartKind(
        "theme-map",
        theme_map.TITLE,
        theme_map.theme_map,
        ("documents", "sections", "themes", "passage_themes", "stability", "theme_fits"),
    ),
    ChartKind(
        "keyness-bars",
        keyness_bars.TITLE,
        keyness_bars.keyness_bars,
        ("documents", "sections", "themes", "comparisons", "keyness"),
    ),
    ChartKind(
        "lockwords",
        lockwords.TITLE,
        lockwords.lockwords,
        ("documents", "sections", "themes", "comparisons", "keyness"),
    ),
    ChartKind("term-slopes", term_slopes.TITLE, term_slopes.term_slopes, ("edition_pairs", "term_changes")),
    ChartKind(
        "passage-changes",
        passage_changes.TITLE,
        passage_changes.passage_changes,
        ("edition_pairs", "passage_changes"),
    ),
    ChartKind(
        "concept-dispersion",
        concept_dispersion.TITLE,
        concept_dispersion.concept_dispersion,
        ("documents", "sections", "mentions"),
    ),
    ChartKind("concept-wordings", concept_wordings.TITLE, concept_wordings.concept_wordings, ("variants",)),
    ChartKind(
        "concept-network", concept_network.TITLE, concept_network.concept_network, ("concept_network", "concept_nodes")
    ),
    ChartKind("collocates", collocates.TITLE, collocates.collocates, ("collocations",)),
)


def chart_named(name: str) -> tuple[int, ChartKind]:
    """A chart's place in the report, from 1, and the chart."""
    return next((order, kind) for order, kind in enumerate(CHARTS, start=1) if kind.name == name)


def chart_parts(editions: Sequence[str]) -> list[Part]:
    """Each chart of each edition; first those of the corpus, where there are several."""
    whole = [(WHOLE_CORPUS, tuple(editions))] if len(editions) > 1 else []
    alone = [(edition, (edition,)) for edition in editions]
    return [*_parts("corpus", whole), *_parts("edition", alone)]


def _parts(of: str, scopes: Sequence[tuple[str, tuple[str, ...]]]) -> list[Part]:
    """The charts of each scope, which has a name and the editions that they see."""
    return [
        Part({"edition": name, "chart": kind.name}, editions, ("passages", *kind.reads))
        for name, editions in scopes
        for kind in CHARTS
        if kind.of == of
    ]
