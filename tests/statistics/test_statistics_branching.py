"""Branching entropy, by hand and beside scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from pipeline.statistics.branching import branching_entropy


@pytest.mark.parametrize(
    ("neighbours", "n_at_border", "bits"),
    [
        pytest.param([2, 1, 1], 0, 1.5, id="1/2·1 + 1/4·2 + 1/4·2"),
        pytest.param([4], 0, 0.0, id="always the same word: part of something longer"),
        pytest.param([1, 1], 0, 1.0, id="two words, once each"),
        pytest.param([2], 2, 1.5, id="each border is one more neighbour: as 2, 1, 1"),
        pytest.param([], 4, 2.0, id="only borders: as four different neighbours"),
        pytest.param([], 0, 0.0, id="nothing known"),
    ],
)
def test_bits_by_hand(neighbours: list[int], n_at_border: int, bits: float) -> None:
    sequence = np.zeros(len(neighbours), dtype=np.int64)
    found = branching_entropy(sequence, np.array(neighbours, dtype=np.int64), np.array([n_at_border]))
    assert found.tolist() == pytest.approx([bits])


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=6), min_size=1, max_size=5))
def test_several_sequences_at_once_as_scipy_has_them_one_by_one(counts: list[list[int]]) -> None:
    sequence = np.repeat(np.arange(len(counts)), [len(each) for each in counts])
    found = branching_entropy(sequence, np.array([n for each in counts for n in each]), np.zeros(len(counts), np.int64))
    assert found.tolist() == pytest.approx([entropy(each, base=2) for each in counts])
    assert (found >= 0).all()
