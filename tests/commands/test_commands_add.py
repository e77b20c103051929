"""Adding files end to end: what is copied, written and said, and that a refusal leaves the corpus as it was."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import corpus_files
from pipeline.cli import main
from pipeline.commands import placing
from tests.conftest import ROOT, Workspace, contents

TEXT = "论坛消息\n\n各国政府应当加强互联网治理方面的能力建设，缩小数字鸿沟。\n\n• 利益攸关方应当合作。\n"
HANT = "論壇訊息\n\n各國政府應當加強網際網路治理方面的能力建設，縮小數位落差。\n"
EDITION = '# 手写\nid = "2018-paris"   # 不变\n[[files]]\nfile = "old.txt"\n'


@pytest.fixture
def received(workspace: Workspace) -> Path:
    """A folder with received files, beside a corpus with one edition."""
    workspace.add("2018-paris/old.txt", "旧的消息在此。\n")
    workspace.add("2018-paris/edition.toml", EDITION)
    folder = workspace.folder / "received"
    folder.mkdir()
    for name, text in {"one.txt": TEXT, "二.zh.txt": HANT, "english.txt": "The forum met in Berlin.\n"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "broken.txt").write_bytes(bytes(range(256)))
    return folder


def add(workspace: Workspace, *arguments: object, edition: str = "2019-berlin") -> int:
    corpus = ("--corpus", workspace.corpus, "--edition", edition)
    return main(["add", *map(str, (*arguments, *corpus))])


def stated(workspace: Workspace, edition: str = "2019-berlin") -> dict[str, Any]:
    return tomllib.loads((workspace.corpus / edition / "edition.toml").read_text(encoding="utf-8"))


def test_a_new_edition(workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(received)
    options = ("--title-zh", '关于"治理"', "--title-en", "On governance", "--track-en", "Trust", "--status", "final")
    assert add(workspace, received / "one.txt", *options, "--received", "2019-12-01", "--source", "by mail") == 0
    folder = workspace.corpus / "2019-berlin"
    assert sorted(contents(folder)) == ["edition.toml", "one.txt"]
    assert (folder / "one.txt").read_bytes() == TEXT.encode()
    (entry,) = stated(workspace)["files"]
    assert {key: value for key, value in stated(workspace).items() if key != "files"} == {
        "id": "2019-berlin",
        "year": 2019,
    }
    assert {key: str(value) for key, value in entry.items()} == {
        "file": "one.txt",
        "title_zh": '关于"治理"',
        "title_en": "On governance",
        "track_en": "Trust",
        "status": "final",
        "language": "zh",
        "script": "Hans",
        "format": "text",
        "encoding": "utf-8",
        "size": str(len(TEXT.encode())),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "source": "by mail",
        "received": "2019-12-01",
    }
    said = capsys.readouterr().out
    lines = [
        *("2019-berlin/one\n", f"file      {folder / 'one.txt'}, {entry['size']} bytes", entry["sha256"]),
        *(
            "text, encoding utf-8",
            "zh, script Hans",
            '关于"治理"',
            "passages 3, messages among them 2",
            "1 file(s) added",
        ),
    ]
    assert [line for line in lines if line not in said] == []
    assert contents(received) == before


def test_a_run_takes_what_was_added(workspace: Workspace, received: Path) -> None:
    assert add(workspace, received / "one.txt", "--title-zh", "题") == 0
    corpus = contents(workspace.corpus)
    workspace.run("normalise")
    workspace.run("report")
    assert contents(workspace.corpus) == corpus
    rows = (workspace.outputs / "tables/sources.csv").read_text(encoding="utf-8-sig").splitlines()
    (row,) = [line for line in rows if "2019-berlin/one.txt" in line]
    (entry,) = stated(workspace)["files"]
    keys = ("title_zh", "script", "format", "encoding", "size", "sha256", "language")
    assert [key for key in keys if str(entry[key]) not in row] == []


def test_a_hand_filled_folder_is_reported_in_outputs_alone(workspace: Workspace) -> None:
    workspace.add("2019-berlin/one.txt", TEXT)
    workspace.add("2019-berlin/two.txt", HANT)
    before = contents(workspace.corpus)
    workspace.run()
    assert contents(workspace.corpus) == before
    sources, documents = (
        (workspace.outputs / f"tables/{name}.csv").read_text(encoding="utf-8-sig") for name in ("sources", "documents")
    )
    for text, script in ((TEXT, "Hans"), (HANT, "Hant")):
        sha256, size = hashlib.sha256(text.encode()).hexdigest(), len(text.encode())
        assert any(f"{sha256},{size},text,utf-8" in line and ",zh," in line for line in sources.splitlines())
        assert any(sha256 in line and f",{script}," in line for line in documents.splitlines())


def test_several_files_share_what_is_stated_and_the_titles_are_the_editions(
    workspace: Workspace, received: Path
) -> None:
    files = (received / "one.txt", received / "二.zh.txt")
    assert add(workspace, *files, "--title-zh", "柏林", "--track-zh", "信任", "--licence", "UN") == 0
    found = stated(workspace)
    assert (found["title_zh"], found["year"]) == ("柏林", 2019)
    assert [(entry["file"], entry["track_zh"], entry["licence"], entry["script"]) for entry in found["files"]] == [
        ("one.txt", "信任", "UN", "Hans"),
        ("二.zh.txt", "信任", "UN", "Hant"),
    ]
    assert not any("title_zh" in entry for entry in found["files"])


def test_an_old_edition_is_extended_at_its_end(workspace: Workspace, received: Path) -> None:
    path = workspace.corpus / "2018-paris/edition.toml"
    path.chmod(0o640)
    assert add(workspace, received / "one.txt", edition="2018-paris") == 0
    assert path.read_bytes().startswith(EDITION.encode())
    assert [entry["file"] for entry in stated(workspace, "2018-paris")["files"]] == ["old.txt", "one.txt"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert not list(workspace.corpus.glob(".*"))


def test_a_folder_without_edition_toml_gets_one_and_keeps_its_name(workspace: Workspace, received: Path) -> None:
    workspace.add("2020 线上/by-hand.txt", "手工放入的消息。")
    assert add(workspace, received / "one.txt", edition="2020-线上") == 0
    found = stated(workspace, "2020 线上")
    assert (found["id"], [entry["file"] for entry in found["files"]]) == ("2020-线上", ["one.txt"])
    assert workspace.run("ingest")[0].stages["ingest"].rows_in == 3


def test_what_is_said_cannot_steer_a_terminal(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(workspace, received / "one.txt", "--title-zh", "红\x1b[31m色") == 0
    said = capsys.readouterr().out
    assert ("红\ufffd[31m色" in said, "\x1b" in said) == (True, False)
    assert stated(workspace)["files"][0]["title_zh"] == "红\x1b[31m色"


def test_the_region_of_a_file_is_stated(workspace: Workspace, received: Path) -> None:
    assert add(workspace, received / "二.zh.txt", "--region", "tw") == 0
    assert stated(workspace)["files"][0]["region"] == "tw"


def test_a_corpus_that_is_not_there_yet(tmp_path: Path, received: Path) -> None:
    new = Workspace(tmp_path)
    assert add(new, received / "one.txt") == 0
    assert sorted(contents(new.corpus)) == ["2019-berlin/edition.toml", "2019-berlin/one.txt"]


def test_a_link_is_copied_as_the_file_that_it_leads_to(workspace: Workspace, received: Path) -> None:
    (received / "link.txt").symlink_to("one.txt")
    assert add(workspace, received / "link.txt") == 0
    added = workspace.corpus / "2019-berlin/link.txt"
    assert (added.is_symlink(), added.read_bytes()) == (False, TEXT.encode())


def test_a_name_is_kept_in_composed_form(workspace: Workspace, received: Path) -> None:
    (received / "e\u0301.txt").write_text(TEXT)
    assert add(workspace, received / "e\u0301.txt") == 0
    assert sorted(contents(workspace.corpus / "2019-berlin")) == ["edition.toml", "\xe9.txt"]
    assert stated(workspace)["files"][0]["file"] == "\xe9.txt"


def test_what_is_not_chinese_is_added_with_a_warning(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(workspace, received / "english.txt") == 0
    assert "warning   left out of the analysis: not Chinese" in capsys.readouterr().out
    (entry,) = stated(workspace)["files"]
    assert (entry["file"], entry["format"], "script" in entry) == ("english.txt", "text", False)


def test_what_cannot_be_read_is_added_only_when_asked_for(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(workspace, received / "broken.txt") == 1
    said = capsys.readouterr().err
    assert [part for part in ("broken.txt: ", "expected", "--anyway") if part not in said] == []
    assert add(workspace, received / "broken.txt", "--anyway") == 0
    assert stated(workspace)["files"][0]["size"] == 256


Arrange = Callable[[Workspace, Path], object]
REFUSED: list[tuple[str, str, list[str], Arrange | None]] = [
    ("there is none", "nowhere.txt", ["nowhere.txt: there is no such file"], None),
    ("a folder", ".", ["is a folder", "name the file itself"], None),
    ("a pipe", "pipe.txt", ["is a pipe"], lambda _, at: os.mkfifo(at / "pipe.txt")),
    ("a device", "null.txt", ["a device"], lambda _, at: (at / "null.txt").symlink_to("/dev/zero")),
    ("a link to itself", "me.txt", ["cannot be read"], lambda _, at: (at / "me.txt").symlink_to("me.txt")),
    ("empty", "empty.txt", ["empty (0 bytes)"], lambda _, at: (at / "empty.txt").touch()),
    (
        "a format that is not read",
        "a.pptx",
        ["a.pptx: ", "expected one of", "--anyway"],
        lambda _, at: (at / "a.pptx").write_bytes(b"PK\x03\x04"),
    ),
    ("a name of another meaning", "edition.toml", ["rename"], lambda _, at: (at / "edition.toml").write_text(TEXT)),
    (
        "the same bytes in another edition",
        "one.txt",
        ["the same bytes as", "2020/x.txt", "a file is added once"],
        lambda workspace, _: workspace.add("2020/x.txt", TEXT),
    ),
    (
        "the name of a file with other bytes",
        "ONE.txt",
        ["2019-berlin/one.txt has that name and other bytes", "'ONE-2.txt'"],
        lambda workspace, at: (workspace.add("2019-berlin/one.txt", "别的"), (at / "ONE.txt").write_text(HANT + TEXT)),
    ),
    (
        "the id of another document",
        "one.txt",
        ["its document id would be 2019-berlin/one, which", "one.md has", "--id one-2"],
        lambda workspace, _: workspace.add("2019-berlin/one.md", "别的"),
    ),
    (
        "a fault of the corpus",
        "one.txt",
        ["stray.txt", "move it"],
        lambda workspace, _: workspace.add("stray.txt", "x"),
    ),
    (
        "files listed otherwise",
        "one.txt",
        ["cannot be extended"],
        lambda workspace, _: (
            workspace.add("2019-berlin/a.txt", "别的"),
            workspace.add("2019-berlin/edition.toml", 'files = [{file = "a.txt"}]'),
        ),
    ),
    (
        "an edition that is a link",
        "one.txt",
        ["is a link", "name the edition that it leads to"],
        lambda workspace, _: (
            workspace.add("2020/a.txt", "别的"),
            (workspace.corpus / "2019-berlin").symlink_to("2020"),
        ),
    ),
    (
        "an edition.toml that is a link",
        "one.txt",
        ["edition.toml: is a link"],
        lambda workspace, _: (
            workspace.add("2019-berlin/e/toml.txt", 'title_en = "x"'),
            (workspace.corpus / "2019-berlin/edition.toml").symlink_to("e/toml.txt"),
        ),
    ),
]


@pytest.mark.parametrize(("label", "name", "parts", "arrange"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_leaves_the_corpus_as_it_was(
    workspace: Workspace,
    received: Path,
    capsys: pytest.CaptureFixture[str],
    label: str,
    name: str,
    parts: list[str],
    arrange: Arrange | None,
) -> None:
    if arrange:
        arrange(workspace, received)
    before = everything(workspace.corpus)
    assert add(workspace, received / "二.zh.txt", received / name) == 1
    said = capsys.readouterr().err
    assert [part for part in parts if part not in said] == []
    assert everything(workspace.corpus) == before


def everything(folder: Path) -> list[tuple[str, int, int]]:
    """Every name below a folder, hidden ones too, with size and inode."""
    return [
        (path.relative_to(folder).as_posix(), path.lstat().st_size, path.lstat().st_ino)
        for path in sorted(folder.rglob("*"))
    ]


def test_every_fault_is_named_at_once(workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (received / "copy.txt").write_bytes(TEXT.encode())
    files = [received / name for name in ("nowhere.txt", "one.txt", "broken.txt", "copy.txt")]
    assert add(workspace, *files) == 1
    first, *faults = capsys.readouterr().err.splitlines()
    assert first == "error: nothing was added:"
    assert [fault.strip().partition(": ")[0] for fault in faults] == [str(files[at]) for at in (0, 2, 3)]
    assert f"the same bytes as {files[1]}" in faults[2]


def test_what_lies_in_the_corpus_is_not_added_again(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(workspace, workspace.corpus / "2018-paris/old.txt", edition="2018-paris") == 1
    assert "lies in the corpus already" in capsys.readouterr().err


def test_an_id_frees_a_taken_name(workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.add("2019-berlin/one.md", "别的")
    assert add(workspace, received / "one.txt", "--id", "uno") == 0
    assert capsys.readouterr().out.startswith("2019-berlin/uno\n")
    assert stated(workspace)["files"][0]["id"] == "uno"


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        (("--id", "a b"), ["--id", "pattern"]),
        (("--region", "uk"), ["--region", "'tw'"]),
        (("--edition", "lexicon"), ["--edition 'lexicon'", "taken"]),
        (("--edition", "../2020"), ["--edition '../2020'", "rename"]),
        (("--edition", "2018-Paris"), ["--edition '2018-Paris'", "2018-paris"]),
        (("--corpus", "/nowhere/corpus"), ["/nowhere", "no such folder"]),
        (("--settings", "/nowhere.toml"), ["no such file"]),
    ],
)
def test_options_that_cannot_be(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, str], parts: list[str]
) -> None:
    before = everything(workspace.folder)
    given = ["--corpus", str(workspace.corpus), "--edition", "2019-berlin", *options]
    assert main(["add", str(received / "one.txt"), *given]) == 1
    said = capsys.readouterr().err
    assert [part for part in parts if part not in said] == []
    assert everything(workspace.folder) == before


def test_one_id_for_two_files(workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(workspace, received / "one.txt", received / "二.zh.txt", "--id", "a") == 1
    assert "--id names one document, but 2 files" in capsys.readouterr().err


def test_the_titles_of_an_old_edition_are_not_changed(
    workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(workspace.corpus)
    files = (received / "one.txt", received / "二.zh.txt")
    assert add(workspace, *files, "--title-zh", "巴黎", edition="2018-paris") == 1
    assert "states title_zh = None, but '巴黎'" in capsys.readouterr().err
    assert contents(workspace.corpus) == before


@pytest.mark.parametrize("options", [("--title-zh", " "), ("--received", "yesterday"), ()], ids=str)
def test_wrong_usage(workspace: Workspace, options: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["add", *options, "--edition", "2019-berlin", *(["a.txt"] if options else [])])
    assert stopped.value.code == 2


def test_a_file_beyond_the_limit(
    workspace: Workspace, received: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpus_files, "MAX_FILE_BYTES", 100)
    assert add(workspace, received / "one.txt") == 1
    assert "bytes, expected 100 at most" in capsys.readouterr().err


STEPS = ["_write", "_refuse_what_appeared", "_exchange_edition_file"]


@pytest.mark.parametrize("edition", ["2018-paris", "2019-berlin"])
@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (OSError(28, "No space left"), 1)], ids=repr)
@pytest.mark.parametrize("step", STEPS)
def test_a_stop_on_the_way_leaves_the_corpus_as_it_was(
    workspace: Workspace, received: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, code: int,
    edition: str,
) -> None:  # fmt: skip
    done = getattr(placing, step)
    calls: list[object] = []

    def stop_at_the_second_call(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 2 or step == "_exchange_edition_file":
            raise error
        return done(*arguments)

    monkeypatch.setattr(placing, step, stop_at_the_second_call)
    before = everything(workspace.corpus)
    is_reached = edition == "2018-paris" or step == "_write"
    found = add(workspace, received / "one.txt", received / "二.zh.txt", edition=edition)
    assert found == (code if is_reached else 0)
    assert (everything(workspace.corpus) == before) is is_reached


def test_a_stop_on_the_way_leaves_no_new_corpus(
    tmp_path: Path, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(placing, "_write", stop)
    assert add(Workspace(tmp_path), received / "one.txt") == 130
    assert not (tmp_path / "corpus").exists()


def test_a_stop_after_the_last_step_undoes_nothing(
    workspace: Workspace, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = placing._exchange_edition_file

    def stop_afterwards(*arguments: Any) -> None:
        exchange(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(placing, "_exchange_edition_file", stop_afterwards)
    assert add(workspace, received / "one.txt", edition="2018-paris") == 130
    assert sorted(contents(workspace.corpus / "2018-paris")) == ["edition.toml", "old.txt", "one.txt"]
    assert main(["check", "--corpus", str(workspace.corpus)]) == 0


def test_what_changes_while_it_is_being_added_is_refused(
    workspace: Workspace, received: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(workspace.corpus)
    place = placing.place

    def changed_first(*arguments: Any) -> None:
        (received / "one.txt").write_text("别的")
        place(*arguments)

    monkeypatch.setattr("pipeline.commands.add.place", changed_first)
    assert add(workspace, received / "one.txt") == 1
    assert "one.txt: changed while it was being added" in capsys.readouterr().err
    assert everything(workspace.corpus) == before


@pytest.mark.parametrize(("file", "said"), [("edition.toml", "changed while"), ("one.txt", "appeared meanwhile")])
def test_what_somebody_else_wrote_meanwhile_is_kept(
    workspace: Workspace, received: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    file: str, said: str,
) -> None:  # fmt: skip
    place = placing.place

    def written_first(*arguments: Any) -> None:
        workspace.add(f"2018-paris/{file}", "别人写的")
        place(*arguments)

    monkeypatch.setattr("pipeline.commands.add.place", written_first)
    assert add(workspace, received / "one.txt", edition="2018-paris") == 1
    assert said in capsys.readouterr().err
    assert set(contents(workspace.corpus / "2018-paris")) == {"old.txt", "edition.toml", file}
    assert (workspace.corpus / "2018-paris" / file).read_text() == "别人写的"


def test_what_a_killed_call_left_is_cleared(workspace: Workspace, received: Path) -> None:
    workspace.add(".adding/one.txt", "half")
    assert add(workspace, received / "one.txt") == 0
    assert not (workspace.corpus / ".adding").exists()


def test_two_at_once(workspace: Workspace, received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with placing.adding(workspace.corpus):
        assert add(workspace, received / "one.txt") == 1
    assert "files are being added right now" in capsys.readouterr().err


def test_from_a_terminal_with_an_ascii_locale(workspace: Workspace, received: Path) -> None:
    options = ("--corpus", workspace.corpus, "--edition", "2019-柏林", "--title-zh", "消息")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "add", *map(str, (received / "二.zh.txt", *options))],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith("2019-柏林/二\n")
    assert stated(workspace, "2019-柏林")["files"][0]["title_zh"] == "消息"
