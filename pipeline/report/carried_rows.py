"""What the page says of the passages that it carries: editions, documents, sections, tracks, themes, wordings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline import tables
from pipeline.columns.themes import CORE, FRINGE, OTHER
from pipeline.compare.headings import headings
from pipeline.report.carried_places import differences
from pipeline.report.carried_text import CarriedText
from pipeline.themes.shown import shown

Row = Mapping[str, Any]
_STANDINGS = (CORE, FRINGE, OTHER)


def passage_rows(received: Mapping[str, Any], carried: CarriedText) -> dict[str, list[Any]]:
    """Lists that refer to one another by number.

    editions   id, title in Chinese, in English, passages left out; the latest first, those without passages too
    documents  edition, id, title in Chinese, in English, track, digits of the ordinals in its passages' ids
    sections   document, order, heading in Chinese, in English, and the forum's heading that messages in it stand under
    kinds      name, whether it is a message
    section, kind, order, page   of each passage; page 0 where there is none
    """
    documents = {row["document_id"]: row for row in _of_carried(received, carried, "documents")}
    rows = carried.passages.select(["document_id", "section_order", "kind", "is_message"]).to_pylist()
    sections = _numbered((row["document_id"], row["section_order"]) for row in rows)
    kinds = _numbered((row["kind"], row["is_message"]) for row in rows)
    numbers = _numbered(document for document, _ in sections)
    editions = {edition: number for number, edition in enumerate(carried.n_left_out)}
    digits = _digits(carried)
    return {
        "editions": list(_edition_rows(received, carried)),
        "documents": [
            [editions[id_.partition("/")[0]], *_document_row(id_, documents.get(id_, {})), digits[id_]]
            for id_ in numbers
        ],
        "sections": list(_section_rows(received, carried, sections, numbers)),
        "kinds": [list(kind) for kind in kinds],
        "section": [sections[row["document_id"], row["section_order"]] for row in rows],
        "kind": [kinds[row["kind"], row["is_message"]] for row in rows],
        "order": carried.passages.column("order").to_pylist(),
        "page": [page or 0 for page in carried.passages.column("page").to_pylist()],
    }


def theme_rows(received: Mapping[str, Any], carried: CarriedText) -> list[list[Any]]:
    """Each theme: id, fit, name in Chinese, in English, and its messages by standing: core, fringe, other (nearest)."""
    members = received["passage_themes"]
    numbers = carried.numbers(members.column("passage_id")).tolist()
    grouped: dict[tuple[str | None, str], list[int]] = {}
    of_theme = (members.column(name).to_pylist() for name in ("theme_id", "standing"))
    for number, *key in zip(numbers, *of_theme, strict=True):
        if number >= 0:
            grouped.setdefault((key[0], key[1]), []).append(number)
    return [
        [row["theme_id"], row["fit"], shown(row).zh, shown(row).en, *_by_standing(grouped, row["theme_id"])]
        for row in sorted(received["themes"].to_pylist(), key=lambda row: row["theme_id"])
    ]


def wording_rows(received: Mapping[str, Any]) -> list[list[str]]:
    """Wordings of concepts in the corpus and in the lexicon: text, concept, relation, in order of these."""
    concepts = set(received["concepts"].column("concept").to_pylist())
    rows = [*received["variants"].to_pylist(), *received["lexicon_audit"].to_pylist()]
    known = {(row["term"], row["concept"], row["relation"]) for row in rows if row["concept"] in concepts}
    return [list(wording) for wording in sorted(known)]


def concept_rows(received: Mapping[str, Any]) -> list[list[str]]:
    """Concepts of the corpus: id, label in Chinese, in English."""
    return [[row[name] for name in ("concept", "label_zh", "label_en")] for row in received["concepts"].to_pylist()]


def _edition_rows(received: Mapping[str, Any], carried: CarriedText) -> Iterator[list[Any]]:
    for edition, n_left_out in carried.n_left_out.items():
        sources = tables.edition_rows(edition, "sources", received["sources"]).to_pylist()
        titles = [_first(sources, name) for name in ("edition_title_zh", "edition_title_en")]
        yield [edition, *titles, n_left_out]


def _digits(carried: CarriedText) -> dict[str, int]:
    """How many digits the ordinals of each document have; ``ValueError`` where an id is not made of its parts."""
    found: dict[str, int] = {}
    for row in carried.passages.select(["passage_id", "document_id", "order"]).to_pylist():
        id_, document = row["passage_id"], row["document_id"]
        digits = found.setdefault(document, len(id_) - len(document) - 1)
        if id_ != f"{document}#{row['order']:0{digits}}":
            raise ValueError(f"passage {id_}: expected the document {document} and the ordinal {row['order']}")
    return found


def _document_row(id_: str, row: Row) -> list[Any]:
    return [id_, *(row.get(name) for name in ("title", "title_en", "track"))]


def _section_rows(
    received: Mapping[str, Any],
    carried: CarriedText,
    sections: Mapping[tuple[str, int], int],
    documents: Mapping[str, int],
) -> Iterator[list[Any]]:
    stated = {(row["document_id"], row["section_order"]): row for row in _of_carried(received, carried, "sections")}
    under = _forum_headings(received, carried)
    for document, order in sections:
        row = stated.get((document, order), {})
        texts = [row.get("section"), row.get("section_en"), under.get((document, order))]
        yield [documents[document], order, *texts]


def _forum_headings(received: Mapping[str, Any], carried: CarriedText) -> dict[tuple[str, int], str]:
    """The track, or else the heading, by which editions are compared: of each section that has a message."""
    found: dict[tuple[str, int], str] = {}
    rows = carried.passages.select(["passage_id", "document_id", "edition", "section_order", "is_message"]).to_pylist()
    for edition in carried.editions:
        messages = [row for row in rows if row["is_message"] and row["edition"] == edition]
        documents, sections = (
            tables.edition_rows(edition, name, received[name]).to_pylist() for name in ("documents", "sections")
        )
        named = headings(documents, sections, messages)
        for row in messages:
            if row["passage_id"] in named.place_of:
                key = (row["document_id"], row["section_order"])
                found[key] = named.names[named.place_of[row["passage_id"]]]
    return found


def _of_carried(received: Mapping[str, Any], carried: CarriedText, name: str) -> Iterator[Row]:
    for edition in carried.editions:
        yield from tables.edition_rows(edition, name, received[name]).to_pylist()


def _by_standing(grouped: Mapping[tuple[str | None, str], list[int]], theme_id: str) -> list[list[int]]:
    import numpy as np

    messages = (sorted(grouped.get((theme_id, standing), ())) for standing in _STANDINGS)
    return [differences(np.array(numbers, dtype=np.int64)) for numbers in messages]


def _numbered(values: Any) -> dict[Any, int]:
    """Each value once, in order of appearance, with its number."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _first(rows: list[Row], column: str) -> Any:
    return next((row[column] for row in rows if row[column]), None)
