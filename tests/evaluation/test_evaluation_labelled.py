"""Labelled files of a person's own: which column is which."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.labelled import read_labelled


@pytest.mark.parametrize(
    "lines",
    [
        ["央行下调存款准备金率\t财经", "国足客场战平对手\t体育", "两市成交额突破万亿\t财经"],
        ["财经\t央行下调存款准备金率", "体育\t国足客场战平对手", "财经\t两市成交额突破万亿"],
        ["17\t央行下调存款准备金率\t财经", "18\t国足客场战平对手\t体育", "19\t两市成交额突破万亿\t财经"],
        ["分类\t央行下调存款准备金率\t财经", "分类\t国足客场战平对手\t体育", "分类\t两市成交额突破万亿\t财经"],
    ],
)
def test_texts_and_classes_are_told_apart(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "news.tsv"
    file.write_text("\ufeff" + "\n".join(lines) + "\n", encoding="utf-8")
    found = read_labelled(file)
    assert found.texts == ["央行下调存款准备金率", "国足客场战平对手", "两市成交额突破万亿"]
    assert (found.classes, found.n_classes) == (["财经", "体育", "财经"], 2)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("甲文\t乙\n丙文\n", "columns"),
        ("甲文\n丙文\n", "columns"),
        ("", "columns"),
        ("甲文甲\t乙\n丙文丙\t乙\n", "one class"),
    ],
)
def test_what_is_no_labelled_file_is_refused(tmp_path: Path, text: str, what: str) -> None:
    file = tmp_path / "news.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=what):
        read_labelled(file)
