"""Traditional to Simplified: the overrides as a table, near misses among it, and what holds for any text."""

# ruff: noqa: E501 — a table reads better with one case a line
from __future__ import annotations

import doctest
from importlib import import_module
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.script.convert import (
    library_converter,
    shipped_converter,
    traditional_to_simplified,
    with_overrides,
)
from pipeline.normalise.script.signs import character_table
from pipeline.normalise.script.words import Replacements, read_rules

# label, comment, original, expected
CASES = [
    ("aspect", "着, which Taiwan writes 著", "隨著技術發展，接著討論，這意味著改變", "随着技术发展，接着讨论，这意味着改变"),
    ("aspect", "verbs with 著 of reach", "著手規劃、著眼未來、較著重隱私、沉著、執著", "着手规划、着眼未来、较着重隐私、沉着、执着"),
    ("to write", "stays", "著作權、名著、原著小說、編著、土著", "著作权、名著、原著小说、编著、土著"),
    ("well known", "stays", "著名學者的顯著成果", "著名学者的显著成果"),
    ("near miss", "拿著 | 作業, not 著作", "拿著作業、看著作品、起著作用", "拿着作业、看着作品、起着作用"),
    ("near miss", "看著 | 名單, not 著名", "看著名單", "看着名单"),
    ("near miss", "討論 | 著, not 論著", "討論著這件事", "讨论着这件事"),
    ("near miss", "隨著 | 著作權", "隨著著作權法修正", "随着著作权法修正"),
    ("to make use of", "", "藉這個機會、藉由、憑藉、藉著", "借这个机会、借由、凭借、借着"),
    ("to make use of", "stays in other words", "慰藉、狼藉", "慰藉、狼藉"),
    ("to sink", "", "心情沈重、沈默、沈澱、下筆深沈", "心情沉重、沉默、沉淀、下笔深沉"),
    ("to sink", "a surname and a city stay 沈", "沈副局長到瀋陽", "沈副局长到沈阳"),
    ("a second time", "", "批覆、答覆、司法覆核、覆議", "批复、答复、司法复核、复议"),
    ("to cover, to turn over", "stays", "覆蓋、顛覆、重蹈覆轍", "覆盖、颠覆、重蹈覆辙"),
    ("to plan", "", "計畫、規畫、企畫", "计划、规划、企划"),
    ("to paint", "stays", "畫面、漫畫", "画面、漫画"),
    ("於", "names in the tables that stand in running text by chance", "限於單一來源，於倫敦，於潛在風險", "限于单一来源，于伦敦，于潜在风险"),
    ("於", "a name of the classics stays", "樊於期", "樊於期"),
    ("only", "", "祇是、衹有", "只是、只有"),
    ("the god of the earth", "stays", "神祇", "神祇"),
    ("dry and the first trigram", "", "乾淨、乾燥、乾坤、乾隆", "干净、干燥、乾坤、乾隆"),
    ("call up and the note", "", "徵求、徵調、象徵、魏徵", "征求、征调、象征、魏徵"),
    ("directly", "", "逕行公告", "径行公告"),
    ("names", "昇 is 升 elsewhere", "陳昇、李昇憲，提昇、昇級", "陈昇、李昇宪，提升、升级"),
    ("Hong Kong", "its usual forms", "衞生署、敍述、枱面、綫上、説", "卫生署、叙述、台面、线上、说"),
    ("one for several", "後 后, 裡 里, 麼 么, 週 周, 併 并", "後天、皇后、裡面、公里、什麼、週年、合併", "后天、皇后、里面、公里、什么、周年、合并"),
    ("three for one", "台 檯 颱 臺", "台北、檯面、颱風、舞臺", "台北、台面、台风、舞台"),
    ("two for one", "鬱 餘 剋 準 錶 迴", "憂鬱、剩餘、剋制、標準、手錶、迴避", "忧郁、剩余、克制、标准、手表、回避"),
    ("clear", "瞭", "瞭解、明瞭、瞭望", "了解、明了、瞭望"),
    ("stays", "Simplified text and marks", "互联网治理，什么？IGF 2018", "互联网治理，什么？IGF 2018"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "comment", "original", "expected"), CASES)
