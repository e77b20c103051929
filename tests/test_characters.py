"""What counts as a Chinese character, for every stage alike."""

from __future__ import annotations

import re

import pytest

from pipeline.characters import HAN, HAN_RANGES

CASES = [
    ("\N{CJK UNIFIED IDEOGRAPH-7F51}", True),  # 网
    ("\u9fd6", True),  # added after the last one that jieba knows
    ("\N{KANGXI RADICAL NET}", True),
    ("\N{IDEOGRAPHIC ITERATION MARK}", True),  # 々
    ("\N{IDEOGRAPHIC NUMBER ZERO}", True),  # 〇
    ("\N{CJK COMPATIBILITY IDEOGRAPH-F900}", True),
    ("\U00020000", True),
    ("\U00032000", True),  # plane 3
    ("\N{IDEOGRAPHIC FULL STOP}", False),
    ("\N{IDEOGRAPHIC SPACE}", False),
    ("\N{BOPOMOFO LETTER B}", False),
    ("\N{HIRAGANA LETTER A}", False),
    ("\N{HANGUL SYLLABLE GA}", False),
    ("\N{FULLWIDTH LATIN CAPITAL LETTER A}", False),
    ("\N{WHITE CIRCLE}", False),  # ○, which some write for 〇
    ("\U0001f310", False),  # a globe
    ("\U000e0100", False),
]


@pytest.mark.parametrize(("character", "is_han"), CASES, ids=[f"U+{ord(case[0]):04X}" for case in CASES])
def test_chinese_characters(character: str, is_han: bool) -> None:
    assert (re.fullmatch(f"[{HAN}]", character) is not None) == is_han
    assert (re.fullmatch(f"[^{HAN}]", character) is None) == is_han
    assert any(first <= ord(character) <= last for first, last in HAN_RANGES) == is_han
