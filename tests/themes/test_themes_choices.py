"""Choices: what is counted without the stop list and without the lexicon, in the same order of messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from planted_text import LEXICON, planted

from pipeline.settings import SegmentSettings, ThemesSettings
from pipeline.themes.bags import Cut
from pipeline.themes.choices import CHOICES, Choice, can_recut, count_choices, recut
from pipeline.themes.stage import read_text

SETTINGS = ThemesSettings(uses_characters=False)
MESSAGES = [
    ("bullet", ["利益攸关方", "和", "合作", "通过", "必须"]),
    ("bullet", ["利益相关者", "的", "合作", "通过", "应该"]),
    ("heading", ["合作"]),
]


@pytest.fixture
def cut(table_set: Callable[..., Any]) -> Cut:
    read = table_set({"2018-paris/a": MESSAGES})
    return Cut("2018-paris", *(read[name].edition("2018-paris") for name in ("passages", "tokens", "vocabulary")))


def _totals(cut: Cut, choice: Choice) -> list[int]:
    """How often the units stand in the messages, the most frequent first."""
    _, text = read_text([cut], LEXICON, SegmentSettings(), SETTINGS)
    return sorted(text.counts[choice].sum(axis=0).tolist(), reverse=True)


def test_the_published_choice_comes_first_and_each_is_counted(cut: Cut) -> None:
    _, text = read_text([cut], LEXICON, SegmentSettings(), SETTINGS)
    assert tuple(text.counts) == CHOICES
    assert {counts.shape[0] for counts in text.counts.values()} == {2}


def test_without_the_lexicon_wordings_are_apart_and_words_are_cut(cut: Cut) -> None:
    # Two wordings of one concept, 合作 and 通过; without the lexicon 利益 twice, 攸关方 in pieces, 相关者 …
    assert _totals(cut, CHOICES[0]) == [2, 2, 2]
    plain = recut(cut, SegmentSettings())
    assert plain.passages.num_rows == 2
    assert "利益攸关方" not in plain.vocabulary["text"].to_pylist()
    assert {"利益", "合作"} <= set(plain.vocabulary["text"].to_pylist())
    assert len(_totals(cut, Choice(True, False))) > 3


def test_without_the_stop_list_its_words_are_content_and_modals_are_not(cut: Cut) -> None:
    meaning = replace(LEXICON, roles=replace(LEXICON.roles, stopwords={"通过"}))
    counted = count_choices([cut], meaning, SegmentSettings(), SETTINGS)
    assert sorted(counted[Choice(False, True)].counts.sum(axis=0).tolist()) == [2, 2, 2]
    _, text = read_text([cut], meaning, SegmentSettings(), SETTINGS)
    assert sorted(text.counts[Choice(True, True)].sum(axis=0).tolist()) == [2, 2]


def test_messages_are_in_one_order_under_every_choice(table_set: Callable[..., Any]) -> None:
    read = table_set({"2018-paris/a": planted(9, seed=1), "2018-paris/b": planted(4, seed=2)})
    cut = Cut("2018-paris", *(read[name].edition("2018-paris") for name in ("passages", "tokens", "vocabulary")))
    _, text = read_text([cut], LEXICON, SegmentSettings(), SETTINGS)
    # Without the stop list nothing changes here, as its words are too short: so the rows can be compared.
    assert text.counts[CHOICES[1]].toarray().tolist() == text.bag.counts.toarray().tolist()


def test_a_large_text_is_not_cut_again(cut: Cut) -> None:
    few = SETTINGS.model_copy(update={"max_recut_messages": 1})
    assert (can_recut(2, SETTINGS), can_recut(2, few)) == (True, False)
    assert list(count_choices([cut], LEXICON, SegmentSettings(), few)) == [Choice(False, True)]