def test_conversion(label: str, comment: str, original: str, expected: str) -> None:
    assert shipped_converter().convert(original) == expected


def test_each_run_of_changed_characters_is_one_edit_at_its_place() -> None:
    text = "什么是互联网\n網際網路與治理\n《國》说明"
    rewriting = Rewriting(text)
    rewriting.apply(traditional_to_simplified([(7, "網際網路與治理")]))
    assert rewriting.text == "什么是互联网\n网际网路与治理\n《國》说明"
    assert [(edit.start, edit.before, edit.after) for edit in rewriting.steps[0].edits] == [
        (7, "網際網", "网际网"),
        (11, "與", "与"),
    ]


# Pieces of words, so that words of the tables touch and overlap in every way, and anything else.
_PIECES = st.sampled_from(
    sorted({part for word in character_table("TSPhrases") for part in (word, word[:2], word[-2:], word[0], word[-1])})
)
TEXTS = st.lists(_PIECES | st.sampled_from("著的國與，。 \n「"), max_size=25).map("".join) | st.text(max_size=30)


@settings(max_examples=400)
@example("瞭瞭解藉藉無名乾乾淨淨不瞭解一目瞭然")
@given(TEXTS)
def test_without_overrides_the_result_is_the_librarys(text: str) -> None:
    assert library_converter().convert(text) == LIBRARY.convert(text)


LIBRARY = OpenCC("t2s")


@settings(max_examples=400)
@given(TEXTS)
def test_the_length_stays_and_words_do_not_overlap(text: str) -> None:
    converted = shipped_converter().convert(text)
    assert len(converted) == len(text)
    found = shipped_converter().phrases.find(text)
    assert found == sorted(found)
    assert all(at + len(word) <= after for (at, word), (after, _) in pairwise(found))


def test_what_a_rule_writes_is_not_rewritten() -> None:
    converter = shipped_converter()
    results = [*converter.phrases.words.values(), *converter.characters.values()]
    assert [result for result in results if converter.convert(result) != result] == []


def test_a_long_chain_of_overlapping_words_is_settled_in_order() -> None:
    # 藉藉 can begin at each of these; the leftmost are taken.
    found = Replacements({"藉藉": "藉藉"}).find("藉" * 200_001)
    assert [at for at, _ in found] == list(range(0, 200_000, 2))


@pytest.mark.parametrize(
    ("comment", "words", "text", "found"),
    [
        ("the longest first, wherever it stands", "ab bcd", "abcd", "bcd"),
        ("the leftmost of several", "ab bc", "abc", "ab"),
        ("a blocked word leaves its place to a shorter one", "ab abc cdef", "abcdef", "ab cdef"),
        ("a shorter one within what is left", "a abcd cdefg", "abcdefg", "a cdefg"),
        ("words that touch", "ab cd", "abcd", "ab cd"),
    ],
)
def test_longest_match(comment: str, words: str, text: str, found: str) -> None:
    taken = Replacements(dict.fromkeys(words.split(), "")).find(text)
    assert [word for _, word in taken] == found.split()
    assert all(text[at : at + len(word)] == word for at, word in taken)


def test_no_rule_says_what_the_library_and_the_other_rules_say() -> None:
    library, rules = library_converter(), read_rules("overrides.tsv")
    # A verb with 著 matters by what follows: 隨著 | 作者, not 隨 | 著作 | 者.
    tested = [word for word in rules if len(word) < 2 or not word.endswith("著") or rules[word].endswith("著")]
    idle = [
        word
        for word in tested
        if with_overrides(library, {w: to for w, to in rules.items() if w != word}).convert(word) == rules[word]
    ]
    assert idle == []


def test_a_rule_that_changes_the_length_is_refused() -> None:
    with pytest.raises(ValueError, match="網際網路 → 互联网 changes the length"):
        with_overrides(library_converter(), {"網際網路": "互联网"})


@pytest.mark.parametrize("name", ["detect", "convert", "signs", "vocabulary", "words"])
def test_examples_in_docstrings(name: str) -> None:
    failed, tried = doctest.testmod(import_module(f"pipeline.normalise.script.{name}"))
    assert not failed
    assert tried
