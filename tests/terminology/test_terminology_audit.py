"""The audit of a lexicon: what became of each wording, the analysts' own first."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.lexicon.entries import Entry, list_entries
from pipeline.lexicon.model import SHIPPED, Concept, Term, Variant
from pipeline.segment.engine import load_engine
from pipeline.settings import TerminologySettings
from pipeline.tables import read_parquet
from pipeline.terminology.audit import audit_rows, listed, what_is
from pipeline.terminology.occurrences import Occurrences, find_occurrences
from pipeline.terminology.tally import Tally
from tests.conftest import Workspace
from tests.terminology.audited_text import SEGMENT, audited, cut_by_hand

PLAIN = load_engine((), SEGMENT)
TEXTS = [
    "尊重人权，保护个人权益。",
    "侵犯个人权益的，印度尼西亚和印度。",
    "网络安全不是网络，网络安全法是法律。",
    "OpenAI与AI；信息系统和平台。",
    "数据治理写作数据治理。",
]


def test_one_row_a_wording_with_its_outcomes(tmp_path: Path) -> None:
    rows, _ = audited(tmp_path, TEXTS)
    n = {term: tuple(row[f"n_{name}"] for name in ("whole", "inside", "across", "split")) for term, row in rows.items()}
    assert n["人权"] == (1, 0, 2, 0)
    assert n["印度"] == (1, 1, 0, 0)
    assert n["网络"] == (1, 2, 0, 0)
    assert n["AI"] == (1, 0, 0, 0)
    assert n["和平"] == (0, 0, 1, 0)
    assert n["治理"] == (0, 2, 0, 0)
    assert n["主权"] == (0, 0, 0, 0)
    assert {term: row["status"] for term, row in rows.items() if term in ("人权", "和平", "治理", "主权")} == {
        "人权": "used", "和平": "crossed", "治理": "shadowed", "主权": "unused"
    }  # fmt: skip
    assert all(row["n_occurrences"] == sum(n[term]) for term, row in rows.items())


def test_readings_and_examples(tmp_path: Path) -> None:
    rows, crossings = audited(tmp_path, TEXTS)
    assert rows["人权"]["crossings"] == "个人|权益 ×2"
    assert rows["治理"]["inside_terms"] == "数据治理 ×2"
    assert rows["治理"]["inside_kinds"] == "lexicon ×2"
    assert rows["印度"]["inside_kinds"] == "dictionary ×1"
    assert rows["人权"]["whole_passage_ids"] == "evaluation/texts#000001"
    assert rows["人权"]["across_passage_ids"] == "evaluation/texts#000001 evaluation/texts#000002"
    assert rows["治理"]["inside_passage_ids"] == "evaluation/texts#000005"  # a passage is named once
    assert rows["人权"]["split_passage_ids"] is None
    assert [(row["passage_id"][-1], row["start"], row["end"], row["term"]) for row in crossings] == [
        ("1", 8, 10, "人权"), ("2", 3, 5, "人权"), ("4", 14, 16, "和平")
    ]  # fmt: skip
    assert crossings[0]["clause"] == "保护个人权益"
    assert (crossings[0]["reading"], crossings[0]["reading_with_term"]) == ("个人|权益", "个|人权|益")
    assert all(row["score"] > row["score_with_term"] for row in crossings)


def test_only_so_many_readings_and_examples_are_listed(tmp_path: Path) -> None:
    rows, _ = audited(tmp_path, ["和平台。", "和平台。", "人和平台。", "和平原。"], max_examples=1, max_readings=1)
    assert rows["和平"]["crossings"] == "和|平台 ×3、… (1) ×1"
    assert rows["和平"]["across_passage_ids"] == "evaluation/texts#000001"


def test_examples_are_the_first_passages_of_all_documents() -> None:
    tally, number = Tally(1, 3), {"人权": 0}
    for texts in (("人权|人权", "的"), ("人权", "人权", "人权")):
        document = cut_by_hand(*texts)
        tally.add(document, occurrences(document, number))
    assert [name[-1] for name in tally.examples[0, 0]] == ["1", "1", "2"]
    assert tally.n.tolist() == [[5, 0, 0, 0]]


def occurrences(document: object, number: dict[str, int]) -> Occurrences:
    from pipeline.lexicon.match import Matcher

    return find_occurrences(document, Matcher(number), number)  # type: ignore[arg-type]


def test_a_split_is_told_with_its_words() -> None:
    tally, entries = Tally(1, 3), (Entry("互联网治理", None, None, None, SHIPPED),)
    document = cut_by_hand("互联网|治理", "互联|网治理")
    tally.add(document, occurrences(document, {"互联网治理": 0}))
    (row,) = audit_rows(entries, tally, PLAIN, TerminologySettings())
    assert (row["n_split"], row["splits"], row["status"]) == (2, "互联|网治理 ×1、互联网|治理 ×1", "crossed")


def test_what_stands_beside_a_wording_in_the_lexicon(tmp_path: Path) -> None:
    internet = Concept(
        "internet",
        "互联网",
        "Internet",
        "technology",
        (Variant("互联网", "label"), Variant("网", "near", "concepts.toml:3")),
    )
    rows, _ = audited(tmp_path, ["互联网。"], (internet,), (Term("零星"), Term("网", 5, "terms.txt:2"), Term("互联网")))
    assert [
        (row["term"], row["entry"], row["relation"], row["is_shipped"], row["origin"]) for row in rows.values()
    ] == [
        ("互联网", "concept", "label", True, "shipped"),
        ("网", "concept", "near", False, "concepts.toml:3"),
        ("零星", "term", None, True, "shipped"),
    ]


def test_a_line_of_the_analysts_on_a_shipped_wording_is_theirs() -> None:
    internet = Concept("internet", "互联网", "Internet", "technology", (Variant("互联网", "label"),))
    (entry,) = list_entries([internet], [Term("互联网", 7, "terms.txt:2")])
    assert (entry.origin, entry.is_shipped, entry.frequency, entry.concept) == ("terms.txt:2", False, 7, "internet")


@pytest.mark.parametrize(
    ("token", "kind", "expected"),
    [
        ("数据治理", "word", "lexicon"),
        ("AI", "latin", "lexicon"),
        ("COVID-19", "latin", "latin"),
        ("igf@un.org", "address", "address"),
        ("3.5", "number", "number"),
        ("印度尼西亚", "word", "dictionary"),
        ("印度尼", "word", "guessed"),
    ],
)
def test_what_a_longer_token_is(token: str, kind: str, expected: str) -> None:
    assert what_is(token, kind, {"数据治理", "AI"}, PLAIN) == expected


def test_ties_are_listed_by_text() -> None:
    assert listed(Counter({"乙": 1, "甲": 1, "丙": 2}), 9) == "丙 ×2、乙 ×1、甲 ×1"
    assert listed(Counter(), 9) is None


def test_whole_ones_in_messages_are_the_terms_that_are_counted(main_job: Workspace) -> None:
    audit = read_parquet(main_job.outputs / "data/lexicon_audit.parquet").to_pylist()
    counted = {
        row["term"]: row["n_occurrences"] for row in read_parquet(main_job.outputs / "data/terms.parquet").to_pylist()
    }
    assert {row["term"]: row["n_whole_in_messages"] for row in audit if row["n_whole_in_messages"]} == {
        row["term"]: counted[row["term"]] for row in audit if row["term"] in counted
    }


def test_nothing_of_the_2018_message_is_split_and_internet_stands_where_it_is_seen(main_job: Workspace) -> None:
    audit = {row["term"]: row for row in read_parquet(main_job.outputs / "data/lexicon_audit.parquet").to_pylist()}
    assert sum(row["n_split"] for row in audit.values()) == 0
    assert audit["互联网"]["n_occurrences"] == 32
    assert [row["is_shipped"] for row in audit.values()] == sorted(row["is_shipped"] for row in audit.values())
