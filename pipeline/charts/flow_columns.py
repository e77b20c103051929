"""The columns of the flow of themes: editions one after the other, their themes, ordered so that few lines cross."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.bilingual import Bilingual
from pipeline.charts.model import Row, with_messages
from pipeline.columns.alignment import BORN, ENDED

_THEME = Bilingual("{edition} · {theme_zh}", "{edition} · {theme_en}")


@dataclass(frozen=True)
class Node:
    """A theme of an edition, with what becomes of it before and after."""

    theme_id: str
    edition: str
    title: Bilingual
    n_messages: int
    is_stable: bool
    is_new: bool
    has_ended: bool

    @property
    def says(self) -> Bilingual:
        """Its edition, its name and its messages."""
        return with_messages(_THEME.format(**self.words), self.n_messages)

    @property
    def words(self) -> dict[str, object]:
        return {
            "edition": self.edition,
            "theme_zh": self.title.zh,
            "theme_en": self.title.said_in("en"),
            "n": self.n_messages,
        }


def editions_in_order(rows: Sequence[Row]) -> list[str]:
    """The editions of some pairs, each after the one before it.

    >>> editions_in_order([{"edition": "b", "previous": "c"}, {"edition": "c", "previous": "a"}])
    ['a', 'c', 'b']
    """
    later = {row["previous"]: row["edition"] for row in rows}
    order: list[str] = []
    for first in sorted(set(later) - set(later.values())):
        edition: str | None = first
        while edition is not None:
            order.append(edition)
            edition = later.get(edition)
    return order


def nodes_of(edition: str, rows: Sequence[Row]) -> list[Node]:
    """The themes of an edition, the largest first."""
    came = [row for row in rows if row["edition"] == edition and row["theme_id"] is not None]
    went = [row for row in rows if row["previous"] == edition and row["theme_id_previous"] is not None]
    born = {row["theme_id"] for row in came if row["relation"] == BORN}
    ended = {row["theme_id_previous"] for row in went if row["relation"] == ENDED}
    sides = [(row, "") for row in came] + [(row, "_previous") for row in went]
    nodes = {
        row[f"theme_id{side}"]: Node(
            row[f"theme_id{side}"],
            edition,
            Bilingual(row[f"title{side}_zh"], row[f"title{side}_en"] or ""),
            row[f"n_messages{side}"],
            row[f"is_stable{side}"],
            row[f"theme_id{side}"] in born,
            row[f"theme_id{side}"] in ended,
        )
        for row, side in sides
    }
    return sorted(nodes.values(), key=lambda node: (-node.n_messages, node.theme_id))


def in_flow(columns: Sequence[Sequence[Node]], links: Sequence[Row]) -> list[list[Node]]:
    """Each column's themes by the mean place of those they are linked to, so that few lines cross; others come last.

    Looked at from left to right, from right to left, and from left to right again.

    Source: the barycentre heuristic of Sugiyama, Tagawa & Toda (1981), "Methods for visual understanding of
    hierarchical system structures", IEEE Transactions on Systems, Man, and Cybernetics 11(2), 109–125.
    """
    forth = [(row["theme_id"], row["theme_id_previous"]) for row in links]
    back = [(previous, theme) for theme, previous in forth]
    linked = {theme for link in forth for theme in link}
    ordered = [list(column) for column in columns]
    places = range(len(ordered))
    for neighbours, steps in ((forth, pairwise(places)), (back, pairwise(reversed(places))), (forth, pairwise(places))):
        for beside, at in steps:
            ordered[at] = _by_neighbours(ordered[at], ordered[beside], neighbours, linked)
    return ordered


def _by_neighbours(
    column: Sequence[Node], beside: Sequence[Node], links: Sequence[tuple[str, str]], linked: Collection[str]
) -> list[Node]:
    """A column by the mean place of each theme's neighbours beside it; without one there, by its own place."""
    places = {node.theme_id: place for place, node in enumerate(beside)}

    def key(item: tuple[int, Node]) -> tuple[bool, float, int]:
        own, node = item
        near = [places[other] for theme, other in links if theme == node.theme_id and other in places]
        return node.theme_id not in linked, sum(near) / len(near) if near else own, own

    return [node for _, node in sorted(enumerate(column), key=key)]
