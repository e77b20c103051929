"""What a lexicon edit would change is told; outputs and corpus stay byte for byte as they are."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline import runner
from pipeline.background.stored import Origin, StoredBackground
from pipeline.cli import main
from pipeline.commands.impact import find_baseline, impact
from pipeline.errors import LexiconError
from pipeline.manifest import Request
from pipeline.stages import Stage
from pipeline.swap import staging
from tests.conftest import ROOT, Listener, Workspace, contents

MESSAGES = """论坛消息

各国政府应当加强数字能力建设学院的工作，数字能力建设学院面向青年。

数字鸿沟仍然很大，数字能力建设学院可以缩小数字鸿沟。

平台应当保护个人权益，尊重人权。
"""
TERM = "数字能力建设学院"


@pytest.fixture(scope="module")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("small"))
    made.add("2019-berlin/messages.txt", MESSAGES)
    made.add("lexicon/terms.txt", "工作组会议\n")
    made.run()
    return made


@pytest.fixture
def small(_small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A small corpus with a run, and a temporary folder of its own that has to be empty afterwards."""
    shutil.copytree(_small.folder, tmp_path / "分析 one")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return Workspace(tmp_path / "分析 one")


def told(workspace: Workspace, **options: object) -> list[str]:
    before = contents(workspace.folder)
    inodes = {path: path.stat().st_ino for path in workspace.outputs.rglob("*")}
    request = Request(workspace.corpus, workspace.outputs, **options)  # type: ignore[arg-type]
    lines = list(impact(request, Listener()))
    assert contents(workspace.folder) == before
    assert {path: path.stat().st_ino for path in workspace.outputs.rglob("*")} == inodes
    assert list(Path(tempfile.gettempdir()).iterdir()) == []
    return lines


def test_a_new_term_is_told_with_what_it_does(small: Workspace) -> None:
    small.add("lexicon/terms.txt", f"工作组会议\n{TERM}\n")
    lines = told(small)
    assert lines[:2] == [
        f"before: the lexicon of the last run in {small.outputs}",
        "after: the lexicon as it is now; nothing is written",
    ]
    assert lines[2:6] == [
        "lines:",
        f"  + terms.txt, line 2: {TERM}",
        "wordings:",
        f"  + {TERM} (term): 3 occurrences: 3 whole",
    ]
    assert lines[6].startswith("tokens: 3 of ")
    assert lines[6].endswith("in 2 of 3 messages")
    (row,) = (line for line in lines if line.endswith("new") and TERM in line)
    assert row.split()[-4:] == ["1", TERM, "3", "new"]
    assert any(" 学院 " in line and "gone" in line for line in lines)


def test_a_removed_term_is_told_as_what_it_was(small: Workspace) -> None:
    small.add("lexicon/terms.txt", f"工作组会议\n{TERM}\n")
    small.run()
    small.add("lexicon/terms.txt", "工作组会议\n")
    lines = told(small)
    assert f"  - terms.txt, line 2: {TERM}" in lines
    assert f"  - {TERM} (term): before: 3 occurrences: 3 whole" in lines
    assert any(TERM in line and "gone" in line for line in lines)


def test_what_impact_tells_is_what_a_run_makes(small: Workspace) -> None:
    """After a run has accepted the edit, there is nothing left to tell."""
    small.add("lexicon/terms.txt", f"{TERM}\n")
    assert len(told(small)) > 5
    small.run()
    assert told(small)[-1] == "the lexicon has not changed: there is nothing to compare"


def test_a_stop_word_changes_ranks_and_no_token(small: Workspace) -> None:
    small.add("lexicon/stopwords.txt", "学院\n")
    lines = told(small)
    assert "wordings:" not in lines
    assert any(line.startswith("tokens: 0 of ") for line in lines)
    assert any("学院" in line and "gone" in line for line in lines)


def test_an_edit_without_effect(small: Workspace) -> None:
    small.add("lexicon/terms.txt", "工作组会议\n# 注\n")
    lines = told(small)
    assert "  + terms.txt, line 2: # 注" in lines
    assert lines[-1] == "keywords of 2019-berlin: the first 17 stay as they are"


