"""Characters that nobody can read are counted and named, and stay."""

from __future__ import annotations

import doctest

from pipeline.normalise import unknown_characters as module
from pipeline.normalise.repairs.repair import signs_in
from pipeline.normalise.unknown_characters import unknown_characters
from tests.normalise.test_normalise_stage import normalised

# Private use, a lost character, a code point that Unicode keeps unassigned for ever.
TEXT = "第一段\ue010说明。\n\n第二段\ue010有\ufffd和\ufdd0，以及\ue010。"


def test_the_table() -> None:
    rows = normalised(TEXT)["unknown_characters"]
    assert [(row["code_point"], row["kind"], row["n_occurrences"], row["passage_id"]) for row in rows] == [
        ("U+E010", "private use", 3, "e/d#001"),
        ("U+FDD0", "unassigned", 1, "e/d#002"),
        ("U+FFFD", "lost", 1, "e/d#002"),
    ]
    assert rows[0]["context"] == "第一段\ue010说明。"


def test_they_stay_in_the_text() -> None:
    assert "".join(row["text"] for row in normalised(TEXT)["passages"]) == TEXT.replace("\n", "")


def test_repaired_bullets_and_invisible_characters_are_none() -> None:
    assert normalised("\uf0b7 要点\uf0b7合作\u200b开放。")["unknown_characters"] == []


def test_planes_beyond_the_basic_one() -> None:
    text = "甲\U000f0000乙\U000e0fff丙\U00020000😀"
    assert [(one.character, one.kind) for one in unknown_characters(text, signs_in([text]))] == [
        ("\U000e0fff", "unassigned"),
        ("\U000f0000", "private use"),
    ]


def test_the_example_runs() -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
