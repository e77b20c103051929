"""The measures of sequences, by hand and against naive counting."""

from __future__ import annotations

from math import log2

import numpy as np
import pytest

from pipeline.compounds.candidate_measures import Measured, measure
from pipeline.compounds.sequence_counts import CorpusCounts
from pipeline.compounds.sequences import Sequences

# Words 0, 1, 2 stand 8, 4 and 2 times of 64; 0 1 stands 4 times, 1 2 twice, 0 1 2 twice.
SEQUENCES = Sequences(3, [np.array([0 * 3 + 1, 1 * 3 + 2]), np.array([0 * 3 + 2])])
COUNTS = CorpusCounts(np.array([8, 4, 52]), {2: np.array([4, 2]), 3: np.array([2])})


def measured(may_end: tuple[bool, bool, bool]) -> Measured:
    return measure(SEQUENCES, COUNTS, np.ones(3, dtype=bool), np.array(may_end), decimals=9)


def test_pmi_is_that_of_the_weakest_split() -> None:
    found = measured((True, True, True))
    assert found.words.tolist() == [[0, 1, -1], [1, 2, -1], [0, 1, 2]]
    # 0|1 and 1|2; then the lower of 0|1 2, n = 2 · 64 / (8 · 2), and 0 1|2, n = 2 · 64 / (4 · 52).
    expected = [log2(4 * 64 / (8 * 4)), log2(2 * 64 / (4 * 52)), min(log2(2 * 64 / (8 * 2)), log2(2 * 64 / (4 * 52)))]
    assert found.pmi.tolist() == pytest.approx(expected)


def test_a_sequence_knows_the_most_frequent_longer_one_with_proper_edges() -> None:
    assert measured((True, True, True)).n_in_longer.tolist() == [2, 2, 0]
    assert measured((True, True, False)).n_in_longer.tolist() == [0, 0, 0]
