"""Where the modal words of an edition stand, so that the numbers of how strongly it is worded lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.columns.themes import BELONGING
from pipeline.report.passage_links import message_ids
from pipeline.trace.numbers.modals import classed

if TYPE_CHECKING:
    from pipeline.report.evidence import EditionEvidence
    from pipeline.report.passage_lists import Place

Row = Mapping[str, Any]


@dataclass(frozen=True)
class ModalPlaces:
    """Places of modal words by class, in the order of the text, and the scopes that each message is in."""

    by_class: Mapping[str, Sequence[Place]]
    scopes: Mapping[str, frozenset[str]]

    def of(self, cell: Row) -> tuple[Place, ...]:
        """The places that a row of ``modal_strength`` counts."""
        places = self.by_class.get(cell["class"], ())
        return tuple(place for place in places if cell["scope"] in self.scopes[place[0]])


NO_MODALS = ModalPlaces({}, {})


def modal_places(evidence: EditionEvidence, classes: Mapping[str, str]) -> ModalPlaces:
    """All modal words in the edition's messages; ``classes``: what each word expresses, as the lexicon says."""
    by_class: dict[str, list[Place]] = {}
    for passage_id, words in _words(evidence, classes):
        for found in classed(words, classes):
            by_class.setdefault(found.name, []).append((passage_id, found.start, found.end))
    return ModalPlaces(by_class, _scopes(evidence))


def _words(evidence: EditionEvidence, classes: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Start, end and text of the words in each message that have a class, repeats in brackets left out."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = {
        (row["document_id"], row["term"]): row["text"]
        for row in evidence["vocabulary"].select(["document_id", "term", "text"]).to_pylist()
        if row["text"] in classes
    }
    tokens = evidence["tokens"]
    terms = pa.array(sorted({term for _, term in texts}), type=tokens.schema.field("term").type)
    chosen = tokens.filter(pc.and_(pc.is_in(tokens.column("term"), terms), pc.invert(tokens.column("is_apposition"))))
    chosen = chosen.filter(pc.is_in(chosen.column("passage_id"), message_ids(evidence)))
    grouped: dict[str, list[tuple[int, int, str]]] = {}
    for row in chosen.select(["document_id", "passage_id", "start", "end", "term"]).to_pylist():
        text = texts.get((row["document_id"], row["term"]))
        if text is not None:
            grouped.setdefault(row["passage_id"], []).append((row["start"], row["end"], text))
    yield from ((passage_id, sorted(words)) for passage_id, words in grouped.items())


def _scopes(evidence: EditionEvidence) -> dict[str, frozenset[str]]:
    """The edition, section and theme of each message, by the names that ``modal_strength`` has for them."""
    themes = {
        row["passage_id"]: row["theme_id"] for row in evidence.rows("passage_themes") if row["standing"] in BELONGING
    }
    of_edition = evidence["passages"].select(["passage_id", "document_id", "section_order"]).to_pylist()
    return {
        row["passage_id"]: frozenset(
            {evidence.edition, f"{row['document_id']}§{row['section_order']}", themes.get(row["passage_id"], "")}
        )
        for row in of_edition
    }
