"""The command kwic on the shipped corpus: what is found for what is asked, how it is ordered, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.commands.kwic import NotInTextError, kwic, kwic_lines
from pipeline.commands.terminal import Screen
from pipeline.errors import OutputsError
from pipeline.trace.evidence import having
from pipeline.trace.outputs import Outputs
from tests.conftest import Workspace


@pytest.mark.parametrize(
    ("text", "kind", "concept"),
    [
        ("stakeholder", "concept", "stakeholder"),
        ("Stakeholder", "concept", "stakeholder"),
        ("利益相关者", "concept", "stakeholder"),
        ("利益攸关方", "concept", "stakeholder"),
        ("领域", "term", None),
        ("治理的演", "string", None),
    ],
)
def test_what_a_text_stands_for(text: str, kind: str, concept: str | None, main_job: Workspace) -> None:
    found = kwic(main_job.outputs, text).sought
    assert (found.kind, found.concept) == (kind, concept)


def test_a_concept_has_a_line_a_mention(main_job: Workspace) -> None:
    mentions = having(Outputs(main_job.outputs).table("mentions"), concept="stakeholder")
    found = kwic(main_job.outputs, "stakeholder")
    assert [(row["passage_id"], row["start"], row["end"]) for row in found.rows] == list(
        zip(*(mentions[name].to_pylist() for name in ("passage_id", "start", "end")), strict=True)
    )
    assert found.n_messages == len(set(having(mentions, is_message=True)["passage_id"].to_pylist()))
    assert found.n_other_passages > 0


def test_only_gives_the_one_wording(main_job: Workspace) -> None:
    found = kwic(main_job.outputs, "利益攸关方", only=True)
    assert found.sought.kind == "wording"
    assert {row["node"] for row in found.rows} == {"利益攸关方"}
    assert 0 < len(found.rows) < len(kwic(main_job.outputs, "利益攸关方").rows)


def test_window_is_in_characters(main_job: Workspace) -> None:
    rows = kwic(main_job.outputs, "领域", window=3).rows
    assert {len(row["left"]) for row in rows} == {3}
    assert all(len(row["right"]) <= 3 for row in rows)


def test_lines_are_sorted_from_the_node_outwards(main_job: Workspace) -> None:
    by_left = [row["left"][::-1] for row in kwic(main_job.outputs, "互联网", sort="left").rows]
    by_right = [row["right"] for row in kwic(main_job.outputs, "互联网", sort="right").rows]
    assert by_left == sorted(by_left)
    assert by_right == sorted(by_right)
    assert by_left != by_right


def test_a_string_is_said_to_be_none_of_the_words(main_job: Workspace) -> None:
    first, *_, last = kwic_lines(kwic(main_job.outputs, "治理的演"), Screen())
    assert first == "治理的演: no token: sought as a string, inside and across words"
    assert last == "2 lines in 1 message and 1 other passage"


def test_what_stands_nowhere_is_answered_with_what_is_near(main_job: Workspace) -> None:
    with pytest.raises(
        NotInTextError, match=r"'网络罪行率' stands nowhere in edition 2018-paris of .*; nearest: 网络罪行"
    ):
        kwic(main_job.outputs, "网络罪行率")


def test_an_unknown_edition_is_answered_with_those_there_are(main_job: Workspace) -> None:
    with pytest.raises(OutputsError, match="no edition '2019-berlin'; there are 2018-paris"):
        kwic(main_job.outputs, "互联网", edition="2019-berlin")


def test_without_a_run_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kwic", "互联网", "--outputs", str(tmp_path / "none")]) == 1
    assert "holds no finished run of this version; run `python -m pipeline analyze` first" in capsys.readouterr().err


def test_the_command_prints_what_the_function_gives(main_job: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = str(main_job.outputs)
    assert main(["kwic", "领域", "--outputs", outputs, "--window", "5", "--sort", "right"]) == 0
    found = kwic(main_job.outputs, "领域", window=5, sort="right")
    assert capsys.readouterr().out.splitlines() == list(kwic_lines(found, Screen()))


def test_nothing_is_written(main_job: Workspace) -> None:
    before = {path: path.stat().st_mtime_ns for path in main_job.outputs.rglob("*")}
    kwic(main_job.outputs, "互联网")
    assert {path: path.stat().st_mtime_ns for path in main_job.outputs.rglob("*")} == before
