"""Messages in a row that belong together, along the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.bilingual import Bilingual
from pipeline.charts.columns import heading, section_view
from pipeline.charts.key import numbered_key
from pipeline.charts.lettering import width
from pipeline.charts.model import Evidence, Row, with_messages
from pipeline.charts.sheet import GLOSS, Sheet
from pipeline.charts.style import GREY
from pipeline.views import View

_MAX_BORDERS, _MAX_KEYED = 60, 12
_MORE = Bilingual("其余 {n} 段未列出。", "Not listed: {n} more.")


@dataclass(frozen=True)
class Stretch:
    """Messages ``start`` to ``end`` (from 0, the end not included) of one section, or of one of several documents.

    ``view`` finds these and nothing else.
    """

    label: Bilingual
    start: int
    end: int
    view: View


def stretches(evidence: Evidence, rows: Sequence[Row]) -> list[Stretch]:
    """The sections of the edition's one document, or its documents where they are several, by their messages."""
    documents = {row["document_id"]: document_title(row) for row in evidence.documents.to_pylist()}
    sections = {_section(row): heading(row) for row in evidence.sections.to_pylist()}
    is_one, edition = evidence.is_one_document, evidence.edition
    found: list[Stretch] = []
    for _, run in groupby(rows, _section if is_one else _document):
        first, *others = run
        text = sections[_section(first)] if is_one else documents[_document(first)]
        view = section_view(first, edition) if is_one else View(edition=edition, document=first["document_id"])
        start = found[-1].end if found else 0
        found.append(Stretch(text, start, start + 1 + len(others), view))
    return found


def _section(row: Row) -> tuple[str, int]:
    return row["document_id"], row["section_order"]


def _document(row: Row) -> str:
    return str(row["document_id"])


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
    texts = [with_messages(stretch.label, stretch.end - stretch.start) for stretch in found[:_MAX_KEYED]]
    numbered_key(sheet, texts, views=[stretch.view for stretch in found[:_MAX_KEYED]])
    if len(found) > _MAX_KEYED:
        sheet.note(_MORE.format(n=len(found) - _MAX_KEYED))
    sheet.y += 0.04
