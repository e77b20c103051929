"""The charts of some editions as pictures on sheets of the workbook, a sheet an edition and language."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.bilingual import LANGUAGES, Bilingual, Language
from pipeline.charts.model import messages
from pipeline.corpus import WHOLE_CORPUS
from pipeline.report.words import words

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROW_HEIGHT = 15
"""Points of a sheet's row: what XlsxWriter and Excel take where none is stated."""
_ROWS_BETWEEN = 2
_COLUMN_WIDTH = 24
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML cannot carry


@dataclass(frozen=True)
class PlacedChart:
    """A chart with its title and alt text in one language and its picture; without one, the alt text is the reason."""

    title: str
    alt: str
    n: int
    png: bytes | None = None
    height: float = 0.0


@dataclass(frozen=True)
class ChartSheet:
    """A sheet of the workbook: its name, what stands on top of it, its charts in the order of the report."""

    name: str
    heading: str
    language: Language
    charts: tuple[PlacedChart, ...]

    @property
    def n_pictures(self) -> int:
        return sum(chart.png is not None for chart in self.charts)


def chart_sheets(charts: pa.Table, pictures: tables.Partitions, editions: Sequence[str]) -> tuple[ChartSheet, ...]:
    """The sheets of the whole corpus, where it has charts, and of the latest of these editions that has any.

    No other edition's pictures are read.
    """
    columns = ("chart", "edition", "order", "title_zh", "title_en", "alt_zh", "alt_en", "n")
    rows = charts.select(columns).sort_by("order").to_pylist()
    with_charts = {row["edition"] for row in rows}
    latest = [edition for edition in editions if edition in with_charts][-1:]
    whole = [WHOLE_CORPUS] if WHOLE_CORPUS in with_charts else []
    return tuple(
        _sheet(edition, language, [row for row in rows if row["edition"] == edition], pictures)
        for edition in (*latest, *whole)
        for language in LANGUAGES
    )


def _sheet(
    edition: str, language: Language, rows: Sequence[Mapping[str, Any]], pictures: tables.Partitions
) -> ChartSheet:
    drawn = {row["chart"]: row for row in _pictures(edition, language, pictures)}
    of = "of_corpus" if edition == WHOLE_CORPUS else "of_edition"
    name = words("chart_sheets")[of].said_in(language)
    heading = words("chart_sheets")[f"heading_{of}"].format(edition=edition).said_in(language)
    charts = (_placed(row, language, drawn.get(row["chart"])) for row in rows)
    return ChartSheet(name, heading, language, tuple(charts))


def _pictures(edition: str, language: Language, pictures: tables.Partitions) -> Iterator[Mapping[str, Any]]:
    rows = tables.edition_rows(edition, "chart_pictures", pictures).to_pylist()
    return (row for row in rows if row["language"] == language)


def _placed(row: Mapping[str, Any], language: Language, drawn: Mapping[str, Any] | None) -> PlacedChart:
    said = row[f"title_{language}"], row[f"alt_{language}"], row["n"]
    return PlacedChart(*said, drawn["png"], drawn["height"]) if drawn else PlacedChart(*said)


def write_chart_sheet(book: Workbook, sheet: ChartSheet) -> None:
    """The charts one under another, each with its title, its n, and its alt text beside the picture."""
    page = book.add_worksheet(sheet.name)
    page.set_column(0, 0, _COLUMN_WIDTH)
    page.hide_gridlines(2)
    bold = book.add_format({"bold": True})
    page.write_string(0, 0, clean(sheet.heading), bold)
    row = _ROWS_BETWEEN
    for chart in sheet.charts:
        row = _write_chart(page, row, chart, sheet.language, bold)


def _write_chart(page: Worksheet, row: int, chart: PlacedChart, language: Language, bold: Any) -> int:
    """Write one chart from this row on; the row where the next one begins."""
    page.write_string(row, 0, clean(chart.title), bold)
    if chart.png is None:
        reason = words("chart_sheets")["not_drawn"] + Bilingual(chart.alt, chart.alt)
        page.write_string(row + 1, 0, clean(reason.said_in(language)))
        return row + 1 + _ROWS_BETWEEN
    page.write_string(row + 1, 0, f"n = {messages(chart.n).said_in(language)}")
    options = {"image_data": io.BytesIO(chart.png), "description": clean(chart.alt), "object_position": 2}
    page.insert_image(row + 2, 0, f"{row}.png", options)
    return row + 2 + math.ceil(chart.height / _ROW_HEIGHT) + _ROWS_BETWEEN


def clean(text: str) -> str:
    """Text that an XML attribute can carry; what it cannot becomes a replacement character."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
