"""q-values by hand and against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from pipeline.statistics.multiple_testing import benjamini_hochberg


def test_worked_by_hand() -> None:
    # In order 0.01, 0.02, 0.03, 0.5: times 4 / 1, 4 / 2, 4 / 3, 4 / 4 = 0.04, 0.04, 0.04, 0.5.
    # 0.011 with rank 1 would be 0.044, above 0.04 of rank 2: it gets the smaller one.
    assert benjamini_hochberg(np.array([0.5, 0.011, 0.03, 0.02])) == pytest.approx([0.5, 0.04, 0.04, 0.04])


def test_never_above_one_and_of_nothing_nothing() -> None:
    assert benjamini_hochberg(np.array([0.9, 1.0])).tolist() == [1.0, 1.0]
    assert benjamini_hochberg(np.array([])).tolist() == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_agrees_with_scipy(p_values: list[float]) -> None:
    assert benjamini_hochberg(np.array(p_values)) == pytest.approx(false_discovery_control(p_values), abs=1e-12)
