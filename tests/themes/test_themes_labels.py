"""Label terms: log-odds worked by hand, and names that no two themes share."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.bags import Units
from pipeline.themes.labels import numbered, typical_terms, unique_names, without_overlap

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
