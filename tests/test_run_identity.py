"""The hash of a run: the same for the same starting point, another one for anything in it that is not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.hashes import PACKAGE
from pipeline.manifest import Evidence, Inputs, read_manifest
from pipeline.run_identity import RunIdentity, program_hashes, run_identity
from tests.conftest import Workspace

HASH = "3f2a9c0d1e2b" + "0" * 52


def test_the_short_hash_is_the_beginning_of_the_long_one() -> None:
    assert RunIdentity(HASH, "1.0", {}).short == "3f2a9c0d1e2b"


EVIDENCE = Evidence(corpus={"2018/a.txt": "1"}, lexicon={"terms.txt": "2"}, settings_file="3")
START = {
    "evidence": EVIDENCE,
    "settings": {"keywords": {"top_n": 100, "background": "jieba"}},
    "code": {"pipeline/cli.py": "4"},
    "versions": {"jieba": "0.42.1"},
    "pipeline": "1.0",
}


@pytest.mark.parametrize(
    "other",
    [
        {"evidence": Evidence({"2018/a.txt": "x"}, EVIDENCE.lexicon, "3")},
        {"evidence": Evidence({"2018/b.txt": "1"}, EVIDENCE.lexicon, "3")},
        {"evidence": Evidence(EVIDENCE.corpus, {"terms.txt": "x"}, "3")},
        {"settings": {"keywords": {"top_n": 99, "background": "jieba"}}},
        {"code": {"pipeline/cli.py": "x"}},
        {"versions": {"jieba": "0.43"}},
        {"pipeline": "1.1"},
    ],
)
def test_whatever_the_run_was_made_from_is_in_its_hash(other: dict[str, object]) -> None:
    assert run_identity(**{**START, **other}).hash != run_identity(**START).hash  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"evidence": Evidence(EVIDENCE.corpus, EVIDENCE.lexicon, "a remark in the settings file")},
        {"evidence": Evidence({**EVIDENCE.corpus, "lexicon/terms.txt": "not used"}, EVIDENCE.lexicon, "3")},
        {"versions": {"jieba": "0.42.1", "wordfreq": "3.1"}},  # installed, but not the background that is named
        {"code": dict(reversed(START["code"].items()))},  # type: ignore[attr-defined]
    ],
)
def test_what_changes_no_input_is_not(other: dict[str, object]) -> None:
    assert run_identity(**{**START, **other}).hash == run_identity(**START).hash  # type: ignore[arg-type]


def test_the_program_is_its_code_its_settings_its_map_and_its_lexicon() -> None:
    program = program_hashes()
    assert {
        "pipeline/stages.py", "pipeline/settings/themes.py", "pipeline/report/templates/index.html",
        "pipeline/lexicon/shipped/concepts.toml", "pipeline/requirements.lock",
    } <= set(program)  # fmt: skip
    assert all((PACKAGE.parent / path).is_file() for path in program)


def test_manifest_report_and_check_state_the_same_hash(main_job: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--run-hash", "--corpus", str(main_job.corpus)]) == 0
    stated = json.loads((main_job.outputs / "manifest.json").read_text(encoding="utf-8"))["run_hash"]
    assert capsys.readouterr().out == f"{stated}\n"
    for file in ("index.html", "report.md", "README.md"):
        text = (main_job.outputs / file).read_text(encoding="utf-8")
        assert stated in text, file
        assert stated[:12] in text.replace(stated, ""), file


def test_the_hash_knows_no_folder(main_job: Workspace, tmp_path: Path) -> None:
    shutil.copytree(main_job.corpus, tmp_path / "其他")
    manifest = read_manifest(main_job.outputs)
    assert manifest is not None
    assert Evidence.of(Inputs(tmp_path / "其他")) == manifest.evidence


def test_a_changed_settings_value_is_another_run(finished: Workspace) -> None:
    before = read_manifest(finished.outputs)
    finished.add("settings.toml", "[report]\ntop_n = 7\n")
    after, said = finished.run()
    assert before is not None
    assert (before.identity.hash != after.identity.hash, said.ran()) == (True, ["report"])
    assert after.identity.hash in (finished.outputs / "report.md").read_text(encoding="utf-8")


def test_a_manifest_whose_hash_is_not_that_of_its_content_is_not_built_upon(finished: Workspace) -> None:
    path = finished.outputs / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    path.write_text(json.dumps({**content, "run_hash": HASH}), encoding="utf-8")
    assert read_manifest(finished.outputs) is None


def test_an_optional_package_counts_where_the_settings_name_it() -> None:
    settings = {"keywords": {"top_n": 100, "background": "wordfreq"}}
    one, other = (
        run_identity(**{**START, "settings": settings, "versions": {"wordfreq": version}})  # type: ignore[arg-type]
        for version in ("3.1", "3.2")
    )
    assert one.hash != other.hash
