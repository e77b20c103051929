"""TF-IDF by hand, against scikit-learn, and its ranking."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from pipeline.statistics.tfidf import document_frequency, inverse_document_frequency, length_weight, rank_rows, tfidf

# Four messages × three terms: 治理 in every message, 数据 in two, 隐私 in one.
COUNTS = csr_array(np.array([[1, 2, 0], [1, 0, 0], [2, 1, 3], [1, 0, 0]]))


def test_hand_worked_reference() -> None:
    df = document_frequency(COUNTS)
    assert df.tolist() == [4, 2, 1]
    idf = inverse_document_frequency(df, 4)
    # 治理: ln(5/5) + 1 = 1            数据: ln(5/3) + 1 = 0.5108256 + 1       隐私: ln(5/2) + 1 = 0.9162907 + 1
    assert idf == pytest.approx([1.0, 1.5108256, 1.9162907])
    # The scope of all four messages counts 5, 3, 3: 5·1 = 5, 3·1.5108256 = 4.5324769, 3·1.9162907 = 5.7488722;
    # the rare 隐私 comes before the frequent 治理.
    of_scope = tfidf(csr_array(COUNTS.sum(axis=0).reshape(1, -1)), idf)
    assert of_scope.toarray()[0] == pytest.approx([5.0, 4.5324769, 5.7488722])


def test_score_of_a_scope_is_the_sum_over_its_messages() -> None:
    idf = inverse_document_frequency(document_frequency(COUNTS), 4)
    by_message = tfidf(COUNTS, idf).toarray().sum(axis=0)
    assert tfidf(csr_array(COUNTS.sum(axis=0).reshape(1, -1)), idf).toarray()[0] == pytest.approx(by_message)


def test_agrees_with_scikit_learn() -> None:
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = csr_array(np.random.default_rng(7).poisson(0.4, size=(60, 40)))
    reference = TfidfTransformer(norm=None, smooth_idf=True, sublinear_tf=False).fit(counts)
    idf = inverse_document_frequency(document_frequency(counts), 60)
    assert idf == pytest.approx(reference.idf_, abs=1e-12)
    assert tfidf(counts, idf).toarray() == pytest.approx(reference.transform(counts).toarray(), abs=1e-12)


def test_agrees_with_the_vectorizer_on_text() -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    messages = ["互联网 治理 治理", "互联网 安全", "互联网 治理 能力"]
    vectorizer = TfidfVectorizer(analyzer=str.split, norm=None)
    reference = vectorizer.fit_transform(messages).toarray()
    terms = vectorizer.get_feature_names_out().tolist()
    counts = csr_array(np.array([[one.split().count(term) for term in terms] for one in messages]))
    idf = inverse_document_frequency(document_frequency(counts), len(messages))
    assert tfidf(counts, idf).toarray() == pytest.approx(reference, abs=1e-12)


def test_a_stored_zero_is_no_occurrence() -> None:
    stored = csr_array((np.array([0, 2]), np.array([0, 1]), np.array([0, 2])), shape=(1, 2))
    assert document_frequency(stored).tolist() == [0, 1]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_counted(shape: tuple[int, int]) -> None:
    counts = csr_array(shape, dtype=np.int64)
    scores = tfidf(counts, inverse_document_frequency(document_frequency(counts), shape[0]))
    assert scores.shape == shape
    assert len(rank_rows(scores, 5).row) == 0


@given(n_units=st.integers(1, 10_000), data=st.data())
def test_idf_falls_with_document_frequency_and_never_below_one(n_units: int, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.lists(st.integers(0, n_units), min_size=2, max_size=2)))
    rare, common = inverse_document_frequency(np.array([low, high]), n_units)
    assert rare >= common >= 1
    assert common == pytest.approx(math.log((1 + n_units) / (1 + high)) + 1)


def test_ranks_break_ties_by_column_and_stop_at_top_n() -> None:
    scores = csr_array(np.array([[2.0, 3.0, 2.0, 0.0], [0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 9.0]]))
    ranked = rank_rows(scores, 2)
    assert list(zip(*(part.tolist() for part in ranked[:3]), strict=True)) == [
        (0, 1, 1),
        (0, 0, 2),
        (2, 3, 1),
        (2, 0, 2),
    ]
    assert scores.data[ranked.cell].tolist() == [3.0, 2.0, 9.0, 1.0]


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), max_size=6), st.integers(1, 5))
def test_ranks_agree_with_sorting_each_row(table: list[list[int]], top_n: int) -> None:
    scores = csr_array(np.array(table, dtype=float).reshape(-1, 4))
    expected = [
        (row, column, rank)
        for row, cells in enumerate(table)
        for rank, (score, column) in enumerate(
            sorted((-score, column) for column, score in enumerate(cells) if score)[:top_n], start=1
        )
    ]
    ranked = rank_rows(scores, top_n)
    assert list(zip(*(part.tolist() for part in ranked[:3]), strict=True)) == expected


def test_length_weight_by_hand() -> None:
    # log2 of 2, 2, 4, 6 and 6: what has one character weighs as much as what has two, what has seven as what has six.
    assert length_weight(np.array([1, 2, 4, 6, 7]), 6) == pytest.approx([1.0, 1.0, 2.0, 2.5849625, 2.5849625])
