"""A chart's page: inches from the top left corner, titles on top, height known when everything is placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.bilingual import NOTHING, Bilingual, Language
from pipeline.charts.lettering import POINTS_PER_INCH, balanced, visible, widest, wrap
from pipeline.charts.links import Link
from pipeline.charts.style import BLACK, GREY, INK, VERMILLION, WHITE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pipeline.charts.written_line import Align
    from pipeline.views import View

WIDTH = 7.5
MARGIN = 0.18
TITLE, BODY, GLOSS = 13.0, 9.0, 7.5
"""Sizes in points: of the title, of text and numbers, of what stands beneath or beside them."""

Dash = Literal["-", "--", ":"]

_LONGEST_NAME, _END_OF_NAME = 240, 60
"""Characters of a link's name, and of them those at its end."""
_LEADING = 1.36
_ASCENT = 0.88


def line_height(size: float) -> float:
    """Inches from one line of text to the next."""
    return size * _LEADING / POINTS_PER_INCH


@dataclass(frozen=True)
class Label:
    """Lines with smaller ones beneath, measured."""

    lines: tuple[str, ...]
    beneath: tuple[str, ...] = ()
    size: float = BODY

    @property
    def height(self) -> float:
        return len(self.lines) * line_height(self.size) + len(self.beneath) * line_height(self.size_beneath)

    @property
    def size_beneath(self) -> float:
        return self.size * GLOSS / BODY

    @property
    def width(self) -> float:
        """Inches of its widest line."""
        return max(widest(self.lines, self.size), widest(self.beneath, self.size_beneath))


def _pronounceable(says: str) -> str:
    """A name of bearable length, since a heading may be a page long; its number is at the end, which is kept."""
    seen = visible(says)
    return seen if len(seen) <= _LONGEST_NAME else f"{seen[: _LONGEST_NAME - _END_OF_NAME - 1]}…{seen[-_END_OF_NAME:]}"


def label(text: Bilingual, language: Language, room: float, max_lines: int = 4, size: float = BODY) -> Label:
    """A text of ours or an author's heading in one language, wrapped to ``room`` inches, lines about equally long."""
    return Label(balanced(text.said_in(language), size, room, max_lines), (), size)


def term_label(
    term: str, english: str, language: Language, room: float, max_lines: int = 4, size: float = BODY
) -> Label:
    """What stands in the text: in a Chinese chart as it is, in an English one its English with the term beneath."""
    if language == "zh" or not english:
        return Label(balanced(term, size, room, max_lines), (), size)
    return Label(balanced(english, size, room, max_lines), balanced(term, size * GLOSS / BODY, room, max_lines), size)


