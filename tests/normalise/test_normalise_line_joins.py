"""What stands where a line end was: inside words, numbers and addresses, with and without a hyphen."""

from __future__ import annotations

import doctest

import pytest

from pipeline.normalise import line_joins
from pipeline.normalise.clean import clean
from pipeline.normalise.line_joins import LatinWords, join_between
from pipeline.settings import NormaliseSettings

# left and right of the line end, what stands between them
JOINS = [
    ("互联", "网", ""),
    ("论坛", "IGF", ""),
    ("open", "source", " "),
    ("20", "18年", ""),
    ("增长3.", "14％", ""),
    ("共1,", "000人", ""),
    ("第1,", "2条", " "),
    ("在10:", "30开始", ""),
    ("2018-", "2020年", ""),
    ("multi-", "stakeholder", ""),
    ("well -", "known", " "),
    ("见https://www.", "un.org", ""),
    ("见https://www.un", "org.net/x", ""),
    ("see http://un.org", "for more", " "),
    ("igf@un.", "org", ""),
    ("in 2018.", "Then", " "),
    ("（", "IGF", ""),
    ("IGF", ")", ""),
]


@pytest.mark.parametrize(("left", "right", "between"), JOINS, ids=[f"{left}|{right}" for left, right, _ in JOINS])
def test_join(left: str, right: str, between: str) -> None:
    assert join_between(left, right, has_space=False) == between


# the document, left, right, whether the hyphen only divides a word
HYPHENS = [
    ("", "govern-", "ance", True),
    ("", "multistake-", "holder", True),
    ("", "multi-", "stakeholder", False),
    ("multistakeholder", "multi-", "stakeholder", True),
    ("multi-stakeholder multi-stakeholder multistakeholder", "multi-", "stakeholder", False),
    ("on-line on-line", "on-", "line", False),
    ("", "Asia-", "Pacific", False),
    ("", "COVID-", "19", False),
    ("", "2018-", "2020", False),
    ("", "IGF", "论坛", False),
]


@pytest.mark.parametrize(("text", "left", "right", "expected"), HYPHENS)
def test_a_hyphen_that_divides(text: str, left: str, right: str, expected: bool) -> None:
    assert LatinWords(text).is_divided(left, right) is expected


# the document, left, right, whether one word was cut
CUTS = [
    ("a stakeholder", "stake", "holder", True),
    ("", "stake", "holder", False),  # both are words
    ("online, on, on, line, line", "on", "line", False),  # the document has all three
    ("", "gover", "nance", True),
    ("", "open", "source", False),
    ("IGF", "I", "GF", True),
    ("", "IGF", "forum", False),
]


@pytest.mark.parametrize(("text", "left", "right", "expected"), CUTS)
def test_a_word_that_a_line_end_cuts(text: str, left: str, right: str, expected: bool) -> None:
    assert LatinWords(text).is_cut(left, right) is expected


def wrapped(line: str, following: str) -> str:
    """A wrapped paragraph of which one line end stands between two given texts."""
    filling = "各国代表在会上讨论了如何支持这些进程以及怎样把经验介绍给其他的参与者"
    width = 40
    first = filling[: (width - len(line.encode("gbk"))) // 2] + line
    return f"{first}\n{following}{filling[:10]}并且使更多的人受益，\n{filling[:20]}\n{filling[20:30]}。"


@pytest.mark.parametrize(
    ("line", "following", "expected"),
    [
        ("govern-", "ance", "governance"),
        ("gover", "nance", "governance"),
        ("multi-", "stakeholder", "multi-stakeholder"),
        ("open", "source", "open source"),
        ("20", "18年", "2018年"),
        ("约3.", "5亿人", "约3.5亿人"),
    ],
)
def test_words_and_numbers_in_wrapped_text(line: str, following: str, expected: str) -> None:
    (passage,) = clean(wrapped(line, following), (), NormaliseSettings()).texts
    assert expected + "各国代表" in passage


def test_the_examples_run() -> None:
    result = doctest.testmod(line_joins)
    assert result.attempted > 0
    assert result.failed == 0
