"""Draw one chart of one edition in each language: PNG, SVG, the plotted numbers as CSV, and a row for the report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import LANGUAGES, Bilingual, Language
from pipeline.charts.links import links_svg
from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence, Row
from pipeline.charts.picture import picture
from pipeline.charts.registry import ChartKind, chart_named
from pipeline.charts.style import drawing, save_inline_svg, save_png, save_svg
from pipeline.csv_cells import BYTE_ORDER_MARK, csv_lines
from pipeline.stages import Made
from pipeline.tables import Partitions, make

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept
    from pipeline.parts import Part
    from pipeline.settings import ChartsSettings

DRAWN, NOT_ENOUGH_EVIDENCE = "drawn", "not enough evidence"


def charts(
    *, part: Part, concepts: tuple[Concept, ...], settings: ChartsSettings, **received: Partitions | pa.Table
) -> Made:
    """A row, and where it was drawn a file of the numbers and two pictures in each language.

    They are ``charts/<edition>/<chart>.csv``, ``.zh.png``, ``.zh.svg``, ``.en.png`` and ``.en.svg``. ``received``: the
    tables that the registry names for the chart. Raises ``PipelineError`` for a character that neither font has.
    """
    _, kind = chart_named(part.key["chart"])
    labels = {concept.id: Bilingual(concept.label_zh, concept.label_en) for concept in concepts}
    given = {name: _rows(name, table) for name, table in received.items()}
    edition = part.key["edition"]
    drawn = {language: _drawn(kind, Evidence(edition, labels, given, language), settings) for language in LANGUAGES}
    made = {
        "charts": make("charts", [_row(kind, edition, drawn)]),
        "chart_pictures": make("chart_pictures", list(_pictures(kind, edition, drawn, settings))),
    }
    return Made(tables=made, files=_files(drawn))


def _rows(name: str, table: Partitions | pa.Table) -> pa.Table:
    import pyarrow as pa

    if not isinstance(table, Partitions):
        return table
    editions = [rows for _, rows in table]
    return pa.concat_tables(editions) if editions else make(name, [])


@dataclass(frozen=True)
class _Saved:
    """A chart in one language, as it is kept."""

    stem: str
    chart: Chart
    svg: str
    png: bytes
    files: tuple[tuple[str, bytes], ...]


def _drawn(kind: ChartKind, evidence: Evidence, settings: ChartsSettings) -> _Saved | NotEnoughEvidence:
    stem = f"charts/{evidence.edition}/{kind.name}"
    language = evidence.language
    with drawing(f"{stem}.{language}"):
        chart = kind.draw(evidence, settings)
        if isinstance(chart, NotEnoughEvidence):
            return chart
        prefix = re.sub(r"[^0-9A-Za-z]+", "-", f"{stem}-{language}")
        svg = save_inline_svg(chart.figure, prefix, chart.alt.said_in(language), links_svg(chart.links))
        png = save_png(chart.figure, settings.dpi)
        files = ((f"{stem}.{language}.png", png), (f"{stem}.{language}.svg", save_svg(chart.figure)))
    return _Saved(stem, chart, svg, png, files)


def _pictures(
    kind: ChartKind, edition: str, drawn: Mapping[Language, _Saved | NotEnoughEvidence], settings: ChartsSettings
) -> Iterator[dict[str, Any]]:
    """A small picture in each language in which the chart was drawn."""
    for language, saved in drawn.items():
        if isinstance(saved, _Saved):
            small = asdict(picture(saved.png, settings))
            yield {"chart": kind.name, "edition": edition, "language": language, **small}


def _files(drawn: Mapping[Language, _Saved | NotEnoughEvidence]) -> list[tuple[str, bytes]]:
    """The files of all languages; the numbers are the same in each."""
    saved = [one for one in drawn.values() if isinstance(one, _Saved)]
    numbers = [(f"{one.stem}.csv", numbers_csv(one.chart.numbers)) for one in saved[:1]]
    return [*numbers, *(file for one in saved for file in one.files)]


def _row(kind: ChartKind, edition: str, drawn: Mapping[Language, _Saved | NotEnoughEvidence]) -> dict[str, Any]:
    """The chart's row; in every language it was drawn or there was not enough evidence."""
    saved = {language: one for language, one in drawn.items() if isinstance(one, _Saved)}
    first = drawn["zh"]
    chart = first.chart if isinstance(first, _Saved) else first
    words = chart.alt if isinstance(chart, Chart) else chart.reason
    return {
        "chart": kind.name,
        "edition": edition,
        "order": chart_named(kind.name)[0],
        "state": DRAWN if saved else NOT_ENOUGH_EVIDENCE,
        "title_zh": kind.title.zh,
        "title_en": kind.title.en,
        "alt_zh": words.zh,
        "alt_en": words.en,
        "n": chart.n,
        "file": saved["zh"].stem if saved else None,
        "svg_zh": saved["zh"].svg if saved else None,
        "svg_en": saved["en"].svg if saved else None,
        "numbers": numbers_json(chart.numbers) if isinstance(chart, Chart) else None,
    }


def numbers_csv(numbers: Sequence[Row]) -> bytes:
    """The plotted numbers as CSV; floats to six digits."""
    header = [list(numbers[0])] if numbers else []
    return BYTE_ORDER_MARK + csv_lines([*header, *([_shown(value) for value in row.values()] for row in numbers)])


def numbers_json(numbers: Sequence[Row]) -> str:
    """The same as one text: ``columns``, their names, and ``rows``, each a list of values."""
    rows = [[_shown(value) for value in row.values()] for row in numbers]
    return json.dumps({"columns": list(numbers[0]) if numbers else [], "rows": rows}, ensure_ascii=False)


def _shown(value: object) -> object:
    return float(f"{value:.6g}") if isinstance(value, float) else value
