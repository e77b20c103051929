"""CSV files as spreadsheets and other programs read them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.csv_cells import plain_cell
from pipeline.report.csv_tables import csv_file

SECTION = {"document_id": "a/b", "edition": "a", "n_passages": 2, "n_messages": 1}


def content(name: str, rows: list[dict[str, Any]]) -> bytes:
    return b"".join(csv_file(name, tables.make(name, rows)))


def records(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))


def test_empty_table_still_has_its_header_in_declared_order() -> None:
    made = content("documents", [])
    assert made == ("\ufeff" + ",".join(TABLES["documents"].column_names) + "\r\n").encode()


def test_null_is_empty_and_chinese_is_plain() -> None:
    made = content("sections", [{**SECTION, "section_order": 0, "section": None, "section_en": "网络, “net”"}])
    assert made.decode("utf-8-sig").split("\r\n")[1] == 'a/b,a,0,,"网络, “net”",2,1'


def test_flags_and_negative_numbers() -> None:
    row = {
        "passage_id": "a/b#001", "fit": "a", "theme_id": "a/theme-1", "standing": "core", "centrality_rank": 1,
        "similarity": -0.25, "membership": 1.0, "is_core": True, "x": -1.0, "y": 0.1,
    }  # fmt: skip
    assert records(content("passage_themes", [row]))[1] == [
        "a/b#001",
        "a",
        "a/theme-1",
        "core",
        "1",
        "-0.25",
        "1.0",
        "true",
        "-1.0",
        "0.1",
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@数据", "'@数据"),
        ("\t1", "'\t1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("网络=安全", "网络=安全"),
        ("'=1", "'=1"),
        ("——互联网", "——互联网"),
        (" =1", " =1"),
        ("", ""),
    ],
)
def test_no_text_begins_a_formula(text: str, cell: str) -> None:
    assert plain_cell(text) == cell


def test_a_line_end_inside_a_cell_stays_inside_it() -> None:
    made = content("sections", [{**SECTION, "section_order": 1, "section": "一\n二\r\n三", "section_en": None}])
    assert [row[3] for row in records(made)[1:]] == ["一\n二\r\n三"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_reads_back_as_it_went_in(text: str) -> None:
    row = {**SECTION, "section_order": 1, "section": text, "section_en": None}
    read = records(content("sections", [row]))[1][3]
    assert read in {text, "'" + text}
    assert not read.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_partitions_follow_each_other_under_one_header(tmp_path: Any) -> None:
    files = {}
    for edition in ("2031-b", "2030-a"):
        table = tables.make(
            "sections", [{**SECTION, "edition": edition, "section_order": 1, "section": None, "section_en": None}]
        )
        files[edition] = tmp_path / edition
        writer = tables.PartitionWriter("sections", files[edition])
        writer.write(table)
        writer.close()
    made = b"".join(csv_file("sections", tables.Partitions("sections", files)))
    assert [row[1] for row in records(made)] == ["edition", "2030-a", "2031-b"]
    assert made.count(b"\xef\xbb\xbf") == 1
