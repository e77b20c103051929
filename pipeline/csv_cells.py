"""CSV as spreadsheets read it: what every CSV file of a run has in common.

UTF-8 with a byte order mark, without which Excel reads Chinese as Latin; records end in CR LF as RFC 4180 has it and
Excel writes it, so that a lone line feed inside a cell is never taken for the end of a record.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from typing import Any

BYTE_ORDER_MARK = codecs.BOM_UTF8
_FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # East Asian Excel takes the wide ones too


def csv_lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """Records of a CSV file: null as an empty cell, a flag as ``true`` or ``false``, text as ``plain_cell`` has it.

    >>> csv_lines([["网络", None, True, -0.5, "-"]]).decode()
    "网络,,true,-0.5,'-\\r\\n"
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8")


def plain_cell(value: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.

    Only for text; a negative number in a column of numbers stays a number.

    >>> plain_cell("=1+1"), plain_cell("网络"), plain_cell("a=b")
    ("'=1+1", '网络', 'a=b')
    """
    return "'" + value if value.startswith(_FORMULA_STARTS) else value


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return plain_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value  # a number as it is; csv writes None as an empty cell and a float so that it reads back the same
