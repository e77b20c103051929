"""One concept's mentions as strokes along a strip that stands for the messages, and what the strip leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.bilingual import Bilingual
from pipeline.charts.concept_places import Mentioned
from pipeline.charts.lettering import POINTS_PER_INCH
from pipeline.charts.model import Row, counted
from pipeline.charts.sheet import Sheet
from pipeline.charts.stretches import Stretch
from pipeline.charts.style import BLUE, VERMILLION
from pipeline.views import View

FULL, HALF = 0.25, 0.12
"""Inches: strokes of mentions on their own and inside a longer term."""
MAX_STROKED = 200
"""Messages up to which each mention has a stroke; more are counted in hundredths of the text."""

_BINS = 100
_PER_INCH = 120
"""Places that can be told apart in an inch of print; mentions nearer than that share a stroke."""
_MOST_LINKED = 80
"""Links side by side in a strip, which is about four inches long: narrower ones are hit by nobody. It goes by messages
and not by inches, so that the chart leads to the same places in either language."""
_IN_MESSAGE = Bilingual("{zh}，第 {number:,} 条消息：{n:,} 次", "{en}, message {number:,}: {times}")
_IN_STRETCH = Bilingual("{zh}，{where_zh}：{n:,} 次", "{en}, {where_en}: {times}")


@dataclass(frozen=True)
class Strip:
    """Inches on the sheet: messages from ``left`` to ``right``, strokes standing on ``bottom``."""

    left: float
    right: float
    bottom: float
    n_messages: int

    @property
    def unit(self) -> float:
        """The width of one message."""
        return (self.right - self.left) / self.n_messages

    def x(self, place: float) -> float:
        return self.left + self.unit * place


def draw_mentions(sheet: Sheet, concept: Mentioned, strip: Strip) -> None:
    """A stroke a mention; where messages are too many, bars whose heights count the mentions in a stretch of text."""
    if strip.n_messages > MAX_STROKED:
        _draw_density(sheet, concept, strip)
        return
    for places, height, colour in ((concept.own, FULL, BLUE), (concept.nested, HALF, VERMILLION)):
        spots = {round(strip.x(place) * _PER_INCH) / _PER_INCH for place in places}
        _strokes(sheet, [(x, strip.bottom, strip.bottom - height) for x in sorted(spots)], 1.5, colour)


def _draw_density(sheet: Sheet, concept: Mentioned, strip: Strip) -> None:
    """Mentions in each hundredth of the messages, nested ones under own ones; the highest bar has full height."""
    n, step = strip.n_messages, (strip.right - strip.left) / _BINS
    own, nested = (Counter(int(place * _BINS / n) for place in places) for places in (concept.own, concept.nested))
    unit = FULL / max(own[number] + nested[number] for number in range(_BINS))
    xs = [strip.left + (number + 0.5) * step for number in range(_BINS)]
    tops = [strip.bottom - unit * nested[number] for number in range(_BINS)]
    width = 0.8 * step * POINTS_PER_INCH
    below = [(x, strip.bottom, top) for x, top in zip(xs, tops, strict=True) if top < strip.bottom]
    _strokes(sheet, below, width, VERMILLION)
    bars = [(x, top, top - unit * own[number]) for number, (x, top) in enumerate(zip(xs, tops, strict=True))]
    _strokes(sheet, [bar for bar in bars if bar[2] < bar[1]], width, BLUE)


def _strokes(sheet: Sheet, strokes: Sequence[tuple[float, float, float]], width: float, colour: str) -> None:
    """Upright strokes (x, from, to) as one line with the pen lifted between them: one element of the SVG."""
    nan = float("nan")
    xs = [value for x, _, _ in strokes for value in (x, x, nan)]
    ys = [value for _, start, end in strokes for value in (start, end, nan)]
    sheet.line(xs, ys, colour, width)


def link_mentions(
    sheet: Sheet, concept: Mentioned, strip: Strip, rows: Sequence[Row], found: Sequence[Stretch]
) -> None:
    """Each message that mentions the concept leads to itself; where these are too narrow, each stretch of the text.

    The strip is as high as a full stroke.
    """
    view = View(concept=concept.concept)
    names = {"zh": concept.label.zh, "en": concept.label.said_in("en")}
    if strip.n_messages <= _MOST_LINKED:
        for number, n in enumerate(concept.per_message):
            if n:
                says = _IN_MESSAGE.format(**names, number=number + 1, n=n, times=counted(n, "time"))
                passage = replace(view, edition=rows[number]["edition"], passage=rows[number]["passage_id"])
                _link(sheet, strip, number, number + 1, passage, says)
        return
    for stretch in found:
        n = sum(concept.per_message[stretch.start : stretch.end])
        if n and (stretch.end - stretch.start) * _MOST_LINKED >= strip.n_messages:
            words = {"where_zh": stretch.label.zh, "where_en": stretch.label.said_in("en")}
            says = _IN_STRETCH.format(**names, **words, n=n, times=counted(n, "time"))
            _link(sheet, strip, stretch.start, stretch.end, replace(stretch.view, concept=concept.concept), says)


def _link(sheet: Sheet, strip: Strip, start: int, end: int, view: View, says: Bilingual) -> None:
    x, width = strip.x(start), (end - start) * strip.unit
    sheet.link(x, strip.bottom - FULL, width, FULL, view, sheet.said(says))
