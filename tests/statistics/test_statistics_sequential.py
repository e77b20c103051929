"""Sequential p-values: worked by hand, equal in verdict to the full test, and valid under the null."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.sequential import sequential_p


@pytest.mark.parametrize(
    ("label", "simulated", "expected"),
    [
        ("none reaches it: 1 of 20 + 1", [0.0] * 20, (1 / 21, 20)),
        ("one reaches it: h is 0.1 · 20 = 2, not yet reached: 2 of 21", [0.0] * 5 + [9.0] + [0.0] * 14, (2 / 21, 20)),
        ("two of the first five: 2 / 5, and the others are not drawn", [0.0, 9.0, 0.0, 0.0, 9.0, 0.0], (2 / 5, 5)),
        ("what equals it reaches it", [1.0, 1.0], (2 / 2, 2)),
    ],
)
def test_worked_by_hand(label: str, simulated: list[float], expected: tuple[float, int]) -> None:
    assert tuple(sequential_p(1.0, simulated, n_most=20, level=0.1)) == expected, label


def test_what_is_not_needed_is_not_drawn() -> None:
    drawn = iter([5.0, 5.0, 5.0, 5.0])
    assert sequential_p(1.0, drawn, n_most=59, level=0.05).n_drawn == 3
    assert next(drawn) == 5.0


@given(st.lists(st.floats(0, 1), min_size=59, max_size=59), st.floats(0, 1))
def test_the_verdict_is_that_of_all_values(simulated: list[float], observed: float) -> None:
    # At a level of 5 % and 59 values p is below it with at most one that reaches the observed one: 2 of 60.
    n_reached = sum(value >= observed for value in simulated)
    p_value, n_drawn = sequential_p(observed, simulated, n_most=59, level=0.05)
    assert (p_value < 0.05) == (n_reached <= 1)
    assert n_drawn == 59 or n_reached >= 3


def test_p_is_valid_under_the_null() -> None:
    rng = np.random.default_rng(7)
    values = rng.standard_normal((2000, 60))
    p_values = np.array([sequential_p(row[0], row[1:].tolist(), 59, 0.05).p_value for row in values])
    for level in (1 / 60, 2 / 60, 0.1, 0.2, 0.5):
        # Three standard errors of a share of 2,000.
        assert (p_values <= level).mean() <= level + 3 * np.sqrt(level * (1 - level) / 2000)
    assert (p_values < 0.05).mean() > 0.015
