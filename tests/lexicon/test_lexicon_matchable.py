"""Which texts no passage can ever hold, decided by the project's own repairs and conversion."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import STOP, KeptWarnings
from pipeline.lexicon import matchable
from pipeline.lexicon.load import load_lexicon
from pipeline.lexicon.matchable import unmatchable
from pipeline.lexicon.reading import SHIPPED_FOLDER, read_text
from pipeline.normalise.script.signs import traditional_only


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("互联\u2f79", "repairs (radicals) make it '互联网'", id="Kangxi radical"),
        pytest.param("\u2ed3期", "repairs (radicals) make it '长期'", id="supplement radical"),
        pytest.param("ＡＩ治理", "make it 'AI治理'", id="full-width letters"),
        pytest.param("５Ｇ", "make it '5G'", id="full-width letter and digit"),
        pytest.param("\uf9e9程碑", "make it '里程碑'", id="compatibility ideograph"),
        pytest.param("网\u200b络", "repairs (invisible_characters) make it '网络'", id="zero-width space"),
        pytest.param("\ufeff网络", "make it '网络'", id="byte-order mark inside the file"),
        pytest.param("国家,区域", "repairs (halfwidth_marks) make it '国家，区域'", id="half-width comma"),
        pytest.param("国家(地区)", "make it '国家（地区）'", id="half-width brackets"),
        pytest.param("网络 安全", "repairs (spaces_in_chinese) make it '网络安全'", id="blank between characters"),
        pytest.param("网络\u3000安全", "make it '网络安全'", id="full-width blank"),
        pytest.param("Web\u00a03.0", "repairs (odd_spaces) make it 'Web 3.0'", id="no-break space"),
        pytest.param("\u200b", "repairs take it out", id="nothing but a zero-width space"),
        pytest.param(
            "網際網路", "Traditional characters, and passages are converted to Simplified ones: write '网际网路'"
        ),
        pytest.param("今後", "write '今后'", id="Traditional, though in the encoding of Simplified text"),
        pytest.param("电腦", "write '电脑'", id="one Traditional character"),
        pytest.param("互联网\u2028治理", "without the line break", id="line separator"),
        pytest.param("igf@un.org", "holds an address", id="mail address"),
        pytest.param("信箱igf@un.org", "holds an address", id="an address and more"),
        pytest.param("https://intgovforum.org/", "holds an address", id="web address"),
    ],
)
def test_texts_that_no_passage_can_hold(text: str, said: str) -> None:
    why = unmatchable(text)
    assert why is not None
    assert said in why


@pytest.mark.parametrize(
    "text",
    [
        *(
            "互联网",
            "AI",
            "5G",
            "IPv6",
            "WSIS+20",
            "Web 3.0",
            "COVID-19",
            ".中国",
            "T恤",
            "e-commerce",
            "A/B测试",
            "C++",
        ),
        *("Internet Governance Forum", "U.S.", "e.g.", "G20", "TCP/IP", "Q&A", "don’t", "café"),
        *("国家、区域和青年倡议", "“一带一路”", "《突尼斯议程》", "信息社会世界峰会（日内瓦）", "70%", "3.5", "1,000"),
        # Traditional and Simplified text have these characters in words of their own; 么 and 后 are usual Simplified.
        *("哪吒", "捱过", "乾坤", "皇后", "什么", "著作权", "干净", "镕", "囧", "芈"),
        "\U00020000",  # an ideograph beyond the basic plane
        "网 IGF",  # a blank between scripts stays
        "，",
        "-",
    ],
)
def test_texts_that_can_stand_in_a_passage(text: str) -> None:
    assert unmatchable(text) is None


def test_what_is_to_be_written_instead_can_stand_in_a_passage() -> None:
    for text in ("互联\u2f79", "ＡＩ治理", "国家,区域", "网络 安全", "網際網路"):
        why = unmatchable(text)
        assert why is not None
        becomes = why.split("'")[1]
        assert unmatchable(becomes) is None


@given(st.text(st.sampled_from("网络治理国际AIg5 2"), min_size=1, max_size=12))
def test_the_quick_look_agrees_with_the_repairs(text: str) -> None:
    if matchable._PLAIN.fullmatch(text):
        assert all(becomes == text for becomes, _ in (matchable._mended(*context) for context in _in_contexts(text)))


def _in_contexts(text: str) -> list[tuple[str, str, str]]:
    return [(before, text, after) for before, after in matchable._CONTEXTS]


def test_only_these_characters_of_the_mainlands_encoding_are_traditional() -> None:
    traditional = traditional_only().pattern[1:-1]
    in_encoding = {character for character in traditional if character.encode("gb2312", "ignore")}
    assert in_encoding == matchable._TRADITIONAL_IN_GB2312 | matchable._SIMPLIFIED_TOO


def test_every_shipped_word_can_stand_in_a_passage() -> None:
    faults = KeptWarnings()
    lexicon = load_lexicon(None, faults)
    assert faults.warnings == []
    words = [variant.text for concept in lexicon.concepts for variant in concept.variants]
    words += [term.text for term in lexicon.terms]
    words += [*lexicon.stopwords, *lexicon.modals, *lexicon.prefixes, *lexicon.glosses, *lexicon.expansions]
    words += [name for names in lexicon.expansions.values() for name in names]
    assert {word: why for word in sorted(words) if (why := unmatchable(word))} == {}


@pytest.mark.parametrize("path", sorted(SHIPPED_FOLDER.iterdir()), ids=lambda path: path.name)
def test_shipped_files_have_no_trace_of_an_editor(path: Path) -> None:
    text = path.read_bytes().decode()
    assert text == read_text(path, STOP)
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    lines = [line for line in text.split("\n") if line and not line.startswith("#") and path.suffix != ".toml"]
    assert len(lines) == len(set(lines))
