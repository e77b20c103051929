"""Report: for people — one page, the same as Markdown, a workbook, a CSV file a table, and what each file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.report.counted_concepts import counted_concepts
from pipeline.report.csv_tables import csv_file
from pipeline.report.evidence import latest_first
from pipeline.report.findings import finding_rows, findings, findings_table
from pipeline.report.html import index_html
from pipeline.report.markdown import folder_md, report_md
from pipeline.report.page import EditionPage, edition_page
from pipeline.report.parameters import methods, parameters
from pipeline.report.terminology import terminology
from pipeline.report.words import table_words, words
from pipeline.report.workbook import workbook
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ReportSettings, Settings

Received = Mapping[str, Any]
"""Tables by name, partitioned ones as ``Partitions``."""


def report(*, settings: Settings, **received: tables.Partitions | pa.Table) -> Made:
    """The ``findings`` table and the files for people; ``settings`` are those of all stages, which the page states.

    ``received``: the tables that the map names. Memory is bounded by one edition and by what the page shows; the CSV
    files are streamed.
    """
    pages, rows = _edition_pages(received, settings.report)
    found = findings_table(rows)
    shown = {name: table for name, table in {"findings": found, **received}.items() if TABLES[name].is_csv}
    shared = {**_shared(shown, received, settings), "terminology": terminology(received, pages, settings.report)}
    return Made(tables={"findings": found}, files=_files(pages, shown, shared, settings.report))


def _edition_pages(received: Received, settings: ReportSettings) -> tuple[list[EditionPage], list[dict[str, Any]]]:
    """Each edition's page, the latest first, and the rows of all findings."""
    pages: list[EditionPage] = []
    rows: list[dict[str, Any]] = []
    room = settings.max_passages
    for evidence in latest_first(received):
        concepts = counted_concepts(evidence)
        found = finding_rows(evidence.edition, findings(evidence, concepts, settings), settings.max_links)
        page = edition_page(evidence, concepts, found, settings, room)
        room -= len(page.linked)
        pages.append(page)
        rows.extend(found)
    return pages, rows


def _shared(shown: Received, received: Received, settings: Settings) -> dict[str, Any]:
    """What the page says once, for all editions."""
    own_files = ("workbook.xlsx", "report.md", "changes.md", "README.md")
    return {
        "methods": methods(settings),
        "parameters": parameters(settings),
        "files": [{"path": path, "words": words("files")[path]} for path in own_files],
        "table_files": [{"name": name, "words": table_words(name)} for name in shown],
        "chart_files": [row for row in received["charts"].to_pylist() if row["file"] is not None],
    }


def _files(
    pages: list[EditionPage], shown: Received, shared: Mapping[str, Any], settings: ReportSettings
) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    yield "index.html", index_html(pages, shared)
    yield "report.md", report_md(pages, shared)
    yield "README.md", folder_md()
    for name, table in shown.items():
        yield f"tables/{name}.csv", csv_file(name, table)
    yield "workbook.xlsx", workbook(shown, settings.max_sheet_rows)
