"""Which list a term stands on."""

from __future__ import annotations

import pytest

from pipeline.keywords.roles import Roles

ROLES = Roles(frozenset({"的", "the", "可以"}), frozenset({"必须"}), min_term_characters=2, min_latin_characters=2)


@pytest.mark.parametrize(
    ("text", "kind", "is_wording", "role"),
    [
        ("治理", "word", False, "content"),
        ("网", "word", False, "short"),
        ("网", "word", True, "content"),
        ("的", "word", False, "stopword"),
        ("可以", "word", True, "stopword"),
        ("必须", "word", False, "modal"),
        ("必须", "word", True, "modal"),
        ("必需", "word", False, "content"),
        ("IGF", "latin", False, "content"),
        ("A", "latin", False, "short"),
        ("The", "latin", False, "stopword"),
        ("Then", "latin", False, "content"),
        ("5G", "latin", True, "content"),
        ("2018", "number", False, "other"),
        ("3.5%", "number", False, "other"),
        ("igf@un.org", "address", False, "other"),
        ("igf@un.org", "address", True, "other"),
        ("，", "punctuation", False, "other"),
        (" ", "space", False, "other"),
        ("三分之二", "word", False, "other"),
        ("第三十二", "word", False, "other"),
        ("二〇一八", "word", False, "other"),
        ("三农", "word", False, "content"),
        ("第三方", "word", False, "content"),
        ("一带一路", "word", False, "content"),
        ("百姓", "word", False, "content"),
    ],
)
def test_role(text: str, kind: str, is_wording: bool, role: str) -> None:
    assert ROLES.of(text, kind, is_wording=is_wording) == role


def test_lengths_come_from_the_settings() -> None:
    longer = Roles(frozenset(), frozenset(), min_term_characters=3, min_latin_characters=1)
    assert longer.of("治理", "word", is_wording=False) == "short"
    assert longer.of("A", "latin", is_wording=False) == "content"
