"""All tables in one Excel workbook, a sheet a table, and charts as pictures.

The first sheet says what is in it, what is not, and how to cite the run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.columns import TABLES
from pipeline.report.chart_sheets import ChartSheet, write_chart_sheet
from pipeline.report.csv_tables import row_batches
from pipeline.report.words import table_words, words

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pipeline.report.citation import Citation

Row = tuple[Any, ...]

MAX_CELL = 32_767
"""Characters of an Excel cell, counted as UTF-16 code units."""

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a clock would make two runs differ
_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # noncharacters, with which Excel calls the file damaged
_CUT = "…"
_NARROWEST, _WIDEST = 8, 60
_ROWS_MEASURED = 500


@dataclass
class SheetRecord:
    """What became of a table in the workbook."""

    name: str
    n_rows: int = 0
    n_left_out: int = 0
    n_cut: int = 0


def workbook(
    received: Mapping[str, tables.Partitions | pa.Table],
    charts: Sequence[ChartSheet],
    citation: Citation,
    max_rows: int,
) -> bytes:
    """The workbook; the same tables give the same bytes.

    No cell becomes a formula or a link. Rows beyond ``max_rows`` are left out, of a table that is sorted by edition the
    first ones, and cells beyond Excel's limit cut; the first sheet says how many. Memory: rows are written to a
    temporary file as they come.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, {**options, "constant_memory": True}) as book:
        title = words("workbook")["title"]
        book.set_properties({"created": _CREATED, "title": title.zh, "subject": title.en})
        contents = book.add_worksheet(words("workbook")["contents"].zh)
        for sheet in charts:
            write_chart_sheet(book, sheet)
        records = [_sheet(book, name, table, max_rows) for name, table in received.items()]
        rows = [*map(_about_charts, charts), *map(_about_table, records)]
        _contents_sheet(book, contents, rows, _notes(citation, max_rows))
    return file.getvalue()


def _sheet(book: Workbook, name: str, table: tables.Partitions | pa.Table, max_rows: int) -> SheetRecord:
    record = SheetRecord(name)
    sheet = book.add_worksheet(name)
    header = TABLES[name].column_names
    widths = _write_header(book, sheet, header)
    record.n_left_out = max(table.num_rows - max_rows, 0)
    for row in islice(_rows(name, table, record.n_left_out if _is_by_edition(name) else 0), max_rows):
        record.n_rows += 1
        record.n_cut += _write_row(sheet, record.n_rows, row, widths)
    _lay_out(sheet, widths, record.n_rows)
    return record


def _write_header(book: Workbook, sheet: Worksheet, header: tuple[str, ...]) -> list[int]:
    sheet.write_row(0, 0, header, book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F5"}))
    return [text_width(column) + 3 for column in header]  # room for the filter's arrow


def _rows(name: str, table: tables.Partitions | pa.Table, start: int) -> Iterator[tuple[Any, ...]]:
    """The rows from ``start`` on."""
    for columns in row_batches(name, table):
        yield from zip(*(column[start:] for column in columns), strict=True)
        start = max(start - len(columns[0]), 0)


def _is_by_edition(name: str) -> bool:
    """The rows stand by edition, the earliest first: where they are too many, those of the latest are wanted most."""
    return TABLES[name].key[0] in {"edition", "document_id", "passage_id", "comparison"}


def _write_row(sheet: Worksheet, number: int, row: tuple[Any, ...], widths: list[int]) -> int:
    """Write one row, widen the columns where it is one of the first, and say how many of its cells had to be cut."""
    n_cut = 0
    for index, value in enumerate(row):
        if isinstance(value, bool):
            sheet.write_boolean(number, index, value)
        elif isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
            sheet.write_number(number, index, value)
        elif value is not None:
            text = cell_text(str(value))
            n_cut += len(text) < len(str(value))
            sheet.write_string(number, index, text)
            if number <= _ROWS_MEASURED and widths[index] < _WIDEST:
                widths[index] = max(widths[index], text_width(text[:_WIDEST]) + 1)
    return n_cut


def cell_text(value: str) -> str:
    """Text that a cell can hold: within Excel's length, without what XML cannot carry."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", value)
    if len(text) <= MAX_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_CELL:
        return text
    return text.encode("utf-16-le")[: 2 * (MAX_CELL - 1)].decode("utf-16-le", errors="ignore") + _CUT


def text_width(text: str) -> int:
    """Width in columns of a terminal or a sheet: Chinese and full-width characters take two.

    >>> text_width("IGF 论坛")
    8
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _lay_out(sheet: Worksheet, widths: list[int], n_rows: int) -> None:
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(max(width, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, n_rows, len(widths) - 1)


def _about_charts(sheet: ChartSheet) -> Row:
    about = words("workbook")["charts"].format(n=sheet.n_pictures)
    return sheet.name, None, None, None, _both(about)


def _about_table(record: SheetRecord) -> Row:
    return record.name, record.n_rows, record.n_left_out, record.n_cut, _both(table_words(record.name))


def _notes(citation: Citation, max_rows: int) -> tuple[str, ...]:
    """What is left out of the workbook, and how to cite the run that it is of."""
    text = words("workbook")
    limits = text["limits"].format(max_rows=max_rows, max_cell=MAX_CELL)
    run_hash = f"{_both(words('interface')['run_hash'])} {citation.hash}"
    return _both(limits), _both(text["charts_left_out"]), citation.line.zh, citation.line.en, run_hash


def _contents_sheet(book: Workbook, sheet: Worksheet, rows: Sequence[Row], notes: Sequence[str]) -> None:
    text = words("workbook")
    header = tuple(_both(text[word]) for word in ("sheet", "rows", "left_out", "cut", "help"))
    widths = _write_header(book, sheet, header)
    for number, row in enumerate(rows, start=1):
        _write_row(sheet, number, row, widths)
    for number, note in enumerate(notes, start=len(rows) + 2):
        sheet.write_string(number, 0, cell_text(note))
    _lay_out(sheet, widths, len(rows))


def _both(text: Bilingual) -> str:
    return f"{text.zh} {text.en}"
