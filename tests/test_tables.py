"""Tables are made as declared, whether from rows or from columns, or not at all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline import tables

ROWS: list[dict[str, Any]] = [
    {"document_id": "e/a", "heading": "总则", "label_en": "General"},
    {"document_id": "e/b", "heading": "附则", "label_en": "Supplement", "more": "not looked at"},
]
LABELS = ("document_id", "heading", "label_en")


def columns_of(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in LABELS}


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS])
def test_rows_and_columns_make_the_same_table(rows: list[dict[str, Any]]) -> None:
    assert tables.make("section_labels", rows).equals(tables.make("section_labels", columns_of(rows)))


@pytest.mark.parametrize("as_columns", [False, True])
def test_a_null_where_none_may_be_is_refused(as_columns: bool) -> None:
    rows = [{**ROWS[0], "heading": None}]
    with pytest.raises(tables.TableError, match="section_labels: 1 nulls in column heading"):
        tables.make("section_labels", columns_of(rows) if as_columns else rows)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(tables.TableError, match="rows without label_en"):
        tables.make("section_labels", [{"document_id": "e/a", "heading": "总则"}])
    with pytest.raises(tables.TableError, match=re.escape("columns differ from the declaration: label_en")):
        tables.make("section_labels", {"document_id": ["e/a"], "heading": ["总则"]})


def test_a_table_of_another_type_is_refused() -> None:
    wrong = pa.table({"document_id": [1], "heading": ["总则"], "label_en": ["General"]})
    with pytest.raises(tables.TableError, match="schema is"):
        tables.check("section_labels", wrong)


def test_not_a_number_is_null_in_rows_and_in_columns() -> None:
    row = {"document_id": "e/a", "block": 0, "start": 0, "text": "网", "x0": float("nan")}
    rows = [{**dict.fromkeys(tables.schema("blocks").names), **row}]
    assert tables.make("blocks", rows)["x0"].null_count == 1
    assert tables.make("blocks", {name: [value] for name, value in rows[0].items()})["x0"].null_count == 1


def test_each_document_is_read_back_alone(tmp_path: Path) -> None:
    writer = tables.PartitionWriter("section_labels", tmp_path / "e.parquet")
    parts = [tables.make("section_labels", [row]) for row in ROWS]
    numbers = [writer.write(part) for part in (parts[0], tables.make("section_labels", []), parts[1])]
    writer.close()
    assert numbers == [0, None, 1]
    reader = tables.PartitionReader("section_labels", tmp_path / "e.parquet")
    assert [reader.read(number).to_pylist() for number in numbers] == [
        parts[0].to_pylist(), [], parts[1].to_pylist(),
    ]  # fmt: skip
