"""``background build`` as a person meets it, and a run that uses what it wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pipeline.background.stored import read_stored
from pipeline.background.term_vectors import read_vectors
from pipeline.cli import main
from pipeline.commands.check import check
from pipeline.errors import SettingsError
from pipeline.manifest import Inputs
from pipeline.progress import Reporter
from tests.conftest import Workspace

TEXTS = {
    "2001/first.txt": "经济发展报告\n\n我们要发展经济，发展网络经济。\n\n经济发展需要互联网治理（互联网治理）。\n",
    "2002/second.txt": "第二份报告\n\n2002 年发展 IGF 和互联网，见 https://example.org 。\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "旧 报告"
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stored(workspace: Workspace) -> Path:
    """Where a background named reports is kept."""
    return workspace.corpus / "lexicon" / "backgrounds" / "reports.tsv"


def _build(workspace: Workspace, texts: Path, *options: object) -> int:
    arguments = ("background", "build", texts, "--corpus", workspace.corpus, "--jobs", 1, *options)
    return main(list(map(str, arguments)))


def test_words_of_messages_are_counted_as_the_corpus_is(workspace: Workspace, texts: Path, stored: Path) -> None:
    assert _build(workspace, texts, "--name", "reports") == 0
    found = read_stored(stored)
    # 经济: 发展经济, 网络经济, 经济发展; not in the title. 互联网治理 stays whole, its repeat in brackets is none.
    assert [found.counts[word] for word in ("发展", "经济", "互联网治理", "互联网", "IGF")] == [4, 3, 1, 1, 1]
    assert not found.counts.keys() & {"报告", "2002", "https://example.org", "，", "治理"}
    assert (found.origin.documents, found.origin.messages, found.origin.source) == (2, 3, "旧 报告")


def test_twice_gives_the_same_bytes_and_says_so(
    workspace: Workspace, texts: Path, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _build(workspace, texts, "--name", "reports")
    first = stored.read_bytes()
    assert "as it was before" not in capsys.readouterr().out
    assert _build(workspace, texts, "--name", "reports") == 0
    assert stored.read_bytes() == first
    assert "as it was before" in capsys.readouterr().out
    assert sorted(path.name for path in stored.parent.iterdir()) == ["reports.npz", "reports.tsv"]


def test_where_the_texts_lie_changes_nothing(workspace: Workspace, texts: Path, stored: Path, tmp_path: Path) -> None:
    _build(workspace, texts, "--name", "reports")
    first = stored.read_bytes()
    moved = tmp_path / "elsewhere" / texts.name
    moved.parent.mkdir()
    texts.rename(moved)
    _build(workspace, moved, "--name", "reports")
    assert stored.read_bytes() == first


def test_parts_add_up(workspace: Workspace, texts: Path, stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build(workspace, texts, "--name", "reports")
    first = stored.read_bytes()
    monkeypatch.setattr("pipeline.background.build._BYTES_TOGETHER", 10)
    _build(workspace, texts, "--name", "reports")
    assert stored.read_bytes() == first


def test_it_is_named_after_the_folder(workspace: Workspace, texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _build(workspace, texts) == 0
    assert (workspace.corpus / "lexicon" / "backgrounds" / "旧-报告.tsv").is_file()
    assert 'background = "旧-报告"' in capsys.readouterr().out


def test_what_cannot_be_read_is_left_out_and_named(
    workspace: Workspace, texts: Path, stored: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (texts / "english.txt").write_text("Nothing but English in this file.\n" * 9, encoding="utf-8")
    assert _build(workspace, texts, "--name", "reports") == 0
    assert "english.txt: left out: not Chinese" in capsys.readouterr().out
    assert read_stored(stored).origin.documents == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [("jieba", "comes with a package"), ("a b", "without blanks"), ("x.y", "without blanks"), ("a/b", "without")],
)
def test_names_that_settings_could_not_use_are_refused(
    workspace: Workspace, texts: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert _build(workspace, texts, "--name", name) == 1
    assert said in capsys.readouterr().err
    assert not (workspace.corpus / "lexicon").exists()


def test_no_folder_or_nothing_in_it_is_a_clear_error(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build(workspace, tmp_path / "none") == 1
    assert "none: no such folder; expected one with texts in it" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert _build(workspace, tmp_path / "empty") == 1
    assert "empty: no file in it" in capsys.readouterr().err
    (tmp_path / "empty" / "a.txt").write_text("English only, and nothing else.\n" * 9, encoding="utf-8")
    assert _build(workspace, tmp_path / "empty") == 1
    assert "no file of the corpus could be read" in capsys.readouterr().err


def _check(workspace: Workspace) -> tuple[str, ...]:
    return check(Inputs(workspace.corpus), Reporter(quiet=True)).faults


def test_check_names_a_damaged_one_and_one_that_is_not_there(workspace: Workspace, texts: Path, stored: Path) -> None:
    workspace.add("2018-paris/messages.txt", TEXTS["2001/first.txt"])
    _build(workspace, texts, "--name", "reports")
    assert _check(workspace) == ()
    stored.write_text(stored.read_text(encoding="utf-8").replace("发展\t4", "发展\t5"), encoding="utf-8")
    workspace.add("settings.toml", '[keywords]\nbackground = "other"\n')
    missing, damaged = _check(workspace)
    assert "other.tsv" in missing
    assert "reports.tsv" in damaged


def test_term_vectors_are_learnt_and_used(workspace: Workspace, texts: Path, stored: Path) -> None:
    assert _build(workspace, texts, "--name", "reports") == 0
    vectors = read_vectors(stored.with_suffix(".npz"))
    # Shared by two messages or more: 发展, 经济, 网络 … as whole words, and their characters.
    assert {"发展", "经济", "展"} <= set(vectors.terms)
    assert np.linalg.norm(vectors.vectors.astype(float), axis=1) == pytest.approx(1, abs=0.01)
    workspace.add(
        "2018-paris/messages.txt", "\n\n".join(f"第{number}段发展经济，互联网治理。" for number in "一二三四五六七八九")
    )
    workspace.add("settings.toml", '[themes]\nbackground_vectors = "reports"\nmin_shared_terms = 2\n')
    workspace.run("themes")
    first = workspace.run("themes")[0].stages["themes"].fingerprint
    stored.with_suffix(".npz").write_bytes(replace(vectors, vectors=-vectors.vectors).content())
    assert workspace.run("themes")[0].stages["themes"].fingerprint != first
    stored.with_suffix(".npz").unlink()
    assert "reports.npz" in _check(workspace)[0]
    with pytest.raises(SettingsError, match="background build DIR --name reports"):
        workspace.run("themes")
