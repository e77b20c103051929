"""Which themes merge: worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.themes.hierarchy import Merge, merges

MET = np.full((3, 3), 10.0)


def test_the_most_alike_merge_first_and_their_pairs_add_up() -> None:
    # 0 and 2 agree in 6 of 10, 1 with 0 in 1 of 10 and with 2 in 4 of 10; with both together in 5 of 20.
    together = np.array([[9.0, 1, 6], [1, 9, 4], [6, 4, 9]])
    assert merges(together, MET) == [Merge((0,), (2,), 0.6), Merge((0, 2), (1,), 0.25)]


def test_pairs_weigh_alike_not_themes() -> None:
    # Theme 1 has met theme 0 ten times and theme 2 thirty times: 1 + 12 of 40.
    together, met = (
        np.array([[9.0, 1, 6], [1, 9, 12], [6, 12, 9]]),
        np.array([[10.0, 10, 10], [10, 10, 30], [10, 30, 10]]),
    )
    assert merges(together, met)[1].agreement == pytest.approx(13 / 40)


def test_ties_go_to_the_lower_numbers() -> None:
    assert [merge[:2] for merge in merges(np.ones((4, 4)), np.ones((4, 4)))] == [
        ((0,), (1,)),
        ((0, 1), (2,)),
        ((0, 1, 2), (3,)),
    ]


def test_themes_that_never_met_do_not_agree() -> None:
    assert merges(np.zeros((2, 2)), np.zeros((2, 2))) == [Merge((0,), (1,), 0.0)]


@pytest.mark.parametrize("n_themes", [0, 1])
def test_one_theme_merges_with_none(n_themes: int) -> None:
    assert merges(np.ones((n_themes, n_themes)), np.ones((n_themes, n_themes))) == []
