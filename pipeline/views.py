"""Views: which passages stand behind a mark of a chart or a number of the report, as an address inside the page.

A view names units (what is highlighted) and filters (where it is looked for); the page finds the passages. So a chart,
a table and a reader's own search speak the same language, and a link to any of them can be copied.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from urllib.parse import quote

from pipeline.columns import INCLUSIVE
from pipeline.keywords.units import COMPOUND, CONCEPT

FIND = "find"
"""What the fragment of such an address starts with."""


SENTENCE = 9999
"""What ``within`` is where any two words of one sentence are near: more words than a sentence has."""


@dataclass(frozen=True)
class View:
    """Units and filters, all optional; what is named has to hold together. Without any: every passage.

    Counted are messages; with ``in_all_kinds`` headings, titles and notes are looked at too.
    """

    concept: str = ""
    """Id of a concept: its mentions, own and nested, in all wordings that are merged."""
    counts: str = ""
    """Which mentions of the concept: own or nested; empty for both."""
    wording: str = ""
    """One wording of the concept or, without a concept, of the lexicon, near wordings too."""
    term: str = ""
    """A token's text: places where it is a word of its own."""
    compound: str = ""
    """A compound of several words that the document repeats."""
    phrase: str = ""
    """Words in a row, from the edge of a token to that of another, wherever they stand: repeated or not."""
    together: str = ""
    """With ``concept``: id of a second one, and only messages that mention both, own or nested, and not merely in the
    same tokens (互联网治理 mentions 互联网 too); the mentions of both are shown."""
    beside: str = ""
    """A second unit, ``concept:id``, ``term:text`` or ``compound:text``: only passages that have it too.

    Of a concept its own mentions: a word is one unit at most, and what is nested in it is beside nothing."""
    within: int = 0
    """With ``beside``: in one sentence with the first unit and at most so many words apart, neighbours being 1;
    punctuation, space and what repeats a concept in brackets are no words. 0 for the whole passage, ``SENTENCE`` for
    any distance in one sentence."""
    edition: str = ""
    document: str = ""
    """Id of one document, or of several with blanks between them: one version of an edition."""
    section: str = ""
    """``document#order`` of one section."""
    track: str = ""
    """The forum's heading: of documents that state it as their track or, where none does, of sections."""
    theme: str = ""
    """Id of a theme: the messages that belong to it; ``other``: those of the edition that belong to none."""
    standing: str = ""
    """With ``theme``: core or fringe only."""
    outside: str = ""
    """What is left out, ``edition:id``, ``document:id`` or ``section:document#order``: the rest of a group."""
    passage: str = ""
    """Id of one passage, which is shown among its neighbours."""
    listed: str = ""
    """Name of a list of passages that the page carries, for what no unit can say: those behind a finding, a repair."""
    text: str = ""
    """What a reader typed or pasted: a wording or label stands for its concept, several words for passages with all."""
    as_typed: bool = False
    """With ``text``: the characters themselves, whatever they are the name of."""
    in_all_kinds: bool = False
    lines: bool = False
    """A line a place, aligned at the keyword, instead of whole passages."""
    sort: str = ""
    """With ``lines``: left or right, by the text before or after the keyword; empty for the order of the passages."""

    def address(self) -> str:
        """The fragment with its #, fields in their order, empty ones left out.

        >>> View(concept="capacity_building", edition="2018-paris").address()
        '#find?concept=capacity_building&edition=2018-paris'
        >>> View(term="数据", within=0).address()
        '#find?term=%E6%95%B0%E6%8D%AE'
        """
        named = [(field.name, getattr(self, field.name)) for field in fields(self)]
        said = [f"{name}={quote(_plain(value), safe='/:')}" for name, value in named if value]
        return f"#{FIND}" + ("?" + "&".join(said) if said else "")


def unit_view(
    kind: str,
    term: str,
    concept: str | None,
    counts: str = "",
    *,
    edition: str = "",
    document: str = "",
    section: str = "",
) -> View:
    """The view of a row of a table that has a unit: its ``kind`` (term, concept, compound), text, and concept's id.

    ``counts``: which mentions of a concept its number is of; own or nested, empty or inclusive for both.
    """
    where = View(edition=edition, document=document, section=section)
    if kind == CONCEPT and concept is not None:
        return replace(where, concept=concept, counts="" if counts == INCLUSIVE else counts)
    if kind == COMPOUND:
        return replace(where, compound=term)
    return replace(where, term=term)


def _plain(value: object) -> str:
    return "1" if value is True else str(value)
