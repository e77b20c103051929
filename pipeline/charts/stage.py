"""Draw one chart of one edition: PNG, SVG, the plotted numbers as CSV, and a row for the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence, Row
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
    """A row, and where it was drawn three files: ``charts/<edition>/<chart>.png|.svg|.csv``.

    ``received``: the tables that the registry names for the chart. Raises ``PipelineError`` for a character that
    neither font has.
    """
    _, kind = chart_named(part.key["chart"])
    labels = {concept.id: Bilingual(concept.label_zh, concept.label_en) for concept in concepts}
    evidence = Evidence(part.key["edition"], labels, {name: _rows(name, table) for name, table in received.items()})
    row, files = _drawn(kind, evidence, settings)
    return Made(tables={"charts": make("charts", [row])}, files=files)


def _rows(name: str, table: Partitions | pa.Table) -> pa.Table:
    import pyarrow as pa

    if not isinstance(table, Partitions):
        return table
    editions = [rows for _, rows in table]
    return pa.concat_tables(editions) if editions else make(name, [])


def _drawn(
    kind: ChartKind, evidence: Evidence, settings: ChartsSettings
) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    stem = f"charts/{evidence.edition}/{kind.name}"
    with drawing(stem):
        chart = kind.draw(evidence, settings)
        if isinstance(chart, NotEnoughEvidence):
            return _row(kind, evidence.edition, chart, None, None), []
        prefix = re.sub(r"[^0-9A-Za-z]+", "-", stem)
        description = f"{chart.alt.zh} {chart.alt.en}"
        svg = save_inline_svg(chart.figure, prefix, description)
        files = [
            (f"{stem}.png", save_png(chart.figure, settings.dpi)),
            (f"{stem}.svg", save_svg(chart.figure)),
            (f"{stem}.csv", numbers_csv(chart.numbers)),
        ]
    return _row(kind, evidence.edition, chart, stem, svg), files


def _row(
    kind: ChartKind, edition: str, chart: Chart | NotEnoughEvidence, stem: str | None, svg: str | None
) -> dict[str, Any]:
    words = chart.alt if isinstance(chart, Chart) else chart.reason
    return {
        "chart": kind.name,
        "edition": edition,
        "order": chart_named(kind.name)[0],
        "state": DRAWN if isinstance(chart, Chart) else NOT_ENOUGH_EVIDENCE,
        "title_zh": kind.title.zh,
        "title_en": kind.title.en,
        "alt_zh": words.zh,
        "alt_en": words.en,
        "n": chart.n,
        "file": stem,
        "svg": svg,
    }


def numbers_csv(numbers: Sequence[Row]) -> bytes:
    """The plotted numbers as CSV; floats to six digits."""
    header = [list(numbers[0])] if numbers else []
    return BYTE_ORDER_MARK + csv_lines([*header, *([_shown(value) for value in row.values()] for row in numbers)])


def _shown(value: object) -> object:
    return float(f"{value:.6g}") if isinstance(value, float) else value
