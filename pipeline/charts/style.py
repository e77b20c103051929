"""Fonts, colours and saving: how every chart looks, and the one module that saves figures.

Noto Sans SC is put before any other font of that name, so that a chart is the same on a machine that has its own.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.charts.slim import slimmed
from pipeline.errors import PipelineError
from pipeline.font_files import fallback_font_file, font_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The hues of Okabe & Ito 2008, "Color Universal Design", told apart with every common colour vision deficiency. Those
# fainter on white than 3 : 1, or than 4.5 : 1 where letters have them, are darkened; in place of yellow, which would be
# brown then and no longer told from vermillion, stands violet.
BLACK, ORANGE, SKY_BLUE, BLUISH_GREEN = "#000000", "#C88500", "#3A9BDC", "#009E73"
VIOLET, BLUE, VERMILLION, REDDISH_PURPLE = "#7B2FD0", "#0072B2", "#C04A00", "#C872A4"
INK, GREY, PALE, WHITE = "#1A1A1A", "#595959", "#D9D9D9", "#FFFFFF"
TINT = "#DCE9F5"
"""Behind what stands out from the rest by more than its edge."""
SHADE = "#3D8FCC"
"""Of the darkest cell: as dark as letters on it can be read."""

PALETTE: Mapping[str, str] = {
    "ink": INK, "grey": GREY, "pale": PALE, "paper": WHITE, "tint": TINT, "shade": SHADE, "black": BLACK,
    "blue": BLUE, "orange": ORANGE, "bluish-green": BLUISH_GREEN, "reddish-purple": REDDISH_PURPLE,
    "sky-blue": SKY_BLUE, "vermillion": VERMILLION, "violet": VIOLET,
}  # fmt: skip
"""Every colour that a chart may have, by its name in the page: ``--chart-ink``, light or dark by chart-colours.css."""

# A theme has a shape of its own too, since colour alone tells not everybody.
THEME_COLOURS = (BLUE, ORANGE, BLUISH_GREEN, REDDISH_PURPLE, SKY_BLUE, VERMILLION, BLACK, VIOLET)
THEME_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "h")

FONT_FAMILY = ("Noto Sans SC", "DejaVu Sans")
_MISSING = re.compile(r"Glyph (?P<code>\d+)")
_TAG = re.compile(r"<[^>]+>")
_REFERENCE = re.compile(r'( id="|url\(#|href="#)')
_COLOUR = re.compile(r'(?P<what>(?:fill|stroke)(?:: |="))(?P<value>#[0-9a-f]{6})')
_PROPERTIES = {value.lower(): f"var(--chart-{name}, {value.lower()})" for name, value in PALETTE.items()}
_FAINTEST = 0.04
"""Opacity of a cell of share 0: seen to be a cell."""


def shade(share: float) -> str:
    """The colour of a cell, from nearly nothing to ``SHADE`` by a share from 0 to 1, as #RRGGBBAA.

    >>> shade(0), shade(0.5), shade(1)
    ('#3D8FCC0A', '#3D8FCC85', '#3D8FCCFF')
    """
    opacity = _FAINTEST + (1 - _FAINTEST) * min(max(share, 0.0), 1.0)
    return f"{SHADE}{round(255 * opacity):02X}"


@cache
def register_fonts() -> None:
    """Make both fonts known to matplotlib, before others of the same name: of equals it takes the first."""
    from matplotlib.font_manager import fontManager

    for file in (font_file(), fallback_font_file()):
        fontManager.addfont(str(file))
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())


@contextmanager
def drawing(chart: str) -> Iterator[None]:
    """Draw and save in the project's style; a glyph in neither font raises ``PipelineError`` naming it and the chart.

    matplotlib's settings are as before on leaving. ``chart`` seeds the ids in SVG files.
    """
    import matplotlib as mpl

    register_fonts()
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(_settings(chart))
        warnings.filterwarnings("error", message=r"Glyph \d+", category=UserWarning)
        try:
            yield
        except UserWarning as warning:
            raise _missing_glyph(chart, str(warning)) from warning


def _settings(chart: str) -> Any:
    return {
        "font.family": list(FONT_FAMILY),
        "text.parse_math": False,  # a $ in a heading is a dollar
        "text.hinting": "none",  # hinted glyphs grow to whole pixels, and lines with them
        "axes.unicode_minus": False,
        "svg.hashsalt": chart,
        "hatch.linewidth": 0.6,
        "path.simplify": False,
    }


def _missing_glyph(chart: str, warning: str) -> PipelineError:
    match = _MISSING.match(warning)
    if match is None:
        return PipelineError(f"chart {chart}: {warning}")
    code = int(match["code"])
    return PipelineError(
        f"chart {chart}: character U+{code:04X} {chr(code)!r} is in neither of the fonts {' and '.join(FONT_FAMILY)}; "
        f"correct it through corpus/lexicon/corrections.tsv or, if it is meant, in the text or label it comes from"
    )


def save_png(figure: Figure, dpi: int) -> bytes:
    """The figure as PNG, without a date or the name of the program."""
    # Level 3 takes two thirds of the time of Pillow's 6, and on these flat drawings the file is smaller too.
    return _saved(figure, format="png", dpi=dpi, metadata={"Software": None}, pil_kwargs={"compress_level": 3})


def save_svg(figure: Figure) -> bytes:
    """The figure as a file of its own, glyphs drawn as paths: it looks the same on a machine without the fonts."""
    return _saved(figure, format="svg", metadata=_NO_SVG_METADATA)


def save_inline_svg(figure: Figure, prefix: str, description: str, links: str = "") -> str:
    """The figure for inside a page that carries the font: text as text, every id starting with ``prefix``.

    Its one rule for all elements and its colours are left to the page's style sheet, light ones where that says none;
    ``description`` is what a screen reader says; ``links`` are SVG elements that lie over the drawing. Raises
    ``KeyError`` for a colour that is not of the palette, which the page could not turn dark.
    """
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none", "svg.id": "chart"}):
        svg = _saved(figure, format="svg", metadata=_NO_SVG_METADATA).decode()
    svg = slimmed(svg[svg.index("<svg") :])
    svg = _TAG.sub(lambda tag: _COLOUR.sub(_property, _REFERENCE.sub(rf"\g<1>{prefix}-", tag[0])), svg)
    svg = svg.removesuffix("</svg>") + links + "</svg>"
    # A picture, or a group where there are links inside, which a picture would hide from a screen reader.
    role = "group" if links else "img"
    fill = _PROPERTIES[BLACK]  # of all that is black: matplotlib leaves it unsaid, being what SVG fills with
    return svg.replace("<svg ", f'<svg role="{role}" aria-label="{_attribute(description)}" fill="{fill}" ', 1)


def _property(colour: re.Match[str]) -> str:
    return colour["what"] + _PROPERTIES[colour["value"]]


_NO_SVG_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


def _attribute(text: str) -> str:
    for character, entity in (("&", "&amp;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(character, entity)
    return text


def _saved(figure: Figure, **options: Any) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, facecolor=WHITE, **options)
    return buffer.getvalue()
