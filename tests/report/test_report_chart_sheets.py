"""Charts in the workbook: which editions', where they stand, what they say, and that no cell or picture is a link."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import made
from openpyxl import load_workbook
from PIL import Image

from pipeline import tables
from pipeline.bilingual import Bilingual
from pipeline.report.chart_sheets import ChartSheet, PlacedChart, chart_sheets
from pipeline.report.citation import Citation
from pipeline.report.workbook import workbook

CITATION = Citation(Bilingual("引用", "cite"), "ab" * 32)


def png(height: int) -> bytes:
    """A picture of 100 dots an inch."""
    buffer = io.BytesIO()
    Image.new("RGB", (300, height)).save(buffer, format="PNG", dpi=(100, 100))
    return buffer.getvalue()


def placed(title: str, height: int = 0, alt: str = "替代文字", n: int = 26) -> PlacedChart:
    return PlacedChart(title, alt, n, png(height), height * 0.72) if height else PlacedChart(title, alt, n)


def book(*charts: PlacedChart) -> bytes:
    return workbook({}, [ChartSheet("图表", "2030-a 的图表", "zh", charts)], CITATION, 9)


def opened(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def drawing_xml(content: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read("xl/drawings/drawing1.xml").decode("utf-8")


def test_each_picture_has_its_title_n_and_alt_text() -> None:
    content = book(placed("关键词", 200, "图一"), placed("主题", 300, "图二", 1204))
    said = [cell.value for cell in opened(content)["图表"]["A"] if cell.value]
    assert said == ["2030-a 的图表", "关键词", "n = 26 条消息", "主题", "n = 1,204 条消息"]
    assert re.findall(r'descr="([^"]*)"', drawing_xml(content)) == ["图一", "图二"]


@pytest.mark.parametrize("heights", [(200, 300), (19, 20, 21), (1071, 251, 925, 1)])
def test_pictures_stand_one_under_another_and_none_overlaps(heights: tuple[int, ...]) -> None:
    content = book(*(placed(str(height), height) for height in heights))
    sheet = opened(content)["图表"]
    rows = re.findall(r"<xdr:from>.*?<xdr:row>(\d+)<.*?<xdr:to>.*?<xdr:row>(\d+)<", drawing_xml(content))
    anchors = [(int(first), int(last)) for first, last in rows]
    titles = [row for row, cell in enumerate(sheet["A"]) if cell.value in set(map(str, heights))]
    assert len(anchors) == len(heights)
    for title, (first, last), following in zip(titles, anchors, [*titles[1:], 10_000], strict=True):
        assert title + 1 < first <= last < following - 1


def test_a_chart_that_was_not_drawn_says_why() -> None:
    said = [cell.value for cell in opened(book(placed("趋势", alt="只有一届。")))["图表"]["A"] if cell.value]
    assert said[1:] == ["趋势", "未绘制：只有一届。"]


def test_hostile_words_stay_words() -> None:
    hostile = '<script>&"\x01\ufffe' + "题" * 10_000
    content = book(placed(hostile, 50, hostile))
    assert opened(content)["图表"]["A3"].data_type == "s"
    assert 'descr="&lt;script&gt;&amp;&quot;\N{REPLACEMENT CHARACTER}' in drawing_xml(content)


def test_no_formula_and_no_link() -> None:
    content = book(placed("=1+1", 50, "https://example.org"))
    files = zipfile.ZipFile(io.BytesIO(content))
    text = "".join(files.read(name).decode("utf-8", "replace") for name in files.namelist() if name.endswith(".xml"))
    assert "<f>" not in text
    assert "hlinkClick" not in text
    assert "hyperlink" not in text


def test_the_same_charts_give_the_same_bytes() -> None:
    assert book(placed("关键词", 200)) == book(placed("关键词", 200))


def test_the_contents_count_the_pictures() -> None:
    row = [cell.value for cell in opened(book(placed("一", 50), placed("二")))["目录"][2]]
    assert row[0] == "图表"
    assert row[-1].startswith("图表（共 1 幅")


def charts_of(folder: Path, *editions: str) -> tuple[Any, tables.Partitions]:
    rows = [
        {"edition": edition, "chart": chart, "order": order, "title_zh": f"{chart} {edition}", "alt_zh": "图"}
        for edition in editions
        for order, chart in enumerate(("keyword-bars", "collocates"), start=1)
    ]
    files = {}
    for edition in editions:
        pictures = [
            {"edition": edition, "chart": "keyword-bars", "language": language, "png": png(9), "height": 6.5}
            for language in ("zh", "en")
        ]
        files[edition] = folder / f"{edition}.parquet"
        tables.write_parquet("chart_pictures", made("chart_pictures", pictures), files[edition])
    return made("charts", rows), tables.Partitions("chart_pictures", files)


def test_the_latest_edition_with_charts_and_the_whole_corpus_are_shown(tmp_path: Path) -> None:
    charts, pictures = charts_of(tmp_path, "2030-a", "2031-b", "corpus")
    (tmp_path / "2030-a.parquet").write_bytes(b"is not read")
    sheets = chart_sheets(charts, pictures, ["2030-a", "2031-b", "2032-without-charts"])
    assert [(sheet.heading, sheet.n_pictures) for sheet in sheets] == [
        ("2031-b 的图表", 1),
        ("Charts of 2031-b", 1),
        ("各届合计的图表", 1),
        ("Charts of all editions together", 1),
    ]
    assert [chart.title for chart in sheets[0].charts] == ["keyword-bars 2031-b", "collocates 2031-b"]


def test_one_edition_has_two_sheets_and_an_empty_corpus_none(tmp_path: Path) -> None:
    charts, pictures = charts_of(tmp_path, "2030-a")
    assert [sheet.language for sheet in chart_sheets(charts, pictures, ["2030-a"])] == ["zh", "en"]
    assert chart_sheets(*charts_of(tmp_path), ["2030-a"]) == ()


def test_sheet_names_fit_into_excel(tmp_path: Path) -> None:
    sheets = chart_sheets(*charts_of(tmp_path, "2030-a", "corpus"), ["2030-a"])
    assert all(len(sheet.name) <= 31 for sheet in sheets)
    assert len({sheet.name.casefold() for sheet in sheets}) == len(sheets)
