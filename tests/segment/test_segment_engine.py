"""jieba behind the adapter: its own words where no lexicon speaks, explicit frequencies where one does."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.dictionary import copy_tokenizer, load_tokenizer
from pipeline.segment.engine import JiebaEngine, explicit_frequency
from pipeline.settings import SegmentSettings

SETTINGS = SegmentSettings()
PLAIN = JiebaEngine((), SETTINGS)
RUNS = st.text("网络安全人权益利和平台中国的一了互联不可持续发展管治所考虑AIGF2018", max_size=24)


@given(RUNS)
def test_without_a_lexicon_the_words_are_jiebas(run: str) -> None:
    assert PLAIN.cut(run) == list(load_tokenizer().cut(run))


@given(RUNS.filter(lambda run: not any(character.isascii() for character in run)))
def test_cuts_are_those_of_jieba_without_guessing(run: str) -> None:
    words = load_tokenizer().cut(run, HMM=False)
    assert PLAIN.cuts(run) == list(accumulate(map(len, words), initial=0))


@given(RUNS, st.data())
def test_what_cannot_cross_never_crosses(run: str, data: st.DataObject) -> None:
    """``may_cross`` only saves work: where it says no, the likeliest reading has a cut."""
    position = data.draw(st.integers(0, len(run)))
    if not PLAIN.may_cross(run, position):
        assert position in PLAIN.cuts(run)


@pytest.mark.parametrize(
    ("text", "position", "may"),
    [
        ("和平台", 2, True),
        ("管治所考虑", 2, True),
        ("方对商定", 1, False),
        ("国家，区域", 3, False),
        ("和平", 0, False),
    ],
)
def test_may_cross(text: str, position: int, may: bool) -> None:
    assert PLAIN.may_cross(text, position) is may


def test_hmm_can_be_switched_off() -> None:
    no_guessing = JiebaEngine((), SegmentSettings(hmm=False))
    assert PLAIN.cut("他来到网易杭研大厦") == ["他", "来到", "网易", "杭研", "大厦"]
    assert no_guessing.cut("他来到网易杭研大厦") == ["他", "来到", "网易", "杭", "研", "大厦"]


def test_explicit_frequency_is_the_highest_of_three() -> None:
    tokenizer, low = copy_tokenizer(), SegmentSettings(lexicon_min_frequency=1)
    frequency = tokenizer.FREQ
    # A word of the dictionary keeps its own where that is more than the least one …
    assert explicit_frequency(tokenizer, "和平", SETTINGS) == frequency["和平"] == 7998
    # … a rare one is lifted to it: 管治 stands there with 9 …
    assert frequency["管治"] == 9
    assert explicit_frequency(tokenizer, "管治", SETTINGS) == SETTINGS.lexicon_min_frequency
    # … and a new one is as likely as its parts: 12636 × 43401 / 60101967 = 9.12, so 10.
    assert list(tokenizer.cut("公民社会", HMM=False)) == ["公民", "社会"]
    assert (frequency["公民"], frequency["社会"], tokenizer.total) == (12636, 43401, 60101967)
    assert explicit_frequency(tokenizer, "公民社会", low) == 10


def test_a_frequency_that_a_person_states_is_taken() -> None:
    assert JiebaEngine([("管治", None)], SETTINGS).cuts("管治所考虑") == [0, 2, 3, 5]
    assert JiebaEngine([("管治", 1)], SETTINGS).cuts("管治所考虑") == [0, 1, 3, 5]


def test_the_shared_dictionary_stays_as_it_is() -> None:
    before = len(load_tokenizer().FREQ), load_tokenizer().total
    JiebaEngine([("多利益攸关方", None)], SETTINGS)
    assert (len(load_tokenizer().FREQ), load_tokenizer().total) == before


@pytest.mark.parametrize(
    ("parts", "gives_way"),
    [
        ("尊重|[人权]", True),
        ("[国家主权]|", True),
        ("[新闻]|媒体", True),
        ("自|[主权]", False),  # one character is left: an affix
        ("[竞争]|力", False),
        ("[印度]|尼西亚", False),  # what is left is no word
        ("[人民]|大会堂", False),  # a name: 7,719 times as frequent as by chance
    ],
)
def test_phrases_give_way_and_words_do_not(parts: str, gives_way: bool) -> None:
    start = parts.replace("|", "").index("[")
    end = parts.replace("|", "").index("]") - 1
    word = parts.translate(str.maketrans("", "", "[]|"))
    assert PLAIN.gives_way(word, start, end) is gives_way


def test_the_lift_of_a_phrase_by_hand() -> None:
    frequency, total = load_tokenizer().FREQ, load_tokenizer().total
    assert (frequency["尊重人权"], frequency["尊重"], frequency["人权"]) == (3, 2383, 401)
    lift = 3 * total / (2383 * 401)  # 3 × 60101967 / 955583 = 188.69
    assert 188.6 < lift < 188.7
    for max_lift, gives_way in ((188.6, False), (188.7, True)):
        engine = JiebaEngine((), SegmentSettings(lexicon_max_lift=max_lift))
        assert engine.gives_way("尊重人权", 2, 4) is gives_way
