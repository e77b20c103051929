"""The file of names that each run writes: valid, and what is filled in comes back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import ThemeName
from pipeline.report.named_themes import PROPOSAL, quoted, theme_names_toml

TEXTS = {"2018-paris/a#002": '各方应当"共同"参与。', "2018-paris/a#004": "青年人\\的参与。"}
DECIDED = ThemeName("谁来参与", "Who takes part", "2018-paris", ("各方应当参与。",), ("参与",), "as agreed")


def theme(number: int, fit: str = "2018-paris", name_zh: str | None = None) -> dict[str, Any]:
    return {
        "theme_id": f"{fit}/theme-{number}", "fit": fit, "label_zh": "青年、参与", "label_en": "youth",
        "name_zh": name_zh, "top_terms": "青年、参与", "exemplars": " ".join(TEXTS),
    }  # fmt: skip


def loaded(folder: Path, content: bytes) -> tuple[ThemeName, ...]:
    (folder / PROPOSAL).write_bytes(content)
    return load_lexicon(folder).theme_names


def test_as_it_is_it_says_what_was_decided_and_no_more(tmp_path: Path) -> None:
    content = theme_names_toml([DECIDED], [theme(1, name_zh="谁来参与"), theme(2)], ["2018-paris"], TEXTS)
    assert loaded(tmp_path, content) == (DECIDED,)
    assert content.decode().count("[[theme]]") == 2
    assert "2018-paris/theme-1" not in content.decode()


def test_names_filled_in_come_back_with_passages_and_terms(tmp_path: Path) -> None:
    themes = [theme(10), theme(2), theme(1, "corpus")]
    content = theme_names_toml([], themes, ["2018-paris", "corpus"], TEXTS).decode()
    for name in ("甲", "乙", "丙"):
        content = content.replace('name_zh = ""', f'name_zh = "{name}"', 1)
    names = loaded(tmp_path, content.encode())
    assert [(one.name_zh, one.fit) for one in names] == [("甲", "2018-paris"), ("乙", "2018-paris"), ("丙", "corpus")]
    assert {(one.passages, one.terms) for one in names} == {(tuple(TEXTS.values()), ("青年", "参与"))}
    assert content.index("2018-paris/theme-2") < content.index("2018-paris/theme-10")


def test_without_themes_it_is_a_file_of_remarks(tmp_path: Path) -> None:
    content = theme_names_toml([], [], [], {})
    assert loaded(tmp_path, content) == ()
    assert all(line.startswith("#") for line in content.decode().splitlines())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_quoted_as_toml_has_it(text: str) -> None:
    assert tomllib.loads(f"text = {quoted(text)}")["text"] == text


@pytest.mark.parametrize("text", ["", '"', "\\", "\x7f", "\n", "互联\u2028网"])
def test_odd_text_is_quoted(text: str) -> None:
    assert tomllib.loads(f"text = {quoted(text)}")["text"] == text
