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


def test_a_text_or_none_stands_in_every_row() -> None:
    orders = {"section_order": [0, 1], "n_passages": [2, 3], "n_messages": [1, 1]}
    short = tables.make(
        "sections", {**orders, "document_id": "e/a", "edition": "e", "section": [None, "总则"], "section_en": None}
    )
    written_out = {"document_id": ["e/a"] * 2, "edition": ["e"] * 2, "section_en": [None] * 2}
    assert short.equals(tables.make("sections", {**orders, **written_out, "section": [None, "总则"]}))


def test_without_a_column_there_is_one_row() -> None:
    assert tables.make("section_labels", dict.fromkeys(LABELS, "总则")).num_rows == 1


def test_none_for_a_column_that_may_have_no_nulls_is_refused() -> None:
    with pytest.raises(tables.TableError, match="section_labels: 2 nulls in column label_en"):
        tables.make("section_labels", {"document_id": "e/a", "heading": ["总则", "附则"], "label_en": None})


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
    places = [writer.write(part) for part in (parts[0], tables.make("section_labels", []), parts[1])]
    writer.close()
    assert places == [(0, 0, 1), None, (0, 1, 1)]
    reader = tables.PartitionReader("section_labels", tmp_path / "e.parquet")
    assert [reader.read(place).to_pylist() for place in places] == [
        parts[0].to_pylist(), [], parts[1].to_pylist(),
    ]  # fmt: skip


def test_an_edition_comes_in_batches_from_all_its_files(tmp_path: Path) -> None:
    files = []
    for number, row in enumerate(ROWS):
        files.append(tmp_path / f"e#{number:04}.parquet")
        writer = tables.PartitionWriter("section_labels", files[-1])
        writer.write(tables.make("section_labels", [row]))
        writer.close()
    stored = tables.Partitions("section_labels", {"e": files})
    batches = list(stored.batches("e", ["heading"]))
    assert [batch.to_pylist() for batch in batches] == [[{"heading": "总则"}], [{"heading": "附则"}]]
    assert (stored.n_rows("e"), stored.num_rows) == (2, 2)
    assert (list(stored.batches("none")), stored.n_rows("none")) == ([], 0)
    assert [part.to_pylist() for part in stored.parts("e", ["heading"])] == [batch.to_pylist() for batch in batches]
    assert list(stored.parts("none")) == []


def test_stored_rows_are_counted_without_reading_them(tmp_path: Path) -> None:
    made = tables.make("section_labels", ROWS)
    writer = tables.PartitionWriter("section_labels", tmp_path / tables.partition_file("section_labels", "e"))
    writer.write(made)
    writer.close()
    tables.write_parquet(
        "term_candidates", tables.make("term_candidates", []), tmp_path / "data/term_candidates.parquet"
    )
    found = [tables.n_stored_rows(name, tmp_path) for name in ("section_labels", "term_candidates", "blocks")]
    assert found == [2, 0, 0]


def test_a_dictionary_with_a_value_twice_is_written_with_each_once(tmp_path: Path) -> None:
    """Else Parquet puts uninitialised memory behind the dictionary, and two runs differ."""
    values = [f"{number:07}" for number in range(50_000)] + [f"{number:07}" for number in range(20)]
    numbers = list(range(len(values)))
    made = tables.make(
        "compounds",
        {
            "document_id": pa.DictionaryArray.from_arrays([0] * len(values), ["2018-paris/a"]),
            "passage_id": pa.DictionaryArray.from_arrays([0] * len(values), ["2018-paris/a#001"]),
            "start": numbers,
            "end": numbers,
            "compound": pa.DictionaryArray.from_arrays(numbers, values),
        },
    )
    assert len(made.column("compound").combine_chunks().dictionary) == 50_000
    written = []
    for name in ("a", "b", "c"):
        writer = tables.PartitionWriter("compounds", tmp_path / name)
        writer.write(made)
        writer.close()
        written.append((tmp_path / name).read_bytes())
    assert len(set(written)) == 1
    read = tables.read_parquet(tmp_path / "a").column("compound").combine_chunks()
    assert len(read.dictionary) == 50_000
    assert read.to_pylist() == values
