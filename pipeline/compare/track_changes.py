"""What became of each of the forum's own headings: by a person's crosswalk, by name, else by the words beneath.

The official names change every year. What the crosswalk says wins over what is computed, and so does a name that
stayed; how near the two are in words stands beside it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING, Any

from pipeline.columns.alignment import COMPUTED, CROSSWALK, NOT_COMPARED, SAME_NAME
from pipeline.compare.alignment import (
    Compared,
    Grouped,
    Link,
    Outcome,
    PassagePair,
    compare_groups,
    measures,
    outcomes,
    significant_links,
)
from pipeline.compare.headings import heading_key

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from pipeline.compare.headings import Headings
    from pipeline.lexicon.model import TrackLink
    from pipeline.settings import AlignmentSettings

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class HeadedText:
    """The messages of an edition, counted over terms that both editions share, and its headings."""

    edition: str
    passage_ids: tuple[str, ...]
    counts: csr_array
    headings: Headings

    def grouped(self) -> Grouped:
        """The messages by heading."""
        import numpy as np

        groups = [self.headings.place_of.get(id_, -1) for id_ in self.passage_ids]
        return Grouped(self.passage_ids, self.counts, np.array(groups, dtype=np.int64), len(self.headings.names))

    def places(self) -> dict[str, int]:
        """The place of each heading by its letters."""
        return {heading_key(name): place for place, name in enumerate(self.headings.names)}


def track_change_rows(
    earlier: HeadedText,
    later: HeadedText,
    crosswalk: Sequence[TrackLink],
    labels: Sequence[str],
    pairs: Sequence[PassagePair],
    settings: AlignmentSettings,
) -> list[Row]:
    """The rows of ``track_changes`` on one pair of editions, without its edition columns; none without headings."""
    if not earlier.headings.names and not later.headings.names:
        return []
    compared = compare_groups(earlier.grouped(), later.grouped(), f"tracks {earlier.edition} {later.edition}", settings)
    stated = _by_crosswalk(earlier, later, crosswalk)
    stated |= _by_name(earlier, later, set(stated))
    links = set(stated) | _left(significant_links(compared, settings.level), set(stated))
    return [
        {
            "order": order,
            "relation": outcome.relation,
            "basis": _basis(outcome, stated, compared),
            **_side(earlier, outcome.earlier, "_previous"),
            **_side(later, outcome.later, ""),
            **measures(outcome, compared, labels, pairs, settings),
        }
        for order, outcome in enumerate(outcomes(links, compared, settings.level), start=1)
    ]


def _by_crosswalk(earlier: HeadedText, later: HeadedText, crosswalk: Sequence[TrackLink]) -> dict[Link, str]:
    """All pairs of headings of the two editions that stand in one entry."""
    before, after = earlier.places(), later.places()
    return {
        (old, new): CROSSWALK
        for entry in crosswalk
        for old in _stated_places(entry, earlier.edition, before)
        for new in _stated_places(entry, later.edition, after)
    }


def _stated_places(entry: TrackLink, edition: str, places: dict[str, int]) -> Iterator[int]:
    for of_edition, heading in entry.headings:
        if of_edition == edition and heading_key(heading) in places:
            yield places[heading_key(heading)]


def _by_name(earlier: HeadedText, later: HeadedText, taken: set[Link]) -> dict[Link, str]:
    """Headings of one name, but for those that the crosswalk has."""
    before, after = earlier.places(), later.places()
    same = {(before[name], after[name]) for name in before.keys() & after.keys()}
    return dict.fromkeys(_left(same, taken), SAME_NAME)


def _left(links: set[Link], stated: set[Link]) -> set[Link]:
    """The links neither side of which has a stated one."""
    old, new = {old for old, _ in stated}, {new for _, new in stated}
    return {link for link in links if link[0] not in old and link[1] not in new}


def _basis(outcome: Outcome, stated: dict[Link, str], compared: Compared) -> str:
    """What a row rests on."""
    if outcome.earlier is not None and outcome.later is not None:
        return stated.get((outcome.earlier, outcome.later), COMPUTED)
    alone = (
        compared.q_later.far[outcome.later] if outcome.later is not None else compared.q_earlier.far[outcome.earlier]
    )
    return NOT_COMPARED if isnan(alone) else COMPUTED


def _side(text: HeadedText, place: int | None, side: str) -> Row:
    """The heading of one side of a row; nulls where there is none."""
    if place is None:
        return {f"heading{side}": None, f"heading{side}_en": None}
    return {f"heading{side}": text.headings.names[place], f"heading{side}_en": text.headings.english[place]}
