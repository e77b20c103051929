"""The text around a repair and the passage it belongs to, for all places at once and for each by itself."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.layout import BLANK_LINES
from pipeline.normalise.repair_rows import _Places

LINES = st.lists(st.text("网A ", min_size=1, max_size=9), max_size=6).map("\n".join)


def context(text: str, start: int, end: int, n: int) -> str:
    """So many characters on each side, as far as the passage goes; both passages where it is between two."""
    left, right = text[max(start - n, 0) : start], text[end : end + n]
    if text[start:end] != "\n":
        left, right = left.rpartition("\n")[2], right.partition("\n")[0]
    return f"{left}{text[start:end]}{right}".replace("\n", " | ")


@given(LINES, st.integers(0, 4), st.data())
def test_contexts_of_many_places_are_those_of_each(text: str, n: int, data: st.DataObject) -> None:
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(bounds, max_size=8))
    starts, ends = (np.asarray([span[side] for span in spans], dtype=np.int64) for side in (0, 1))
    found = _Places(text, [], n).contexts(starts, ends)
    assert found == [context(text, start, end, n) for start, end in spans]


def test_a_place_between_passages_belongs_to_none() -> None:
    #        0  1  2   3  4   5: a passage of three characters and one of two
    places = _Places("互联网\n治理", ["e/d#001", "e/d#002"], 2)
    assert places.passage_ids(np.asarray([0, 2, 3, 4, 6]), ["radicals"] * 5) == [
        "e/d#001", "e/d#001", None, "e/d#002", None,
    ]  # fmt: skip
    assert places.passage_ids(np.asarray([4]), [BLANK_LINES]) == [None]
    assert places.contexts(np.asarray([3, 1]), np.asarray([4, 2])) == ["联网 | 治理", "互联网"]
