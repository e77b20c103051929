"""The command line as a person meets it: help, exit codes, what is printed where."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.stages import STAGES
from tests.conftest import ROOT, Workspace

ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def command(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_help_under_an_ascii_locale_names_every_stage() -> None:
    done = command("--help", **ASCII)
    assert done.returncode == 0
    assert all(re.search(rf"^ +{stage.name}\b", done.stdout, re.MULTILINE) for stage in STAGES)


def test_help_names_every_command_and_loads_no_library() -> None:
    check = (
        "import sys; from pipeline.cli import _parser; print(_parser().format_help());"
        "sys.exit(bool({'jieba', 'pandas', 'pyarrow', 'numpy', 'pydantic', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(
        re.search(rf"^ +{name}\b", done.stdout, re.MULTILINE)
        for name in ("analyze", "add", "check", "impact", "background", "stages")
    )


def test_stages_lists_what_each_reads_and_writes() -> None:
    done = command("stages", **ASCII)
    assert done.returncode == 0
    assert all(table in done.stdout for stage in STAGES for table in stage.writes)


@pytest.mark.parametrize(
    "arguments", [("analyse",), ("analyze", "--jobs", "0"), ("analyze", "--colour"), ("keywords", "x")]
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_clear_error_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = command("analyze", "--corpus", tmp_path / "nowhere", "--outputs", tmp_path / "out", **ASCII)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "no such folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--lexicon", "--settings"])
def test_a_named_file_that_is_not_there(option: str, tmp_path: Path) -> None:
    done = command("analyze", option, tmp_path / "nowhere", "--outputs", tmp_path / "out")
    assert (done.returncode, "no such" in done.stderr) == (1, True)


def test_an_unchanged_run_prints_a_line_a_stage_and_where_to_look(finished: Workspace) -> None:
    done = command("analyze", "--corpus", finished.corpus, "--outputs", finished.outputs)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [stage.name for stage in STAGES]
    assert all(re.search(r"rows in .* rows out .* repairs unchanged$", line) for line in lines[:-1])
    assert str(finished.outputs / "index.html") in lines[-1]


def test_chinese_names_under_an_ascii_locale(workspace: Workspace) -> None:
    workspace.add("2019 柏林/消息.txt", "互联网治理需要各方参与。")
    outputs = workspace.folder / "输出"
    done = command("ingest", "--corpus", workspace.corpus, "--outputs", outputs, **ASCII)
    assert done.returncode == 0, done.stderr
    assert (outputs / "data/sources/2019-柏林.parquet").is_file()


def test_a_reader_that_closes_the_pipe_is_no_fault_of_the_disk(finished: Workspace) -> None:
    arguments = [sys.executable, "-m", "pipeline", "ingest", "--force"]
    folders = ["--corpus", str(finished.corpus), "--outputs", str(finished.folder / "others")]
    with subprocess.Popen(
        arguments + folders, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.stderr is not None
        told = run.stderr.read()
    assert (run.returncode, told) == (1, "stopped: standard output was closed\n")


def test_quiet_prints_nothing(finished: Workspace) -> None:
    done = command("analyze", "--quiet", "--corpus", finished.corpus, "--outputs", finished.outputs)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_default_folders_are_those_of_the_working_folder(finished: Workspace) -> None:
    done = command("keywords", cwd=finished.folder)
    assert done.returncode == 0, done.stderr
    assert "unchanged" in done.stdout


def test_outputs_that_cannot_be_written(finished: Workspace) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/outputs")  # root may write anywhere else
    else:
        target = finished.folder / "closed" / "outputs"
        target.parent.mkdir(mode=0o500)
    done = command("ingest", "--corpus", finished.corpus, "--outputs", target)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("place", ["corpus", "corpus/outputs", "."])
def test_outputs_may_not_overlap_the_corpus(finished: Workspace, place: str) -> None:
    done = command("ingest", "--corpus", "corpus", "--outputs", place, cwd=finished.folder)
    assert done.returncode == 1
    assert "overlaps the corpus" in done.stderr
    assert (finished.corpus / "2018-paris/edition.toml").exists()
