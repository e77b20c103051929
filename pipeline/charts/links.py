"""Places of a chart that lead to passages: laid over its SVG in the page as links, which its picture does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from pipeline.charts.lettering import POINTS_PER_INCH

if TYPE_CHECKING:
    from pipeline.views import View

_MOST, _END = 240, 60
"""Characters of a mark's name, and of its end where it is cut: a heading may be a whole paragraph."""


@dataclass(frozen=True)
class Link:
    """Corners of an area, or points of a line, in inches from the top left; what is behind it; its name."""

    points: tuple[tuple[float, float], ...]
    view: View
    says: str
    is_line: bool = False

    def svg(self) -> str:
        """An SVG link, in points as the page's charts are measured.

        The Tab key does not stop at it: a chart is one stop, whose marks the page's script walks with the arrow keys.
        """
        way = " ".join(f"{_points(x)},{_points(y)}" for x, y in self.points)
        shape = f'<polyline points="{way}"/>' if self.is_line else f'<polygon points="{way}"/>'
        name = quoteattr(_shortened(self.says))
        return f'<a class="mark" href={quoteattr(self.view.address())} tabindex="-1" aria-label={name}>{shape}</a>'


def links_svg(links: Sequence[Link]) -> str:
    """All links of a chart, in the order in which they were placed; nothing where there are none."""
    return f'<g class="marks">{"".join(link.svg() for link in links)}</g>' if links else ""


def _shortened(name: str) -> str:
    """A name that is too long to be heard, with its beginning and its end, which has the number."""
    return name if len(name) <= _MOST else f"{name[: _MOST - _END - 1]}…{name[-_END:]}"


def _points(inches: float) -> str:
    return f"{inches * POINTS_PER_INCH:.1f}"
