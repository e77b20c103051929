"""What prefixes form: joined and adjacent, near misses, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from written import run_collocations

from pipeline.collocations.prefixes import since_when
from pipeline.lexicon.model import Concept, Term, Variant
from tests.keywords.tokenised import Passage

SECURITY = Concept("cybersecurity", "网络安全", "cybersecurity", "issue", (Variant("网络安全", "label"),))


def rows_of(folder: Path, editions: dict[str, Sequence[str]], **given: Any) -> list[dict[str, Any]]:
    corpus = {edition: {"a": [Passage(text) for text in messages]} for edition, messages in editions.items()}
    return run_collocations(folder, corpus, concepts=(SECURITY,), **given)["prefixes"]


@pytest.mark.parametrize(
    ("message", "formed"),
    [
        pytest.param("网络安全", {"网络安全": (1, 0)}, id="a token that begins with it"),
        pytest.param("网络 空间", {"网络空间": (0, 1)}, id="the prefix and a noun"),
        pytest.param("网络空间 和 网络 空间", {"网络空间": (1, 1)}, id="both ways, one word"),
        pytest.param("网络", {}, id="the prefix alone"),
        pytest.param("网络 的 空间", {}, id="a function word between"),
        pytest.param("网络 ， 空间", {}, id="a mark between"),
        pytest.param("网络 打击", {}, id="a verb behind it"),
        pytest.param("网络 碎片化物", {"网络碎片化物": (0, 1)}, id="a word in no dictionary"),
        pytest.param("互联网络 安全", {}, id="a token that only ends in it"),
        pytest.param("数字 鸿沟", {"数字鸿沟": (0, 1)}, id="another prefix of the list"),
        pytest.param("网络 网", {}, id="a single character is no content term"),
    ],
)
def test_what_a_prefix_forms(tmp_path: Path, message: str, formed: dict[str, tuple[int, int]]) -> None:
    rows = rows_of(tmp_path, {"2030-sample": [message]})
    assert {row["word"]: (row["n_joined"], row["n_adjacent"]) for row in rows} == formed
    for row in rows:
        assert row["n_occurrences"] == row["n_joined"] + row["n_adjacent"]
        assert row["prefix"] + row["follower"] == row["word"]


def test_the_longest_prefix_takes_a_token(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, {"2030-sample": ["数字化转型"]}, prefixes=frozenset({"数字", "数字化"}))
    assert [(row["prefix"], row["follower"]) for row in rows] == [("数字化", "转型")]


def test_lexicon_counts_and_passages(tmp_path: Path) -> None:
    messages = ["网络安全 和 网络安全", "网络安全", "网络钓鱼", "网络攻击"]
    rows = rows_of(tmp_path, {"2030-sample": messages}, terms=(Term("网络钓鱼"),))
    found = {row["word"]: row for row in rows}
    assert list(found) == ["网络安全", *sorted(["网络攻击", "网络钓鱼"])]
    one = found["网络安全"]
    assert (one["n_occurrences"], one["n_messages"], one["n_documents"], one["n_messages_edition"]) == (3, 2, 1, 4)
    assert (one["concept"], one["label_en"], one["label_en_source"]) == ("cybersecurity", "cybersecurity", "lexicon")
    assert one["passage_ids"] == "2030-sample/a#001 2030-sample/a#002"
    assert {word: row["is_in_lexicon"] for word, row in found.items()} == {
        "网络安全": True, "网络钓鱼": True, "网络攻击": False,
    }  # fmt: skip


def test_what_is_new_is_new_against_earlier_editions(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, {"2031-b": ["网络安全", "网络攻击"], "2030-a": ["网络安全"], "2032-c": ["网络攻击"]})
    said = {(row["edition"], row["word"]): (row["first_edition"], row["is_new"]) for row in rows}
    assert said == {
        ("2030-a", "网络安全"): ("2030-a", None),
        ("2031-b", "网络安全"): ("2030-a", False),
        ("2031-b", "网络攻击"): ("2031-b", True),
        ("2032-c", "网络攻击"): ("2031-b", False),
    }


def test_an_edition_without_such_words_is_still_an_earlier_one() -> None:
    rows = list(since_when([{"edition": "2031", "word": "网络安全"}], ["2030", "2031"]))
    assert rows == [{"edition": "2031", "word": "网络安全", "first_edition": "2031", "is_new": True}]
