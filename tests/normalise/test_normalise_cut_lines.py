"""Lines that a program cut after so many characters, or wherever it liked, are joined to passages again."""

from __future__ import annotations

from random import Random

import pytest

from pipeline.normalise.lines import line_ends, n_columns, read_lines
from pipeline.settings import NormaliseSettings
from tests.normalise.faults import mended

SETTINGS = NormaliseSettings()
PASSAGES = [
    "互联网治理论坛（Internet Governance Forum）在自下而上的框架内讨论互联网治理问题，各利益攸关方应当合作，2018年共有12345人"
    "参加了会议，其中来自发展中国家的参与者占百分之四十五，比上一年多，但仍然不够。",
    "与会者认为，必须加强能力建设，弥合数字鸿沟，并保护弱势群体的权利，同时促进跨境数据流动（cross-border data flows）的可信与"
    "安全，避免互联网碎片化，防止网络空间分裂为互不相通的部分。",
    "各国政府、私营部门、民间社会（civil society）和技术界都有责任，为此需要长期、稳定的投入，也需要及时分享有关漏洞和攻击的信息，"
    "并且让青年、妇女和残疾人参与决策。",
] * 3


def cut(passage: str, n: int) -> list[str]:
    return [passage[at : at + n] for at in range(0, len(passage), n)]


def cut_anywhere(passage: str, random: Random) -> list[str]:
    """After 12 to 45 characters, but not in a Latin word, whose halves nothing else would tell."""
    lines, begin = [], 0
    while begin < len(passage):
        end = begin + random.randint(12, 45)
        while end < len(passage) and passage[end - 1].isascii() and passage[end].isascii():
            end += 1
        lines.append(passage[begin:end])
        begin = end
    return lines


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("end", ["\n", " \n", "\r\n"])
@pytest.mark.parametrize("n", [20, 25, 32, 37])
def test_lines_of_so_many_characters_are_joined(n: int, end: str, gap: str) -> None:
    received = gap.join(end.join(cut(passage, n)) for passage in PASSAGES)
    assert mended(received).texts == PASSAGES


def test_what_is_counted_is_told_from_the_lines() -> None:
    in_characters = "\n".join(line for passage in PASSAGES for line in cut(passage, 30))
    assert line_ends(read_lines(in_characters), in_characters, SETTINGS).measure is len
    chinese = ["".join(character for character in passage if not character.isascii()) for passage in PASSAGES]
    in_both = "\n".join(line for passage in chinese for line in cut(passage, 30))
    assert line_ends(read_lines(in_both), in_both, SETTINGS).measure is n_columns


@pytest.mark.parametrize("end", ["\n", " \n"])
@pytest.mark.parametrize("seed", range(5))
def test_lines_of_any_length_are_joined_but_for_ends_of_sentences(seed: int, end: str) -> None:
    random = Random(seed)
    received = "\n\n".join(end.join(cut_anywhere(passage, random)) for passage in PASSAGES)
    assert mended(received).texts == PASSAGES


def test_headings_above_paragraphs_stay_apart() -> None:
    texts = [text for passage in PASSAGES for text in ("能力建设与合作", passage)]
    assert mended("\n".join(texts)).texts == texts
