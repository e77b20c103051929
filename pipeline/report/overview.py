"""The first screen: what was analysed, what holds, the charts that carry it, and what is not solid.

The rule, which the page states: findings that are solid stand before those that are descriptive, either in the order
of the table ``findings``; exploratory ones are no findings and stand under what is not solid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.charts.stage import DRAWN
from pipeline.keywords.units import COMPOUND
from pipeline.report.chapters import CHAPTERS, EDITION, part_of_chart
from pipeline.report.findings import CARRYING_CHARTS, EXPLORATORY
from pipeline.report.words import words
from pipeline.views import View

if TYPE_CHECKING:
    from pipeline.bilingual import Bilingual
    from pipeline.report.page import EditionPage
    from pipeline.settings import ReportSettings

Row = dict[str, Any]


@dataclass(frozen=True)
class Tile:
    """A total of the corpus, and where what it counts is shown."""

    words: Bilingual
    n: int
    address: str


@dataclass(frozen=True)
class Doubt:
    """Something that is not solid, in words, and where it is shown."""

    words: Bilingual
    address: str


@dataclass(frozen=True)
class FirstScreen:
    """What the first screen says of one edition; ``charts`` are rows of the table, all of them drawn."""

    findings: tuple[Row, ...]
    n_more: int
    charts: tuple[Row, ...]
    doubts: tuple[Doubt, ...]


_SHOWN = {
    "n_documents": "analysed",
    "n_passages": "",
    "n_messages": "",
    "n_characters": "analysed",
    "n_repairs": "repairs",
}
"""The part that shows what each total counts; none where the passages themselves are what it counts."""


def tiles(pages: Sequence[EditionPage]) -> tuple[Tile, ...]:
    """How many editions, documents, passages, messages, characters and repairs there are in the corpus."""
    if not pages:
        return ()
    latest = pages[0].edition
    where = part_address("editions_table" if len(pages) > 1 else "analysed", latest)
    editions = Tile(words("overview")["n_editions"], len(pages), where)
    return (editions, *(_total(name, part, pages) for name, part in _SHOWN.items()))


def _total(name: str, part: str, pages: Sequence[EditionPage]) -> Tile:
    n = sum(page.totals[name] for page in pages)
    everything = View(in_all_kinds=name == "n_passages").address()
    return Tile(words("interface")[name], n, part_address(part, pages[0].edition) if part else everything)


def part_address(part: str, edition: str) -> str:
    """Where a part stands on the page; one of an edition, in that edition."""
    chapter, found = next((chapter, one) for chapter in CHAPTERS for one in chapter.parts if one.name == part)
    return f"#{quote(edition if found.of == EDITION else chapter.name, safe='/')}-{part}"


def first_screen(page: EditionPage, settings: ReportSettings) -> FirstScreen:
    """The findings that hold, at most ``max_shown_findings``, and at most ``max_shown_charts`` that carry them."""
    holding = [row for row in page.findings if row["strength"] != EXPLORATORY]
    shown = tuple(holding[: settings.max_shown_findings])
    return FirstScreen(
        shown,
        len(holding) - len(shown),
        carrying_charts(shown, page)[: settings.max_shown_charts],
        tuple(_doubts(page, settings)),
    )


def carrying_charts(findings: Sequence[Row], page: EditionPage) -> tuple[Row, ...]:
    """The charts that were drawn and carry these findings, in the order of the findings."""
    drawn = {row["chart"]: row for rows in page.charts.values() for row in rows if row["state"] == DRAWN}
    carrying = dict.fromkeys(CARRYING_CHARTS.get(row["finding"], "") for row in findings)
    return tuple(drawn[chart] for chart in carrying if chart in drawn)


def _doubts(page: EditionPage, settings: ReportSettings) -> Iterator[Doubt]:
    """What a reader has to know before quoting, from what the tables say; the gravest first."""
    said = words("overview")
    at = page.edition
    n_messages = page.totals["n_messages"]
    if n_messages < settings.few_messages:
        yield Doubt(said["few_messages"].format(n=n_messages), part_address("analysed", at))
    if page.totals["n_documents"] == 1:
        yield Doubt(said["one_document"], part_address("analysed", at))
    for row in page.findings:
        if row["strength"] == EXPLORATORY:
            text = said["exploratory"].format(text_zh=row["text_zh"], text_en=row["text_en"])
            yield Doubt(text, _chart_part(CARRYING_CHARTS[row["finding"]], at))
    yield from _counted_doubts(page)
    for row in sorted((row for rows in page.charts.values() for row in rows), key=lambda row: row["order"]):
        if row["state"] != DRAWN:
            yield Doubt(said["not_drawn"].format(**_in_both(row)), _chart_part(row["chart"], at))


def _chart_part(chart: str, edition: str) -> str:
    return part_address(part_of_chart(chart), edition)


def _in_both(row: Row) -> dict[str, str]:
    return {name: row[name] for name in ("title_zh", "title_en", "alt_zh", "alt_en")}


def _counted_doubts(page: EditionPage) -> Iterator[Doubt]:
    """What waits for a person, or for more text, where there is any."""
    compounds = {row["term"] for row in page.keywords["concept"] if row["kind"] == COMPOUND}
    unknown = page.unknown_characters
    counts = (
        ("drafts", sum(row["status"] not in {None, "final"} for row in page.documents.rows), "analysed"),
        ("loose_themes", sum(not theme.row["is_stable"] for theme in page.fit.themes), "themes"),
        ("doubtful_names", len(page.doubtful_names), "theme_names"),
        ("unconfirmed_terms", len(compounds), "keywords"),
        ("open_suspects", page.totals["n_suspects"], "suspects"),
        (
            "unknown_characters",
            len(unknown.rows) + unknown.n_more,
            "unknown_characters",
        ),
    )
    for name, n, part in counts:
        if n:
            yield Doubt(words("overview")[name].format(n=n), part_address(part, page.edition))
