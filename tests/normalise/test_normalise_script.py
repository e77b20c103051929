"""Scripts told apart, passage by passage, and the passages that are given to the converter."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.clean import clean
from pipeline.normalise.script import convert
from pipeline.normalise.script.detect import script_of, script_of_document, scripts_of, traditional_passages
from pipeline.normalise.script.signs import simplified_only, traditional_only
from pipeline.settings import NormaliseSettings

SETTINGS = NormaliseSettings()

# label, comment, text, script
SCRIPTS = [
    ("Simplified", "", "互联网治理论坛", "Hans"),
    ("Traditional", "", "網際網路治理論壇", "Hant"),
    ("no sign", "", "人人平等", "undetermined"),
    ("nothing", "", "", "undetermined"),
    ("Latin", "", "IGF 2018", "undetermined"),
    ("kept in Simplified words", "乾 is 干 elsewhere, 著 着", "乾坤、乾隆、著名、瞭望、慰藉、颠覆", "Hans"),
    (
        "in both scripts",
        "后 里 干 面 台 are words of Traditional text too",
        "王后、里程、干戈、平面、台、只、才",
        "undetermined",
    ),
    ("in use in Taiwan and Hong Kong", "", "群峰、秘密、床、雇、恒生", "undetermined"),
    ("於 in a short bullet", "Simplified text has it in names alone", "基於人的需要", "Hant"),
    ("partners", "", "合作夥伴", "Hant"),
    ("Simplified names a Traditional book", "a tie says nothing", "《國富论》", "undetermined"),
    ("Simplified names a person", "the majority decides", "研究者錢穆认为", "Hans"),
    ("one character mentioned", "", "「臺」字", "undetermined"),
    ("one character mentioned, Simplified around", "", "“臺”字的写法", "Hans"),
    ("Traditional mentions a Simplified one", "", "「体」字的寫法", "Hant"),
    ("a Traditional quotation of a word", "more than one character is text", "「臺灣」", "Hant"),
    ("short", "6 characters", "保護個資安全", "Hant"),
    ("short", "6 characters", "保护数据安全", "Hans"),
]


@pytest.mark.parametrize(("label", "comment", "text", "script"), SCRIPTS)
def test_script_of(label: str, comment: str, text: str, script: str) -> None:
    assert script_of(text) == script


def test_no_character_belongs_to_both_scripts() -> None:
    traditional, simplified = set(traditional_only().pattern[1:-1]), set(simplified_only().pattern[1:-1])
    assert not traditional & simplified
    assert len(traditional) > 3000
    assert len(simplified) > 2000
    assert not (traditional | simplified) & set("着著后里干面台只才乾人中文")


@pytest.mark.parametrize(
    ("comment", "passages", "scripts"),
    [
        ("its neighbours agree", ("網絡", "人人", "治理與發展"), "Hant Hant Hant"),
        ("its only neighbour", ("人人", "网络"), "Hans Hans"),
        ("between the two: most of the document", ("網絡", "人人", "网络", "发展", "平等"), "Hant Hans Hans Hans Hans"),
        ("between the two: most of the document", ("網絡", "論壇", "人人", "网络"), "Hant Hant Hant Hans"),
        ("at a tie: Hans", ("網絡", "人人", "网络"), "Hant Hans Hans"),
        ("nothing shows anything", ("人人", "平等"), "undetermined undetermined"),
        ("one mention does not show", ("网络", "「臺」字", "发展"), "Hans Hans Hans"),
    ],
)
def test_a_passage_without_a_sign_takes_the_script_around_it(
    comment: str, passages: tuple[str, ...], scripts: str
) -> None:
    assert scripts_of(passages) == scripts.split()


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("互联网\n人人", "Hans"),
        ("網際網路\n人人", "Hant"),
        ("互联网\n網際網路", "mixed"),
        ("人人", "undetermined"),
        ("網際網路與互联", "Hant"),
        ("网络\n「臺」字", "Hans"),
    ],
)
def test_script_of_a_document(text: str, script: str) -> None:
    assert script_of_document(text) == script


def test_only_traditional_passages_are_found() -> None:
    text = "什么是互联网\n網際網路與治理\n人人\n《國》说明\n「臺」字"
    assert traditional_passages(text) == [(7, "網際網路與治理")]


def test_a_passage_of_common_characters_is_not_given_away_among_traditional_ones() -> None:
    assert scripts_of(["網際網路", "程式", "發展"]) == ["Hant"] * 3
    assert traditional_passages("網際網路\n程式\n發展") == [(0, "網際網路"), (8, "發展")]


SIMPLIFIED = st.lists(
    st.sampled_from(["互联网治理", "什么", "乾隆", "著名", "慰藉", "后来", "里程", "干部", "台湾", "，", "。\n", "\n", " IGF ", "12"])
    | st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=6),
    max_size=30,
).map(lambda parts: traditional_only().sub("", "".join(parts)))  # fmt: skip


def refuse(*_: object) -> None:
    raise AssertionError("Simplified text was given to the converter")


def test_text_without_a_traditional_character_never_reaches_the_converter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "shipped_converter", refuse)

    @given(SIMPLIFIED)
    def check(text: str) -> None:
        assert not traditional_passages(text)
        assert not any(original for original in clean(text, (), SETTINGS, region="cn").originals)

    check()


def test_a_text_in_which_nothing_changes_is_the_same_object(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "shipped_converter", refuse)
    text = "".join(("互联网治理", "什么是干部"))
    assert clean(text, (), SETTINGS).rewriting.text is text


def test_a_simplified_passage_beside_traditional_ones_is_not_converted() -> None:
    texts = ("什么是乾隆的「臺」字？", "網際網路與後來的發展。", "他后来发现这个问题。")
    cleaned = clean("\n\n".join(texts), (), SETTINGS, region="tw")
    assert cleaned.texts == [texts[0], "互联网与后来的发展。", texts[2]]
    assert cleaned.originals == [None, texts[1], None]
    assert cleaned.script == "mixed"
