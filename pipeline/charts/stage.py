"""Draw every registered chart for every edition: PNG, SVG, the plotted numbers as CSV, and a row for the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.charts.model import Chart, Evidence, NotEnoughEvidence, Row
from pipeline.charts.registry import CHARTS, ChartKind
from pipeline.charts.style import drawing, save_inline_svg, save_png, save_svg
from pipeline.csv_cells import BYTE_ORDER_MARK, csv_lines
from pipeline.stages import Made
from pipeline.tables import Partitions, edition_rows, make

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ChartsSettings

DRAWN, NOT_ENOUGH_EVIDENCE = "drawn", "not enough evidence"


def charts(*, settings: ChartsSettings, **received: Partitions | pa.Table) -> Made:
    """A row a chart and edition, and three files for each that was drawn: ``charts/<edition>/<chart>.png|.svg|.csv``.

    ``received``: the tables that the map names, which are those of ``Evidence``. Raises ``PipelineError`` for a
    character that neither font has.
    """
    rows: list[dict[str, Any]] = []
    files: list[tuple[str, bytes]] = []
    passages = received["passages"]
    assert isinstance(passages, Partitions)
    for edition in passages.editions:
        evidence = Evidence(edition, **{name: edition_rows(edition, name, table) for name, table in received.items()})
        for order, kind in enumerate(CHARTS, start=1):
            row, made = _drawn(kind, order, evidence, settings)
            rows.append(row)
            files.extend(made)
    return Made(tables={"charts": make("charts", rows)}, files=files)


def _drawn(
    kind: ChartKind, order: int, evidence: Evidence, settings: ChartsSettings
) -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    stem = f"charts/{evidence.edition}/{kind.name}"
    with drawing(stem):
        chart = kind.draw(evidence, settings)
        if isinstance(chart, NotEnoughEvidence):
            return _row(kind, order, evidence.edition, chart, None, None), []
        prefix = re.sub(r"[^0-9A-Za-z]+", "-", stem)
        description = f"{chart.alt.zh} {chart.alt.en}"
        svg = save_inline_svg(chart.figure, prefix, description)
        files = [
            (f"{stem}.png", save_png(chart.figure, settings.dpi)),
            (f"{stem}.svg", save_svg(chart.figure)),
            (f"{stem}.csv", numbers_csv(chart.numbers)),
        ]
    return _row(kind, order, evidence.edition, chart, stem, svg), files


def _row(
    kind: ChartKind, order: int, edition: str, chart: Chart | NotEnoughEvidence, stem: str | None, svg: str | None
) -> dict[str, Any]:
    words = chart.alt if isinstance(chart, Chart) else chart.reason
    return {
        "chart": kind.name,
        "edition": edition,
        "order": order,
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
