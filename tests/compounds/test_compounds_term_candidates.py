"""New terms that are proposed, and what is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.compounds.stage import compounds
from pipeline.lexicon.model import Term
from pipeline.settings import CompoundsSettings, NewTermSettings
from pipeline.tables import read_parquet
from tests.conftest import Workspace
from tests.keywords.tokenised import Passage, write_corpus

Rows = list[dict[str, Any]]

STOPWORDS = {"的", "和", "拒绝候选"}
# Words that stand once each: what is met often is met by chance in a text without any others.
FILLER = " ， ".join(chr(0x4E00 + number) for number in range(1000, 1200))

FREE = "甲 碎片 治理 乙 ， 丙 碎片 治理 丁"


def propose(folder: Path, *messages: str, known: tuple[str, ...] = (), **settings: Any) -> Rows:
    """The candidates of one document with these messages, tokens separated by blanks."""
    document = [Passage(tokens) for tokens in (*messages, FILLER)]
    return propose_in(folder, {"2030-sample": {"one": document}}, known, **settings)


def propose_in(
    folder: Path, corpus: dict[str, dict[str, list[Passage]]], known: tuple[str, ...] = (), **settings: Any
) -> Rows:
    read = write_corpus(folder, corpus)
    of_new_terms = {name: settings.pop(name) for name in NewTermSettings.model_fields if name in settings}
    made = compounds(
        **read,
        concepts=(),
        terms=tuple(Term(text) for text in known),
        stopwords=STOPWORDS,
        modals={"必须"},
        settings=CompoundsSettings(**settings, new_terms=NewTermSettings(**of_new_terms)),
    )
    rows: Rows = made.tables["term_candidates"].to_pylist()
    return rows


def terms(rows: Rows) -> list[str]:
    return [row["term"] for row in rows]


def test_a_free_repeated_compound_is_proposed_with_its_figures(tmp_path: Path) -> None:
    (row,) = propose(tmp_path, FREE)
    assert (row["rank"], row["term"], row["parts"], row["line"]) == (1, "碎片治理", "碎片|治理", "碎片治理")
    assert (row["n_occurrences"], row["n_messages"], row["n_documents"]) == (2, 1, 1)
    # Two neighbours once each: 1 bit on both sides. 8 + 200 words: log2(2 · 208 / (2 · 2)) = log2 104 = 6.7004.
    assert (row["left_entropy"], row["right_entropy"], row["pmi"]) == (1.0, 1.0, 6.7)
    # In nothing longer: log2 2 · 2; the score is 2 · 1 · 6.7.
    assert (row["c_value"], row["score"]) == (2.0, 13.4)


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("甲 碎片 治理 乙", "once only"),
        ("甲 碎片 治理 乙 ， 甲 碎片 治理 丁", "always after the same word"),
        ("甲 碎片 治理 乙 ， 丙 碎片 治理 乙", "always before the same word"),
        ("甲 碎片 ， 治理 乙 ， 丙 碎片 ， 治理 丁", "across punctuation"),
        ("甲 碎片 7 治理 乙 ， 丙 碎片 7 治理 丁", "across a number"),
        ("甲 碎片 igf@un.org 治理 乙 ， 丙 碎片 igf@un.org 治理 丁", "across an address"),
        ("甲 碎片 的 治理 乙 ， 丙 碎片 的 治理 丁", "a stop word inside"),
        ("甲 必须 治理 乙 ， 丙 必须 治理 丁", "a modal at the edge"),
        ("甲 积极 治理 乙 ， 丙 积极 治理 丁", "an adverb first"),
        ("甲 各位 专家 乙 ， 丙 各位 专家 丁", "a pronoun first"),
        ("甲 说明 一下 乙 ， 丙 说明 一下 丁", "a numeral last"),
        ("甲 7 治理 乙 ， 丙 7 治理 丁", "a number at the edge"),
        ("甲 人工 智能 乙 ， 丙 人工 智能 丁", "in the dictionary"),
        ("甲 数字 方舟 乙 ， 丙 数字 方舟 丁", "in the lexicon"),
        ("甲 拒绝 候选 乙 ， 丙 拒绝 候选 丁", "rejected by a line in the stop words"),
        ("甲 碎片治理 乙 ， 丙 碎片治理 丁", "one word already"),
        ("甲 ~碎片~ ~治理~ 乙 ， 丙 ~碎片~ ~治理~ 丁", "repeats in brackets are counted nowhere"),
    ],
)
def test_what_is_not_proposed(message: str, reason: str, tmp_path: Path) -> None:
    assert terms(propose(tmp_path, message, known=("数字方舟",))) == []


def test_words_that_meet_as_often_as_by_chance_are_not_proposed(tmp_path: Path) -> None:
    # 碎片 and 治理 stand everywhere: log2(2 · 248 / (22 · 22)) = 0.04 bits.
    apart = " ， ".join(["碎片"] * 20 + ["治理"] * 20)
    assert terms(propose(tmp_path, FREE, apart)) == []


def test_a_shorter_one_gives_way_to_the_longer_one_that_it_only_stands_in(tmp_path: Path) -> None:
    message = "甲 碎片 治理 方舟 乙 ， 丙 碎片 治理 方舟 丁 ， 戊 碎片 治理 方舟 己"
    assert terms(propose(tmp_path, message)) == ["碎片治理方舟"]


def test_occurrences_inside_a_longer_candidate_do_not_count_for_the_shorter(tmp_path: Path) -> None:
    inside = "甲 数字 方舟 协议 乙 ， 丙 数字 方舟 协议 丁 ， 戊 数字 方舟 协议 己"
    rows = propose(tmp_path, inside, "庚 数字 方舟 辛 ， 壬 数字 方舟 癸")
    # log2 3 · 3 = 4.755; log2 2 · (5 - 3/1) = 2.
    assert {row["term"]: row["c_value"] for row in rows} == {"数字方舟协议": 4.755, "数字方舟": 2.0}


def test_a_longer_one_gives_way_to_a_term_with_a_free_neighbour(tmp_path: Path) -> None:
    # 方舟 stands in many other places, so that it follows 碎片治理 by chance: the weakest split is not weak enough.
    alone = [f"{chr(0x5D00 + number)} 碎片 治理 {chr(0x5D80 + number)}" for number in range(12)]
    message = " ， ".join([*alone, "戊 碎片 治理 方舟 己", "庚 碎片 治理 方舟 辛"])
    others = " ， ".join(f"{chr(0x5E00 + number)} 方舟" for number in range(40))
    assert terms(propose(tmp_path, message, others, min_occurrences_per_word=0.5)) == ["碎片治理"]
    assert "碎片治理方舟" in terms(propose(tmp_path, message, others, min_occurrences_per_word=0.5, min_pmi=0.0))


def test_longer_sequences_need_more_occurrences(tmp_path: Path) -> None:
    twice = "甲 碎片 治理 方舟 乙 ， 丙 碎片 治理 方舟 丁"
    assert terms(propose(tmp_path, twice)) == []
    assert terms(propose(tmp_path, twice, min_occurrences_per_word=0.5)) == ["碎片治理方舟"]


def test_the_repeats_have_to_be_in_one_document_and_all_are_counted(tmp_path: Path) -> None:
    once, other = Passage("甲 碎片 治理 乙"), Passage("丙 碎片 治理 丁")
    filler = Passage(FILLER)
    apart = {"2029-first": {"one": [once, filler]}, "2030-second": {"two": [other, filler]}}
    assert terms(propose_in(tmp_path / "apart", apart)) == []
    together = {"2029-first": {"one": [once, filler]}, "2030-second": {"two": [Passage(FREE), filler]}}
    (row,) = propose_in(tmp_path / "together", together)
    assert (row["n_occurrences"], row["n_messages"], row["n_documents"]) == (3, 2, 2)


def test_headings_are_not_counted(tmp_path: Path) -> None:
    document = [Passage("甲 碎片 治理 乙"), Passage("丙 碎片 治理 丁", kind="heading"), Passage(FILLER)]
    assert propose_in(tmp_path, {"2030-sample": {"one": document}}) == []


def test_contexts_are_of_different_messages_in_their_order(tmp_path: Path) -> None:
    around = "一二三四五六七八九 碎片 治理 九八七六五四三二一"
    (row,) = propose(tmp_path, FREE, around, "碎片 治理", "戊 碎片 治理 己", context_characters=8)
    assert row["contexts"] == "甲碎片治理乙，丙碎片治理丁 | …二三四五六七八九碎片治理九八七六五四三二… | 碎片治理"
    assert row["passage_ids"] == "2030-sample/one#001 2030-sample/one#002 2030-sample/one#003"


def test_of_a_text_cut_in_two_ways_the_better_cut_is_listed(tmp_path: Path) -> None:
    rows = propose(tmp_path, FREE, "戊 碎 片治理 己 ， 庚 碎 片治理 辛 ， 壬 碎 片治理 癸")
    assert [(row["term"], row["parts"], row["n_occurrences"]) for row in rows] == [("碎片治理", "碎|片治理", 3)]


def test_only_the_best_are_listed(tmp_path: Path) -> None:
    message = "甲 碎片 治理 乙 ， 丙 碎片 治理 丁 ， 甲 数字 方舟 乙 ， 丙 数字 方舟 丁 ， 戊 数字 方舟 己"
    assert terms(propose(tmp_path, message)) == ["数字方舟", "碎片治理"]
    assert terms(propose(tmp_path, message, max_candidates=1)) == ["数字方舟"]


def test_more_messages_can_be_asked_for(tmp_path: Path) -> None:
    assert terms(propose(tmp_path, FREE, min_messages=2)) == []


@pytest.mark.parametrize("corpus", [{}, {"2030-sample": {"one": [Passage("，")]}}])
def test_not_enough_evidence_is_an_empty_table(corpus: dict[str, dict[str, list[Passage]]], tmp_path: Path) -> None:
    assert propose_in(tmp_path, corpus) == []


def test_the_shipped_message_has_few_candidates_and_each_stands_where_it_says(main_job: Workspace) -> None:
    rows = read_parquet(main_job.outputs / "data/term_candidates.parquet").to_pylist()
    passages = read_parquet(main_job.outputs / "data/passages/2018-paris.parquet")
    text = dict(zip(passages["passage_id"].to_pylist(), passages["text"].to_pylist(), strict=True))
    assert len(rows) < 20  # 26 messages are little evidence
    for row in rows:
        ids, contexts = row["passage_ids"].split(" "), row["contexts"].split(" | ")
        assert len(ids) == len(contexts)
        assert all(context.strip("…") in text[of] for of, context in zip(ids, contexts, strict=True))
        assert all(row["term"] in context for context in contexts)
