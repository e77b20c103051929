"""Candidate compounds that are ranked, and where they stand."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import Any

import pytest

from pipeline.compounds.stage import compounds
from pipeline.lexicon.model import Concept, Term, Variant
from pipeline.segment import context
from pipeline.settings import CompoundsSettings
from tests.keywords.tokenised import Corpus, Passage, rows, write_corpus

# Words that stand once each: what is met often is met by chance in a text without any others.
FILLER = Passage(" ， ".join(chr(0x4E00 + number) for number in range(1000, 1200)))
CONCEPTS = (Concept("ark", "数字方舟", "digital ark", "issue", (Variant("数字方舟", "label"),)),)


def spans(folder: Path, *messages: str | Passage, **settings: Any) -> list[dict[str, Any]]:
    """The compounds of one document with these messages."""
    document = [one if isinstance(one, Passage) else Passage(one) for one in messages]
    return spans_of(folder, {"2030-sample": {"one": [*document, FILLER]}}, **settings)


def spans_of(folder: Path, corpus: Corpus, **settings: Any) -> list[dict[str, Any]]:
    made = compounds(
        **write_corpus(folder, corpus, CONCEPTS),
        concepts=CONCEPTS,
        terms=(Term("协议条款"),),
        stopwords={"的", "拒绝候选"},
        modals={"必须"},
        settings=CompoundsSettings(**settings),
    )
    return rows(made.tables["compounds"])


def counted(found: list[dict[str, Any]]) -> dict[str, int]:
    texts = [row["compound"] for row in found]
    return {text: texts.count(text) for text in texts}


def test_every_place_of_a_compound_is_a_span_of_its_message(tmp_path: Path) -> None:
    found = spans(tmp_path, "甲 碎片 治理 乙", "丙 碎片 治理 ， 碎片 治理")
    assert [(row["passage_id"][-3:], row["start"], row["end"], row["compound"]) for row in found] == [
        ("001", 1, 5, "碎片治理"),
        ("002", 1, 5, "碎片治理"),
        ("002", 6, 10, "碎片治理"),
    ]
    assert {row["document_id"] for row in found} == {"2030-sample/one"}


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("甲 碎片 治理 乙", "once only"),
        ("甲 碎片 ， 治理 乙 ， 丙 碎片 治理 丁", "once beside each other"),
        ("甲 碎片 的 治理 乙 ， 丙 碎片 的 治理 丁", "a stop word inside"),
        ("甲 必须 治理 乙 ， 丙 必须 治理 丁", "a modal"),
        ("甲 7 治理 乙 ， 丙 7 治理 丁", "a number"),
        ("甲 积极 治理 乙 ， 丙 积极 治理 丁", "an adverb first"),
        ("甲 人工 智能 乙 ， 丙 人工 智能 丁", "in the dictionary"),
        ("甲 数字 方舟 乙 ， 丙 数字 方舟 丁", "a wording of the lexicon"),
        ("甲 协议 条款 乙 ， 丙 协议 条款 丁", "a term of the lexicon"),
        ("甲 拒绝 候选 乙 ， 丙 拒绝 候选 丁", "rejected by a line in the stop words"),
        ("甲 碎片治理 乙 ， 丙 碎片治理 丁", "one word already"),
        ("甲 ~碎片~ ~治理~ 乙 ， 丙 ~碎片~ ~治理~ 丁", "repeats in brackets are counted nowhere"),
        ("甲 碎片 治理 方舟 乙 ， 丙 碎片 治理 方舟 丁", "three words twice, and two that stand in these alone"),
    ],
)
def test_what_is_no_candidate(message: str, reason: str, tmp_path: Path) -> None:
    assert spans(tmp_path, message) == []


def test_the_same_words_on_one_side_are_no_matter_for_a_rank(tmp_path: Path) -> None:
    # 的 stands after it each time: no longer compound, but no different neighbours either.
    assert counted(spans(tmp_path, "碎片 治理 的 乙 ， 碎片 治理 的 丁")) == {"碎片治理": 2}


def test_a_compound_that_also_stands_without_the_longer_one_is_kept_beside_it(tmp_path: Path) -> None:
    thrice = "甲 碎片 治理 方舟 ， 丙 碎片 治理 方舟 ， 戊 碎片 治理 方舟"
    assert counted(spans(tmp_path / "inside", thrice)) == {"碎片治理方舟": 3}
    assert counted(spans(tmp_path / "alone", thrice, "庚 碎片 治理 辛")) == {"碎片治理": 4, "碎片治理方舟": 3}


def test_what_some_document_repeats_is_counted_in_every_document_of_the_edition(tmp_path: Path) -> None:
    once, twice = Passage("甲 碎片 治理 乙"), Passage("丙 碎片 治理 丁 ， 戊 碎片 治理 己")
    found = spans_of(tmp_path, {"2030-sample": {"one": [once, FILLER], "two": [twice, FILLER]}})
    assert [row["document_id"][-3:] for row in found] == ["one", "two", "two"]


def test_an_edition_is_decided_without_the_others(tmp_path: Path) -> None:
    once, twice = Passage("甲 碎片 治理 乙"), Passage("丙 碎片 治理 丁 ， 戊 碎片 治理 己")
    corpus = {"2029-first": {"one": [once, FILLER]}, "2030-second": {"two": [twice, FILLER]}}
    assert [row["document_id"] for row in spans_of(tmp_path, corpus)] == ["2030-second/two"] * 2


def test_headings_are_no_messages(tmp_path: Path) -> None:
    heading = Passage("丙 碎片 治理 丁", kind="heading")
    assert spans(tmp_path / "two", "甲 碎片 治理 乙", heading) == []
    assert len(spans(tmp_path / "three", "甲 碎片 治理 乙", heading, "戊 碎片 治理 己")) == 2


def test_words_that_meet_by_chance_are_none(tmp_path: Path) -> None:
    # 碎片 and 治理 stand everywhere: log2(2 · 248 / (22 · 22)) = 0.04 bits.
    apart = " ， ".join(["碎片"] * 20 + ["治理"] * 20)
    message = "甲 碎片 治理 乙 ， 丙 碎片 治理 丁"
    assert spans(tmp_path / "four", message, apart) == []
    assert counted(spans(tmp_path / "none", message, apart, min_pmi=0.0)) == {"碎片治理": 2}


@pytest.mark.parametrize(
    ("setting", "value"), [("max_words", 2), ("min_repeats", 4), ("min_occurrences_per_word", 1.5)]
)
def test_settings_are_obeyed(setting: str, value: float, tmp_path: Path) -> None:
    message = "甲 碎片 治理 方舟 ， 丙 碎片 治理 方舟 ， 戊 碎片 治理 方舟"
    assert "碎片治理方舟" not in counted(spans(tmp_path, message, **{setting: value}))


@pytest.mark.parametrize("corpus", [{}, {"2030-sample": {"one": [Passage("，")]}}, {"2030-sample": {"one": [FILLER]}}])
def test_without_any_there_are_no_rows(corpus: Corpus, tmp_path: Path) -> None:
    assert spans_of(tmp_path, corpus) == []


def test_the_example_of_a_context_runs() -> None:
    assert doctest.testmod(context).failed == 0