@pytest.mark.parametrize("what", ["corpus", "settings", "program"])
def test_what_else_changed_is_on_both_sides(small: Workspace, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if what == "corpus":
        small.add("2019-berlin/more.txt", f"更多消息\n\n{TERM}的经验可以推广。\n")
    elif what == "settings":
        small.add("settings.toml", "[keywords]\nmin_term_characters = 3\n")
    else:
        monkeypatch.setattr("pipeline.manifest.package_versions", lambda: {"jieba": "0.43"})
    small.add("lexicon/terms.txt", f"工作组会议\n{TERM}\n")
    lines = told(small)
    assert lines[1].startswith(f"also changed since then: the {what}; ")
    n = 4 if what == "corpus" else 3
    assert f"  + {TERM} (term): {n} occurrences: {n} whole" in lines
    tokens = next(line for line in lines if line.startswith("tokens: "))
    assert tokens.startswith(f"tokens: {n} of ")  # none of the other document, unless the term stands there


def test_without_an_earlier_run_the_shipped_lexicon_is_before(small: Workspace) -> None:
    small.add("lexicon/terms.txt", f"{TERM}\n")
    elsewhere = small.folder / "none yet"
    lines = list(impact(Request(small.corpus, elsewhere), Listener()))
    assert lines[0].startswith("before: the lexicon that comes with the program")
    assert f"  + {TERM} (term): 3 occurrences: 3 whole" in lines
    assert not elsewhere.exists()


def test_a_run_of_some_stages_accepts_nothing(small: Workspace) -> None:
    small.add("lexicon/terms.txt", f"工作组会议\n{TERM}\n")
    small.run("terminology")
    assert f"  + {TERM} (term): 3 occurrences: 3 whole" in told(small)
    small.run()
    assert told(small)[-1].startswith("the lexicon has not changed")


def test_another_lexicon_folder_and_none(small: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "lexicon"
    other.mkdir()
    (other / "terms.txt").write_text(f"{TERM}\n", encoding="utf-8")
    lines = told(small, lexicon=other)
    assert "  - terms.txt, line 1: 工作组会议" in lines
    (small.corpus / "lexicon/terms.txt").unlink()
    (small.corpus / "lexicon").rmdir()
    assert "  - terms.txt, line 1: 工作组会议" in told(small)


def test_the_kept_lexicon_is_a_copy_that_a_run_restores(small: Workspace) -> None:
    copy = small.outputs / "data/lexicon/terms.txt"
    assert copy.read_bytes() == (small.corpus / "lexicon/terms.txt").read_bytes()
    assert not small.run()[1].ran()
    copy.unlink()
    assert find_baseline(Request(small.corpus, small.outputs)).manifest is None
    assert not small.run()[1].ran()
    assert copy.read_text(encoding="utf-8") == "工作组会议\n"
    (small.corpus / "lexicon/terms.txt").unlink()
    small.run()
    assert not copy.exists()


def test_what_the_lexicon_has_no_part_in_is_not_made_again(small: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    real = runner._run_stage

    def counted(work: object, stage: Stage, *others: object) -> object:
        ran.append(stage.name)
        return real(work, stage, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "_run_stage", counted)
    small.add("lexicon/terms.txt", f"{TERM}\n")
    told(small)
    assert ran == ["segment", "compounds", "keywords", "terminology", "themes"]


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), RuntimeError("bug")])
def test_a_stop_leaves_everything_as_it_was(
    small: Workspace, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raising(**inputs: object) -> None:
        raise fault

    small.add("lexicon/terms.txt", f"{TERM}\n")
    before = contents(small.folder)
    monkeypatch.setattr(Stage, "load", lambda stage: raising)
    with pytest.raises(type(fault)):
        told(small)
    assert contents(small.folder) == before
    assert list(Path(tempfile.gettempdir()).iterdir()) == []


def test_a_killed_one_leaves_outputs_and_corpus_as_they_were(small: Workspace) -> None:
    small.add("lexicon/terms.txt", f"{TERM}\n")
    before = contents(small.folder)
    script = (
        "import os, signal; from pipeline import runner; from pipeline.cli import main;"
        "runner._run_stage = lambda *given: os.kill(os.getpid(), signal.SIGKILL);"
        "import sys; main(sys.argv[1:])"
    )
    arguments = ["impact", "--corpus", str(small.corpus), "--outputs", str(small.outputs)]
    environment = {**os.environ, "TMPDIR": tempfile.gettempdir()}
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert contents(small.folder) == before


def test_a_run_that_is_writing_is_waited_for_by_a_person(small: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    small.add("lexicon/terms.txt", f"{TERM}\n")
    arguments = ["impact", "--corpus", str(small.corpus), "--outputs", str(small.outputs)]
    with staging(small.outputs):
        assert main(arguments) == 1
    assert "another run is writing here" in capsys.readouterr().err


def test_a_lexicon_with_a_fault_is_a_clear_error(small: Workspace) -> None:
    small.add("lexicon/terms.txt", "词\tmany\n")
    with pytest.raises(LexiconError, match=r"terms\.txt, line 1"):
        told(small)


def test_the_command_line(finished: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    finished.add("lexicon/concepts.toml", "[[concept]]\n" + "\n".join(
        ['id = "net-academy"', 'label_zh = "互联网人口"', 'label_en = "people online"', 'kind = "actor"']
    ) + "\n")  # fmt: skip
    assert main(["impact", "--corpus", str(finished.corpus), "--outputs", str(finished.outputs)]) == 0
    said = capsys.readouterr().out
    assert "  + 互联网人口 (net-academy, label): 1 occurrence: 1 whole\n" in said
    assert "keywords of 2018-paris, the first 30:\n" in said
    assert "themes of 2018-paris: " in said


def test_a_background_built_since_the_last_run_is_used_on_both_sides(small: Workspace) -> None:
    stored = StoredBackground(Origin("news", "texts", "ab", "cd", 1, 1), {"数字": 3})
    small.add("lexicon/backgrounds/news.tsv", stored.text())
    small.add("settings.toml", '[keywords]\nbackground = "news"\n')
    assert "the lexicon has not changed: there is nothing to compare" in told(small)
    small.add("lexicon/terms.txt", f"工作组会议\n{TERM}\n")
    assert any(TERM in line for line in told(small))
