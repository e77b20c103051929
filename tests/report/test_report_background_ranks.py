"""Ranks against a background and intervals of ranks on the page: both rankings, what is not known, too little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Edition, Received, keyword


def against(edition: Edition, rank: int, rank_in_corpus: int, term: str, **columns: Any) -> dict[str, Any]:
    """A row of background_keywords; a count of 0 in the background makes it unknown there."""
    count = columns.pop("background_count", 7)
    return {
        "scope_kind": "edition", "scope": edition.edition, "edition": edition.edition, "background": "news",
        "state": "ranked", "rank": rank, "rank_in_corpus": rank_in_corpus, "n_ranked": 9, "term": term, "kind": "term",
        "concept": None, "label_en": None, "label_en_source": None, "count": 3, "n_words": 40, "per_million": 75_000.0,
        "background_count": count, "background_size": 1_000_000, "background_per_million": float(count),
        "is_in_background": count > 0, "log_likelihood": 60.0 - rank, "log_ratio": 12.5,
        "log_likelihood_four_terms": 60.0, "lrc": 9.5, "n_messages_in_scope": 2,
        "n_scope": 6, **columns,
    }  # fmt: skip


@pytest.fixture
def ranked(received: Received, edition: Edition) -> Received:
    received.whole["background_keywords"] = [
        against(edition, 2, 1, "利益相关者", label_en="stakeholder", label_en_source="lexicon"),
        against(edition, 1, 3, "数字鸿沟", background_count=0),
        against(edition, 3, 2, "数据流动", kind="compound", background_count=0),
        against(edition, 1, 1, "旁支词", scope_kind="document", scope=edition.document_id),
    ]
    received.whole["background_coverage"] = [
        {
            "edition": edition.edition, "background": "news", "background_size": 1_000_000,
            "background_note": "an invented one", "n_words": 40, "n_words_known": 37, "share_words": 0.925,
            "n_distinct": 20, "n_distinct_known": 18, "share_distinct": 0.9, "n_ranked": 9, "n_ranked_known": 8,
        }
    ]  # fmt: skip
    return received


def texts(received: Received, folder: Path) -> tuple[str, str]:
    _, files = received.report(folder)
    return files["index.html"].decode(), files["report.md"].decode().replace("\\", "")


def test_both_ranks_stand_in_the_order_of_the_background(ranked: Received, tmp_path: Path) -> None:
    page, report = texts(ranked, tmp_path)
    start = report.index("| 1 | 3 | 数字鸿沟 ○ |")
    assert (
        start
        < report.index("| 2 | 1 | 利益相关者 | stakeholder | 3 | 75,000 | 7.0 | 58.0 | 12.5 |")
        < (report.index("| 3 | 2 | 数据流动 ‡ ○ |"))
    )
    assert "数字鸿沟</a>&nbsp;○" in page
    assert "旁支词" not in page


def test_coverage_and_what_is_not_known_are_stated(ranked: Received, tmp_path: Path) -> None:
    for text in texts(ranked, tmp_path):
        assert "Of the 40 words of the messages (without numbers, addresses and marks) the background knows 37" in text
        assert "92.5%" in text
        assert "90%" in text
        assert "an invented one" in text
        assert "Leading terms that the background does not know" in text


def set_basis(received: Received, **columns: Any) -> None:
    received.whole["keywords"] = [{**row, **columns} for row in received.whole["keywords"]]


@pytest.mark.parametrize(
    ("columns", "said", "shown"),
    [
        ({}, "there is one document, so its messages (n = 2) were drawn anew", "| 1 | 1–3 |"),
        (
            {"resampling_unit": "document", "n_resampling_units": 9},
            "the documents (n = 9) were drawn anew, as many, with replacement, and ranked 500 times; 95%",
            "| 1 | 1–3 |",
        ),
        (
            {"resampling_unit": "document", "n_resampling_units": 3, "rank_low": None, "rank_high": None},
            "there are too few documents to draw from (n = 3)",
            "| 1 | – |",
        ),
    ],
)
def test_what_intervals_come_from_is_said(
    ranked: Received, tmp_path: Path, columns: dict[str, Any], said: str, shown: str
) -> None:
    set_basis(ranked, **columns)
    page, report = texts(ranked, tmp_path)
    assert said in page
    assert said in report
    assert shown in report


def test_too_few_messages_are_not_ranked(ranked: Received, tmp_path: Path) -> None:
    set_basis(ranked, state="not enough evidence", rank_low=None, rank_high=None, resampling_unit=None)
    page, report = texts(ranked, tmp_path)
    for text in (page, report):
        assert text.count("Not enough evidence to rank anything: messages: 2.") == 2
        assert "Intervals of ranks" not in text
    assert "利益相关者 | stakeholder |" not in report.partition("### ")[0]
    assert "| 2 | 1 | 利益相关者" not in report
    assert "‡" not in report


def test_a_section_with_too_few_messages_is_not_ranked(ranked: Received, edition: Edition, tmp_path: Path) -> None:
    scope = {"scope_kind": "section", "scope": f"{edition.document_id}§1"}
    for state, is_shown in (("ranked", True), ("not enough evidence", False)):
        ranked.whole["keywords"] = [
            *[row for row in ranked.whole["keywords"] if row["scope_kind"] == "edition"],
            keyword(edition, 1, "鸿沟", state=state, **scope),
        ]
        for text in texts(ranked, tmp_path / state):
            assert ("鸿沟" in text.replace("数字鸿沟", "")) is is_shown
            assert ("not enough evidence to rank" in text) is not is_shown


def test_an_edition_without_a_row_says_that_there_is_none(received: Received, tmp_path: Path) -> None:
    _, report = texts(received, tmp_path)
    part = report.partition("Against a background\n")[2].partition("### ")[0]
    assert "There is no keyword to rank." in part
