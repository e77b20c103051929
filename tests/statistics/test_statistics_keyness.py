"""Keyness measures by hand, against nltk and scipy, and against what the package association-measures gives."""

from __future__ import annotations

from math import inf, log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures
from scipy.stats import chi2_contingency

from pipeline.statistics.keyness import (
    conservative,
    conservative_log_ratio,
    exact_log_ratio_interval,
    log_likelihood_four_terms,
    log_likelihood_two_terms,
    log_odds_z,
    log_odds_z_pooled,
    log_ratio,
)


def counts(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


# Twenty in 1,000 tokens against ten in 2,000.
TABLE = (counts(20), counts(10), 1000, 2000)


def test_two_terms_worked_by_hand() -> None:
    # 30 in 3,000, so 10 and 20 are expected: 2 (20 ln 2 + 10 ln ½) = 20 ln 2.
    assert log_likelihood_two_terms(*TABLE)[0] == pytest.approx(20 * log(2), abs=1e-12)


def test_four_terms_worked_by_hand() -> None:
    # The others: 980 of 990 and 1,990 of 1,980 expected.
    others = 2 * (980 * log(980 / 990) + 1990 * log(1990 / 1980))
    assert log_likelihood_four_terms(*TABLE)[0] == pytest.approx(20 * log(2) + others, abs=1e-9)
    assert others == pytest.approx(0.151772, abs=1e-6)


def test_log_ratio_worked_by_hand() -> None:
    # (20.5 / 1000.5) / (10.5 / 2000.5) = 3.903788, its binary logarithm 1.964875.
    assert log_ratio(*TABLE)[0] == pytest.approx(1.964875, abs=1e-6)


def test_exact_interval_worked_by_hand() -> None:
    # Five against none in texts of one size: p from the root of p^5 = 0.025 up to 1, r = p / (1 - p).
    low, high = exact_log_ratio_interval(counts(5), counts(0), 100, 100, 0.05)
    p = 0.025 ** (1 / 5)
    assert low[0] == pytest.approx(np.log2(p / (1 - p)), abs=1e-9)
    assert high[0] == inf
    # The other way round it is the mirror image, and a text twice as long shifts it by one.
    assert exact_log_ratio_interval(counts(0), counts(5), 100, 100, 0.05)[1][0] == pytest.approx(-low[0])
    assert exact_log_ratio_interval(counts(5), counts(0), 200, 100, 0.05)[0][0] == pytest.approx(low[0] - 1)


def test_conservative_takes_the_end_nearer_to_nothing() -> None:
    assert conservative(np.array([1.0, -3.0, -1.0]), np.array([2.0, -2.0, 1.0])).tolist() == [1.0, -2.0, 0.0]


def test_lrc_shrinks_with_the_number_of_terms_compared() -> None:
    alone, of_many = (conservative_log_ratio(*TABLE, 0.05, n)[0] for n in (1, 10_000))
    assert 0 == of_many < alone < log_ratio(*TABLE)[0]


def test_log_odds_worked_by_hand() -> None:
    # y + a = 11, n + A - y - a = 30 + 8 - 11 = 27; y' + a = 3, 10 + 8 - 3 = 15.
    z = log_odds_z(counts(10, 20), counts(2, 8), np.array([1.0, 7.0]), 30, 10, 8)
    assert z[0] == pytest.approx((log(11 / 27) - log(3 / 15)) / sqrt(1 / 11 + 1 / 3), abs=1e-12)


def test_log_odds_with_the_two_texts_for_a_prior() -> None:
    # Half of 8 in 12 tokens: a 4, A 6; (6 + 4) / (8 + 6 - 10) against (2 + 4) / (4 + 6 - 6).
    z = log_odds_z_pooled(counts(6, 2, 0), counts(2, 2, 0), 8, 4, 0.5)
    assert z[0] == pytest.approx((log(10 / 4) - log(6 / 4)) / sqrt(1 / 10 + 1 / 6), abs=1e-12)
    assert z[2] == 0


def test_log_odds_of_frequent_evidence_outrank_those_of_rare() -> None:
    # Both stand in the first text alone, the one ten times, the other once.
    z = log_odds_z_pooled(counts(10, 1, 20), counts(0, 0, 40), 31, 40, 0.1)
    assert z[0] > z[1] > z[2]


REFERENCE = pd.read_csv(Path(__file__).with_name("association_measures.tsv"), sep="\t", comment="#")
GIVEN = (REFERENCE["f1"].to_numpy(), REFERENCE["f2"].to_numpy(), 1000, 2000)


def test_agrees_with_association_measures() -> None:
    assert log_likelihood_four_terms(*GIVEN) == pytest.approx(REFERENCE["g2"].to_numpy(), abs=1e-6)
    assert log_ratio(*GIVEN) == pytest.approx(REFERENCE["log_ratio"].to_numpy(), abs=1e-6)


@pytest.mark.parametrize("n_tests", [1, 8, 5000])
def test_lrc_agrees_with_association_measures(n_tests: int) -> None:
    lrc = REFERENCE[f"lrc_{n_tests}"].to_numpy()
    assert conservative_log_ratio(*GIVEN, 0.05, n_tests) == pytest.approx(lrc, abs=1e-6)


@given(st.integers(1, 400), st.integers(1, 400))
def test_four_term_g2_agrees_with_nltk_and_scipy(count: int, other: int) -> None:
    g2 = log_likelihood_four_terms(counts(count), counts(other), 1000, 2000)[0]
    # nltk counts the pair, the first word, the second word, all: here the term in the focus, the term, the focus, all.
    assert g2 == pytest.approx(BigramAssocMeasures.likelihood_ratio(count, (count + other, 1000), 3000), abs=1e-6)
    table = [[count, other], [1000 - count, 2000 - other]]
    assert g2 == pytest.approx(chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic, abs=1e-6)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(60, 500), st.integers(60, 500))
def test_measures_turn_round_with_the_groups(count: int, other: int, size: int, other_size: int) -> None:
    given_, turned = (counts(count), counts(other), size, other_size), (counts(other), counts(count), other_size, size)
    for measure in (log_likelihood_two_terms, log_likelihood_four_terms):
        assert measure(*given_) == pytest.approx(measure(*turned), abs=1e-9)
        assert measure(*given_)[0] >= -1e-9
    assert log_ratio(*given_) == pytest.approx(-log_ratio(*turned), abs=1e-9)
    if count + other:
        assert conservative_log_ratio(*given_, 0.05, 3) == pytest.approx(-conservative_log_ratio(*turned, 0.05, 3))


@given(st.integers(0, 30), st.integers(0, 30))
def test_two_terms_are_those_of_texts_without_end(count: int, other: int) -> None:
    of_tables = (counts(count), counts(other), 10**9, 2 * 10**9)
    assert log_likelihood_two_terms(*of_tables) == pytest.approx(log_likelihood_four_terms(*of_tables), abs=1e-5)
