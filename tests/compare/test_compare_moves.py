"""What counts as moved: sections that were only renamed move nothing, and the fewest messages are moved in order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.moves import Place, Standing, counterparts, heading_name, moved_between, moved_within

A, B, X, Y = ("2018/a", 1), ("2018/a", 2), ("2019/a", 1), ("2019/a", 2)


def pairs(*places: tuple[Place, Place]) -> list[Standing]:
    return [Standing(before, after, number, number) for number, (before, after) in enumerate(places)]


def test_sections_are_known_by_their_name_whatever_their_number() -> None:
    before, after = {A: heading_name("一、数字鸿沟"), B: "安全"}, {X: heading_name("3. 数字鸿沟"), Y: "信任"}
    assert counterparts([], before, after) == {X: A}


def test_a_renamed_section_is_known_by_its_messages() -> None:
    found = counterparts(pairs((A, X), (A, X), (B, X), (B, Y)), {A: "旧", B: "乙"}, {X: "新", Y: "丙"})
    assert found == {X: A, Y: B}
    assert moved_between(pairs((A, X), (B, X), (B, Y)), found) == {1}


def test_a_name_that_stands_twice_names_no_section() -> None:
    assert counterparts([], {A: "结语", B: "结语"}, {X: "结语"}) == {}
    # With one message in common each, the sections that stand first go together.
    assert counterparts(pairs((A, X), (B, X)), {A: "甲", B: "乙"}, {X: "丙"}) == {X: A}


@given(st.permutations(range(7)))
def test_as_few_as_can_be_are_moved(order: list[int]) -> None:
    standing = [Standing(A, X, at, number) for number, at in enumerate(order)]
    moved = moved_within(standing)
    kept = [at for number, at in enumerate(order) if number not in moved]
    assert kept == sorted(kept)
    longest = max(n for n in range(8) for some in combinations(order, n) if list(some) == sorted(some))
    assert len(kept) == longest
