"""Whose wording a text is, and what stands inside it."""

from __future__ import annotations

import pytest
from tokenised import CONCEPTS

from pipeline.keywords.wordings import Wordings
from pipeline.lexicon.model import Concept, NestingRule, Term, Variant


def concept(name: str, *merged: str, near: tuple[str, ...] = ()) -> Concept:
    same = (Variant(text, "same") for text in merged[1:])
    variants = (Variant(merged[0], "label"), *same, *(Variant(text, "near") for text in near))
    return Concept(name, merged[0], name, "issue", variants)


WORDINGS = Wordings(
    (
        concept("security", "安全"),
        concept("network-security", "网络安全", "网络安全问题", near=("网络安全感",)),
        concept("network", "网络", "网"),
        concept("openai", "OpenAI"),
        concept("ai", "AI", "人工智能"),
        concept("ai-governance", "AI治理", "OpenAI治理"),
        concept("developed", "发达国家"),
        concept("least-developed", "最不发达国家", "欠发达国家"),
        concept("africa", "非洲"),
        concept("america", "美洲"),
        concept("african-developed", "美洲发达国家", "大发达国家"),
        concept("echo", "网络对网络", "网网络"),
        concept("india", "印度"),
        concept("indonesia", "印度尼西亚"),
    ),
    (Term("网络安全法"), Term("印度政府"), Term("印度尼西亚政府"), Term("网络"), Term("非洲网络")),
    (NestingRule("*", "不*"), NestingRule("*", "欠*"), NestingRule("印度", "印度尼西亚"), NestingRule("非洲")),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("网络安全", [("network", "网络", 0, 2), ("security", "安全", 2, 4)]),
        ("网络安全感", [("network", "网络", 0, 2), ("security", "安全", 2, 4)]),
        ("网络", []),
        ("安全", []),
        ("AI治理", [("ai", "AI", 0, 2)]),
        ("OpenAI治理", [("openai", "OpenAI", 0, 6)]),
        ("OpenAI", []),
        ("网络对网络", [("network", "网络", 0, 2), ("network", "网络", 3, 5)]),
        ("网网络", [("network", "网", 0, 1), ("network", "网络", 1, 3)]),
        ("最不发达国家", []),
        ("欠发达国家", []),
        ("大发达国家", [("developed", "发达国家", 1, 5)]),
        ("美洲发达国家", [("america", "美洲", 0, 2), ("developed", "发达国家", 2, 6)]),
        ("网络安全法", [("network", "网络", 0, 2), ("network-security", "网络安全", 0, 4), ("security", "安全", 2, 4)]),
        ("印度政府", [("india", "印度", 0, 2)]),
        ("印度尼西亚", []),
        ("印度尼西亚政府", [("indonesia", "印度尼西亚", 0, 5)]),
        ("非洲网络", [("network", "网络", 2, 4)]),
        ("网络安全法草案", []),
        ("", []),
    ],
)
def test_inside(text: str, found: list[tuple[str, str, int, int]]) -> None:
    inner = WORDINGS.inside(text)
    assert [(WORDINGS.concepts[one.concept].id, *one[1:]) for one in inner] == found
    assert all(text[one.start : one.end] == one.wording for one in inner)


def test_a_concept_is_not_nested_in_its_own_longer_wording() -> None:
    assert "network-security" not in {WORDINGS.concepts[one.concept].id for one in WORDINGS.inside("网络安全问题")}


def test_relations() -> None:
    wordings = Wordings(CONCEPTS)
    assert wordings.relation("SH") == "abbreviation"
    assert wordings.is_merged("SH")
    assert not wordings.is_merged("相关人员")
    assert wordings.claimant("相关人员") == wordings.claimant("利益相关者")
    assert wordings.claimant("治理") is None
    assert not wordings.is_merged("治理")


def test_the_order_of_concepts_does_not_matter() -> None:
    assert Wordings(CONCEPTS[::-1]).concepts == Wordings(CONCEPTS).concepts


def test_no_concepts() -> None:
    assert Wordings(()).inside("网络安全") == []
