"""Quotes found again: corrected, completed, reworded a little; near misses are not found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.settings import ThemesSettings
from pipeline.themes.quotes import bare, containment, find_quotes

LEAST = ThemesSettings().min_quoted_share
PASSAGES = (
    "互联网治理论坛应当扩大发展中国家利益相关者的参与，使各方都能在讨论中发出自己的声音。",
    "各国政府应当加强网络安全方面的能力建设，并与私营部门和技术界开展合作。",
    "青年人的参与对于论坛的未来非常重要。",
)
QUOTE = PASSAGES[0]


@pytest.mark.parametrize(
    ("label", "quote", "expected"),
    [
        ("as it stands", QUOTE, (0,)),
        ("the first half", QUOTE[:20], (0,)),
        ("other punctuation and blanks", QUOTE.replace("，", ", ").replace("的", " 的 "), (0,)),
        ("with radicals as received", QUOTE.replace("网", "\u2f79"), (0,)),
        ("full-width letters", "论坛（ＩＧＦ）", ()),
        ("one word changed", QUOTE.replace("扩大", "加强"), (0,)),
        ("a clause added", QUOTE.replace("，", "，包括青年人在内，"), (0,)),
        ("another message with the same words", "青年利益相关者在发展中国家的论坛讨论网络安全。", ()),
        ("half of each of two", QUOTE[:20] + PASSAGES[1][:20], ()),
        ("nothing but punctuation", "……", ()),
        ("", "", ()),
    ],
)
def test_found_again(label: str, quote: str, expected: tuple[int, ...]) -> None:
    assert find_quotes([quote], PASSAGES, LEAST) == [expected], label


def test_a_quote_that_stands_twice_is_found_twice() -> None:
    assert find_quotes([QUOTE], (QUOTE, PASSAGES[1], QUOTE + "同上。"), LEAST) == [(0, 2)]


def test_containment_worked_by_hand() -> None:
    # 互联网治理 has the pairs 互联 联网 网治 治理, of which 互联网的治理 lacks 网治.
    assert containment(["互联网治理"], ["互联网的治理", "治理"]).tolist() == [[3 / 4, 1 / 4]]


def test_without_passages_nothing_is_found() -> None:
    assert find_quotes(["互联网"], (), LEAST) == [()]
    assert find_quotes([], PASSAGES, LEAST) == []


# No combining characters: one after a quote would change its last letter.
WORDS = st.text(st.sampled_from("互联网治理论坛的和AIａ２0，。 （\u2f79"), max_size=30)


@given(WORDS, WORDS, WORDS)
def test_a_part_is_always_found(text: str, before: str, after: str) -> None:
    found = find_quotes([text], [before + text + after], LEAST)
    assert found == [(0,)] or len(bare(text)) < 2
