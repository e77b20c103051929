"""The report as plain text, and what each file of the folder is."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Edition, Received

from pipeline.bilingual import Bilingual
from pipeline.columns import TABLES
from pipeline.report.citation import Citation
from pipeline.report.markdown import Markdown, escape, folder_md
from pipeline.stages import STAGES

CITATION = Citation(Bilingual("引用", "cite"), "ab" * 32)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# a", r"\# a"),
        ("a|b", r"a\|b"),
        ("[x](y)", r"\[x\](y)"),
        ("#012", "#012"),
        ("a # b + c", "a # b + c"),
        ("===", r"\==="),
        ("-5", "-5"),
        ("2018-paris", "2018-paris"),
        ("<script>", r"\<script\>"),
        ("&lt;", r"\&lt;"),
        ("一\n\n二", "一 二"),
        ("- x", r"\- x"),
        ("12. x", r"12\. x"),
        ("12.5", "12.5"),
        ("3)", r"3\)"),
        ("互联网治理——演变", "互联网治理——演变"),
        ("1,204", "1,204"),
        (Markdown("**b**"), "**b**"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_the_report_says_the_findings_in_both_languages(received: Received, tmp_path: Path) -> None:
    table, files = received.report(tmp_path)
    text = files["report.md"].decode("utf-8")
    for row in table.to_pylist():
        assert escape(row["text_zh"]) in text
        assert escape(row["text_en"]) in text
    assert "| 1 | 1–3 | 利益相关者 | stakeholder |" in text


def test_nothing_is_said_of_links_that_plain_text_has_not(received: Received, tmp_path: Path) -> None:
    text = received.report(tmp_path)[1]["report.md"].decode("utf-8")
    assert "click" not in text
    assert "点击" not in text
    assert "tables/passages.csv" in text


@pytest.mark.parametrize(("is_stable", "n_marked"), [(False, 2), (True, 0)])
def test_themes_that_are_not_stable_say_so_in_their_row(
    received: Received, edition: Edition, tmp_path: Path, is_stable: bool, n_marked: int
) -> None:
    fit = {"fit": edition.edition, "is_stable": is_stable}
    received.whole["stability"] = [{**fit, "k": 2, "is_chosen": True}]
    received.whole["themes"] = [{**fit, "theme_id": f"2030-sample/theme-{number}"} for number in (1, 2)]
    text = received.report(tmp_path)[1]["report.md"].decode("utf-8")
    assert text.count("| 探索性分组，不稳定 exploratory, not stable |") == n_marked


def test_text_of_a_document_is_no_markdown(tmp_path: Path) -> None:
    received = Received(Edition("2030-a", [("bullet", "网络")], title="# <b>x</b> | [y](z)\n# w"))
    text = received.report(tmp_path)[1]["report.md"].decode("utf-8")
    assert r"\# \<b\>x\</b\> \| \[y\](z) # w" in text
    assert "\n# w" not in text


def test_the_folder_lists_every_stage_table_and_column() -> None:
    text = folder_md(CITATION).decode("utf-8")
    for stage in STAGES:
        assert f"| `{stage.name}` | {escape(stage.help)} |" in text
    for table in TABLES.values():
        assert f"\n### {escape(table.name)}\n" in text
        assert (f"(tables/{table.name}.csv)" in text) is table.is_csv
        for column in table.columns:
            assert f"\n| {escape(column.name)} | {column.type} | {escape(column.meaning)} |" in text


def test_every_table_for_people_becomes_a_csv_file(received: Received, tmp_path: Path) -> None:
    files = received.report(tmp_path)[1]
    assert {path for path in files if path.startswith("tables/")} == {
        f"tables/{table.name}.csv" for table in TABLES.values() if table.is_csv
    }
