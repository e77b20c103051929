"""Where modal words of each class stand: found in the text of the tokens, a message at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.lexicon.modal_classes import NEGATED, NEGATION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from pipeline.trace.outputs import Outputs

Words = list[tuple[int, int, str]]
"""Counted tokens of a message: start, end, text."""


def modal_places(outputs: Outputs, edition: str) -> pa.Table:
    """Every modal word in an edition's messages: its place, the section of its message, and its ``class``."""
    return outputs.kept(("modals", "", (edition,)), lambda: _found(outputs, edition))


def _found(outputs: Outputs, edition: str) -> pa.Table:
    import pyarrow as pa

    passages = outputs.part("passages", edition)
    messages = passages.filter(passages["is_message"])
    words = outputs.words_in(messages.select(["document_id", "passage_id"]))
    kinds = [
        ("edition", pa.string()),
        ("document_id", pa.string()),
        ("passage_id", pa.string()),
        ("class", pa.string()),
    ]
    places = [("section_order", pa.int64()), ("start", pa.int64()), ("end", pa.int64())]
    rows = [
        {
            "edition": edition,
            "document_id": document,
            "passage_id": passage,
            "section_order": order,
            "class": found.name,
            "start": found.start,
            "end": found.end,
        }
        for document, passage, order in zip(
            *(messages[name].to_pylist() for name in ("document_id", "passage_id", "section_order")), strict=True
        )
        for found in classed(words.get(passage, []), outputs.lexicon.modal_classes)
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([*kinds, *places]))


class Classed(NamedTuple):
    """A modal word: its class and its place."""

    name: str
    start: int
    end: int


def classed(words: Words, classes: Mapping[str, str]) -> Iterator[Classed]:
    """The modal words of one message, each in the class that a negation right before it leaves it in."""
    before = ""
    at = -1
    for start, end, text in words:
        of_word = classes.get(text, "")
        if of_word and of_word != NEGATION:
            is_negated = before == NEGATION and at == start
            yield Classed(NEGATED[of_word] if is_negated else of_word, start, end)
        before, at = of_word, end
