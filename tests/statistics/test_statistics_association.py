"""Pointwise mutual information, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.statistics.association import pointwise_mutual_information


@pytest.mark.parametrize(
    ("together", "first", "second", "total", "bits"),
    [
        pytest.param(4, 8, 8, 16, 0.0, id="8/16 · 8/16 = 4/16: by chance"),
        pytest.param(4, 4, 4, 64, 4.0, id="always together: log2(4·64 / 4·4) = log2 16"),
        pytest.param(1, 8, 8, 16, -2.0, id="rarer than by chance: log2(16 / 64)"),
        pytest.param(1, 1, 1, 1024, 10.0, id="met once: the highest of all, which is why it is no rank"),
    ],
)
def test_bits_by_hand(together: int, first: int, second: int, total: int, bits: float) -> None:
    found = pointwise_mutual_information(np.array([together]), np.array([first]), np.array([second]), total)
    assert found.tolist() == pytest.approx([bits])
