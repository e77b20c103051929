"""What reruns, what does not, and that it makes no difference where, when and with how many workers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.stages import STAGE_NAMES
from tests.conftest import ROOT, Workspace, contents

HEAVY = ("pandas", "sklearn", "matplotlib", "jieba", "numpy", "scipy", "pyarrow", "pydantic", "rich", "jinja2")


def test_nothing_changed_nothing_runs(finished: Workspace) -> None:
    before = {path: (finished.outputs / path).stat().st_ino for path in finished.files()}
    _, said = finished.run()
    assert said.ran() == []
    assert len(said.lines) == len(STAGE_NAMES)
    assert {path: (finished.outputs / path).stat().st_ino for path in finished.files()} == before


def test_an_unchanged_rerun_imports_nothing_heavy(finished: Workspace) -> None:
    script = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "assert main(['analyze', *sys.argv[1:]]) == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    arguments = ["--corpus", str(finished.corpus), "--outputs", str(finished.outputs), "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("lexicon/stopwords.txt", "社区", list(STAGE_NAMES[STAGE_NAMES.index("compounds") :])),
        ("settings.toml", "[report]\ntop_n = 7", ["report"]),
        ("settings.toml", "# only a remark", []),
    ],
)
def test_only_what_depends_on_a_change_runs(finished: Workspace, file: str, line: str, expected: list[str]) -> None:
    path = finished.corpus / file
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    finished.add(file, f"{old}\n{line}\n")
    _, said = finished.run()
    assert said.ran() == expected
    assert not finished.run()[1].ran()


@pytest.mark.parametrize("module", ["pipeline/themes/labels.py", "pipeline/themes/null.py"])
def test_changed_code_runs_the_stage_that_it_belongs_to(
    finished: Workspace, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import hashes

    real = hashes.file_hash
    changed = ROOT / module
    monkeypatch.setattr(hashes, "file_hash", lambda path: "changed" if path == changed else real(path))
    monkeypatch.setattr("pipeline.manifest.file_hash", hashes.file_hash)
    _, said = finished.run()
    # The themes come out the same, so what reads them has nothing to do but to state another run hash.
    assert said.ran() == ["themes", "report"]


def test_another_version_of_a_package_runs_everything(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pipeline.manifest", "pipeline.work"):
        monkeypatch.setattr(f"{module}.package_versions", lambda: {"jieba": "0.43"})
    _, said = finished.run()
    assert said.ran() == list(STAGE_NAMES)


def test_a_document_taken_away_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    add_second_edition(workspace)
    workspace.run("keywords")
    removed = workspace.corpus / "2019-berlin/第1部分.txt"
    removed.unlink()
    workspace.run("keywords")
    fresh = Workspace(tmp_path / "fresh")
    shutil.copytree(workspace.corpus, fresh.corpus)
    fresh.run("keywords")
    assert workspace.files() == fresh.files()


def test_a_new_document_leaves_the_others_alone(finished: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.segment import stage as segment_stage

    finished.add("2018-paris/second.txt", "第二份文件\n\n各国政府应当加强互联网治理方面的能力建设。\n")
    seen = []
    real = segment_stage.segment

    def counted(**inputs: object) -> object:
        seen.append(set(inputs["passages"].column("document_id").to_pylist()))  # type: ignore[attr-defined]
        return real(**inputs)  # type: ignore[arg-type]

    monkeypatch.setattr(segment_stage, "segment", counted)
    finished.run("segment")
    assert seen == [{"2018-paris/second"}]


def test_adding_an_edition_changes_no_figure_of_the_earlier_one(finished: Workspace) -> None:
    def earlier() -> list[str]:
        lines = (finished.outputs / "tables/keywords.csv").read_text(encoding="utf-8-sig").splitlines()
        return [line for line in lines if "2018-paris" in line]

    before = earlier()
    finished.add(
        "2019-berlin/消息.txt", "柏林消息\n\n各国政府应当加强互联网治理方面的能力建设。\n\n数字鸿沟仍然很大。\n"
    )
    finished.run()
    assert earlier() == before
    assert before


def test_an_edited_output_is_made_again(finished: Workspace) -> None:
    path = finished.outputs / "tables/keywords.csv"
    original = path.read_bytes()
    path.unlink()
    path.write_bytes(b"edited")
    _, said = finished.run()
    assert said.ran() == ["report"]
    assert path.read_bytes() == original


def test_a_persons_own_file_in_outputs_stays(finished: Workspace) -> None:
    (finished.outputs / "my notes.txt").write_text("quote 12 and 14")
    finished.run(force=True)
    assert (finished.outputs / "my notes.txt").read_text() == "quote 12 and 14"


def test_one_stage_marks_the_later_ones_as_out_of_date(finished: Workspace) -> None:
    finished.add("lexicon/stopwords.txt", "社区\n")
    manifest, _ = finished.run("keywords")
    later = list(STAGE_NAMES[STAGE_NAMES.index("keywords") + 1 :])
    assert [name for name, record in manifest.stages.items() if record.is_stale] == later
    _, said = finished.run()
    assert "report" in said.ran()


def test_a_damaged_manifest_means_everything_anew(finished: Workspace) -> None:
    path = finished.outputs / "manifest.json"
    path.unlink()
    path.write_text("{")
    _, said = finished.run()
    assert said.ran() == list(STAGE_NAMES)


@pytest.mark.parametrize("stage", STAGE_NAMES)
@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(28, "No space left on device"), RuntimeError("bug")])
def test_a_stop_in_any_stage_leaves_the_earlier_outputs(
    finished: Workspace, stage: str, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.errors import OutputsError
    from pipeline.stages import Stage
    from pipeline.work import Work

    def raising(**inputs: object) -> None:
        raise fault

    fingerprint, base = Work.fingerprint, Work.base
    monkeypatch.setattr(Work, "fingerprint", lambda work, at: "x" if at.name == stage else fingerprint(work, at))
    monkeypatch.setattr(Work, "base", lambda work, at: "x" if at.name == stage else base(work, at))
    monkeypatch.setattr(Stage, "load", lambda at: raising)
    (finished.corpus / "settings.toml").write_text("# not as before\n")
    before = finished.files()
    expected = OutputsError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected):
        finished.run()
    assert finished.files() == before
    assert sorted(path.name for path in finished.folder.iterdir()) == ["corpus", "outputs"]


def add_second_edition(workspace: Workspace) -> None:
    """Two files from the sentences of the first edition, without edition.toml."""
    text = (ROOT / "corpus/2018-paris/igf-2018-evolution-of-internet-governance.zh.txt").read_text(encoding="utf-8")
    for number in range(2):
        lines = [line for line in text.splitlines() if len(line) > 20][number::2]
        workspace.add(f"2019-berlin/第{number}部分.txt", "\n\n".join(lines) + "\n")


def test_the_number_of_workers_changes_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import each_document, each_part, shards, workers

    monkeypatch.setattr(shards, "_MEAN_BYTES", 1)  # a document a shard
    shutil.copytree(ROOT / "corpus/lexicon", workspace.corpus / "lexicon")
    add_second_edition(workspace)
    monkeypatch.setattr(each_document, "_BYTES_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(each_part, "_PARTS_WORTH_A_PROCESS", 1)
    workspace.run("keywords", jobs=1)
    alone = workspace.files()
    started = []
    real = workers.Workers._in_processes
    monkeypatch.setattr(
        workers.Workers, "_in_processes", lambda pool, jobs: started.append(len(jobs)) or real(pool, jobs)
    )
    workspace.run("keywords", jobs=2, force=True)
    assert started == [2, 2, 2]
    assert workspace.files() == alone


def analyze(folder: Path, jobs: int, **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pipeline", "analyze", "--corpus", folder / "corpus", "--outputs", folder / "out put",
         "--jobs", str(jobs), "--quiet"],
        cwd=ROOT, env={**os.environ, **environment}, check=True,
    )  # fmt: skip


def test_identical_input_gives_identical_bytes(workspace: Workspace, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", workspace.corpus, dirs_exist_ok=True)
    add_second_edition(workspace)
    other = tmp_path / "其他 folder"
    shutil.copytree(workspace.folder, other)
    analyze(workspace.folder, 1, LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")
    analyze(other, 2, LC_ALL="C.UTF-8", TZ="Asia/Shanghai", PYTHONHASHSEED="2", OPENBLAS_NUM_THREADS="2")
    one, two = contents(workspace.folder / "out put"), contents(other / "out put")
    assert sorted(one) == sorted(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_the_manifest_names_no_folder_and_no_time(main_job: Workspace) -> None:
    text = (main_job.outputs / "manifest.json").read_text(encoding="utf-8")
    assert str(main_job.folder) not in text
    manifest = json.loads(text)
    assert manifest["evidence"]["corpus"]["2018-paris/igf-2018-evolution-of-internet-governance.zh.txt"].startswith(
        "9856"
    )
    assert manifest["settings"]["keywords"]["top_n"] > 0
    assert manifest["versions"]["jieba"]
    assert "pipeline/requirements.lock" in manifest["code"]
