"""The shuffled null: what a shuffle keeps, how z and p are made, and that noise does not pass for themes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array

from pipeline.settings import ThemesSettings
from pipeline.themes.null import StabilityTest, against_shuffled, judge, n_test_resamples, shuffled

# Fewer resamples and copies than shipped: the tests' texts are plain enough. The least p is 1 / 25.
QUICK = ThemesSettings(n_test_resamples=12, n_test_resamples_many=12, n_shuffles=24, n_first_shuffles=12)
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


def test_z_and_p_worked_by_hand() -> None:
    # One k. The others of the first text have mean 2 and standard deviation 1: z = (5 - 2) / 1 = 3.
    z, p_value = judge(np.array([[5.0], [1.0], [2.0], [3.0]]), min_null_sd=0.01)
    assert z.tolist() == [3.0]
    # Of the four texts, judged each against the other three, only the first reaches 3: p = 1/4.
    assert p_value == 1 / 4


def test_the_search_over_k_is_paid_for() -> None:
    # At k = 3 the real text stands out by 3, but a shuffled one stands out as much at k = 2.
    real, other, *rest = [1.0, 5.0], [5.0, 1.0], [2.0, 2.0], [3.0, 3.0]
    _, p_value = judge(np.array([real, other, *rest]), min_null_sd=0.01)
    assert p_value == 2 / 4


def test_one_k_that_stands_out_is_enough() -> None:
    # z of the first text is 3 and -3; the best of the others is 1.5: [3, 3] against 5, 1, 2 and -1, 1, 2.
    z, p_value = judge(np.array([[5.0, -1.0], [1.0, 1.0], [2.0, 2.0], [3.0, 3.0]]), min_null_sd=0.01)
    assert z.tolist() == [3.0, -3.0]
    assert p_value == 1 / 4


def test_copies_that_all_tie_give_no_infinite_z() -> None:
    z, _ = judge(np.array([[0.5], [0.4], [0.4], [0.4]]), min_null_sd=0.05)
    assert z == pytest.approx([2.0])


def test_p_is_exact_for_a_text_like_its_copies() -> None:
    rng = np.random.default_rng(3)
    p_values = [judge(rng.standard_normal((20, 4)), 0.001)[1] for _ in range(400)]
    assert min(p_values) >= 1 / 20
    # 5 % of 400 are 20, with a standard deviation of 4.4.
    assert 8 <= sum(p <= 1 / 20 for p in p_values) <= 33


@pytest.mark.parametrize(
    ("label", "first", "n_shuffles", "p_value"),
    [
        # Two of the first twelve copies reach the text, and so does the text: 3 of 13 is below a quarter.
        ("the first copies leave it open", [0.9, 0.8, *[0.1, 0.2] * 5], 24, 3 / 25),
        ("the first copies settle it: 4 of 13", [0.9, 0.8, 0.7, *[0.1, 0.2, 0.3] * 3], 12, 4 / 13),
    ],
)
def test_the_test_ends_where_the_first_copies_settle_it(
    label: str, first: list[float], n_shuffles: int, p_value: float, monkeypatch: pytest.MonkeyPatch,
    planted_counts: np.ndarray,
) -> None:  # fmt: skip
    values = iter([0.5, *first, *[0.1, 0.2] * 6])
    monkeypatch.setattr("pipeline.themes.null._stabilities", lambda *_: np.array([next(values)]))
    found = _tested(csr_array(planted_counts[:20]), range(2, 3))
    assert (found.n_shuffles, found.p_value) == (n_shuffles, pytest.approx(p_value)), label
    assert found.null_mean[0] == pytest.approx(np.mean([*first, *[0.1, 0.2] * 6][:n_shuffles]))


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
