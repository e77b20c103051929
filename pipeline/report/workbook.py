"""All tables in one Excel workbook, a sheet a table, with a first sheet that says what is in it and what is not."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.report.csv_tables import row_batches
from pipeline.report.sheet_rows import MAX_CELL, column_letters, n_too_long, rows_xml
from pipeline.report.words import table_words, words

if TYPE_CHECKING:
    import pyarrow as pa
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a clock would make two runs differ
_EXTENT = re.compile(rb'<dimension ref="[A-Z0-9:]+"')
_COMPRESSION = 3  # half the time of the customary 6 for a tenth more bytes
_NARROWEST, _WIDEST = 8, 60
_ROWS_MEASURED = 500


@dataclass
class Sheet:
    """What becomes of a table in the workbook: where its rows stand until they are put in, and what was left out."""

    name: str
    file: Path
    widths: list[int]
    n_rows: int = 0
    n_left_out: int = 0
    n_cut: int = 0

    def take_note(self, columns: Sequence[Sequence[Any]]) -> None:
        """Count some more rows, and widen the columns where they are the first."""
        n_looked_at = max(_ROWS_MEASURED - self.n_rows, 0)
        for index, column in enumerate(columns):
            self.n_cut += n_too_long(column)
            shown = (value[:_WIDEST] for value in column[:n_looked_at] if isinstance(value, str))
            self.widths[index] = max([self.widths[index], *(text_width(value) + 1 for value in shown)])
        self.n_rows += len(columns[0])


def workbook(received: Mapping[str, tables.Partitions | pa.Table], max_rows: int) -> bytes:
    """The workbook; the same tables give the same bytes.

    No cell becomes a formula or a link. Rows beyond ``max_rows`` are left out, of a table that is sorted by edition the
    first ones, and cells beyond Excel's limit cut; the first sheet says how many. Memory: rows are written to temporary
    files as they come, from where they are put into sheets that have nothing but a header.
    """
    with TemporaryDirectory() as folder:
        sheets = [_filled(name, table, max_rows, Path(folder) / name) for name, table in received.items()]
        return _with_rows(_headed(sheets, max_rows), sheets)


def _filled(name: str, table: tables.Partitions | pa.Table, max_rows: int, file: Path) -> Sheet:
    """Write a table's rows to a file and say what became of it."""
    sheet = Sheet(name, file, [text_width(column) + 3 for column in TABLES[name].column_names])  # room for an arrow
    sheet.n_left_out = max(table.num_rows - max_rows, 0)
    n_before = sheet.n_left_out if _is_by_edition(name) else 0
    with file.open("w", encoding="utf-8") as rows:
        for batch in row_batches(name, table):
            kept = [column[n_before : n_before + max_rows - sheet.n_rows] for column in batch]
            n_before = max(n_before - len(batch[0]), 0)
            if kept[0]:
                rows.write(rows_xml(kept, sheet.n_rows + 2))
                sheet.take_note(kept)
    return sheet


def _is_by_edition(name: str) -> bool:
    """The rows stand by edition, the earliest first: where they are too many, those of the latest are wanted most."""
    return TABLES[name].key[0] in {"edition", "document_id", "passage_id", "comparison"}


def _headed(sheets: Sequence[Sheet], max_rows: int) -> bytes:
    """The workbook with the first sheet and, of the others, headers, widths and filters."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        title = words("workbook")["title"]
        book.set_properties({"created": _CREATED, "title": title.zh, "subject": title.en})
        bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F5"})
        _write_contents(book.add_worksheet(words("workbook")["contents"].zh), sheets, max_rows, bold)
        for sheet in sheets:
            empty = book.add_worksheet(sheet.name)
            empty.write_row(0, 0, TABLES[sheet.name].column_names, bold)
            _lay_out(empty, sheet.widths, sheet.n_rows)
    return file.getvalue()


def _with_rows(headed: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The workbook with each sheet's rows put in beneath its header; the first sheet is ``sheet1.xml``."""
    filled = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, start=2)}
    made = io.BytesIO()
    with ZipFile(io.BytesIO(headed)) as parts, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as book:
        for name in parts.namelist():
            with book.open(name, "w") as part:
                if name in filled:
                    _copy_with_rows(parts.read(name), filled[name], part)
                else:
                    part.write(parts.read(name))
    return made.getvalue()


def _copy_with_rows(headed: bytes, sheet: Sheet, part: IO[bytes]) -> None:
    head, end, tail = headed.partition(b"</sheetData>")
    last = f"{column_letters(len(sheet.widths))[-1]}{sheet.n_rows + 1}".encode()
    part.write(_EXTENT.sub(b'<dimension ref="A1:' + last + b'"', head, count=1))
    with sheet.file.open("rb") as rows:
        copyfileobj(rows, part)
    part.write(end + tail)


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


def _write_contents(contents: Worksheet, sheets: Sequence[Sheet], max_rows: int, bold: Format) -> None:
    text = words("workbook")
    header = [f"{text[word].zh} {text[word].en}" for word in ("sheet", "rows", "left_out", "cut", "help")]
    about = ["{0.zh} {0.en}".format(table_words(sheet.name)) for sheet in sheets]
    contents.write_row(0, 0, header, bold)
    for row, (sheet, said) in enumerate(zip(sheets, about, strict=True), start=1):
        contents.write_row(row, 0, (sheet.name, sheet.n_rows, sheet.n_left_out, sheet.n_cut, said))
    limits = text["limits"].format(max_rows=max_rows, max_cell=MAX_CELL)
    contents.write_string(len(sheets) + 2, 0, f"{limits.zh} {limits.en}")
    widths = [text_width(column) + 3 for column in header]
    for index, shown in ((0, [sheet.name for sheet in sheets]), (len(header) - 1, about)):
        widths[index] = max([widths[index], *(text_width(one) + 1 for one in shown)])
    _lay_out(contents, widths, len(sheets))
