"""Accepted full names of acronyms: shipped, added, taken back, and those that follow from the concepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon.acronyms import known_names
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.model import ABBREVIATION, LABEL, NEAR, SAME, Concept, Variant


def expansions(folder: Path, lines: str) -> dict[str, tuple[str, ...]]:
    (folder / "expansions.tsv").write_text(lines, encoding="utf-8")
    return dict(load_lexicon(folder).expansions)


def test_names_are_added_and_taken_back(tmp_path: Path) -> None:
    shipped = dict(load_lexicon(None).expansions)
    changed = expansions(tmp_path, "WHO\tWorld Health Organization\tEnglish\n-WTO\t世贸组织\nSIG\t治理学校\n")
    assert shipped["WTO"] == ("世界贸易组织", "世贸组织")
    assert changed == {
        **shipped,
        "WHO": ("World Health Organization", *shipped["WHO"]),
        "WTO": ("世界贸易组织",),
        "SIG": ("治理学校",),
    }
    assert list(changed) == sorted(changed)


def test_the_last_name_taken_back_takes_the_acronym_along(tmp_path: Path) -> None:
    assert "APNIC" not in expansions(tmp_path, "-APNIC\t亚太互联网络信息中心\n")


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ("WHO\n", 1, "1 field(s) found"),
        ("WHO\t\tnote\n", 1, "an acronym, a tab and its full name"),
        ("\t世界卫生组织\n", 1, "an acronym, a tab and its full name"),
        ("-\t世界卫生组织\n", 1, "an acronym, a tab and its full name"),
        ("SIG\tSIG\n", 1, "stands for itself"),
        ("-WHO\t谁\n", 1, "not in the shipped list"),
        ("SIG\t治理学校\n-SIG\t治理学校\n", 2, "which line 1 adds; delete both"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, lines: str, line: int, said: str) -> None:
    with pytest.raises(LexiconError) as caught:
        expansions(tmp_path, lines)
    assert str(caught.value).startswith(f"{tmp_path / 'expansions.tsv'}, line {line}: ")
    assert said in str(caught.value)


def test_a_concepts_wordings_are_names_of_its_abbreviations() -> None:
    forum = Concept(
        "forum",
        "治理论坛",
        "Governance Forum",
        "body",
        (
            Variant("治理论坛", LABEL),
            Variant("管治论坛", SAME),
            Variant("论坛会议", NEAR),
            Variant("GF", ABBREVIATION),
            Variant("GFs", ABBREVIATION),
        ),
    )
    assert known_names([forum], {"GF": ("善治论坛",), "AB": ("甲乙",)}) == {
        "AB": ("甲乙",),
        "GF": ("Governance Forum", "善治论坛", "治理论坛", "管治论坛"),
        "GFs": ("Governance Forum", "治理论坛", "管治论坛"),
    }
