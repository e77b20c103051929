"""All tables in one Excel workbook, a sheet a table, with a first sheet that says what is in it and what is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.columns import TABLES
from pipeline.report.csv_tables import row_batches
from pipeline.report.words import table_words, words

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from pipeline.report.citation import Citation

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


def workbook(received: Mapping[str, tables.Partitions | pa.Table], citation: Citation, max_rows: int) -> bytes:
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
        records = [_sheet(book, name, table, max_rows) for name, table in received.items()]
        _contents_sheet(book, contents, records, citation, max_rows)
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


def _contents_sheet(
    book: Workbook, sheet: Worksheet, records: list[SheetRecord], citation: Citation, max_rows: int
) -> None:
    text = words("workbook")
    header = tuple(f"{text[word].zh} {text[word].en}" for word in ("sheet", "rows", "left_out", "cut", "help"))
    widths = _write_header(book, sheet, header)
    for number, record in enumerate(records, start=1):
        about = "{0.zh} {0.en}".format(table_words(record.name))
        _write_row(sheet, number, (record.name, record.n_rows, record.n_left_out, record.n_cut, about), widths)
    limits = text["limits"].format(max_rows=max_rows, max_cell=MAX_CELL)
    hash_label = words("interface")["run_hash"]
    notes = (limits, citation.line, Bilingual(f"{hash_label.zh} {hash_label.en}", citation.hash))
    for number, note in enumerate(notes, start=len(records) + 2):
        sheet.write_string(number, 0, cell_text(f"{note.zh} {note.en}"))
    _lay_out(sheet, widths, len(records))
