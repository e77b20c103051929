"""Messages in a row that belong together, along the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.bilingual import Bilingual
from pipeline.charts.columns import heading
from pipeline.charts.key import numbered_key
from pipeline.charts.lettering import width
from pipeline.charts.model import Evidence, Row, messages
from pipeline.charts.sheet import GLOSS, Sheet
from pipeline.charts.style import GREY

_MAX_BORDERS, _MAX_KEYED = 60, 12
_MORE = Bilingual("其余 {n} 段未列出。", "Not listed: {n} more.")


@dataclass(frozen=True)
class Stretch:
    """Messages ``start`` to ``end`` (from 0, the end not included) of one section, or of one of several documents."""

    label: Bilingual
    start: int
    end: int


def stretches(evidence: Evidence, rows: Sequence[Row]) -> list[Stretch]:
    """The sections of the edition's one document, or its documents where they are several, by their messages."""
    documents = {row["document_id"]: row for row in evidence.documents.to_pylist()}
    sections = {(row["document_id"], row["section_order"]): heading(row) for row in evidence.sections.to_pylist()}
    if evidence.is_one_document:
        places = ((row["document_id"], row["section_order"]) for row in rows)
        runs = [(sections[place], len(list(run))) for place, run in groupby(places)]
    else:
        runs = [
            (document_title(documents[name]), len(list(run)))
            for name, run in groupby(row["document_id"] for row in rows)
        ]
    found: list[Stretch] = []
    for text, length in runs:
        start = found[-1].end if found else 0
        found.append(Stretch(text, start, start + length))
    return found


def document_title(document: Row) -> Bilingual:
    """What a reader calls a document: its track, else its title."""
    if document["track"]:
        return Bilingual(document["track"], document["track_en"] or "")
    return Bilingual(document["title"], document["title_en"] or "")


def draw_borders(sheet: Sheet, found: Sequence[Stretch], left: float, unit: float, top: float) -> None:
    """Dotted lines from ``top`` to ``sheet.y`` between stretches, the number of each above it where it has room.

    A message is ``unit`` inches wide. Borders closer than could be told apart are left out altogether.
    """
    if len(found) > _MAX_BORDERS:
        return
    reached = left
    for number, stretch in enumerate(found, start=1):
        x, middle = left + stretch.start * unit, left + (stretch.start + stretch.end) / 2 * unit
        half = width(str(number), GLOSS) / 2 + 0.02
        if number > 1:
            sheet.line((x, x), (top, sheet.y), GREY, 0.6, ":")
        if len(found) > 1 and middle - half >= reached:
            sheet.value(middle, top - 0.07, str(number), GLOSS, GREY, "center")
            reached = middle + half


def key_stretches(sheet: Sheet, found: Sequence[Stretch]) -> None:
    """Say what the numbers above the stretches stand for; nothing where there is one stretch."""
    if len(found) < 2:
        return
    sizes = [messages(stretch.end - stretch.start).zh for stretch in found]
    texts = [
        Bilingual(f"{stretch.label.zh}（{size}）", stretch.label.en) for stretch, size in zip(found, sizes, strict=True)
    ]
    numbered_key(sheet, texts[:_MAX_KEYED])
    if len(found) > _MAX_KEYED:
        sheet.note(_MORE.format(n=len(found) - _MAX_KEYED))
    sheet.y += 0.04
