"""One line of text on a chart, placed by widths that are known before anything is drawn."""

from __future__ import annotations

import warnings
from functools import cache
from itertools import filterfalse
from typing import TYPE_CHECKING, Literal

from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from pipeline.charts.lettering import has_glyph, width

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Transform

Align = Literal["left", "center", "right"]
_SHARE_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}


class WrittenLine(Text):
    """A ``Text`` of one line on its baseline.

    matplotlib lays every text out once to measure and once to draw it, in each of the three files; here it is drawn
    where ``lettering`` says that it has to begin, which takes half the time and is the same place in all files.
    """

    def __init__(
        self, x: float, y: float, line: str, size: float, colour: str, align: Align, transform: Transform
    ) -> None:
        super().__init__(
            x,
            y,
            line,
            color=colour,
            horizontalalignment=align,
            verticalalignment="baseline",
            fontproperties=_font(size),
        )
        self.set_transform(transform)
        for character in filterfalse(has_glyph, line):
            # As matplotlib warns where it measures a text; ``style.drawing`` makes it an error.
            warnings.warn(f"Glyph {ord(character)} is in neither font", UserWarning, stacklevel=2)
        self._inches_left = width(line, size) * _SHARE_LEFT[align]

    def draw(self, renderer: RendererBase) -> None:
        """Draw the line with the renderer of one file format."""
        x, y = self.get_transform().transform(self.get_position())
        x -= renderer.points_to_pixels(self._inches_left * 72)
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        style = renderer.new_gc()
        style.set_foreground(self.get_color())
        renderer.draw_text(style, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)
        style.restore()
        self.stale = False


@cache
def _font(size: float) -> FontProperties:
    from pipeline.charts.style import FONT_FAMILY

    return FontProperties(family=list(FONT_FAMILY), size=size)
