"""Characters taken for others that look like them: what is asked of a person, and what is not."""

from __future__ import annotations

from math import log

import pytest

from pipeline.characters import HAN_RANGES
from pipeline.lexicon.dictionary import load_tokenizer
from pipeline.normalise.clean import clean
from pipeline.normalise.look_alikes import RULE, look_alike_suspects, look_alikes, places
from pipeline.settings import NormaliseSettings

SETTINGS = NormaliseSettings()

# label, comment, text, found and proposed
CASES = [
    ("未 as 末", "末来 is no word", "互联网在末来十年的发展", [("末", "未")]),
    ("候 as 侯", "", "车辆在区域内停车等侯的", [("侯", "候")]),
    ("治 as 冶", "", "加强互联网冶理的能力", [("冶", "治")]),
    ("in two places", "", "各国要开展政冶对话和科枝合作", [("冶", "治"), ("枝", "技")]),
    ("first and last character", "a text begins and ends there", "末来\n技木", [("末", "未"), ("木", "术")]),
    ("stays: right", "", "互联网在未来十年的发展，本末倒置，等候治理", []),
    ("stays: another word", "no dictionary can tell", "人口与入口", []),
    ("stays: a common character", "stands alone too often", "两国合作，社合发展", []),
    ("stays: the subject", "a law on dogs", "养犬人应当给犬牌登记。大型犬、小型犬的犬牌、犬龄、犬类，犬只，养犬。", []),
    ("stays: beyond the basic plane", "two units in UTF-16", "\U00020000😀在未来", []),
    ("stays: nothing", "", "", []),
]


@pytest.mark.parametrize(("label", "comment", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_look_alikes(label: str, comment: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = look_alike_suspects(text, SETTINGS.clause_characters, SETTINGS.look_alike_min_gain)
    assert [(suspect.found, suspect.proposed) for suspect in found] == expected
    assert all(text[suspect.start] == suspect.found and suspect.rule == RULE for suspect in found)


def test_a_place_is_found_behind_characters_of_two_units() -> None:
    assert places("\U00020000😀在末来", 5.0) == [3]


def test_the_subject_is_a_slip_where_none_of_its_look_alikes_stands() -> None:
    # A font that writes every 未 as 末: the document has no 未 to tell it from.
    text = "，".join(["末来", "末来的网络", "在末来", "展望末来", "末来十年", "面向末来"])
    assert len(look_alike_suspects(text, 24, 5.0)) == 6


def test_the_promise_by_hand() -> None:
    # 等侯 is no word: ln f(等候) - ln f(等) - ln f(侯) + ln N says whether the place is looked at.
    frequency, total = load_tokenizer().FREQ, sum(load_tokenizer().FREQ.values())
    promise = log(frequency["等候"]) - log(frequency["等"]) - log(frequency["侯"]) + log(total)
    assert places("，等侯，", int(promise)) == [2]
    assert places("，等侯，", int(promise) + 1) == []


def test_the_list_of_look_alikes() -> None:
    basic = next((first, last) for first, last in HAN_RANGES if first == 0x4E00)
    assert len(look_alikes()) > 300
    for character, others in look_alikes().items():
        assert basic[0] <= ord(character) <= basic[1]
        assert others
        assert all(character in look_alikes()[other] for other in others)


def test_a_radical_goes_before_a_look_alike_and_long_documents_are_left_out() -> None:
    text = "互联网在末来十年的发展。"
    short = NormaliseSettings(look_alike_max_characters=len(text) - 1)
    assert [suspect.proposed for suspect in clean(text, (), SETTINGS).suspects] == ["未"]
    assert clean(text, (), short).suspects == []
