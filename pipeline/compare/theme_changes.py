"""What became of each theme of the edition before: continued, split, merged, ended; and which themes are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.compare.alignment import (
    Grouped,
    PassagePair,
    compare_groups,
    measures,
    outcomes,
    significant_links,
)
from pipeline.themes.shown import shown

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from pipeline.settings import AlignmentSettings

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class ThemedText:
    """The messages of an edition, counted over terms that both editions share, and the themes of its fit."""

    edition: str
    passage_ids: tuple[str, ...]
    counts: csr_array
    themes: Sequence[Mapping[str, Any]]
    """Rows of the table ``themes``."""
    theme_of: Mapping[str, str]
    """The theme that each message belongs to, by passage id."""

    def grouped(self) -> Grouped:
        """The messages by theme, in the order of ``themes``."""
        import numpy as np

        place = {row["theme_id"]: number for number, row in enumerate(self.themes)}
        groups = [place[self.theme_of[id_]] if id_ in self.theme_of else -1 for id_ in self.passage_ids]
        return Grouped(self.passage_ids, self.counts, np.array(groups, dtype=np.int64), len(place))


def theme_change_rows(
    earlier: ThemedText,
    later: ThemedText,
    labels: Sequence[str],
    pairs: Sequence[PassagePair],
    settings: AlignmentSettings,
) -> list[Row]:
    """The rows of ``theme_changes`` on one pair of editions, without its edition columns.

    ``labels`` of the terms; ``pairs``: messages carried over or reworded. No row where neither edition has themes.
    """
    if not earlier.themes and not later.themes:
        return []
    compared = compare_groups(earlier.grouped(), later.grouped(), f"themes {earlier.edition} {later.edition}", settings)
    links = significant_links(compared, settings.level)
    return [
        {
            "order": order,
            "relation": outcome.relation,
            **_sides(earlier, outcome.earlier, "_previous"),
            **_sides(later, outcome.later, ""),
            "is_stable_previous": _is_stable(earlier, outcome.earlier),
            "is_stable": _is_stable(later, outcome.later),
            "is_exploratory": not all(
                _is_stable(text, place)
                for text, place in ((earlier, outcome.earlier), (later, outcome.later))
                if place is not None
            ),
            **measures(outcome, compared, labels, pairs, settings),
        }
        for order, outcome in enumerate(outcomes(links, compared, settings.level), start=1)
    ]


def _sides(text: ThemedText, place: int | None, side: str) -> Row:
    """The theme of one side of a row; nulls where there is none."""
    if place is None:
        return dict.fromkeys((f"theme_id{side}", f"title{side}_zh", f"title{side}_en"))
    title = shown(text.themes[place])
    return {
        f"theme_id{side}": text.themes[place]["theme_id"],
        f"title{side}_zh": title.zh,
        f"title{side}_en": title.en,
    }


def _is_stable(text: ThemedText, place: int | None) -> bool:
    return place is not None and bool(text.themes[place]["is_stable"])
