"""theme-names.toml and track-crosswalk.toml: what an entry says, and entries that could never say anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.faults import GatheredFaults
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import ThemeName, TrackLink

NAMED = """\
[[theme]]
name_zh = "谁来参与"
name_en = "Who takes part"
fit = "2018-paris"
passages = [
    "各方应当参与治理的全部过程。",
]
terms = ["参与", "各方"]
note = "as agreed"
"""
TRACK = """\
[[track]]
name_zh = "包容"
name_en = "Inclusion"
headings.2018-paris = ["数字包容", "可及性"]
headings.2019-berlin = ["包容"]
"""


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_entry_of_a_theme(tmp_path: Path) -> None:
    (named,) = load_lexicon(written(tmp_path, "theme-names.toml", NAMED)).theme_names
    assert named == ThemeName(
        "谁来参与", "Who takes part", "2018-paris", ("各方应当参与治理的全部过程。",), ("参与", "各方"), "as agreed"
    )
    assert named.line == "lexicon/theme-names.toml, line 2"


@pytest.mark.parametrize("left_out", ["name_en", "fit", "passages", "terms", "note"])
def test_all_but_the_name_and_one_kind_of_evidence_is_optional(tmp_path: Path, left_out: str) -> None:
    kept = NAMED.replace('[\n    "各方应当参与治理的全部过程。",\n]', '["各方应当参与治理的全部过程。"]')
    text = "".join(line for line in kept.splitlines(keepends=True) if not line.startswith(left_out))
    (named,) = load_lexicon(written(tmp_path, "theme-names.toml", text)).theme_names
    assert named.name_zh == "谁来参与"
    assert not getattr(named, left_out)


def test_an_empty_name_is_a_theme_that_nobody_has_named(tmp_path: Path) -> None:
    text = NAMED.replace('"谁来参与"', '""').replace('"Who takes part"', '""') + NAMED
    assert [one.name_zh for one in load_lexicon(written(tmp_path, "theme-names.toml", text)).theme_names] == [
        "谁来参与"
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (NAMED.replace("terms", "words"), 8, "unknown key 'words'"),
        (NAMED.replace('"谁来参与"', "3"), 2, "name_zh is 3; expected text in quotes"),
        (NAMED.replace('name_zh = "谁来参与"\n', ""), 1, "name_zh is nothing; expected text"),
        (NAMED.replace('"谁来参与"', '"谁\\n参与"'), 2, "expected text on one line"),
        (NAMED.replace('["参与", "各方"]', '"参与"'), 8, "terms is '参与'; expected a list of texts"),
        (NAMED.replace('"各方"', '""'), 8, "not empty"),
        (NAMED.replace('"2018-paris"', "2018"), 4, "fit is 2018; expected text"),
        (NAMED.replace('"as agreed"', "1"), 9, "note is 1; expected text"),
        ('[[theme]]\nname_zh = "谁"\n', 2, "neither passages nor terms; expected quoted core messages"),
        (NAMED + NAMED.replace("Who", "What"), 11, "the name '谁来参与' stands in"),
        (NAMED + NAMED.replace('"谁来参与"', '"何人"'), 12, "the name 'Who takes part' stands in"),
    ],
)
def test_a_theme_entry_with_a_fault_is_refused_by_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(written(tmp_path, "theme-names.toml", text))
    assert f"theme-names.toml, line {line}: " in str(caught.value)
    assert said in str(caught.value)


def test_an_entry_of_the_crosswalk(tmp_path: Path) -> None:
    (track,) = load_lexicon(written(tmp_path, "track-crosswalk.toml", TRACK)).track_crosswalk
    headings = (("2018-paris", "可及性"), ("2018-paris", "数字包容"), ("2019-berlin", "包容"))
    assert track == TrackLink("包容", "Inclusion", headings)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (TRACK.replace("headings.2018-paris", "paris"), 4, "unknown key 'paris'"),
        ('[[track]]\nname_zh = "包容"\n', 1, "headings is nothing; expected a line an edition"),
        ('[[track]]\nname_zh = "包容"\nheadings = ["甲"]\n', 3, "headings is ['甲']; expected a line an edition"),
        (TRACK.replace('["包容"]', '"包容"'), 5, "headings.2019-berlin is '包容'; expected a list"),
        (TRACK.replace('"可及性"', '""'), 4, "not empty"),
        (TRACK + TRACK.replace('name_zh = "包容"', 'name_zh = "融合"'), 9, "'数字包容' of 2018-paris stands in"),
        (TRACK + '[[track]]\nname_zh = "包容"\nheadings.2020-x = ["乙"]\n', 7, "'包容' stands in"),
    ],
)
def test_a_track_entry_with_a_fault_is_refused_by_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        load_lexicon(written(tmp_path, "track-crosswalk.toml", text))
    assert f"track-crosswalk.toml, line {line}: " in str(caught.value)
    assert said in str(caught.value)


def test_sound_entries_are_kept_where_faults_are_gathered(tmp_path: Path) -> None:
    written(tmp_path, "theme-names.toml", NAMED + '[[theme]]\nname_zh = "另一个"\nterms = 3\n')
    written(tmp_path, "track-crosswalk.toml", TRACK + "[[track]]\n")
    faults = GatheredFaults()
    lexicon = load_lexicon(tmp_path, faults)
    assert [named.name_zh for named in lexicon.theme_names] == ["谁来参与"]
    assert [track.name_zh for track in lexicon.track_crosswalk] == ["包容"]
    assert len(faults.found) == 3
