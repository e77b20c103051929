"""The report as plain text, and what each file of the folder is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Edition, Received

from pipeline.bilingual import Bilingual
from pipeline.columns import TABLES
from pipeline.report.citation import Citation
from pipeline.report.markdown import Markdown, escape, folder_md
from pipeline.report.words import words
from pipeline.stages import STAGES
from tests.conftest import Workspace

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


PARTS = ("what_is_new", "keywords", "background", "keyness", "modals", "collocations", "concept_network", "prefixes")


def rows_of_tables(text: str) -> list[list[str]]:
    """The lines of each table, one below the other."""
    tables: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append(line)
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]


def n_cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line)) - 1


def test_the_shipped_report_has_every_part_in_whole_tables(main_job: Workspace) -> None:
    text = (main_job.outputs / "report.md").read_text(encoding="utf-8")
    places = [text.index(f"\n### {both.zh} {both.en}\n") for both in (words("interface")[part] for part in PARTS)]
    assert places == sorted(places)
    tables = rows_of_tables(text)
    assert len(tables) > len(PARTS)
    for table in tables:
        assert re.fullmatch(r"\|(?:---:?\|)+", table[1]), table[:2]
        assert {n_cells(line) for line in table} == {n_cells(table[0])}, table[0]


def test_what_is_new_is_said_in_short(tmp_path: Path) -> None:
    received = Received(Edition("2030-a", [("bullet", "网络")]), Edition("2031-b", [("bullet", "网络")]))
    pair = {"edition": "2031-b", "previous": "2030-a", "kind": "editions", "state": "compared", "n_reworded": 3}
    change = {"edition": "2031-b", "previous": "2030-a", "change": "rising", "term": "*治理*", "label_en": "governance"}
    rates = [f"rate_{side}{end}" for side in ("edition", "previous") for end in ("", "_low", "_high")]
    numbers = dict.fromkeys(("q_value", "log_ratio", "log_ratio_low", "log_ratio_high", *rates), 0.01)
    received.whole["edition_pairs"] = [pair]
    received.whole["term_changes"] = [
        {**change, "label_en_source": "CC-CEDICT", "n_edition": 7, "n_previous": 2, **numbers}
    ]
    text = received.report(tmp_path)[1]["report.md"].decode("utf-8")
    assert "改写 reworded: 3" in text
    assert r"\*治理\* (governance †) 2 → 7" in text
