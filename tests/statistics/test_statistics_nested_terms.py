"""C-value: the example of its authors, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.statistics.nested_terms import c_value

# Frantzi, Ananiadou & Mima (2000): a term of 5 words, one of 4 inside it, three others of 4, and one of 3 in them all.
TERMS = {
    "adenoid cystic basal cell carcinoma": 5,
    "cystic basal cell carcinoma": 11,
    "ulcerated basal cell carcinoma": 7,
    "recurrent basal cell carcinoma": 5,
    "circumscribed basal cell carcinoma": 3,
    "basal cell carcinoma": 984,
}


def _c_values(terms: dict[str, int]) -> list[float]:
    names = list(terms)
    pairs = [(i, o) for i, inner in enumerate(names) for o, outer in enumerate(names) if i != o and inner in outer]
    inner, outer = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    n_words = np.array([len(name.split()) for name in names])
    values: list[float] = c_value(n_words, np.array(list(terms.values())), inner, outer).tolist()
    return values


def test_the_authors_example() -> None:
    # log2 5 · 5; log2 4 · (11 - 5/1); the next three are in nothing longer; and inside the longer ones basal cell
    # carcinoma stands 5 + (11 - 5) + 7 + 5 + 3 = 26 times, in five of them: log2 3 · (984 - 26/5) = 1.58496 · 978.8.
    assert _c_values(TERMS) == pytest.approx([11.60964, 12, 14, 10, 6, 1551.36130])


def test_a_part_that_never_stands_alone_has_nothing() -> None:
    assert _c_values({"a b c": 4, "a b": 4}) == pytest.approx([4 * np.log2(3), 0])


def test_order_does_not_matter() -> None:
    backwards = _c_values(dict(reversed(TERMS.items())))
    assert backwards[::-1] == pytest.approx(_c_values(TERMS))


def test_no_candidates() -> None:
    nothing = np.empty(0, dtype=np.int64)
    assert c_value(nothing, nothing, nothing, nothing).tolist() == []
