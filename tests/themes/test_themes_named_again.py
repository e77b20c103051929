"""The file that a run writes, filled in and copied into the lexicon, gives those names back; edits are in doubt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import tables
from tests.conftest import Workspace


@pytest.fixture
def filled(main_job: Workspace, tmp_path: Path) -> Workspace:
    """The main job's corpus with the names file of its outputs, filled in."""
    made = Workspace(tmp_path)
    shutil.copytree(main_job.corpus, made.corpus)
    text = (main_job.outputs / "theme-names.toml").read_text(encoding="utf-8")
    for number in range(1, text.count('name_zh = ""') + 1):
        text = text.replace('name_zh = ""\nname_en = ""', f'name_zh = "名字{number}"\nname_en = "Name {number}"', 1)
    made.add("lexicon/theme-names.toml", text)
    return made


def test_names_filled_in_are_given_back(filled: Workspace, main_job: Workspace) -> None:
    manifest, _ = filled.run("themes")
    before, after = (tables.stored_table("themes", run.outputs).to_pylist() for run in (main_job, filled))
    assert [(row["name_zh"], row["name_en"]) for row in after] == [
        (f"名字{number}", f"Name {number}") for number in range(1, len(before) + 1)
    ]
    unnamed = {"name_zh": None, "name_en": None}
    assert [{**row, **unnamed} for row in after] == before
    assert manifest.stages["themes"].warnings == ()


def test_two_names_for_one_theme_are_told_by_line(filled: Workspace) -> None:
    file = filled.corpus / "lexicon" / "theme-names.toml"
    text = file.read_text(encoding="utf-8")
    first = text.partition("[[theme]]")[2].partition("[[theme]]")[0].partition("# 2018")[0]
    file.write_text(
        text + "[[theme]]" + first.replace("名字1", "又一个").replace("Name 1", "Another"), encoding="utf-8"
    )
    manifest, _ = filled.run("themes")
    assert tables.stored_table("themes", filled.outputs)["name_zh"].to_pylist()[0] is None
    said = manifest.stages["themes"].warnings
    assert [line.partition(": ")[2][:13] for line in said] == ["the name '又一个", "the name '名字1"]
