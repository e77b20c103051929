"""The chapters of the page and the parts that stand in each, in order: the only place that says so.

A part is one template, ``templates/parts/NAME.html``, with a heading of the same name in the words of the interface.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Any, Literal

Row = dict[str, Any]

_FURTHER = "further"
_AT_A_GLANCE = 4
EDITION: Literal["edition"] = "edition"
CORPUS: Literal["corpus"] = "corpus"


@dataclass(frozen=True)
class Part:
    """A part of a chapter: of one edition, each of which has it, or of the whole corpus.

    ``charts``: names of the charts that it shows. ``needs``: without what it is left out, documents that could be
    read, several editions, a chart; nothing: it always stands.
    """

    name: str
    of: Literal["edition", "corpus"] = EDITION
    charts: tuple[str, ...] = ()
    needs: Literal["documents", "editions", "charts", ""] = "documents"

    @property
    def template(self) -> str:
        return f"parts/{self.name}.html"


@dataclass(frozen=True)
class Chapter:
    """A chapter; its parts of an edition stand together, so that they are shown and hidden as one."""

    name: str
    parts: tuple[Part, ...]

    @property
    def of_edition(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.of == EDITION)

    @property
    def of_corpus(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.of == CORPUS)

    @property
    def is_long(self) -> bool:
        """It has more parts than are seen at a glance, so it starts with their list."""
        return len(self.parts) > _AT_A_GLANCE

    @property
    def before(self) -> tuple[Part, ...]:
        """Parts of the corpus that stand before those of an edition, and all where there are none of one."""
        return tuple(takewhile(lambda part: part.of == CORPUS, self.parts))

    @property
    def after(self) -> tuple[Part, ...]:
        """Parts of the corpus that stand after those of an edition."""
        from_edition = dropwhile(lambda part: part.of == CORPUS, self.parts)
        return tuple(part for part in from_edition if part.of == CORPUS)


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "overview",
        (
            Part("totals", CORPUS, needs=""),
            Part("findings"),
            Part("carrying_charts"),
            Part("not_solid"),
        ),
    ),
    Chapter(
        "keywords",
        (
            Part("keywords", charts=("keyword-bars", "keyword-rank-intervals")),
            Part("background", charts=("two-rankings",)),
            Part("sections", charts=("keyword-heatmap",)),
            Part("keyness", charts=("keyness-bars", "lockwords")),
        ),
    ),
    Chapter(
        "themes",
        (
            Part("theme_flow", CORPUS, charts=("theme-flow",), needs="editions"),
            Part("themes", charts=("theme-overview", "theme-map")),
            Part("theme_names"),
        ),
    ),
    Chapter(
        "editions",
        (
            Part("editions_table", CORPUS, needs="editions"),
            Part("trends", CORPUS, charts=("concept-trends", "concept-heatmap"), needs="editions"),
            Part("analysed", needs=""),
            Part("what_is_new", charts=("term-slopes", "passage-changes")),
        ),
    ),
    Chapter(
        "terminology",
        (
            Part("concepts", charts=("concept-dispersion",)),
            Part("variants", charts=("concept-wordings",)),
            Part("modals"),
            Part("audit", CORPUS, needs=""),
            Part("compared_wordings", CORPUS, needs=""),
            Part("wording_checks", CORPUS, needs=""),
            Part("variant_candidates", CORPUS, needs=""),
            Part("term_candidates", CORPUS, needs=""),
        ),
    ),
    Chapter(
        "together",
        (
            Part("collocations", charts=("collocates",)),
            Part("concept_network", charts=("concept-network",)),
            Part("prefixes"),
        ),
    ),
    Chapter(
        "quality",
        (
            Part("repairs"),
            Part("suspects"),
            Part("unknown_characters"),
            Part("other_languages", needs=""),
            Part("skipped", needs=""),
            Part("remarks", needs=""),
        ),
    ),
    Chapter(
        "methods",
        (
            Part("how_made", CORPUS, needs=""),
            Part("methods", CORPUS, needs=""),
            Part("parameters", CORPUS, needs=""),
        ),
    ),
    Chapter(
        "downloads",
        (
            Part("downloads", CORPUS, needs=""),
            Part("citation", CORPUS, needs=""),
            Part(_FURTHER, needs="charts"),
            Part("chart_files"),
        ),
    ),
)

CHART_PARTS = {name: part.name for chapter in CHAPTERS for part in chapter.parts for name in part.charts}
"""The part that shows each chart."""


def part_of_chart(chart: str) -> str:
    """The part that shows a chart; one that no part names stands among the further ones."""
    return CHART_PARTS.get(chart, _FURTHER)


def charts_by_part(charts: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Rows of ``charts`` by the part that shows each, in their order; every part of a chart is there."""
    placed: dict[str, tuple[Row, ...]] = dict.fromkeys((*CHART_PARTS.values(), _FURTHER), ())
    for row in sorted(charts, key=lambda row: row["order"]):
        placed[part_of_chart(row["chart"])] += (row,)
    return placed


def parts_shown(parts: Iterable[Part], *has: str) -> tuple[Part, ...]:
    """Those of some parts that have what they need."""
    return tuple(part for part in parts if not part.needs or part.needs in has)
