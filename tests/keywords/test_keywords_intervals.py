"""Intervals of ranks in the table: what is drawn, from how many, and where there is not enough."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tokenised import CORPUS_OF_FIVE, Passage, rows, run_keywords

WORDS = ("治理", "参与", "安全", "发展", "合作", "数据", "隐私", "能力")


def document(seed: int, n_messages: int, section: int = 1) -> list[Passage]:
    """Messages of four of the eight words, another choice in each."""
    return [
        Passage(" ".join(WORDS[(seed * 3 + number * (1 + seed % 3) + step) % 8] for step in range(4)), section=section)
        for number in range(n_messages)
    ]


def keywords(made: Any, scope: str, level: str = "concept") -> list[dict[str, Any]]:
    found = [row for row in rows(made.tables["keywords"]) if (row["scope"], row["level"]) == (scope, level)]
    return sorted(found, key=lambda row: row["rank"])


def drawn_from(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["state"], row["resampling_unit"], row["n_resampling_units"], row["n_resamples"]


def test_several_documents_are_drawn_whole(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {f"d{seed}": document(seed, 6) for seed in range(7)}})
    for level in ("term", "concept"):
        assert {drawn_from(row) for row in keywords(made, "2018", level)} == {("ranked", "document", 7, 500)}
    for row in keywords(made, "2018"):
        assert 1 <= row["rank_low"] <= row["rank_high"] <= len(WORDS)


def test_of_a_document_its_messages_are_drawn(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {f"d{seed}": document(seed, 6) for seed in range(7)}})
    assert {drawn_from(row) for row in keywords(made, "2018/d3")} == {("ranked", "message", 6, 200)}
    assert {drawn_from(row) for row in keywords(made, "2018/d3§1")} == {("ranked", "message", 6, 200)}


def test_a_document_that_is_all_of_its_edition_has_the_editions_intervals(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {"a": document(1, 12)}})
    bounds = [
        [(row["term"], row["rank_low"], row["rank_high"], *drawn_from(row)) for row in keywords(made, scope)]
        for scope in ("2018", "2018/a", "2018/a§1")
    ]
    assert bounds[0] == bounds[1] == bounds[2]
    assert bounds[0][0][-3:] == ("message", 12, 500)


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ((4,), ("not enough evidence", None, 0, 0)),
        ((5,), ("ranked", "message", 5, 500)),
        ((2, 2), ("not enough evidence", None, 0, 0)),
        ((9, 9, 9, 9), ("ranked", "document", 4, 0)),  # enough messages, too few documents to draw from
        ((1, 1, 1, 1, 1), ("ranked", "document", 5, 500)),
    ],
)
def test_where_there_is_not_enough_the_row_says_so(
    tmp_path: Path, documents: tuple[int, ...], expected: tuple[Any, ...]
) -> None:
    corpus = {"2018": {f"d{seed}": document(seed, n) for seed, n in enumerate(documents)}}
    found = keywords(run_keywords(tmp_path, corpus), "2018")
    assert {drawn_from(row) for row in found} == {expected}
    assert {row["rank_low"] is None for row in found} == {row["rank_high"] is None for row in found}
    assert {row["rank_low"] is None for row in found} == {expected[-1] == 0}


def test_sections_are_told_apart(tmp_path: Path) -> None:
    messages = document(1, 6, section=1) + document(2, 3, section=2)
    made = run_keywords(tmp_path, {"2018": {"a": messages}})
    assert {drawn_from(row) for row in keywords(made, "2018/a§1")} == {("ranked", "message", 6, 200)}
    assert {drawn_from(row) for row in keywords(made, "2018/a§2")} == {("not enough evidence", None, 0, 0)}


def test_unmerged_terms_of_parts_have_none(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018": {f"d{seed}": document(seed, 6) for seed in range(7)}})
    without = [
        row for row in rows(made.tables["keywords"]) if row["scope_kind"] != "edition" and row["level"] == "term"
    ]
    assert without
    assert {row["rank_low"] for row in without} == {None}


def test_more_parts_than_asked_for_have_none_but_the_edition_has(tmp_path: Path) -> None:
    corpus = {"2018": {f"d{seed}": document(seed, 6) for seed in range(7)}}
    made = run_keywords(tmp_path, corpus, max_parts=6)
    assert {row["rank_low"] for row in keywords(made, "2018/d1")} == {None}
    assert None not in {row["rank_low"] for row in keywords(made, "2018")}
    assert {row["scope"] for row in rows(made.tables["background_keywords"])} == {"2018"}


def test_the_seed_and_the_number_of_resamples_are_settings(tmp_path: Path) -> None:
    corpus = {"2018": {f"d{seed}": document(seed, 6) for seed in range(7)}}

    def bounds(folder: str, **settings: Any) -> list[tuple[int, int, int]]:
        found = keywords(run_keywords(tmp_path / folder, corpus, **settings), "2018")
        return [(row["rank_low"], row["rank_high"], row["n_resamples"]) for row in found]

    assert bounds("one") == bounds("two")
    assert {n for *_, n in bounds("three", n_resamples=50)} == {50}
    narrow, wide = bounds("four", interval_level=0.5), bounds("one")
    assert sum(high - low for low, high, _ in narrow) < sum(high - low for low, high, _ in wide)
    assert bounds("five", n_resamples=20, resampling_seed=1) != bounds("six", n_resamples=20, resampling_seed=2)


def test_the_interval_of_a_term_of_every_message_is_its_rank(tmp_path: Path) -> None:
    """治理 stands ten times in each message, the rest once: whatever is drawn, it leads."""
    messages = [Passage(" ".join(["治理"] * 10 + [word])) for word in WORDS[1:]]
    first = keywords(run_keywords(tmp_path, {"2018": {"a": messages}}), "2018")[0]
    assert (first["term"], first["rank_low"], first["rank_high"]) == ("治理", 1, 1)


def test_the_background_says_the_same_of_the_scopes(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, CORPUS_OF_FIVE)
    states = {(row["scope"], row["state"]) for row in rows(made.tables["background_keywords"])}
    beside = {(row["scope"], row["state"]) for row in rows(made.tables["keywords"])}
    assert states == beside
    assert ("2018", "ranked") in states
    assert ("2018/a", "not enough evidence") in states