class Sheet:
    """Draws in inches, y downwards, in one language; ``y`` is where the next thing goes.

    One pair of axes covers the page, so that a text's place and a bar's are the same kind of number.
    """

    def __init__(self, language: Language, title: Bilingual, subtitle: Bilingual, remark: Bilingual = NOTHING) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.language = language
        self.links: list[Link] = []
        self.width = WIDTH
        self.figure = Figure(figsize=(WIDTH, 1))
        FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self.y = MARGIN
        self._write_head(title, subtitle, remark)

    @property
    def right(self) -> float:
        """Inches from the left edge to the right margin."""
        return self.width - MARGIN

    @property
    def room(self) -> float:
        """Inches between the margins."""
        return self.width - 2 * MARGIN

    def _write_head(self, title: Bilingual, subtitle: Bilingual, remark: Bilingual) -> None:
        self.paragraph(self.said(title), TITLE, INK)
        self.y += 0.05
        self.note(subtitle)
        if remark != NOTHING:
            self.note(remark)
        self.y += 0.12

    def said(self, text: Bilingual) -> str:
        """A text in the language of the sheet."""
        return text.said_in(self.language)

    def paragraph(self, text: str, size: float, colour: str) -> None:
        """Write text over the full width and move down."""
        self.y += self.lines(MARGIN, self.y, wrap(text, size, self.room), size, colour)

    def note(self, text: Bilingual) -> None:
        """Write a remark over the full width and move down."""
        self.paragraph(self.said(text), BODY - 1, GREY)

    def alarm(self, text: Bilingual) -> None:
        """Write a framed remark that nobody overlooks, over the full width, and move down."""
        inset, top = 0.1, self.y
        written = wrap(self.said(text), BODY + 1, self.room - 2 * inset)
        self.y += 0.07
        self.y += self.lines(MARGIN + inset, self.y, written, BODY + 1, VERMILLION)
        self.y += 0.07
        self.box(MARGIN, top, self.room, self.y - top, "none", edge=VERMILLION)
        self.y += 0.14

    def lines(
        self, x: float, y: float, lines: Sequence[str], size: float = BODY, colour: str = INK, align: Align = "left"
    ) -> float:
        """Write lines from the top edge ``y`` down; gives their height. ``x`` is the left, centre or right."""
        for number, line in enumerate(lines):
            baseline = y + number * line_height(size) + _ASCENT * 1.1 * size / POINTS_PER_INCH
            self._write(x, baseline, line, size, colour, align)
        return len(lines) * line_height(size)

    def value(
        self, x: float, y: float, text: str, size: float = BODY, colour: str = INK, align: Align = "left"
    ) -> None:
        """Write one line whose middle is at height ``y``."""
        self._write(x, y + 0.36 * size / POINTS_PER_INCH, text, size, colour, align)

    def _write(self, x: float, baseline: float, line: str, size: float, colour: str, align: Align) -> None:
        from pipeline.charts.written_line import WrittenLine

        self._axes.add_artist(WrittenLine(x, baseline, visible(line), size, colour, align, self._axes.transData))

    def label(self, x: float, y: float, text: Label, align: Align = "left", colour: str = INK) -> None:
        """Write a label whose middle is at height ``y``."""
        top = y - text.height / 2
        top += self.lines(x, top, text.lines, text.size, colour, align)
        self.lines(x, top, text.beneath, text.size_beneath, GREY, align)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        edge: str = "none",
        hatch: str = "",
        is_over_lines: bool = False,
    ) -> None:
        """Draw a rectangle from its top left corner; lines lie over it or, ``is_over_lines``, under it."""
        from matplotlib.patches import Rectangle

        line_width = 0.8 if edge != "none" else 0
        self._axes.add_artist(  # not as a patch, whose extent would be looked for each time
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=colour,
                edgecolor=edge,
                hatch=hatch or None,
                linewidth=line_width,
                zorder=2.5 if is_over_lines else 1,
            )
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str = GREY,
        width: float = 0.8,
        dash: Dash = "-",
    ) -> None:
        """Draw a line through points; NaN lifts the pen."""
        from matplotlib.lines import Line2D

        self._axes.add_artist(Line2D(xs, ys, color=colour, linewidth=width, linestyle=dash, solid_capstyle="butt"))

    def marks(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        marker: str,
        colour: str,
        size: float = 6,
        filled: bool = True,
        is_picture: bool = False,
    ) -> None:
        """Draw marks of ``size`` points, hollow ones white inside; as one picture in an SVG where they are many."""
        from matplotlib.lines import Line2D

        drawn = Line2D(
            xs,
            ys,
            linestyle="none",
            marker=marker,
            markersize=size,
            markerfacecolor=colour if filled else WHITE,
            markeredgecolor=BLACK if filled else colour,
            markeredgewidth=0.5 if filled else 1.3,
        )
        drawn.set_rasterized(is_picture)
        self._axes.add_artist(drawn)

    def link(self, x: float, y: float, width: float, height: float, view: View, says: str) -> None:
        """Make a rectangle lead to the passages of a view: nothing is drawn, the page lays a link over it.

        ``says`` names it for a screen reader and as a tooltip: what it stands for, with its number.
        """
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.links.append(Link(corners, view, _pronounceable(says)))

    def link_line(self, xs: Sequence[float], ys: Sequence[float], view: View, says: str) -> None:
        """The same for a line through points."""
        self.links.append(Link(tuple(zip(xs, ys, strict=True)), view, _pronounceable(says), is_line=True))

    def finish(self) -> Figure:
        """The figure, as high as what was placed on it."""
        height = self.y + MARGIN
        self.figure.set_size_inches(self.width, height)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        return self.figure
