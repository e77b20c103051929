"""Which files the corpus folder holds, and what is refused there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.corpus_files import received_files
from pipeline.errors import CorpusError


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
