"""The words: both languages say the same, and every name that the code uses is there."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest

from pipeline.bilingual import EXPLORATORY, Bilingual
from pipeline.columns import TABLES
from pipeline.report.chapters import CHAPTERS
from pipeline.report.findings import STRENGTHS
from pipeline.report.parameters import methods, parameters
from pipeline.report.words import methods_words, table_words, worded, words
from pipeline.settings import Settings

PARTS = (
    "interface", "chapters", "overview", "columns", "findings", "strength", "status", "script", "state", "rule",
    "theme_verdict", "theme_choice", "theme_fit", "resampling_unit",
    "entry_status", "entry_meaning", "outcome", "outcome_meaning", "check_kind", "evidence", "spelling",
    "workbook", "files", "folder", "citation", "changes", "cause_kind", "happened", "table_state",
)  # fmt: skip
TEXTS = [(f"{part}.{key}", text) for part in PARTS for key, text in words(part).items()]


def fields(text: str) -> set[str]:
    return {re.sub("_(zh|en)$", "", name) for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "text"), TEXTS, ids=[key for key, _ in TEXTS])
def test_both_languages_have_the_same_fields(key: str, text: Bilingual) -> None:
    if key.startswith("findings."):  # a label or a list may be named once, in its own language
        assert {name for name in fields(text.zh) if name.startswith(("n", "k"))} == {
            name for name in fields(text.en) if name.startswith(("n", "k"))
        }
    else:
        assert fields(text.zh) == fields(text.en)
    assert text.zh
    assert text.en


@pytest.mark.parametrize("part", ["interface", "columns"])
def test_every_word_is_used_and_every_used_word_is_there(part: str) -> None:
    name = {"interface": "words", "columns": "columns"}[part]
    folder = files("pipeline.report").joinpath("templates")
    templates = [file for place in (folder, folder / "parts") for file in place.iterdir() if file.is_file()]
    text = "\n".join(file.read_text(encoding="utf-8") for file in templates)
    used = {dotted or quoted for dotted, quoted in re.findall(rf"\b{name}(?:\.(\w+)|\[\"(\w+)\"\])", text)}
    used |= {quoted for loop in re.findall(r"for name in \(([^)]*)\)", text) for quoted in re.findall(r'"(\w+)"', loop)}
    used |= {one.name for chapter in CHAPTERS for one in chapter.parts} if part == "interface" else set()
    assert set(words(part)) - used == set()
    assert {key for key in used if key not in words("interface") and key not in words("columns")} <= {"format"}


def test_every_table_strength_and_status_has_words() -> None:
    assert all(table_words(name).zh for name in TABLES)
    assert set(words("strength")) == set(STRENGTHS)
    assert worded("status", "consultation") == Bilingual("consultation", "consultation")


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("theme_verdict", "unstable"), ("theme_verdict", "loose"), ("theme_verdict", "stable"),
        ("findings", "themes_unstable"), ("findings", "themes_loose"), ("findings", "themes_rest"),
    ],
)  # fmt: skip
def test_groups_that_are_not_stable_are_called_so_in_the_same_words(part: str, key: str) -> None:
    assert EXPLORATORY.zh in words(part)[key].zh
    assert EXPLORATORY.en in words(part)[key].en


def test_methods_are_filled_in_from_the_settings() -> None:
    settings = Settings.model_validate({"keywords": {"top_n": 77}, "report": {"max_findings": 66}})
    text = " ".join(method.text.zh + method.text.en for method in methods(settings))
    assert text.count("77") == 2
    assert text.count("66") == 2
    assert "{" not in text
    assert len(methods(settings)) == len(methods_words())


def test_every_setting_is_stated_with_its_reason() -> None:
    rows = parameters(Settings())
    assert {row["stage"] for row in rows} == set(Settings.model_fields)
    assert {"stage": "keywords", "setting": "top_n", "value": "100"}.items() <= next(
        row for row in rows if (row["stage"], row["setting"]) == ("keywords", "top_n")
    ).items()
    assert all(row["why"] for row in rows)
