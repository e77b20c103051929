"""The command trace on the shipped corpus: how a row is named, what is printed, what is written, what is refused."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.commands.terminal import Screen
from pipeline.commands.trace import Asked, traced_lines
from pipeline.trace.outputs import Outputs
from pipeline.trace.rows import TraceError, find_row
from pipeline.trace.trace import trace
from tests.conftest import Workspace

DOCUMENT = "2018-paris/evolution-of-internet-governance"
FIRST = f"document/{DOCUMENT}/concept/1"


@pytest.fixture(scope="module")
def outputs(main_job: Workspace) -> Outputs:
    return Outputs(main_job.outputs)


@pytest.mark.parametrize(
    "sought",
    [
        ["1"],
        [FIRST],
        ["scope_kind=document", "level=concept", "rank=1"],
        ["rank=1", "level=concept", f"scope={FIRST[9:-10]}"],
    ],
)
def test_a_row_is_named_by_number_key_or_values(sought: list[str], outputs: Outputs) -> None:
    assert find_row(outputs, "keywords", sought) == find_row(outputs, "keywords", ["1"])


@pytest.mark.parametrize(
    ("table", "sought", "said"),
    [
        ("keyword", ["1"], r"no table 'keyword' among the CSV files; expected one such as keywords"),
        ("tokens", ["1"], "no table 'tokens'"),
        ("terms", ["0"], r"found row 0; the first below the header is 1, and a key that is a number is written term=0"),
        ("stability", ["9"], "stability has 5 rows, found row 9"),
        ("keywords", ["colour=red"], "keywords has no column 'colour'; it has scope_kind, scope, "),
        ("keywords", ["rank=1"], r"'rank=1' fits \d+ rows of keywords, expected one: row 1 \(" + FIRST),
        ("keywords", ["利益相关者"], r"keywords has no row '利益相关者'; it stands in row \d+ \(document/"),
        ("terms", ["没有这个词"], r"terms has no row '没有这个词'; expected a row's number .*, its key term, such as "),
    ],
)
def test_what_is_not_one_row_is_refused_with_what_there_is(
    table: str, sought: list[str], said: str, outputs: Outputs
) -> None:
    with pytest.raises(TraceError, match=said):
        find_row(outputs, table, sought)


def lines(
    outputs: Outputs, table: str, *row: str, asked: Asked | None = None, screen: Screen | None = None
) -> list[str]:
    _, printed = traced_lines(outputs.folder, table, row, asked or Asked(), screen or Screen())
    return list(printed)


def test_counts_show_their_places_and_statistics_their_inputs(outputs: Outputs) -> None:
    printed = lines(outputs, "keywords", FIRST)
    row = trace(outputs, "keywords", [FIRST]).row
    assert printed[0] == "keywords, row 1 (line 2 of tables/keywords.csv with its header)"
    assert any(text.startswith(f"count = {row['count']}  occurrences in the scope's messages") for text in printed)
    assert f"  made again: {row['count']}; equal" in printed
    assert f"    … and {row['count'] - 5} more: --all shows them, --csv FILE writes them" in printed
    inputs = f"count = {row['count']}, document_frequency = {row['document_frequency']}, n_messages_edition = 26"
    assert any(text.startswith(f"  from {inputs}, ") for text in printed)
    assert re.fullmatch(r"\d+ numbers made again, all as published", printed[-1])


def test_of_a_large_corpus_a_stage_is_run_again_only_when_asked(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.trace._REMADE_PASSAGES", 0)
    printed = lines(outputs, "themes", "1")
    assert "  by the stage themes" in printed
    assert "  not made again, since the corpus is large: --remake runs the stage" in printed
    assert printed[-1] == "3 numbers made again, all as published"
    assert lines(outputs, "themes", "1", asked=Asked(is_remaking=True))[-1] == "6 numbers made again, all as published"


def test_all_shows_all(outputs: Outputs) -> None:
    n = trace(outputs, "keywords", [FIRST]).row["count"]
    nodes = [
        text for text in lines(outputs, "keywords", FIRST, asked=Asked(is_all=True)) if "#" in text and "利益" in text
    ]
    assert len(nodes) >= n
    assert not any("more: --all" in text for text in lines(outputs, "keywords", FIRST, asked=Asked(is_all=True)))


def test_a_finding_leads_to_its_rows_and_passages(outputs: Outputs) -> None:
    printed = lines(outputs, "findings", "finding=wordings")
    traced = trace(outputs, "findings", ["finding=wordings"])
    at = printed.index("table rows behind it")
    named = [text for text in printed[at + 1 : -1] if text.startswith("  variants, row ")]
    assert [text.partition(": ")[2] for text in named] == [
        text.removeprefix("variants ") for text in traced.row["evidence_rows"].splitlines()
    ]
    number = int(named[0].removeprefix("  variants, row ").partition(":")[0])
    assert find_row(outputs, "variants", [str(number)])[1]["concept"] == "stakeholder"


def test_all_evidence_is_written_as_csv(outputs: Outputs, tmp_path: Path) -> None:
    file = tmp_path / "证据.csv"
    lines(outputs, "concepts", "stakeholder", asked=Asked(csv=file))
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for number in trace(outputs, "concepts", ["stakeholder"]).numbers:
        written = [row for row in rows if row["column"] == number.column]
        assert len(written) == number.behind.num_rows
        assert {row["value"] for row in written} <= {str(number.value)}
    assert all(row["node"] for row in rows)


def test_a_file_that_cannot_be_written_is_named(main_job: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["trace", "terms", "1", "--outputs", str(main_job.outputs), "--csv", str(main_job.folder)]
    assert main(arguments) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_without_a_row_it_says_how_the_numbers_are_made(
    main_job: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", "keywords", "--outputs", str(main_job.outputs)]) == 0
    printed = capsys.readouterr().out
    assert "its key scope_kind/scope/level/rank" in printed
    assert "tfidf  derived: score" in printed


def test_a_number_that_comes_out_otherwise_is_said_and_fails(
    finished: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = finished.outputs / "data" / "terms.parquet"
    table = pq.read_table(path)
    wrong = [n + 1 for n in table["n_messages"].to_pylist()]
    at = table.schema.get_field_index("n_messages")
    pq.write_table(table.set_column(at, table.schema.field(at), [wrong]), path)
    assert main(["trace", "terms", "1", "--outputs", str(finished.outputs)]) == 1
    assert "1 of 3 numbers NOT as published: n_messages" in capsys.readouterr().out


def test_a_csv_file_that_a_person_changed_is_said_to_be(
    finished: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["trace", "terms", "1", "--outputs", str(finished.outputs)]
    assert main(arguments) == 0
    assert "is not as this run made it" not in capsys.readouterr().out
    file = finished.outputs / "tables" / "terms.csv"
    file.write_bytes(file.read_bytes() + b"more")
    assert main(arguments) == 0
    assert "tables/terms.csv is not as this run made it: below is what the run made" in capsys.readouterr().out


def test_lines_fit_a_screen_but_for_what_a_number_means(outputs: Outputs) -> None:
    from pipeline.commands.terminal import cells

    printed = lines(outputs, "terms", "互联网", screen=Screen(70))
    assert all(cells(text) <= 70 for text in printed if text.startswith("    "))
