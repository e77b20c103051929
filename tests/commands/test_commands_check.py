"""Checking a corpus: every fault at once with file, place and what to do; nothing is run or written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.conftest import ROOT, Workspace, contents

GOOD = "论坛消息\n\n各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟。\n"


def check(workspace: Workspace, *options: object) -> int:
    return main(["check", "--corpus", str(workspace.corpus), *map(str, options)])


def test_the_shipped_corpus_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--corpus", str(ROOT / "corpus")]) == 0
    assert capsys.readouterr().out == "1 file in 1 edition: no fault, no warning\n"


def test_all_faults_at_once(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    add = workspace.add
    add("settings.toml", "[keywords]\ntop = 3\ntop_n = 0\n")
    add("lexicon/terms.txt", "词\tmany\n字\t0\n")
    add("lexicon/stopword.txt", "词\n")
    add("stray.txt", GOOD)
    add("2019-berlin/good.txt", GOOD)
    add("2019-berlin/copy.txt", GOOD)
    add("2019-berlin/english.txt", "The forum met in Berlin.\n")
    add("2019-berlin/broken.txt", bytes(range(256)))
    add("2019-berlin/talk.pptx", b"PK\x03\x04")
    add(
        "2019-berlin/edition.toml",
        'id = "2018"\n[[files]]\nfile = "gone.txt"\n[[files]]\nfile = "good.txt"\nsize = 1\n',
    )
    add("2020/a.txt", GOOD + "一\n")
    add("2020/a.md", GOOD + "二\n")
    add("2020/edition.toml", "yaer = 2020\n[[files]]\nfile = '../a.txt'\n")
    (workspace.corpus / "2020/out.txt").symlink_to("/etc/passwd")
    (workspace.corpus / "2020/ring").symlink_to(".")
    os.mkfifo(workspace.corpus / "2020/pipe.txt")
    before = sorted(workspace.folder.rglob("*"))
    assert check(workspace) == 1
    said = capsys.readouterr().out.replace(f"{workspace.corpus}/", "").splitlines()
    expected = [
        r"fault: settings\.toml: keywords\.top_n: .*greater than or equal to 1, found 0; correct or remove it",
        r"fault: settings\.toml: keywords\.top: there is no such key, found 3",
        r"fault: lexicon/stopword\.txt: no lexicon file; expected .*; rename it",
        r"fault: lexicon/terms\.txt, line 1: frequency 'many'",
        r"fault: lexicon/terms\.txt, line 2: frequency '0'",
        r"fault: 2020/out\.txt: a link that leads out of the corpus; put the file itself there",
        r"fault: 2020/pipe\.txt: neither a file nor a folder; .*take it out",
        r"fault: 2020/ring: a link that leads back",
        r"fault: stray\.txt: lies in the corpus folder itself; expected .*; move it",
        r"fault: 2019-berlin/edition\.toml: id is '2018', expected '2019-berlin'",
        r"fault: 2019-berlin/edition\.toml: names the file 'gone\.txt', which is not in",
        r"fault: 2019-berlin/edition\.toml: size of good\.txt differs: stated 1 bytes, found \d+; restore",
        r"fault: 2020/edition\.toml: files\.0\.file: a file is named .*lies inside it, found '\.\./a\.txt'",
        r"fault: 2020/edition\.toml: yaer: there is no such key, found 2020; the README lists the keys",
        r"fault: 2020/a\.md and 2020/a\.txt: both have the document id 2020/a; rename",
        r"fault: 2019-berlin/broken\.txt: .*expected",
        r"fault: 2019-berlin/talk\.pptx: .*\.pptx.*expected one of",
        r"warning: 2019-berlin/good\.txt: the same bytes as 2019-berlin/copy\.txt",
        r"warning: 2019-berlin/english\.txt: left out of the analysis: not Chinese.*100\.0 % Latin",
        r"7 files in 2 editions: 17 faults, 2 warnings$",
    ]
    assert [line for line, pattern in zip(said, expected, strict=True) if not re.match(pattern, line)] == []
    assert sorted(workspace.folder.rglob("*")) == before


def test_warnings_alone_are_no_fault(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.add("2019-berlin/good.txt", GOOD)
    workspace.add("2019-berlin/edition.toml", '[[files]]\nfile = "good.txt"\nencoding = "big5"\n')
    workspace.add("2020/english.txt", "The forum met in Berlin.\n")
    assert check(workspace) == 0
    first, second, third, summary = capsys.readouterr().out.splitlines()
    assert first.startswith("warning: 2020: no edition.toml")
    assert second.startswith("warning: 2019-berlin/good.txt: edition.toml states encoding 'big5'")
    assert third.startswith("warning: 2020/english.txt: left out")
    assert summary == "2 files in 2 editions: no fault, 3 warnings"


def test_a_corpus_that_a_run_would_refuse_as_a_whole(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.add("2020/english.txt", "The forum met in Berlin.\n")
    assert check(workspace) == 1
    assert "fault: no file of the corpus could be read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--corpus", "/nowhere"), "fault: /nowhere: no such folder"),
        (("--lexicon", "/nowhere"), "fault: /nowhere: no such folder; expected lexicon files"),
        (("--settings", "/nowhere"), "fault: /nowhere: no such file"),
    ],
)
def test_what_is_named_and_not_there(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], options: tuple[str, str], said: str
) -> None:
    workspace.add("2019-berlin/good.txt", GOOD)
    assert check(workspace, *options) == 1
    assert said in capsys.readouterr().out


def test_another_lexicon_is_checked_in_place_of_the_corpus_own(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.add("2019-berlin/good.txt", GOOD)
    workspace.add("lexicon/terms.txt", "词\tmany\n")
    (tmp_path / "lexicon").mkdir()
    assert check(workspace, "--lexicon", tmp_path / "lexicon") == 0
    assert check(workspace) == 1
    assert "terms.txt, line 1" in capsys.readouterr().out


def test_settings_decide_what_is_chinese(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.add("2019-berlin/good.txt", GOOD)
    workspace.add("2019-berlin/mixed.txt", "互联网 Internet governance\n")
    workspace.add("settings.toml", "[ingest]\nmin_chinese_share = 0.5\n")
    assert check(workspace) == 0
    assert "mixed.txt: left out" in capsys.readouterr().out


def test_from_a_terminal_that_knows_ascii_only(workspace: Workspace) -> None:
    workspace.add("2019 柏林/消息.txt", GOOD)
    before = contents(workspace.folder)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "check", "--corpus", str(workspace.corpus)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().endswith("1 file in 1 edition: no fault, 1 warning\n")
    assert contents(workspace.folder) == before
