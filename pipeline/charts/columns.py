"""What stands side by side in a chart: an edition's sections, or its documents, or its tracks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.bilingual import NOTHING, Bilingual
from pipeline.charts.model import Evidence, Row, counted, messages
from pipeline.views import View

Place = tuple[str, int]
"""Document id and section ordinal."""

_BEFORE_HEADINGS = Bilingual("（首个标题之前）", "(before any heading)")
_SECTIONS = Bilingual("章节", "section")
_DOCUMENTS = Bilingual("文件", "document")
_TRACKS = Bilingual("议题", "track")


@dataclass(frozen=True)
class Column:
    """Sections that stand in one column, and their messages; ``view`` finds these and nothing else."""

    label: Bilingual
    n_messages: int
    places: frozenset[Place]
    view: View

    def narrowed(self, view: View) -> View:
        """The units of a view, looked for in this column only."""
        own = self.view
        return replace(view, edition=own.edition, document=own.document, section=own.section, track=own.track)


@dataclass(frozen=True)
class Columns:
    """The columns in document order and how much did not find room."""

    what: Bilingual
    shown: tuple[Column, ...]
    n_left_out: int
    n_messages_left_out: int

    def place_of(self, place: Place) -> int | None:
        """The number of the column that a section stands in, from 0; None where it is left out."""
        return next((number for number, column in enumerate(self.shown) if place in column.places), None)

    @property
    def words(self) -> dict[str, object]:
        """``columns`` and ``columns_en``, how many are shown; ``what_zh`` and ``what_en``, what one of them is."""
        n = len(self.shown)
        return {"columns": n, "columns_en": counted(n, self.what.en), "what_zh": self.what.zh, "what_en": self.what.en}

    @property
    def remark(self) -> Bilingual:
        """What is left out, in words; nothing where nothing is."""
        if not self.n_left_out:
            return NOTHING
        return _LEFT_OUT.format(
            shown=len(self.shown),
            rest=self.n_left_out,
            n=self.n_messages_left_out,
            n_en=messages(self.n_messages_left_out).en,
            zh=self.what.zh,
            en=self.what.en,
        )


_LEFT_OUT = Bilingual(
    "只列消息最多的 {shown} 个{zh}，另有 {rest} 个（{n} 条消息）未列出。",
    "Shown are the {shown} {en}s with the most messages; {rest} more ({n_en}) are not.",
)


def columns(evidence: Evidence, most: int) -> Columns:
    """Sections where the edition is one document; else documents, or tracks where documents are more than ``most``.

    Those without a message are left away. Where even so there are more than ``most``, those with the most messages
    stay, in document order.
    """
    found = [row for row in evidence.sections.to_pylist() if row["n_messages"]]
    documents = {row["document_id"]: row for row in evidence.documents.to_pylist()}
    if len({row["document_id"] for row in found}) < 2:
        return _limited(_SECTIONS, [_section(row, evidence.edition) for row in found], most)
    by_document = _gathered(found, lambda row: str(row["document_id"]))
    distinct = _document_labels([documents[document] for document in by_document])
    of_documents = {document: View(edition=evidence.edition, document=document) for document in by_document}
    if len(by_document) <= most:
        return _limited(_DOCUMENTS, _merged(by_document, distinct, of_documents), most)
    tracks = {
        str(row["track"]): Bilingual(row["track"], row["track_en"] or "") for row in documents.values() if row["track"]
    }
    if 1 < len(tracks) <= most and all(documents[document]["track"] for document in by_document):
        by_track = _gathered(found, lambda row: str(documents[row["document_id"]]["track"]))
        of_tracks = {track: View(edition=evidence.edition, track=track) for track in tracks}
        return _limited(_TRACKS, _merged(by_track, tracks, of_tracks), most)
    return _limited(_DOCUMENTS, _merged(by_document, distinct, of_documents), most)


def _limited(what: Bilingual, found: Sequence[Column], most: int) -> Columns:
    ranked = sorted(range(len(found)), key=lambda number: (-found[number].n_messages, number))
    kept = set(ranked[:most])
    left_out = [column for number, column in enumerate(found) if number not in kept]
    shown = tuple(column for number, column in enumerate(found) if number in kept)
    return Columns(what, shown, len(left_out), sum(column.n_messages for column in left_out))


def heading(row: Row) -> Bilingual:
    """A section's heading in both languages; what stands before the first one says so."""
    return Bilingual(row["section"], row["section_en"] or "") if row["section"] else _BEFORE_HEADINGS


def _section(row: Row, edition: str) -> Column:
    place = (row["document_id"], row["section_order"])
    return Column(heading(row), row["n_messages"], frozenset({place}), section_view(row, edition))


def section_view(row: Row, edition: str) -> View:
    """The messages of the section that a row names, or stands in."""
    return View(edition=edition, section=f"{row['document_id']}#{row['section_order']}")


def _gathered(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    gathered: dict[str, list[Row]] = {}
    for row in rows:
        gathered.setdefault(key(row), []).append(row)
    return gathered


def _merged(gathered: dict[str, list[Row]], labels: dict[str, Bilingual], views: dict[str, View]) -> list[Column]:
    return [
        Column(
            labels[name],
            sum(row["n_messages"] for row in rows),
            frozenset((row["document_id"], row["section_order"]) for row in rows),
            views[name],
        )
        for name, rows in gathered.items()
    ]


def _document_labels(documents: Sequence[Row]) -> dict[str, Bilingual]:
    """Track where each document has one of its own, else title where these differ, else the end of its id."""
    for zh, en in (("track", "track_en"), ("title", "title_en")):
        if all(row[zh] for row in documents) and len({row[zh] for row in documents}) == len(documents):
            return {row["document_id"]: Bilingual(row[zh], row[en] or "") for row in documents}
    return {row["document_id"]: Bilingual(row["document_id"].rpartition("/")[2], "") for row in documents}
