"""Labels moved apart: none overlaps, none stands before the start, their order is kept, and no shift is needless."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.spread import spread

places = st.lists(st.floats(0, 10), min_size=1, max_size=12).map(sorted)


@given(places, st.floats(0.05, 1), st.floats(-1, 1))
def test_apart_and_in_order(belong: list[float], size: float, start: float) -> None:
    moved = spread(belong, [size] * len(belong), start)
    assert moved[0] >= start + size / 2 - 1e-5
    assert all(later - earlier >= size - 1e-5 for earlier, later in pairwise(moved))


@given(places, st.floats(0.05, 1))
def test_what_is_apart_stays(belong: list[float], size: float) -> None:
    apart = [place + number * size for number, place in enumerate(belong)]
    assert spread(apart, [size] * len(apart), -size) == [round(place, 6) for place in apart]


def test_nothing_to_place() -> None:
    assert spread([], [], 0.0) == []
