"""Every chart, one line each, in the order of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.charts import (
    collocates,
    concept_dispersion,
    concept_network,
    concept_wordings,
    keyness_bars,
    keyword_bars,
    keyword_heatmap,
    keyword_rank_intervals,
    lockwords,
    theme_map,
    theme_overview,
    two_rankings,
)

if TYPE_CHECKING:
    from pipeline.bilingual import Bilingual
    from pipeline.charts.model import Drawn, Evidence
    from pipeline.settings import ChartsSettings


@dataclass(frozen=True)
class ChartKind:
    """A chart's name, which is also its file's, its title, and the function that draws it for one edition."""

    name: str
    title: Bilingual
    draw: Callable[[Evidence, ChartsSettings], Drawn]


CHARTS: tuple[ChartKind, ...] = (
    ChartKind("keyword-bars", keyword_bars.TITLE, keyword_bars.keyword_bars),
    ChartKind("keyword-rank-intervals", keyword_rank_intervals.TITLE, keyword_rank_intervals.keyword_rank_intervals),
    ChartKind("two-rankings", two_rankings.TITLE, two_rankings.two_rankings),
    ChartKind("keyword-heatmap", keyword_heatmap.TITLE, keyword_heatmap.keyword_heatmap),
    ChartKind("theme-overview", theme_overview.TITLE, theme_overview.theme_overview),
    ChartKind("theme-map", theme_map.TITLE, theme_map.theme_map),
    ChartKind("keyness-bars", keyness_bars.TITLE, keyness_bars.keyness_bars),
    ChartKind("lockwords", lockwords.TITLE, lockwords.lockwords),
    ChartKind("concept-dispersion", concept_dispersion.TITLE, concept_dispersion.concept_dispersion),
    ChartKind("concept-wordings", concept_wordings.TITLE, concept_wordings.concept_wordings),
    ChartKind("concept-network", concept_network.TITLE, concept_network.concept_network),
    ChartKind("collocates", collocates.TITLE, collocates.collocates),
)
