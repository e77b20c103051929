"""Different values by sorting are those that NumPy finds."""

from __future__ import annotations

import doctest

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics import distinct as module
from pipeline.statistics.distinct import distinct


@given(st.lists(st.integers(-5, 2**60)))
def test_as_numpy_has_them(values: list[int]) -> None:
    given_values = np.array(values, dtype=np.int64)
    assert distinct(given_values).tolist() == np.unique(given_values).tolist()
    assert given_values.tolist() == values


def test_the_example_runs() -> None:
    assert doctest.testmod(module).failed == 0
