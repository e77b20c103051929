"""Which files the corpus folder holds, and what is refused there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import corpus_files
from pipeline.corpus_files import read_received, read_regular, received_files
from pipeline.errors import CorpusError
from pipeline.faults import GatheredFaults


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name in ("2018/part/b.txt", "2018/a.txt", "2018/.hidden", ".git/x", "2019/a.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("消息")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/c.txt").write_text("外")
    return folder


def names(corpus: Path) -> list[str]:
    return [file.relative_to(corpus).as_posix() for file in received_files(corpus)]


def test_visible_files_in_order(corpus: Path) -> None:
    assert names(corpus) == ["2018/a.txt", "2018/part/b.txt", "2019/a.txt"]


def test_a_link_inside_the_corpus_is_followed(corpus: Path) -> None:
    (corpus / "2020").symlink_to("2019")
    assert names(corpus)[-1] == "2020/a.txt"


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        pytest.param(lambda at: (at / "2018/x").symlink_to("../../outside"), "leads out", id="folder outside"),
        pytest.param(lambda at: (at / "2018/x.txt").symlink_to("/nowhere"), "leads out", id="dangling, outside"),
        pytest.param(lambda at: (at / "2018/part/x").symlink_to("../../2018"), "leads back", id="loop"),
        pytest.param(lambda at: (at / "2018/x").symlink_to(".."), "leads back", id="loop to the corpus"),
        pytest.param(
            lambda at: ((at / "2018/x").symlink_to("../2019"), (at / "2019/y").symlink_to("../2018")),
            "leads back",
            id="two links in a ring",
        ),
        pytest.param(lambda at: (at / "2018/x.txt").symlink_to("x.txt"), "leads back to itself", id="link to itself"),
        pytest.param(
            lambda at: ((at / "2018/x").symlink_to("y"), (at / "2018/y").symlink_to("x")), "leads back", id="two links"
        ),
        pytest.param(lambda at: (at / "/".join("2018" + "x" * 30)).mkdir(parents=True), "more than 20", id="deep"),
        pytest.param(lambda at: os.mkfifo(at / "2018/x.txt"), r"x\.txt: neither a file nor a folder", id="pipe"),
        pytest.param(lambda at: (at / ("网" * 70)).mkdir(), "has 210 bytes.*expected 200", id="long edition name"),
        pytest.param(
            lambda at: (at / os.fsdecode(b"2018/x\xff.txt")).touch(), "not UTF-8.*rename", id="name not UTF-8"
        ),
    ],
)
def test_what_is_refused(corpus: Path, make: Callable[[Path], object], expected: str) -> None:
    make(corpus)
    with pytest.raises(CorpusError, match=expected):
        received_files(corpus)


def test_all_faults_are_gathered_and_the_sound_files_stay(corpus: Path) -> None:
    (corpus / "2018/x").symlink_to("../../outside")
    (corpus / "2018/part/y.txt").symlink_to("y.txt")
    os.mkfifo(corpus / "2019/z.txt")
    faults = GatheredFaults()
    files = [file.relative_to(corpus).as_posix() for file in received_files(corpus, faults)]
    assert files == ["2018/a.txt", "2018/part/b.txt", "2019/a.txt"]
    found = [str(fault).removeprefix(f"{corpus}/").partition(":")[0] for fault in faults.found]
    assert found == ["2018/part/y.txt", "2018/x", "2019/z.txt"]


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hold_a_run_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(CorpusError, match="is a pipe, a socket or a device, expected a file"):
        read_regular(tmp_path / "a.txt")


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_files, "MAX_FILE_BYTES", 5)
    (tmp_path / "a.txt").write_bytes(b"12345")
    assert read_regular(tmp_path / "a.txt") == b"12345"
    (tmp_path / "a.txt").write_bytes(b"123456")
    with pytest.raises(CorpusError, match="has 6 bytes, expected 5 at most"):
        read_regular(tmp_path / "a.txt")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_read_is_what_was_hashed(corpus: Path) -> None:
    before = sha256(corpus / "2018/a.txt")
    assert read_received(corpus, "2018/a.txt", before) == (corpus / "2018/a.txt").read_bytes()
    (corpus / "2018/a.txt").write_text("别的")
    with pytest.raises(CorpusError, match=rf"a\.txt: changed while it was being read: its checksum was {before}"):
        read_received(corpus, "2018/a.txt", before)


def test_a_link_out_of_the_corpus_put_there_after_the_check_is_refused(corpus: Path) -> None:
    outside = corpus.parent / "outside/c.txt"
    (corpus / "2018/x.txt").symlink_to(outside)
    with pytest.raises(CorpusError, match="changed while it was being read"):
        read_received(corpus, "2018/x.txt", sha256(outside))
