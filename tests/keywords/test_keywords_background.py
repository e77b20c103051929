"""The ranking against a background, by hand, with what the background does not know."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from tokenised import CORPUS_OF_FIVE, NEWS, Passage, rows, run_keywords

from pipeline.background.model import Background
from pipeline.statistics.keyness import log_likelihood_two_terms


def ranked(made: Any, scope: str) -> list[dict[str, Any]]:
    return [row for row in rows(made.tables["background_keywords"]) if row["scope"] == scope]


def test_hand_worked_reference(tmp_path: Path) -> None:
    found = ranked(run_keywords(tmp_path, CORPUS_OF_FIVE), "2018")
    by_term = {row["term"]: row for row in found}
    # 16 words in messages: 治理 5, 参与 4, 的 2, 利益相关者 by three wordings 3, 数字鸿沟 2; no number, mark, repeat.
    assert {row["n_words"] for row in found} == {16}
    assert {term: row["count"] for term, row in by_term.items()} == {
        "治理": 5,
        "参与": 4,
        "利益相关者": 3,
        "数字鸿沟": 2,
    }
    # Of the concept's wordings 利益攸关方 stands there once, SH as sh three times.
    counts = {term: row["background_count"] for term, row in by_term.items()}
    assert counts == {"治理": 50, "参与": 100, "利益相关者": 4, "数字鸿沟": 0}
    # 治理: 5 of 16 against 50 of 10,000; E = 16·55/10,016 = 0.087859, E' = 54.912141:
    # 2·(5·ln(5/0.087859) + 50·ln(50/54.912141)) = 2·(20.2072 - 4.6855) = 31.043
    assert by_term["治理"]["log_likelihood"] == pytest.approx(31.043, abs=0.001)
    # ½ added: log2((5.5/16.5) / (50.5/10,000.5)) = 6.0446; for 数字鸿沟 log2((2.5/16.5) / (0.5/10,000.5)) = 11.565
    assert by_term["治理"]["log_ratio"] == pytest.approx(6.0446, abs=0.001)
    assert by_term["数字鸿沟"]["log_ratio"] == pytest.approx(11.565, abs=0.001)
    for row in by_term.values():
        assert abs(row["lrc"]) <= abs(row["log_ratio"]) or row["background_count"] == 0
        assert row["log_likelihood_four_terms"] >= abs(row["log_likelihood"]) - 1e-6
    # Out of the background: 2·(2·ln(2/(16·2/10,016))) = 25.755
    assert by_term["数字鸿沟"]["log_likelihood"] == pytest.approx(4 * math.log(10_016 / 16), abs=1e-6)
    assert [row["term"] for row in found] == ["治理", "利益相关者", "数字鸿沟", "参与"]
    assert [row["rank"] for row in found] == [1, 2, 3, 4]
    assert by_term["治理"]["per_million"] == 312_500
    assert by_term["治理"]["background_per_million"] == 5_000
    assert {row["term"] for row in found if not row["is_in_background"]} == {"数字鸿沟"}
    assert {row["n_ranked"] for row in found} == {4}


def test_both_ranks_stand_beside_one_another(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, CORPUS_OF_FIVE)
    in_corpus = {
        (row["scope_kind"], row["scope"], row["term"]): row["rank"]
        for row in rows(made.tables["keywords"])
        if row["level"] == "concept"
    }
    beside = {
        (row["scope_kind"], row["scope"], row["term"]): row["rank_in_corpus"]
        for row in rows(made.tables["background_keywords"])
    }
    assert beside == in_corpus


def test_terms_that_lead_either_ranking_are_kept(tmp_path: Path) -> None:
    found = ranked(run_keywords(tmp_path, CORPUS_OF_FIVE, top_n=1), "2018")
    assert [(row["rank"], row["rank_in_corpus"]) for row in found if 1 in (row["rank"], row["rank_in_corpus"])]
    assert all(1 in (row["rank"], row["rank_in_corpus"]) for row in found)
    parts = run_keywords(tmp_path / "parts", CORPUS_OF_FIVE, top_n_background=2)
    assert all(min(row["rank"], row["rank_in_corpus"]) <= 2 for row in ranked(parts, "2018/a"))
    assert len(ranked(parts, "2018")) == 4


def test_a_term_that_is_rarer_here_comes_last_with_a_measure_below_0(tmp_path: Path) -> None:
    common = Background("common", {"治理": 9_000, "参与": 10}, 10_000, "")
    found = ranked(run_keywords(tmp_path, CORPUS_OF_FIVE, background=common), "2018")
    assert found[-1]["term"] == "治理"
    assert found[-1]["log_likelihood"] < 0
    assert found[-1]["log_ratio"] < 0


def test_ties_go_to_the_term_that_sorts_first(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("乙乙 甲甲 丙丙")]}}
    found = ranked(run_keywords(tmp_path, corpus), "2018")
    assert [row["term"] for row in found] == sorted(["乙乙", "甲甲", "丙丙"])
    assert len({row["log_likelihood"] for row in found}) == 1


def test_every_measure_follows_from_the_counts_in_its_row(tmp_path: Path) -> None:
    import numpy as np

    for row in rows(run_keywords(tmp_path, CORPUS_OF_FIVE).tables["background_keywords"]):
        counts = np.array([row["count"]]), np.array([row["background_count"]])
        expected = log_likelihood_two_terms(*counts, row["n_words"], row["background_size"])[0]
        is_rarer = row["per_million"] < row["background_per_million"]
        assert row["log_likelihood"] == pytest.approx(-expected if is_rarer else expected, abs=1e-6)


def test_coverage_counts_words_distinct_words_and_what_is_ranked(tmp_path: Path) -> None:
    (row,) = rows(run_keywords(tmp_path, CORPUS_OF_FIVE).tables["background_coverage"])
    # Words: 治理 5, 参与 4, 的 2, SH 1, 利益攸关方 1, 利益相关者 1, 数字鸿沟 2; the background knows the first five.
    assert row == {
        "edition": "2018", "background": "news", "background_size": 10_000, "background_note": "an invented one",
        "n_words": 16, "n_words_known": 13, "share_words": 13 / 16,
        "n_distinct": 7, "n_distinct_known": 5, "share_distinct": 5 / 7,
        "n_ranked": 4, "n_ranked_known": 3,
    }  # fmt: skip


def test_an_edition_without_a_word_has_no_share(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": [Passage("2018 ，")]}})
    (row,) = rows(made.tables["background_coverage"])
    assert (row["n_words"], row["share_words"], row["share_distinct"]) == (0, None, None)
    assert rows(made.tables["background_keywords"]) == []


def test_another_edition_changes_no_figure(tmp_path: Path) -> None:
    alone = ranked(run_keywords(tmp_path / "one", CORPUS_OF_FIVE), "2018")
    both = {**CORPUS_OF_FIVE, "2019": {"c": [Passage("治理 治理 数字鸿沟")]}}
    assert ranked(run_keywords(tmp_path / "two", both), "2018") == alone


def test_the_note_says_what_it_is(tmp_path: Path) -> None:
    (row,) = rows(run_keywords(tmp_path, CORPUS_OF_FIVE).tables["background_coverage"])
    assert row["background_note"] == NEWS.note
