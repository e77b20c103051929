"""Each repair as a table: a label, why, the text as received, the text as expected; and texts that must not change."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import doctest
import unicodedata
from collections.abc import Sequence
from importlib import import_module

import pytest

from pipeline.normalise.ledger import Edit, Rewriting
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.radicals import equivalent_ideographs

# repair, label, comment, original, expected
CASES = [
    ("radicals", "kangxi", "⽹ is what PDFs write for 网", "互联\u2f79治理", "互联网治理"),
    ("radicals", "supplement", "⻓ ⻔ ⻘ ⺠ ⻩", "\u2ed3\u2ed4\u2ed8\u2ea0\u2ee9", "长门青民黄"),
    ("radicals", "Simplified door", "户, not the table's 戶", "\u2f3e口和门⼾口", "户口和门户口"),
    ("radicals", "Simplified yellow", "黄, not the table's 黃", "\u2fc8河", "黄河"),
    ("radicals", "Traditional door", "decided by the line's script", "開放政府的門\u2f3e", "開放政府的門戶"),
    ("radicals", "Traditional yellow", "", "\u2fc8金與貿易", "黃金與貿易"),
    ("radicals", "by line", "each line by its own script", "門\u2f3e開\n门\u2f3e开", "門戶開\n门户开"),
    ("radicals", "line without a sign", "then the document decides", "\u2f3e\n開會", "戶\n開會"),
    ("radicals", "script told by radicals", "⾨ is 門, ⻔ is 门", "\u2fa8\u2f3e\n人人\n\u2ed4\u2f3e", "門戶\n人人\n门户"),
    ("radicals", "line without a sign between", "its neighbours decide", "論壇\n\u2f3e口\n開會\n会议", "論壇\n戶口\n開會\n会议"),
    ("radicals", "a Traditional character mentioned", "does not make the line Traditional", "「戶」字即\u2f3e字", "「戶」字即户字"),
    ("radicals", "blue", "青 in both scripts, not 靑", "\u2fad年", "青年"),
    ("radicals", "repetition", "⺀ has no entry in the table", "人\u2e80", "人々"),
    ("radicals", "stays: strokes and description", "no font shares them", "㇀⿰", "㇀⿰"),
    ("radicals", "stays: unassigned", "nobody knows what it meant", "\u2e9a\u2fd6", "\u2e9a\u2fd6"),
    ("compatibility_ideographs", "folded", "聆", "\uf9b0听", "聆听"),
    ("compatibility_ideographs", "supplementary", "丽", "\U0002f800", "丽"),
    ("compatibility_ideographs", "stays: unified", "﨎 is no duplicate", "\ufa0e", "\ufa0e"),
    ("compatibility_ideographs", "stays: NFKC", "only ideographs are normalised", "，（）①㎡％Ａｶﬁ", "，（）①㎡％Ａｶﬁ"),
    ("compatibility_ideographs", "stays: other NFC", "not this rule's business", "e\u0301", "e\u0301"),
    ("invisible_characters", "zero width", "cuts words", "互\u200b联\u200c\u2060网\ufeff", "互联网"),
    ("invisible_characters", "direction", "", "\u200e互\u202a联\u2069网\u200f", "互联网"),
    ("invisible_characters", "control characters", "", "互\x07联\x1f网\x9f", "互联网"),
    ("invisible_characters", "soft hyphen within a line", "", "multi\u00adstakeholder", "multistakeholder"),
    ("invisible_characters", "stays: soft hyphen at a line's end", "layout reads it", "multi\u00ad\nstake", "multi\u00ad\nstake"),
    ("invisible_characters", "joiner between ideographs", "", "互\u200d联", "互联"),
    ("invisible_characters", "stays: joiner of emoji", "one sign", "👩\u200d💻❤\ufe0f\u200d🔥", "👩\u200d💻❤\ufe0f\u200d🔥"),
    ("invisible_characters", "stays: line ends and tabs", "", "互\t联\r\n网\f\v\x85\u2028", "互\t联\r\n网\f\v\x85\u2028"),
    ("variation_selectors", "of ideographs", "", "葛\U000e0100飾\ufe00\ufe01", "葛飾"),
    ("variation_selectors", "stays: of emoji", "", "❤\ufe0f", "❤\ufe0f"),
    ("markup_comments", "comment", "", "<!-- INFO END -->\n第一章", "\n第一章"),
    ("markup_comments", "stays: unclosed", "", "a <!-- b", "a <!-- b"),
    ("markup_comments", "unclosed after a closed one", "", "a<!-- b -->c<!-- d", "ac<!-- d"),
    ("markup_comments", "stays: other tags", "", "<b>互联网</b> -->", "<b>互联网</b> -->"),
    ("spaces_in_chinese", "between ideographs", "", "互联 网 治\u3000理", "互联网治理"),
    ("spaces_in_chinese", "before punctuation", "", "治理 ，即 “互联网” 等", "治理，即“互联网”等"),
    ("spaces_in_chinese", "stays: Chinese and Latin", "kept as one", "在 IGF 2018 年", "在 IGF 2018 年"),
    ("spaces_in_chinese", "stays: Latin with quotes", "“ ” are Latin too", "say “yes” or “no”", "say “yes” or “no”"),
    ("spaces_in_chinese", "stays: ASCII mark", "", "有效? 如果", "有效? 如果"),
    ("odd_spaces", "one plain space", "", "IGF\u00a0\u20092018\u3000年\tX  Y", "IGF 2018 年 X Y"),
    ("odd_spaces", "stays", "", "IGF 2018", "IGF 2018"),
]  # fmt: skip

REPAIRS = {repair.__name__: repair for repair in BEFORE_LAYOUT + AFTER_LAYOUT}


def applied(edits: Sequence[Edit], text: str) -> str:
    rewriting = Rewriting(text)
    rewriting.apply(edits)
    return rewriting.text


@pytest.mark.parametrize(
    ("repair", "label", "comment", "original", "expected"), CASES, ids=[f"{case[0]}: {case[1]}" for case in CASES]
)
def test_repair(repair: str, label: str, comment: str, original: str, expected: str) -> None:
    edits = REPAIRS[repair](original)
    assert applied(edits, original) == expected
    assert all(edit.before == original[edit.start : edit.start + len(edit.before)] for edit in edits)
    assert edits == sorted(edits)
    assert {edit.rule for edit in edits} <= {repair}


@pytest.mark.parametrize("name", sorted(REPAIRS))
def test_every_repair_has_cases_one_of_which_stays_and_an_example_that_runs(name: str) -> None:
    cases = [case for case in CASES if case[0] == name]
    assert any(original == expected for *_, original, expected in cases)
    assert any(original != expected for *_, original, expected in cases)
    module = import_module(f"pipeline.normalise.repairs.{name}")
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_every_assigned_radical_has_an_ideograph(script: str) -> None:
    ideographs = equivalent_ideographs(script)  # type: ignore[arg-type]
    assigned = {chr(code) for code in range(0x2E80, 0x2FE0) if unicodedata.name(chr(code), "")}
    assert set(ideographs) == assigned
    assert len(assigned) == 329  # 115 of the supplement and 214 Kangxi radicals
    assert not assigned & set(ideographs.values())
