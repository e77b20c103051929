"""The workbook as Excel would read it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.columns import TABLES
from pipeline.report.citation import Citation
from pipeline.report.workbook import cell_text, text_width, workbook

CITATION = Citation(Bilingual("引用", "cite"), "ab" * 32)
SECTION = {"document_id": "a/b", "edition": "a", "n_passages": 2, "n_messages": 1, "section_en": None}


def made(texts: list[str], max_rows: int = 9) -> bytes:
    rows = [{**SECTION, "section_order": order, "section": text} for order, text in enumerate(texts)]
    return workbook({"sections": tables.make("sections", rows)}, (), CITATION, max_rows)


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def test_a_sheet_a_table_with_frozen_header_and_filter() -> None:
    book = opened(made(["总体信息"]))
    assert book.sheetnames == ["目录", "sections"]
    sheet = book["sections"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G2")
    assert [cell.value for cell in sheet[1]] == list(TABLES["sections"].column_names)


@pytest.mark.parametrize("text", ["=1+1", "{=SUM(A1)}", "https://example.org", "mailto:a@example.org", "-1", "'x"])
def test_text_stays_text(text: str) -> None:
    cell = opened(made([text]))["sections"]["D2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_numbers_are_numbers_and_null_is_empty() -> None:
    row = opened(made(["一"]))["sections"][2]
    assert [cell.value for cell in row] == ["a/b", "a", 0, "一", None, 2, 1]


def test_characters_that_xml_cannot_carry_do_not_damage_the_file() -> None:
    assert opened(made(["a\x00b\ufffe\uffffc"]))["sections"]["D2"].value is not None
    assert cell_text("\ufffe") == "\N{REPLACEMENT CHARACTER}"


def test_chinese_takes_twice_the_width() -> None:
    assert text_width("IGF的治理") == 3 + 2 * 3
    width = opened(made(["扩大利益相关者参与互联网治理"]))["sections"].column_dimensions["D"].width
    assert width >= 2 * 14


def test_a_cell_beyond_the_limit_is_cut_and_counted() -> None:
    book = opened(made(["网" * 40_000, "短"]))
    cut = book["sections"]["D2"].value
    assert (len(cut), cut[-1]) == (32_767, "…")
    assert [cell.value for cell in book["目录"][2]][:4] == ["sections", 2, 0, 1]


@pytest.mark.parametrize(("n", "kept"), [(32_767, True), (32_768, False)])
def test_the_limit_itself(n: int, kept: bool) -> None:
    assert (cell_text("a" * n) == "a" * n) is kept


def test_the_limit_counts_utf16_units() -> None:
    # 16,384 characters beyond the BMP are 32,768 units, one too many; 16,383 are 32,766 and leave room for the sign.
    assert cell_text("\U00020000" * 16_384) == "\U00020000" * 16_383 + "…"


def test_rows_beyond_the_limit_are_left_out_and_counted() -> None:
    """Of a table by edition the first ones, which are the earliest editions'."""
    book = opened(made(["一", "二", "三", "四"], max_rows=2))
    assert [cell.value for cell in book["sections"]["D"]] == ["section", "三", "四"]
    assert [cell.value for cell in book["目录"][2]][:3] == ["sections", 2, 2]


def test_of_a_table_that_is_not_by_edition_the_last_rows_are_left_out() -> None:
    term = {"concept": None, "kind": "word", "list": "content", "n_occurrences": 1, "n_messages": 1, "n_documents": 1}
    table = tables.make("terms", [{**term, "term": text} for text in ("a", "b", "c")])
    book = opened(workbook({"terms": table}, (), CITATION, 2))
    assert [cell.value for cell in book["terms"]["A"]] == ["term", "a", "b"]


@pytest.mark.parametrize(
    ("value", "type_"), [("1", "s"), (" a ", "s"), ("a\nb", "s"), ("=1+1", "s"), ("https://example.org", "s")]
)
def test_a_text_stays_a_text(value: str, type_: str) -> None:
    cell = opened(made([value]))["sections"]["D2"]
    assert (cell.value, cell.data_type) == (value, type_)


@pytest.mark.parametrize("text", ["_x0041_", "a\x01b", "a & b < c > d", '"quoted"'])
def test_what_xml_or_excel_would_read_otherwise_comes_back(text: str) -> None:
    from openpyxl.utils.escape import unescape

    assert unescape(opened(made([text]))["sections"]["D2"].value) == text


def test_the_same_tables_give_the_same_bytes_whenever_they_are_written() -> None:
    assert made(["网络"]) == made(["网络"])
    assert opened(made(["网络"])).properties.created == datetime(2000, 1, 1)  # noqa: DTZ001 - as openpyxl gives it


def test_the_first_sheet_says_how_to_cite_and_what_is_left_out() -> None:
    said = [cell.value for cell in opened(made(["网络"]))["目录"]["A"] if cell.value]
    assert said[-3:-1] == ["引用", "cite"]
    assert said[-1].endswith("ab" * 32)
    assert any("charts/ has those of every edition" in text for text in said)
