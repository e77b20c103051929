"""One-to-one assignment: worked by hand, against all assignments, and what is sure in any order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.statistics.assignment import assign, sure_pairs

SCORES = arrays(np.float64, st.tuples(st.integers(0, 4), st.integers(0, 4)), elements=st.sampled_from([0, 0.3, 0.6, 1]))


@pytest.mark.parametrize(
    ("label", "scores", "assigned", "sure"),
    [
        ("each its own", [[1, 0], [0, 0.9]], [(0, 0), (1, 1)], [(0, 0), (1, 1)]),
        ("below the least", [[0.4, 0]], [], []),
        # 0.6 + 0.9 beats 0.55 + 0.1: the second column is better off with the second row, so both are sure.
        ("a rival with a better place", [[0.6, 0.55], [0.1, 0.9]], [(0, 0), (1, 1)], [(0, 0), (1, 1)]),
        # Without (0, 0) the row goes to the other column and loses 0.1 only.
        ("two columns suit", [[0.7, 0.6]], [(0, 0)], []),
        ("two rows compete", [[0.8], [0.8]], [(0, 0)], []),
        # Without (0, 0): 0.6 for the other row, 0.4 less.
        ("one row is far ahead", [[1.0], [0.6]], [(0, 0)], [(0, 0)]),
        ("nothing at all", [[0, 0], [0, 0]], [], []),
    ],
)
def test_worked_by_hand(label: str, scores: list[list[float]], assigned: list[object], sure: list[object]) -> None:
    given_scores = np.array(scores, dtype=float)
    assert assign(given_scores, 0.5) == assigned, label
    assert sure_pairs(given_scores, 0.5, 0.2) == sure, label


@given(SCORES)
def test_no_other_assignment_scores_higher(scores: np.ndarray) -> None:
    counted = np.where(scores >= 0.5, scores, 0.0)
    wide = counted if counted.shape[0] <= counted.shape[1] else counted.T
    columns = range(wide.shape[1])
    best = max(sum(wide[row, column] for row, column in enumerate(some)) for some in permutations(columns, len(wide)))
    assert sum(scores[pair] for pair in assign(scores, 0.5)) == pytest.approx(best)


@given(SCORES, st.data())
def test_sure_pairs_do_not_depend_on_the_order(scores: np.ndarray, data: st.DataObject) -> None:
    rows, columns = (data.draw(st.permutations(range(n))) for n in scores.shape)
    turned = sure_pairs(scores[np.ix_(rows, columns)], 0.5, 0.2)
    assert sorted((rows[r], columns[c]) for r, c in turned) == sure_pairs(scores, 0.5, 0.2)
