"""The score of a text as running Chinese: classes of characters, the list of the most frequent, the sample."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.ingest.commonness import _frequent, commonness, log_probability
from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.normalise.script.signs import character_table

ALL = 10_000

CLASSES = [
    ("the most frequent", "的是國这", -6.4),
    ("Chinese marks", "，。「」", -4.5),
    ("hiragana, half of Japanese", "のは", -6.0),
    ("frequent Hangul", "이다", -5.5),
    ("first level of GB2312 or Big5", "网網涉阐", -8.5),
    ("letters and symbols", "Жαé①％ア", -9.0),
    ("Hangul of the Korean standard", "갉", -9.5),
    ("radicals", "\u2f79\u2ed3", -9.5),
    ("second level", "龢龘", -11.5),
    ("other ideographs, private use, other Hangul", "嘅\U00020000\ue000갂", -13.5),
    ("half-width katakana", "ｱ", -13.5),
    ("never in a text", "\x01\x00\u0378\uffff\U000f0000\u2fd6", -18.0),
]


@pytest.mark.parametrize(("label", "characters", "expected"), CLASSES, ids=[case[0] for case in CLASSES])
def test_a_character_has_the_log_probability_of_its_class(label: str, characters: str, expected: float) -> None:
    assert {character: log_probability(character) for character in characters} == dict.fromkeys(characters, expected)


def test_a_text_has_the_sum_by_hand() -> None:
    # 互 and 网 are of the first level, -8.5; 联 and 的 among the most frequent, -6.4; ， -4.5; "IGF " four times -4.
    score = commonness("互联网的，IGF ", ALL)
    assert score.total == pytest.approx(2 * -8.5 + 2 * -6.4 - 4.5 + 4 * -4.0)
    assert score.mean == pytest.approx((2 * -8.5 + 2 * -6.4 - 4.5) / 5)
    assert score.worst == score.mean


def test_ascii_alone_has_no_mean() -> None:
    assert commonness("IGF 2018\n", ALL) == (9 * -4.0, 0.0, 0.0)
    assert commonness("", ALL) == (0.0, 0.0, 0.0)


def test_the_worst_slice_of_a_long_text_shows_what_the_mean_hides() -> None:
    score = commonness("的" * 3000 + "\ue000" * 400, ALL)
    assert score.worst == pytest.approx(-13.5)
    assert score.mean > -7.5


def test_a_sample_of_a_uniform_text_scores_as_the_whole() -> None:
    text = "的网" * 50_000
    assert commonness(text, 1000) == pytest.approx(commonness(text, 10**6))


def test_the_most_frequent_characters_are_those_of_the_dictionary() -> None:
    counts: Counter[str] = Counter()
    for word, frequency in load_tokenizer().FREQ.items():
        for character in word:
            counts[character] += frequency * ("\u4e00" <= character <= "\u9fff")
    most = [character for character, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:400]]
    traditional = {written for character in most for written in character_table("STCharacters").get(character, ())}
    assert _frequent() == {*most, *traditional}
