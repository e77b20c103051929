"""Which messages stand under another heading than before, or in another order: what counts as moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Place = tuple[str, int]
"""A section: document id and ordinal of the section in it."""

_NUMERAL = r"[〇零一二三四五六七八九十百\dIVX]+"
_ENUMERATION = re.compile(rf"\s*(第{_NUMERAL}(部分|[章节条编])|[（(]?{_NUMERAL}[)）、.．:：\s]+)")


class Standing(NamedTuple):
    """Where the two messages of a pair stand: sections, and numbers in the order of either edition."""

    place_before: Place
    place_after: Place
    before: int
    after: int


def heading_name(heading: str) -> str:
    """A heading without its number and punctuation, by which sections are told to be the same.

    >>> heading_name("一、过去一年"), heading_name("3. 数据治理"), heading_name("十四五规划")
    ('过去一年', '数据治理', '十四五规划')
    """
    return "".join(filter(str.isalnum, _ENUMERATION.sub("", heading))) or heading


def counterparts(
    pairs: Sequence[Standing], names_before: Mapping[Place, str], names_after: Mapping[Place, str]
) -> dict[Place, Place]:
    """For sections of the later edition the one of the earlier that each is: by its name, else by its messages.

    Sections whose name stands once on either side go together. Of the others those with the most pairs of messages in
    common, then those of the rest: a heading that was reworded moves none of its messages. Ties go to the sections that
    stand first; the mappings are in that order.
    """
    once_before, once_after = (
        {name: place for place, name in names.items() if list(names.values()).count(name) == 1}
        for names in (names_before, names_after)
    )
    found = {place: once_before[name] for name, place in once_after.items() if name in once_before}
    taken = set(found.values())
    in_order = {place: number for number, place in enumerate(names_before)}
    in_order_after = {place: number for number, place in enumerate(names_after)}
    shared = Counter((pair.place_before, pair.place_after) for pair in pairs)
    for before, after in sorted(shared, key=lambda two: (-shared[two], in_order_after[two[1]], in_order[two[0]])):
        if before not in taken and after not in found:
            found[after] = before
            taken.add(before)
    return found


def moved_between(pairs: Sequence[Standing], counterpart: Mapping[Place, Place]) -> set[int]:
    """Numbers of ``pairs`` whose later section is not what their earlier one became."""
    return {number for number, pair in enumerate(pairs) if counterpart.get(pair.place_after) != pair.place_before}


def moved_within(pairs: Sequence[Standing]) -> set[int]:
    """Numbers of ``pairs``, all of one section, that have to be moved to get the later order from the earlier one.

    The fewest there can be: all but a longest run of messages that kept their order. Where two changed places one was
    moved, and nothing tells which: the one that comes first now.

    >>> orders = [0, 1, 2], [1, 2, 0], [1, 0]
    >>> place = ("2019-berlin/a", 1)
    >>> [moved_within([Standing(place, place, at, n) for n, at in enumerate(order)]) for order in orders]
    [set(), {2}, {0}]
    """
    ends: list[int] = []
    last: list[int] = []
    previous: dict[int, int | None] = {}
    for number in sorted(range(len(pairs)), key=lambda number: pairs[number].after):
        length = bisect_left(ends, pairs[number].before)
        previous[number] = last[length - 1] if length else None
        ends[length : length + 1], last[length : length + 1] = [pairs[number].before], [number]
    kept = set()
    at = last[-1] if last else None
    while at is not None:
        kept.add(at)
        at = previous[at]
    return set(range(len(pairs))) - kept
