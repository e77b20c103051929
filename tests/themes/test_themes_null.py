"""The shuffled null: what a shuffle keeps, how z and p are made, and that noise does not pass for themes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.null import StabilityTest, against_shuffled, n_test_resamples, shuffled, standardised

# Fewer resamples and copies than shipped: the tests' texts are plain enough. The least p is 1 / 25.
QUICK = ThemesSettings(n_test_resamples=12, n_test_resamples_many=12, n_shuffles=24, n_reference=10)
_COUNTS = arrays(np.int64, st.tuples(st.integers(1, 8), st.integers(1, 8)), elements=st.integers(0, 4))


# The first example pays for the import of SciPy.
@given(_COUNTS, st.integers(0, 1000))
def test_a_shuffle_keeps_lengths_and_frequencies(counts: np.ndarray, seed: int) -> None:
    dealt = shuffled(csr_array(counts), np.random.default_rng(seed)).toarray()
    assert dealt.sum(axis=0).tolist() == counts.sum(axis=0).tolist()
    assert dealt.sum(axis=1).tolist() == counts.sum(axis=1).tolist()


def test_a_shuffle_changes_what_stands_together(planted_counts: np.ndarray) -> None:
    counts = csr_array(planted_counts)
    dealt = shuffled(counts, np.random.default_rng(0))
    assert (dealt.toarray() != planted_counts).any()
    assert counts.toarray().tolist() == planted_counts.tolist()


def _tested(counts: csr_array, ks: range, settings: ThemesSettings = QUICK) -> StabilityTest:
    unspelt = csr_array((counts.shape[1], 0), dtype=np.int64)
    return against_shuffled(counts, unspelt, np.zeros(counts.shape[0], dtype=np.int64), ks, settings)


def test_z_worked_by_hand() -> None:
    stability, mean, spread = np.array([5.0, 0.5]), np.array([2.0, 0.4]), np.array([1.5, 0.001])
    # (5 - 2) / 1.5; the second spread is raised to 0.05, or copies that tie by chance would prove anything.
    assert standardised(stability, mean, spread, 0.05).tolist() == [2.0, 2.0]


def test_z_and_p_are_those_of_the_copies(planted_counts: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    # Texts come in this order: ten reference copies, the text itself, further copies. One k, values given.
    values = iter([0.1, 0.3] * 5 + [0.5] + [0.6, 0.2, 0.5, 0.9] + [0.0] * 20)
    monkeypatch.setattr("pipeline.themes.null._stabilities", lambda *_: np.array([next(values)]))
    found = _tested(csr_array(planted_counts[:20]), range(2, 3))
    # Mean 0.2, standard deviation √(10 · 0.01 / 9) = 0.10541.
    assert (found.null_mean[0], found.null_sd[0]) == pytest.approx((0.2, 0.10541), abs=1e-5)
    assert found.z[0] == pytest.approx(0.3 / 0.10541, abs=1e-4)
    # At 5 % of 24 copies the second that reaches the text ends the test: the third copy. p = 2 / 3.
    assert (found.p_value, found.n_shuffles, found.n_reference) == (2 / 3, 3, 10)


def test_the_search_over_k_is_paid_for(planted_counts: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    # At k = 3 the text stands out by most; each further copy stands out as much, at k = 2.
    reference = [[0.1, 0.1], [0.3, 0.3]] * 5
    values = iter([*reference, [0.2, 0.5], *[[0.5, 0.2]] * 24])
    monkeypatch.setattr("pipeline.themes.null._stabilities", lambda *_: np.array(next(values)))
    found = _tested(csr_array(planted_counts[:20]), range(2, 4))
    assert found.ks[found.best] == 3
    assert found.p_value == 1.0


def test_planted_themes_beat_the_null_and_their_shuffle_does_not(planted_counts: np.ndarray) -> None:
    counts = csr_array(planted_counts[:45])
    found = _tested(counts, range(2, 6))
    assert found.p_value == 1 / 25
    assert found.ks[found.best] == 3
    noise = shuffled(counts, np.random.default_rng(11))
    assert _tested(noise, range(2, 6)).p_value > 0.05


def test_shuffled_texts_are_seldom_called_themes(planted_counts: np.ndarray) -> None:
    counts = csr_array(planted_counts[:24])
    rng = np.random.default_rng(5)
    p_values = [_tested(shuffled(counts, rng), range(2, 5)).p_value for _ in range(20)]
    # Each is below the level with a chance of 4 %; four or more of 20 would be by a chance of 0.7 %.
    assert sum(p < 0.05 for p in p_values) <= 3
    assert len(set(p_values)) > 5


def test_large_texts_are_tested_on_fewer_resamples() -> None:
    shipped = ThemesSettings()
    assert n_test_resamples(26, shipped) == shipped.n_test_resamples
    assert n_test_resamples(3000, shipped) == shipped.n_test_resamples_many
