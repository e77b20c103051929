"""Modal words: their classes, what a negation makes of them, what is none, and the rate of a scope by hand."""

from __future__ import annotations

import math

import pytest
from scipy.stats import t

from pipeline.compare.modals import modal_strength_rows
from pipeline.compare.side_text import SideText, side_text
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.modal_classes import CLASSES
from pipeline.settings import KeynessSettings
from pipeline.tables import make
from tests.evaluation.texts import as_partitions, passages

EDITION = "2030-sample"


def text_of(*messages: str) -> SideText:
    with as_partitions(passages(list(messages), EDITION)) as inputs:
        read = inputs["passages"], inputs["tokens"], inputs["vocabulary"]
        return side_text(EDITION, read, {f"{EDITION}/texts"}, load_lexicon(None).modal_classes)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("各国政府必须保护人权。", [("obligation", "必须")]),
        ("平台应该公布规则，也应当解释。", [("recommendation", "应该"), ("recommendation", "应当")]),
        ("平台不应该删除内容。", [("prohibition", "不应该")]),
        ("政府不得削弱加密，禁止监听。", [("prohibition", "不得"), ("prohibition", "禁止")]),
        ("发言不需要许可。", [("exemption", "不需要")]),
        ("学校需要接入，学校可以共享。", [("need", "需要"), ("possibility", "可以")]),
        # 可, 应 and 要 inside other words carry no intent.
        ("可持续发展目标回应主要挑战。", []),
        # A negation counts only right before the word.
        ("不，平台应该解释。", [("recommendation", "应该")]),
    ],
)
def test_the_class_of_each_word(message: str, found: list[tuple[str, str]]) -> None:
    modals = text_of(message).modals
    assert [(CLASSES[number], word) for number, word in zip(modals.of_class, modals.words, strict=True)] == found


def test_a_scope_by_hand() -> None:
    """Two of three messages of 10, 10 and 20 characters have 必须 once: 2 in 40, 500 in 10,000.

    Σ (x - R s)² with R = 0.05 is ½² + ½² + 1² = 1.5; times 3/2 and over (2 + ½)² it is 0.36. A Poisson count's
    1 / 2.5 - 1 / 40.5 = 0.375 is larger and is taken; two degrees of freedom.
    """
    text = text_of("政府必须保护各种人权", "平台必须公布删帖规则", "青年代表参加论坛的筹备工作并在会上发言。")
    assert text.sizes.tolist() == [10, 10, 20]
    rows = modal_strength_rows(EDITION, text, make("passage_themes", []), KeynessSettings(), 6)
    row = next(row for row in rows if row["scope_kind"] == "edition" and row["class"] == "obligation")
    assert (row["n"], row["n_messages"], row["n_scope"], row["n_characters"]) == (2, 2, 3, 40)
    assert (row["rate"], row["unit"], row["words"]) == (500.0, "message", "必须 2")
    reach = math.exp(t.ppf(0.975, 2) * math.sqrt(max(0.36, 1 / 2.5 - 1 / 40.5)))
    assert row["rate_low"] == pytest.approx(2.5 / 40.5 / reach * 10_000, abs=1e-5)
    assert row["rate_high"] == pytest.approx(2.5 / 40.5 * reach * 10_000, abs=1e-5)


def test_sections_and_themes_are_scopes_too() -> None:
    text = text_of("政府必须保护人权。", "平台可以共享规则。")
    place = {
        "passage_id": text.passage_ids[1], "fit": EDITION, "theme_id": f"{EDITION}/theme-1", "centrality_rank": 1,
        "similarity": 1.0, "membership": 1.0, "is_core": True, "standing": "core", "x": 0.0, "y": 0.0,
    }  # fmt: skip
    rows = modal_strength_rows(EDITION, text, make("passage_themes", [place]), KeynessSettings(), 6)
    scopes = [(row["scope_kind"], row["scope"], row["n"]) for row in rows if row["class"] == "obligation"]
    assert scopes == [
        ("edition", EDITION, 1),
        ("section", f"{EDITION}/texts§0", 1),
        ("theme", f"{EDITION}/theme-1", 0),
    ]
    # A single message has no interval.
    assert {row["rate_low"] for row in rows if row["scope_kind"] == "theme"} == {None}
