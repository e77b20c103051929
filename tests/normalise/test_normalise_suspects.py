"""Suspected slips and the decisions that settle them."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

from math import log

import pytest

from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.lexicon.model import Correction
from pipeline.normalise.corrections import correction
from pipeline.normalise.ledger import Edit
from pipeline.normalise.suspects import candidates, log_probability, suspects

AGAIN = "\N{KANGXI RADICAL AGAIN}"  # ⼜, next to ⼝


def test_the_likelier_neighbour_is_proposed() -> None:
    text = "，互联网人又的增长，"
    found = suspects(text, {5: AGAIN}, 24, 2.0)
    assert [(suspect.start, suspect.found, suspect.proposed) for suspect in found] == [(5, "又", "口")]
    # 口 and 厶 are the neighbours; both are weighed, one is likelier.
    assert [candidate.proposed for candidate in candidates(text, {5: AGAIN}, 24)] == ["厶", "口"]


def test_a_right_character_is_not_suspected() -> None:
    assert suspects("人口又增长", {2: AGAIN}, 24, 2.0) == []


def test_probability_of_a_clause_by_hand() -> None:
    tokenizer = load_tokenizer()
    # 人口 is one word of the dictionary and likelier than 人 + 口.
    one_word = log(tokenizer.FREQ["人口"] / tokenizer.total)
    two_words = log(tokenizer.FREQ["人"] / tokenizer.total) + log(tokenizer.FREQ["口"] / tokenizer.total)
    assert log_probability("人口") == pytest.approx(max(one_word, two_words))
    assert one_word > two_words
    assert log_probability("") == 0.0


def decision(found: str, corrected: str, context: str) -> Correction:
    return Correction(found, corrected, context, "", "corrections.tsv:1")


CORRECTIONS = [
    ("in its context", decision("人又", "人口", "网人又的"), "互联网人又的增长", [Edit(3, "人又", "人口", "correction")]),
    ("not elsewhere", decision("人又", "人口", "网人又的"), "有人又的", []),
    ("not across passages", decision("人又", "人口", "网人又的"), "互联网人\n又的", []),
    ("not twice", decision("人", "人口", "网人"), "互联网人口", []),
    ("everywhere", decision("又", "口", "人又"), "人又，人又", [Edit(1, "又", "口", "correction"), Edit(4, "又", "口", "correction")]),
    ("not without the found in its context", decision("人又", "人口", "互联网"), "互联网人又", []),
    ("signs stand for themselves", decision("a.c", "b", "a.c"), "abc", []),
]  # fmt: skip


@pytest.mark.parametrize(("label", "made", "text", "edits"), CORRECTIONS, ids=[case[0] for case in CORRECTIONS])
def test_correction(label: str, made: Correction, text: str, edits: list[Edit]) -> None:
    assert correction(text, made) == edits
