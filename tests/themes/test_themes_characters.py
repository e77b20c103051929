"""Units spelt out: which characters a unit has, and that they link messages which share no word."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.characters import spelling, spelt
from pipeline.themes.vectors import message_vectors

SETTINGS = ThemesSettings()


@pytest.mark.parametrize(
    ("label", "characters"),
    [
        ("函数", "函数"),
        ("分布函数", "分布函数"),
        ("常常", "常"),
        ("网", ""),  # one character is the unit itself
        ("IGF", ""),
        ("5G网络", "网络"),
        ("𠀀字", "𠀀字"),  # beyond the basic plane
        ("", ""),
    ],
)
def test_the_characters_of_a_unit(label: str, characters: str) -> None:
    all_labels = ["函数", "分布", "网络", "常字", "𠀀字", label]
    columns = sorted(set("".join(all_labels[:-1])))
    row = spelling(all_labels, SETTINGS).toarray()[-1]
    assert {columns[place] for place in np.flatnonzero(row)} == set(characters)


def test_units_are_counted_with_their_characters() -> None:
    # Columns of the characters in order of code points: 分 U+5206, 函 U+51FD, 数 U+6570 → 函 分 数.
    counts = csr_array(np.array([[2, 0], [1, 1]]))
    spelt_out = spelt(counts, spelling(["函数", "分数"], SETTINGS))
    assert spelt_out.toarray().tolist() == [[2, 0, 2, 0, 2], [1, 1, 1, 1, 2]]


def test_no_unit_has_characters_at_all() -> None:
    counts = csr_array(np.array([[1, 0], [0, 1]]))
    assert spelt(counts, spelling(["IGF", "AI"], SETTINGS)).toarray().tolist() == [[1, 0], [0, 1]]


def test_messages_without_a_common_word_are_near_through_characters() -> None:
    labels = ["函数", "分布函数", "农业", "农村"]
    counts = csr_array(np.eye(4, dtype=np.int64))
    assert not message_vectors(counts, SETTINGS).any()
    cosine = message_vectors(spelt(counts, spelling(labels, SETTINGS)), SETTINGS)
    cosine = cosine @ cosine.T
    assert cosine[0, 1] == pytest.approx(1) == cosine[2, 3]
    assert cosine[0, 2] == pytest.approx(0)


def test_units_are_compared_whole_where_the_settings_say_so() -> None:
    counts = csr_array(np.array([[1, 0], [0, 1]]))
    whole = ThemesSettings(uses_characters=False)
    assert spelt(counts, spelling(["函数", "分数"], whole)).toarray().tolist() == [[1, 0], [0, 1]]
