"""Report: for people — one page, the same as Markdown, a workbook, a CSV file a table, and what each file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.corpus import WHOLE_CORPUS
from pipeline.report.carried import all_editions
from pipeline.report.chart_sheets import ChartSheet, chart_sheets
from pipeline.report.citation import Citation, citation
from pipeline.report.counted_concepts import counted_concepts
from pipeline.report.csv_tables import csv_file
from pipeline.report.evidence import latest_first
from pipeline.report.findings import finding_rows, findings, findings_table
from pipeline.report.how_made import how_made
from pipeline.report.html import index_html
from pipeline.report.markdown import folder_md, report_md
from pipeline.report.modal_places import modal_places
from pipeline.report.named_themes import PROPOSAL, exemplar_texts, theme_names_toml
from pipeline.report.overview import first_screen, tiles
from pipeline.report.page import EditionPage, edition_page
from pipeline.report.parameters import methods, parameters
from pipeline.report.passage_lists import PassageLists
from pipeline.report.passage_store import stored_passages
from pipeline.report.series import series
from pipeline.report.terminology import terminology
from pipeline.report.what_is_new import edition_names, what_is_new
from pipeline.report.what_is_new_files import what_is_new_files
from pipeline.report.words import table_words, words
from pipeline.report.workbook import workbook
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import ThemeName
    from pipeline.report.finding import Finding
    from pipeline.run_identity import RunIdentity
    from pipeline.settings import ReportSettings, Settings

Received = Mapping[str, Any]
"""Tables by name, partitioned ones as ``Partitions``."""


def report(
    *,
    lexicon_theme_names: tuple[ThemeName, ...],
    modal_classes: Mapping[str, str],
    run: RunIdentity,
    settings: Settings,
    **received: tables.Partitions | pa.Table,
) -> Made:
    """The ``findings`` table and the files for people; ``settings`` are those of all stages, which the page states,
    as it states the identity of the ``run``.

    ``received``: the tables that the map names. Memory is bounded by one edition and by what the page shows; the CSV
    files are streamed.
    """
    pictures = received.pop("chart_pictures")
    assert isinstance(pictures, tables.Partitions)
    pages, rows = _edition_pages(received, modal_classes, settings.report)
    found = findings_table(rows)
    shown = {name: table for name, table in {"findings": found, **received}.items() if TABLES[name].is_csv}
    shared = {
        **_shared(shown, received, settings, pages),
        "terminology": terminology(received, pages, settings.report),
        "citation": citation(received, run),
        "how_made": how_made(received, settings, run),
    }
    names = _theme_names(lexicon_theme_names, received)
    files = _files(pages, shown, shared, names, settings.report)
    sheets = chart_sheets(received["charts"], pictures, tables.editions_in_order(received["sources"]))
    book = _workbook(shown, sheets, shared["citation"], settings.report)
    return Made(tables={"findings": found}, files=chain(files, book))


def _workbook(
    shown: Received, sheets: Sequence[ChartSheet], citation: Citation, settings: ReportSettings
) -> Iterator[tuple[str, bytes]]:
    """The workbook, made only when it is written: it waits for no memory that the page still takes."""
    yield "workbook.xlsx", workbook(shown, sheets, citation, settings.max_sheet_rows)


def _theme_names(names: tuple[ThemeName, ...], received: Received) -> bytes:
    """The file to name themes in: the latest edition's first, those of all editions together last."""
    themes = received["themes"].to_pylist()
    texts = {id_: text for evidence in latest_first(received) for id_, text in exemplar_texts(themes, evidence)}
    fits = [*reversed(tables.editions_in_order(received["sources"])), WHOLE_CORPUS]
    return theme_names_toml(names, themes, fits, texts)


def _edition_pages(
    received: Received, modal_classes: Mapping[str, str], settings: ReportSettings
) -> tuple[list[EditionPage], list[dict[str, Any]]]:
    """Each edition's page, the latest first, and the rows of all findings."""
    pages: list[EditionPage] = []
    rows: list[dict[str, Any]] = []
    names = edition_names(received["sources"])
    for evidence in latest_first(received):
        concepts = counted_concepts(evidence)
        modals = modal_places(evidence, modal_classes)
        stated = findings(evidence, concepts, settings)
        found = finding_rows(evidence.edition, stated, settings.max_links)
        news = what_is_new(evidence, names, not any(page.news for page in pages), settings, modals)
        pages.append(edition_page(evidence, concepts, _with_passages(found, stated), settings, modals, news))
        rows.extend(found)
    return pages, rows


def _with_passages(rows: Sequence[dict[str, Any]], found: Sequence[Finding]) -> list[dict[str, Any]]:
    """Rows of findings with all passages behind each, of which the table has the first."""
    return [{**row, "all_passages": one.passage_ids} for row, one in zip(rows, found, strict=True)]


def _shared(shown: Received, received: Received, settings: Settings, pages: Sequence[EditionPage]) -> dict[str, Any]:
    """What the page says once, for all editions."""
    own_files = (
        "what-is-new.html",
        "what-is-new.md",
        "workbook.xlsx",
        "report.md",
        "changes.md",
        PROPOSAL,
        "README.md",
    )
    return {
        "methods": methods(settings),
        "parameters": parameters(settings),
        "files": [{"path": path, "words": words("files")[path]} for path in own_files],
        "table_files": [{"name": name, "words": table_words(name)} for name in shown],
        "series": series(received, settings.report),
        "tiles": tiles(pages),
        "first_screens": {page.edition: first_screen(page, settings.report) for page in pages},
        "max_shown_findings": settings.report.max_shown_findings,
        "stored": stored_passages(received, settings.report.max_passages),
        "lists": PassageLists(),
        "context_characters": settings.concordance.context_characters,
    }


def _files(
    pages: list[EditionPage], shown: Received, shared: Mapping[str, Any], names: bytes, settings: ReportSettings
) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    yield "index.html", index_html(pages, shared, settings.max_carried_bytes)
    yield from what_is_new_files(pages)
    yield "report.md", report_md(pages[: settings.max_full_editions], {**shared, "editions": all_editions(pages, ())})
    yield PROPOSAL, names
    yield "README.md", folder_md(shared["citation"])
    for name, table in shown.items():
        yield f"tables/{name}.csv", csv_file(name, table)
