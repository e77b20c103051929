"""Message vectors: mutual information worked by hand, and what it means for messages."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.vectors import beside, message_vectors, positive_pmi, reduced, scaled, shared_terms

SETTINGS = ThemesSettings()


def test_positive_pmi_worked_by_hand() -> None:
    # Messages {a, b}, {a, b, b}, {c}, {c}: a and b meet in two messages, c never meets them.
    counts = np.array([[1, 1, 0], [1, 2, 0], [0, 0, 1], [0, 0, 1]])
    # Joint counts [[2, 2, 0], [2, 2, 0], [0, 0, 2]]; row sums 4, 4, 2, total 10.
    # pmi(a, a) = pmi(a, b) = ln(2 · 10 / (4 · 4)) = ln 1.25; pmi(c, c) = ln(2 · 10 / (2 · 2)) = ln 5; else 0.
    near, own = math.log(1.25), math.log(5)
    expected = [[near, near, 0], [near, near, 0], [0, 0, own]]
    assert positive_pmi(counts) == pytest.approx(np.array(expected))
    sparse = positive_pmi(csr_array(counts))
    assert not isinstance(sparse, np.ndarray)
    assert sparse.toarray() == pytest.approx(np.array(expected))


def test_what_meets_less_than_by_chance_is_zero_not_negative() -> None:
    rng = np.random.default_rng(0)
    assert positive_pmi(rng.integers(0, 2, (30, 12)) + np.eye(30, 12, dtype=int)).min() == 0


def test_messages_without_a_common_word_are_near_through_a_third() -> None:
    # 0 has {a, b}, 1 has {b, c}, 2 has {c, d}; 3 and 4 have {e, f}: 0 and 2 share no word with each other.
    counts = np.array([
        [1, 1, 0, 0, 0, 0],
        [0, 1, 1, 0, 0, 0],
        [0, 0, 1, 1, 0, 0],
        [0, 0, 0, 0, 1, 1],
        [0, 0, 0, 0, 1, 1],
    ])  # fmt: skip
    cosine = message_vectors(counts, SETTINGS) @ message_vectors(counts, SETTINGS).T
    assert cosine[0, 2] > 0.5
    assert cosine[0, 3] == pytest.approx(0)
    assert np.diag(cosine) == pytest.approx(1)


def test_a_message_is_the_weighted_mean_of_its_terms() -> None:
    counts = np.array([[2, 1, 0], [1, 0, 1], [0, 0, 1], [1, 1, 0]])  # document frequency 3, 2, 2 of 4
    terms = scaled(positive_pmi(counts))
    # Message 0 has the first term twice and the second once: weights ln 3 · ln(4/3) and ln 2 · ln(4/2).
    mean = math.log(3) * math.log(4 / 3) * terms[0] + math.log(2) * math.log(2) * terms[1]
    assert message_vectors(counts, SETTINGS)[0] == pytest.approx(mean / np.linalg.norm(mean))


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("its words are its own", [[1, 1, 0], [1, 1, 0], [0, 0, 3], [1, 0, 0]]),
        ("no word at all", [[1, 1, 0], [1, 1, 0], [0, 0, 0], [1, 0, 0]]),
    ],
)
def test_a_message_that_nothing_links_has_no_direction(label: str, counts: list[list[int]]) -> None:
    vectors = message_vectors(np.array(counts), SETTINGS)
    assert vectors.any(axis=1).tolist() == [True, True, False, True], label


def test_dense_and_sparse_counts_give_the_same_vectors() -> None:
    counts = np.random.default_rng(1).poisson(0.3, (130, 120))
    dense, sparse = message_vectors(counts, SETTINGS), message_vectors(csr_array(counts), SETTINGS)
    assert dense.shape == (130, SETTINGS.dimension)
    assert sparse == pytest.approx(dense, abs=1e-6)


def test_axes_are_the_main_singular_vectors() -> None:
    rng = np.random.default_rng(2)
    # Two strong directions in 60 terms, the rest weak: the two axes must hold what a full decomposition holds.
    basis, _ = np.linalg.qr(rng.standard_normal((60, 60)))
    pmi = basis @ np.diag([9.0, 7.0, *[0.1] * 58]) @ basis.T
    terms = reduced(pmi, SETTINGS.model_copy(update={"dimension": 2}), n_messages=60)
    expected = basis[:, :2] @ np.diag([81.0, 49.0]) @ basis[:, :2].T
    assert terms.shape == (60, 2)
    assert terms @ terms.T == pytest.approx(expected, abs=0.05)


def test_few_terms_are_given_dense_whatever_they_come_as() -> None:
    assert reduced(csr_array(np.eye(3)), SETTINGS, n_messages=9).tolist() == np.eye(3).tolist()


def test_few_messages_keep_all_axes() -> None:
    pmi, most = np.eye(180), SETTINGS.dimension * SETTINGS.messages_per_axis
    assert reduced(pmi, SETTINGS, n_messages=most) is pmi
    assert reduced(pmi, SETTINGS, n_messages=most + 1).shape == (180, SETTINGS.dimension)


def test_shared_terms_are_the_most_widespread_and_in_two_messages() -> None:
    counts = csr_array(np.array([[1, 1, 5, 1], [1, 1, 0, 1], [1, 0, 0, 1]]))  # document frequency 3, 2, 1, 3
    assert shared_terms(counts, 9).tolist() == [0, 1, 3]
    assert shared_terms(counts, 1).tolist() == [0]


def test_two_vectors_stand_beside_each_other_with_their_shares() -> None:
    own, given = np.array([[1.0, 0.0], [0.6, 0.8]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    both = beside(own, given, 0.3)
    # Cosines 0.6 and 0: 0.7 · 0.6 + 0.3 · 0.
    assert both[0] @ both[1] == pytest.approx(0.42)
    assert np.linalg.norm(both, axis=1) == pytest.approx(1)
    assert beside(own, np.zeros((2, 2)), 0.3)[0].tolist() == [1, 0, 0, 0]


def test_what_a_background_knows_links_what_nothing_here_does() -> None:
    # Terms a, b, c each stand in two messages and never meet; the background has a and b in one direction.
    counts = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]])
    known = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    without, mixed = message_vectors(counts, SETTINGS), message_vectors(counts, SETTINGS, known)
    assert without[0] @ without[2] == pytest.approx(0)
    assert mixed[0] @ mixed[2] == pytest.approx(SETTINGS.background_weight)
    assert mixed[0] @ mixed[4] == pytest.approx(0)
