"""The map is the only one: everything that lists stages says what it says."""

from __future__ import annotations

import inspect
import re

import pytest

from pipeline.columns import TABLES
from pipeline.lexicon.model import Lexicon
from pipeline.settings import Settings
from pipeline.stages import STAGES, Stage, upto
from tests.conftest import ROOT, Workspace

each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)


def test_every_table_is_written_by_exactly_one_stage_before_it_is_read() -> None:
    written: list[str] = []
    for stage in STAGES:
        assert set(stage.reads) <= {*written, "source"}
        written += stage.writes
    assert sorted(written) == sorted(TABLES)


@each_stage
def test_the_function_takes_what_the_map_says(stage: Stage) -> None:
    parameters = inspect.signature(stage.load()).parameters
    others = [f"{name}_settings" for name in stage.sees_settings_of]
    part = ["part"] if stage.each == "part" else []
    if "received" in parameters:  # whatever the map names
        run = ["run"] if stage.sees_run else []
        assert list(parameters) == [*part, *stage.lexicon_parameters, *run, "settings", "received"]
        return
    background = ["background"] if stage.sees_background else []
    vectors = ["background_vectors"] if stage.sees_background_vectors else []
    given = [*stage.lexicon_parameters, *background, *vectors, *others, "settings"]
    assert list(parameters) == [*part, *stage.reads, *given]
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}


def test_the_report_reads_every_table_for_people() -> None:
    report = STAGES[-1]
    published = {table.name for table in TABLES.values() if table.is_csv} - set(report.writes)
    assert published <= set(report.reads)


@each_stage
def test_names_agree(stage: Stage) -> None:
    assert stage.function == f"pipeline.{stage.name}.stage:{stage.name}"
    assert stage.name in Settings.model_fields
    assert set(stage.lexicon) <= set(Lexicon.__dataclass_fields__)
    assert (ROOT / "tests" / stage.name).is_dir()


def test_upto_leaves_out_what_a_stage_does_not_need() -> None:
    assert [stage.name for stage in upto("themes")] == [
        "ingest", "normalise", "segment", "themes",
    ]  # fmt: skip


@each_stage
def test_the_makefile_has_the_stage_with_its_help(stage: Stage) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{stage.name}: .*## {re.escape(stage.help)}$", makefile, re.MULTILINE)


@each_stage
def test_the_readme_table_has_the_stage(stage: Stage) -> None:
    tables = ", ".join(f"`{table}`" for table in stage.writes)
    assert f"| `{stage.name}` | {stage.help} | {tables} |" in (ROOT / "README.md").read_text(encoding="utf-8")


@each_stage
def test_the_readme_of_a_run_has_the_stage(stage: Stage, main_job: Workspace) -> None:
    text = (main_job.outputs / "README.md").read_text(encoding="utf-8").replace("\\", "")  # Markdown escapes
    assert stage.name in text
    assert stage.help in text
