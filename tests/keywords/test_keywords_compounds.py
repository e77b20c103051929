"""Candidate compounds are ranked beside terms and concepts."""

from __future__ import annotations

import doctest
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array
from tokenised import Corpus, Passage, rows, run_keywords

from pipeline.keywords import units
from pipeline.keywords.compound_counts import Compounds, count_compounds
from pipeline.keywords.counts import number_passages, number_tokens

FILLER = Passage(" ， ".join(chr(0x4E00 + number) for number in range(1000, 1200)))
CORPUS: Corpus = {
    "2018": {
        "a": [
            Passage("参与 碎片 治理 碎片"), Passage("碎片 治理 ， 碎片 治理"), Passage("碎片 治理 SH", "heading"),
            Passage("碎片 利益攸关方"), FILLER,
        ]
    }
}  # fmt: skip


def ranked(folder: Path, scope: str, level: str = "concept", **settings: Any) -> dict[str, dict[str, Any]]:
    made = run_keywords(folder, CORPUS, with_compounds=True, **settings)
    found = rows(made.tables["keywords"])
    return {row["term"]: row for row in found if (row["scope"], row["level"]) == (scope, level)}


def test_a_compound_by_hand(tmp_path: Path) -> None:
    found = ranked(tmp_path, "2018")
    compound = found["碎片治理"]
    # 3 in 2 of N = 4 messages: 3·(ln(5/3) + 1)·log2 4. The one in the heading is not counted.
    assert compound["tfidf"] == pytest.approx(3 * (math.log(5 / 3) + 1) * 2, abs=1e-6)
    assert (compound["rank"], compound["kind"], compound["count"], compound["document_frequency"]) == (
        1,
        "compound",
        3,
        2,
    )
    assert (compound["n_messages_in_scope"], compound["n_scope"], compound["concept"]) == (2, 4, None)
    # 治理 stands nowhere else; 碎片 stands twice elsewhere, 3 of 5 is less than the share.
    assert compound["stands_for"] == "治理 ×3"
    assert (found["碎片"]["count"], found["碎片"]["kind"]) == (5, "term")
    assert (found["利益相关者"]["count"], found["利益相关者"]["kind"]) == (1, "concept")


def test_words_inside_a_compound_keep_their_counts(tmp_path: Path) -> None:
    found = ranked(tmp_path, "2018", remove_redundant=False)
    assert {name: found[name]["count"] for name in ("碎片治理", "碎片", "治理")} == {
        "碎片治理": 3,
        "碎片": 5,
        "治理": 3,
    }


def test_every_scope_ranks_compounds(tmp_path: Path) -> None:
    for scope, count in (("2018/a", 3), ("2018/a§0", 3)):
        assert ranked(tmp_path / scope.replace("/", "-"), scope)["碎片治理"]["count"] == count
    in_messages = run_keywords(tmp_path, CORPUS, with_compounds=True).tables["passage_keywords"]["2018"].to_pylist()
    found = {row["passage_id"]: row["count"] for row in in_messages if row["term"] == "碎片治理"}
    assert (found["2018/a#001"], found["2018/a#002"]) == (1, 2)


def test_single_words_among_themselves_know_no_compound(tmp_path: Path) -> None:
    found = ranked(tmp_path, "2018", level="term")
    assert "碎片治理" not in found
    assert {row["kind"] for row in found.values()} == {"term"}


def test_a_compound_that_is_one_word_elsewhere_is_one_unit_with_it(tmp_path: Path) -> None:
    corpus = {"2018": {"a": [Passage("碎片 治理 ， 碎片 治理 ， 碎片治理"), FILLER]}}
    found = rows(run_keywords(tmp_path, corpus, with_compounds=True).tables["keywords"])
    (row,) = [row for row in found if (row["scope"], row["level"], row["term"]) == ("2018", "concept", "碎片治理")]
    assert (row["count"], row["kind"]) == (3, "compound")


def test_spans_of_several_files_are_counted_as_one(tmp_path: Path) -> None:
    import pyarrow as pa
    from tokenised import find_compounds, write_corpus

    written = write_corpus(tmp_path, CORPUS)
    spans = find_compounds(tmp_path, written).edition("2018")
    text, tokens, vocabulary = (written[name].edition("2018") for name in ("passages", "tokens", "vocabulary"))
    passages = number_passages("2018", text)
    numbering, numbered = number_tokens(tokens, vocabulary, text)
    both = spans, pa.concat_tables([spans[:1], spans[1:]])
    whole, halves = (count_compounds(one, passages, numbered) for one in both)
    assert whole.texts == halves.texts == ["碎片治理"]
    assert [[numbering.texts[word] for word in words] for words in whole.words.tolist()] == [["碎片", "治理"]]
    assert whole.counts.toarray().tolist() == halves.counts.toarray().tolist() == [[1], [2], [0], [0]]


def test_the_parts_of_compounds_of_different_lengths() -> None:
    words = np.array([[0, 1, 2], [1, 2, -1]], dtype=np.int32)
    compounds = Compounds(["甲乙丙", "乙丙"], csr_array((0, 2)), words)
    numbers, parts = compounds.parts(["甲", "乙", "丙"])
    found = sorted(zip(numbers.tolist(), parts.to_pylist(), strict=True))
    assert found == [(0, "丙"), (0, "乙"), (0, "乙丙"), (0, "甲"), (0, "甲乙"), (1, "丙"), (1, "乙")]


def test_no_compound_has_no_parts() -> None:
    numbers, parts = Compounds([], csr_array((0, 0)), np.empty((0, 0), dtype=np.int32)).parts(["甲"])
    assert (len(numbers), len(parts)) == (0, 0)


def test_the_examples_run() -> None:
    assert doctest.testmod(units).failed == 0
