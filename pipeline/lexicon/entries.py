"""The lexicon as one list of wordings: what is looked up in a text, whichever file a wording stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon.model import SHIPPED, Concept, Term


@dataclass(frozen=True)
class Entry:
    """A wording with what the lexicon says of it; ``concept`` and ``relation`` are None for a line of terms.txt."""

    text: str
    concept: str | None
    relation: str | None
    frequency: int | None
    """In the segmenter's dictionary; None leaves it to the segmenter."""
    origin: str
    """``shipped``, or the overlay's file and line."""

    @property
    def is_shipped(self) -> bool:
        return self.origin == SHIPPED


def list_entries(concepts: Iterable[Concept], terms: Iterable[Term]) -> tuple[Entry, ...]:
    """Every wording once, sorted by text. One that is a concept's and a term keeps the term's frequency.

    >>> from pipeline.lexicon.model import Variant
    >>> internet = Concept("internet", "互联网", "Internet", "technology", (Variant("互联网", "label"),))
    >>> [(one.text, one.concept, one.frequency) for one in list_entries([internet], [Term("互联网", 9), Term("零星")])]
    [('互联网', 'internet', 9), ('零星', None, None)]
    """
    listed = {term.text: term for term in terms}
    found = {term.text: Entry(term.text, None, None, term.frequency, term.origin) for term in listed.values()}
    for concept in concepts:
        for variant in concept.variants:
            term = listed.get(variant.text, Term(variant.text))
            origin = term.origin if variant.origin == SHIPPED else variant.origin
            found[variant.text] = Entry(variant.text, concept.id, variant.relation, term.frequency, origin)
    return tuple(found[text] for text in sorted(found))
