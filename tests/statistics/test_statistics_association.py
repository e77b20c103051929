"""Association measures, by hand and against NLTK's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.association import BigramAssocMeasures

from pipeline.statistics.association import (
    expected_together,
    log_dice,
    log_likelihood,
    normalised_pmi,
    pointwise_mutual_information,
)

Table = tuple[int, int, int, int]
"""Both, first, second, total."""


def counts(table: Table) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    together, first, second, total = table
    return np.array([together]), np.array([first]), np.array([second]), total


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
    found = pointwise_mutual_information(*counts((together, first, second, total)))
    assert found.tolist() == pytest.approx([bits])


@pytest.mark.parametrize(
    ("table", "npmi"),
    [
        pytest.param((4, 8, 8, 16), 0.0, id="by chance"),
        pytest.param((4, 4, 4, 64), 1.0, id="never apart: 4 bits of 4"),
        pytest.param((1, 1, 1, 1024), 1.0, id="met once and never apart: 10 of 10, no more than the one above"),
        pytest.param((2, 4, 4, 16), 1 / 3, id="PMI log2(2·16 / 16) = 1, surprise log2(16 / 2) = 3"),
        pytest.param((1, 8, 8, 16), -0.5, id="PMI -2, surprise log2 16 = 4"),
        pytest.param((16, 16, 16, 16), 0.0, id="everywhere: nothing to be learnt"),
    ],
)
def test_npmi_by_hand(table: Table, npmi: float) -> None:
    assert normalised_pmi(*counts(table)).tolist() == pytest.approx([npmi])


@pytest.mark.parametrize(
    ("together", "first", "second", "dice"),
    [
        pytest.param(5, 5, 5, 14.0, id="never apart"),
        pytest.param(5, 10, 10, 13.0, id="half of the places of either: 14 + log2 ½"),
        pytest.param(1, 1, 63, 9.0, id="1 of 64 / 2: 14 + log2 1/32"),
    ],
)
def test_log_dice_by_hand(together: int, first: int, second: int, dice: float) -> None:
    found = log_dice(np.array([together]), np.array([first]), np.array([second]))
    assert found.tolist() == pytest.approx([dice])


def test_g2_by_hand() -> None:
    """Both 4, first alone 4, second alone 4, neither 20: E = 2, 6, 6, 18 of 32.

    G² = 2 (4 ln 2 + 2 · 4 ln(4/6) + 20 ln(20/18)) = 2 (2.772589 - 3.243721 + 2.107210) = 3.272157
    """
    assert log_likelihood(*counts((4, 8, 8, 32))).tolist() == pytest.approx([3.272157], abs=1e-5)


@pytest.mark.parametrize("table", [(4, 8, 8, 32), (7, 9, 300, 5000), (1, 60, 40, 100), (30, 31, 45, 2166)])
def test_nltk_gives_the_same(table: Table) -> None:
    together, first, second, total = table
    marginals = (together, (first, second), total)
    assert pointwise_mutual_information(*counts(table))[0] == pytest.approx(
        BigramAssocMeasures.pmi(*marginals), abs=1e-6
    )
    assert log_likelihood(*counts(table))[0] == pytest.approx(
        BigramAssocMeasures.likelihood_ratio(*marginals), abs=1e-6
    )
    # NLTK has the Dice coefficient itself.
    assert log_dice(*counts(table)[:3])[0] == pytest.approx(
        14 + np.log2(BigramAssocMeasures.dice(*marginals)), abs=1e-6
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    both, first, second, neither = (draw(st.integers(low, 300)) for low in (1, 0, 0, 0))
    return both, both + first, both + second, both + first + second + neither


@given(tables())
def test_measures_agree_on_the_side_and_keep_their_ranges(table: Table) -> None:
    together, first, second, total = counts(table)
    expected = expected_together(first, second, total)
    pmi = pointwise_mutual_information(together, first, second, total)
    npmi = normalised_pmi(together, first, second, total)
    assert 2.0**pmi * expected == pytest.approx(together)
    assert np.sign(npmi.round(9)) == np.sign(pmi.round(9)) or total == together[0]
    assert -1 <= npmi[0] <= 1 + 1e-12
    assert log_dice(together, first, second)[0] <= 14
    assert log_likelihood(together, first, second, total)[0] >= -1e-9


@given(tables())
def test_what_is_called_first_does_not_matter(table: Table) -> None:
    together, first, second, total = counts(table)
    for measure in (pointwise_mutual_information, normalised_pmi, log_likelihood):
        one, other = measure(together, first, second, total), measure(together, second, first, total)
        assert one == pytest.approx(other, abs=1e-9)
    assert log_dice(together, first, second) == pytest.approx(log_dice(together, second, first))
