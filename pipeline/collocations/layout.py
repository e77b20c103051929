"""Where concepts stand on the map of the network: near those that they are linked to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.settings import CollocationsSettings


class Point(NamedTuple):
    """A place in the unit square around 0: -1 to 1, without unit."""

    x: float
    y: float


def place_concepts(links: Sequence[tuple[int, int, float]], settings: CollocationsSettings) -> dict[int, Point]:
    """A place for each concept that a link names, by Fruchterman and Reingold's springs; links pull alike.

    ``links``: two concepts and the link's score. The same links give the same places whatever their order: concepts
    begin evenly on a circle, in order of number, nothing is drawn at random, and places are rounded to what a chart can
    show, so that the last bits of another machine do not reach the table.

    Source: Fruchterman & Reingold (1991), "Graph drawing by force-directed placement", Software: Practice and
    Experience 21(11), 1129–1164, as in ``networkx.spring_layout``.
    """
    import networkx as nx  # type: ignore[import-untyped]

    if not links:
        return {}
    graph = nx.Graph()
    graph.add_nodes_from(sorted({concept for one, other, _ in links for concept in (one, other)}))
    graph.add_edges_from(sorted((one, other) for one, other, _ in links))
    places = nx.spring_layout(
        graph, pos=nx.circular_layout(graph), iterations=settings.n_layout_steps, weight=None, seed=settings.seed
    )
    decimals = settings.layout_decimals
    return {
        concept: Point(*(round(float(value), decimals) + 0.0 for value in place)) for concept, place in places.items()
    }
