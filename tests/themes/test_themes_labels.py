"""Label terms: log-odds worked by hand, and names that no two themes share."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Units
from pipeline.themes.labels import frex, numbered, typical_terms, unique_names, without_overlap

TERMS = ("互联网", "儿童", "加密", "隐私")
UNITS = Units(TERMS, (None,) * 4, {})


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


def test_frex_worked_by_hand() -> None:
    # Four listed units: exclusivity ranks 1, 3/4, 1/2, 1/4 and frequency ranks 1/4, 1/2, 1, 1 (the last two tie).
    # 2 / (1 + 4) = 2/5, 2 / (4/3 + 2) = 3/5, 2 / (2 + 1) = 2/3, 2 / (4 + 1) = 2/5; the fifth is not listed.
    z, frequency = np.array([9.0, 3, 2, 1, 50]), np.array([2.0, 4, 5, 5, 9])
    balanced = frex(z, frequency, np.array([True] * 4 + [False]), 0.5)
    assert balanced == pytest.approx([2 / 5, 3 / 5, 2 / 3, 2 / 5, 0], abs=1e-8)
    assert frex(z, frequency, np.array([True] * 4 + [False]), 1.0) == pytest.approx([1, 3 / 4, 1 / 2, 1 / 4, 0])


def test_frex_of_nothing_listed() -> None:
    assert frex(np.array([1.0]), np.array([1.0]), np.array([False]), 0.5).tolist() == [0]


def test_a_frequent_word_goes_before_a_rarer_one_that_is_more_exclusive() -> None:
    # 加密 in three messages of the first theme alone; 互联网 in its five and twice in another; 隐私 in all.
    first = [[1, 0, 1, 1], [1, 0, 1, 1], [1, 0, 1, 1], [1, 0, 0, 1], [1, 0, 0, 1]]
    counts = csr_array(np.array([*first, [2, 1, 0, 1], [0, 1, 0, 1], [0, 1, 0, 1]]))
    themes = np.array([0] * 5 + [1] * 3)
    leading = [
        TERMS[typical_terms(counts, themes, UNITS, ThemesSettings(label_exclusivity=weight))[0][0]]
        for weight in (0.1, 0.5, 1.0)
    ]
    assert leading == ["互联网", "互联网", "加密"]


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
