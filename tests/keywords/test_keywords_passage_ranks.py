"""Ranks in single messages: the same formula as in larger scopes, redundant keywords left out, some at a time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenised import Passage, run_keywords

from pipeline.keywords import passage_ranks
from pipeline.statistics.tfidf import inverse_document_frequency

CORPUS = {
    "2018-paris": {
        "a": [Passage("治理 治理 数据"), Passage("治理 合作"), Passage("标题 治理", kind="heading")],
        "b": [Passage("数据 数据 数据 合作")],
    }
}


def ranked(folder: Path, **settings: object) -> list[dict[str, object]]:
    made = run_keywords(folder, CORPUS, weigh_length=False, **settings).tables["passage_keywords"]
    return made["2018-paris"].to_pylist()  # type: ignore[no-any-return]


def test_a_message_ranks_by_count_times_idf_of_the_edition(tmp_path: Path) -> None:
    first = [row for row in ranked(tmp_path) if row["passage_id"] == "2018-paris/a#001"]
    # 治理 stands in two of three messages, as does 数据; twice here, and once.
    idf = inverse_document_frequency(np.array([2]), 3)[0]
    assert [(row["rank"], row["term"], row["count"], row["document_frequency"]) for row in first] == [
        (1, "治理", 2, 2),
        (2, "数据", 1, 2),
    ]
    assert [row["tfidf"] for row in first] == pytest.approx([2 * idf, idf], abs=1e-6)
    assert {row["n_messages_edition"] for row in first} == {3}


def test_only_messages_are_ranked(tmp_path: Path) -> None:
    assert {row["passage_id"] for row in ranked(tmp_path)} == {
        "2018-paris/a#001",
        "2018-paris/a#002",
        "2018-paris/b#001",
    }


def test_it_makes_no_difference_how_many_are_ranked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = ranked(tmp_path / "together")
    monkeypatch.setattr(passage_ranks, "_MESSAGES_AT_ONCE", 1)
    assert ranked(tmp_path / "apart") == together


def test_an_edition_without_messages_has_none(tmp_path: Path) -> None:
    made = run_keywords(tmp_path, {"2018-paris": {"a": [Passage("标题", kind="heading")]}}).tables
    assert made["passage_keywords"]["2018-paris"].num_rows == 0
