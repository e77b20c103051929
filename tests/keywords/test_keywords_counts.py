"""From the documents' own numbers to one edition's counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from tokenised import Passage, write_corpus

from pipeline.keywords.concepts import count_distinct
from pipeline.keywords.counts import (
    merge_vocabularies,
    message_counts,
    number_passages,
    number_tokens,
    presence,
    sum_rows,
)

CORPUS = {
    "2018": {
        "a": [Passage("标题 治理", "heading"), Passage("治理 ， 治理 安全"), Passage("IGF ~IGF~")],
        "b": [Passage("安全 IGF", "paragraph"), Passage("治理", "note")],
    }
}


def test_documents_share_one_sorted_vocabulary(tmp_path: Path) -> None:
    parts = write_corpus(tmp_path, CORPUS)
    vocabulary, numbers = merge_vocabularies(parts["vocabulary"].edition("2018"))
    assert vocabulary.texts == ["IGF", "安全", "标题", "治理", "，"]
    assert vocabulary.kinds == ["latin", "word", "word", "word", "punctuation"]
    # Document a numbers IGF 安全 标题 治理 ，; document b numbers IGF 安全 治理.
    assert numbers.tolist() == [0, 1, 2, 3, 4, 0, 1, 3]


def test_messages_by_terms(tmp_path: Path) -> None:
    parts = write_corpus(tmp_path, CORPUS)
    table = parts["passages"].edition("2018")
    passages = number_passages("2018", table)
    vocabulary, tokens = number_tokens(parts["tokens"].edition("2018"), parts["vocabulary"].edition("2018"), table)
    assert passages.message.tolist() == [-1, 0, 1, 2, -1]
    # Columns IGF 安全 标题 治理 ，: the heading, the note, the comma and the repeat in brackets are not counted.
    counts = message_counts(passages, tokens, len(vocabulary.texts))
    assert counts.toarray().tolist() == [[0, 1, 0, 2, 0], [1, 0, 0, 0, 0], [1, 1, 0, 0, 0]]


def test_spans_are_those_of_the_passage_text(tmp_path: Path) -> None:
    parts = write_corpus(tmp_path, CORPUS)
    table = parts["passages"].edition("2018")
    vocabulary, tokens = number_tokens(parts["tokens"].edition("2018"), parts["vocabulary"].edition("2018"), table)
    texts = table.column("text").to_pylist()
    for passage, start, end, term in zip(tokens.passage, tokens.start, tokens.end, tokens.term, strict=True):
        assert texts[passage][start:end] == vocabulary.texts[term]


def test_a_token_of_an_unknown_passage_is_a_bug_that_shows(tmp_path: Path) -> None:
    parts = write_corpus(tmp_path, CORPUS)
    first_rows = parts["passages"].edition("2018").slice(0, 2)
    with pytest.raises(ValueError, match="2018/a#003"):
        number_tokens(parts["tokens"].edition("2018"), parts["vocabulary"].edition("2018"), first_rows)


def test_a_vocabulary_with_a_gap_is_a_bug_that_shows(tmp_path: Path) -> None:
    parts = write_corpus(tmp_path, CORPUS)
    with_gap = parts["vocabulary"].edition("2018").slice(1)
    with pytest.raises(ValueError, match="not numbered"):
        number_tokens(parts["tokens"].edition("2018"), with_gap, parts["passages"].edition("2018"))


def test_rows_are_summed_by_group() -> None:
    counts = csr_array(np.array([[1, 0], [2, 3], [0, 4]]))
    assert sum_rows(counts, np.array([1, 0, 1]), 3).toarray().tolist() == [[2, 3], [1, 4], [0, 0]]
    assert presence(counts).toarray().tolist() == [[1, 0], [1, 1], [0, 1]]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6))))
def test_distinct_items_by_group(pairs: list[tuple[int, int]]) -> None:
    group, item = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    assert count_distinct(group, item, 5).tolist() == [len({i for g, i in pairs if g == at}) for at in range(5)]
