"""How alike wordings are written, and what tells siblings from variants."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terminology.blocking import regional_forms
from pipeline.terminology.contrasts import are_siblings
from pipeline.terminology.forms import (
    abbreviation_keys,
    differing_parts,
    edit_distance,
    is_inner_omission,
    latin_key,
    one_off_keys,
    singular,
)

SHORT = st.text(alphabet="网络安全", max_size=5)


def by_definition(a: str, b: str) -> int:
    """The recursion of the optimal string alignment distance, written down as it is defined."""

    @cache
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        least = [distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (a[i - 1] != b[j - 1])]
        if i > 1 and j > 1 and a[i - 2 : i] == b[j - 1] + b[j - 2]:
            least.append(distance(i - 2, j - 2) + 1)
        return min(least)

    return distance(len(a), len(b))


@given(SHORT, SHORT)
def test_the_edit_distance_is_that_of_its_definition(a: str, b: str) -> None:
    assert edit_distance(a, b) == by_definition(a, b) == edit_distance(b, a)


@given(SHORT, st.integers(0, 4), st.sampled_from("网络安全人"))
def test_texts_one_character_apart_share_a_key(text: str, place: int, character: str) -> None:
    keys = set(one_off_keys(text, n_off=1))
    inserted = text[:place] + character + text[place:]
    replaced = text[:place] + character + text[place + 1 :]
    assert keys & set(one_off_keys(inserted, n_off=1))
    assert keys & set(one_off_keys(replaced, n_off=1))


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("发达国家", "发展中国家", ("达", "展中")),
        ("网络犯罪", "网上犯罪", ("络", "上")),
        ("安全", "网络安全", ("", "网络")),
        ("网络", "网络", ("", "")),
    ],
)
def test_differing_parts(one: str, other: str, parts: tuple[str, str]) -> None:
    assert differing_parts(one, other) == parts


@pytest.mark.parametrize(
    ("long", "short", "is_one"),
    [
        ("世界贸易组织", "世贸组织", True),
        ("科学技术", "科技", True),
        ("常务委员会", "常委会", True),
        ("网络安全", "安全", False),
        ("网络安全", "网络安全", False),
        ("世界贸易组织", "贸易组织", False),
    ],
)
def test_abbreviations_take_from_each_pair_of_characters(long: str, short: str, is_one: bool) -> None:
    assert (short in set(abbreviation_keys(long))) is is_one


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("发展国家", "发展中国家", True),
        ("安全", "网络安全", False),
        ("网络", "网络安全", False),
        ("发达国家", "发展中国家", False),
    ],
)
def test_an_inner_omission_keeps_both_ends(short: str, long: str, is_one: bool) -> None:
    assert is_inner_omission(short, long) is is_one


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("e-commerce", "ecommerce", True),
        ("IPv6", "IPV6", True),
        ("Web 3", "web3", True),
        ("IGF", "IGFs", False),
        ("IPv4", "IPv6", False),
        ("WSIS+10", "WSIS+20", False),
    ],
)
def test_latin_keys(one: str, other: str, is_same: bool) -> None:
    assert (latin_key(one) == latin_key(other)) is is_same


@pytest.mark.parametrize(
    ("word", "one"), [("blockchains", "blockchain"), ("NRIs", "NRIs"), ("news", "news"), ("access", "access")]
)
def test_only_the_plural_of_small_letters_is_taken_off(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("网际网路", ["互联网"]),
        ("資訊", ["资讯", "信息"]),
        ("管治", ["治理"]),
        ("互联网", []),
        ("什么", []),
        ("建立", []),
    ],
)
def test_words_of_other_regions(word: str, forms: list[str]) -> None:
    assert list(regional_forms(word)) == forms


SIBLINGS = [
    ("国内", "国外"), ("上行", "下行"), ("男性", "女性"), ("东部", "西部"), ("进口", "出口"), ("第一届", "第二届"),
    ("三十条", "三十一条"), ("政府组织", "非政府组织"), ("可再生", "不可再生"), ("自上而下", "自下而上"),
    ("省级", "县级"), ("中美关系", "中日关系"), ("5G", "6G"),
]  # fmt: skip
VARIANTS = [
    ("网络犯罪", "网上犯罪"), ("利益攸关方", "利益相关方"), ("发展中国家", "发展国家"), ("账户", "帐户"),
    ("世界卫生组织", "世卫组织"), ("互联网", "网际网路"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SIBLINGS)
def test_siblings(one: str, other: str) -> None:
    assert are_siblings(one, other)
    assert are_siblings(other, one)


@pytest.mark.parametrize(("one", "other"), VARIANTS)
def test_variants_are_no_siblings(one: str, other: str) -> None:
    assert not are_siblings(one, other)
