"""Label terms: log-odds worked by hand, and names that no two themes share."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Units
from pipeline.themes.labels import log_odds, numbered, typical_terms, unique_names, without_overlap

TERMS = ("互联网", "儿童", "加密", "隐私")
UNITS = Units(TERMS, (None,) * 4, {})


def test_log_odds_worked_by_hand() -> None:
    inside, outside = np.array([6.0, 2.0, 0.0]), np.array([2.0, 6.0, 0.0])
    # Prior a = 0.5 · 8 = 4 for the first two terms: y + a = 10 and 6, y' + a = 6 and 10, both sums 16.
    # d = ln(10 / 6) - ln(6 / 10) = 2 ln(5/3); z = d / √(1/10 + 1/6).
    expected = 2 * math.log(5 / 3) / math.sqrt(1 / 10 + 1 / 6)
    assert log_odds(inside, outside, 0.5) == pytest.approx([expected, -expected, 0])


def test_frequent_evidence_outranks_rare() -> None:
    # Both stand in the theme alone, the first ten times, the second once.
    z = log_odds(np.array([10.0, 1.0, 20.0]), np.array([0.0, 0.0, 40.0]), 0.1)
    assert z[0] > z[1] > z[2]


def test_typical_terms_leave_words_of_one_message_for_last() -> None:
    counts = csr_array(np.array([
        [1, 0, 1, 5],
        [1, 0, 1, 0],
        [1, 1, 0, 0],
        [1, 2, 0, 0],
    ]))  # fmt: skip
    ranked = typical_terms(counts, np.array([0, 0, 1, 1]), UNITS, ThemesSettings())
    # 隐私 stands five times in the first theme, but in one message; 加密 in two; 儿童 not at all.
    assert [TERMS[unit] for unit in ranked[0]] == ["加密", "互联网", "隐私"]
    assert TERMS[ranked[1][0]] == "儿童"


def test_ties_go_by_label() -> None:
    counts = csr_array(np.array([[1, 0, 1, 1], [1, 0, 1, 1], [1, 1, 0, 0], [1, 1, 0, 0]]))
    ranked = typical_terms(counts, np.array([0, 0, 1, 1]), UNITS, ThemesSettings())
    assert [TERMS[unit] for unit in ranked[0]] == ["加密", "隐私", "互联网"]


@pytest.mark.parametrize(
    ("label", "ranked", "expected"),
    [
        ("different anyway", [[1, 2, 3], [1, 3, 2]], [(1, 2), (1, 3)]),
        ("longer where alike", [[1, 2, 3], [1, 2, 4], [5, 6, 7]], [(1, 2, 3), (1, 2, 4), (5, 6)]),
        ("the same in another order", [[1, 2, 3], [2, 1, 4]], [(1, 2, 3), (2, 1, 4)]),
        ("alike to the end", [[1, 2], [1, 2]], [(1, 2), (1, 2)]),
        ("one runs out", [[1, 2], [1, 2, 3]], [(1, 2), (1, 2, 3)]),
    ],
)
def test_unique_names(label: str, ranked: list[list[int]], expected: list[tuple[int, ...]]) -> None:
    assert unique_names(ranked, 2) == expected, label


def test_a_label_does_not_say_one_thing_twice() -> None:
    labels = ("区域", "区域合作", "国家", "合作", "国")
    assert without_overlap([0, 1, 2, 3, 4], labels) == [0, 2, 3]
    assert without_overlap([1, 0, 3], labels) == [1]


def test_numbered_labels_are_unique() -> None:
    assert numbered(["甲", "乙", "甲", "甲"]) == ["甲", "乙", "甲 (2)", "甲 (3)"]
