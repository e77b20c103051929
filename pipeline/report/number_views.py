"""What stands behind the numbers of the report's tables: each function takes a row and gives the view of its number.

Templates call them by these names, ``views.keyword(row, edition)``; charts' marks of the same rows lead to the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.charts.collocates import collocate_view
from pipeline.charts.keyword_bars import keyword_view as keyword
from pipeline.collocations.spans import SENTENCE as IN_SENTENCE
from pipeline.columns import OWN
from pipeline.columns.themes import OTHER
from pipeline.keyness.group_views import side_views
from pipeline.keywords.units import COMPOUND, CONCEPT, TERM
from pipeline.views import SENTENCE, View, unit_view

if TYPE_CHECKING:
    from pipeline.report.counted_concepts import Wording

Row = Mapping[str, Any]

_SIDES = ("focus", "reference")

__all__ = [
    "against_background", "changed_term", "collocation", "compared", "formed_word", "key_term", "keyword",
    "keyword_of_section", "linked", "section", "theme_in_section", "trend", "unknown_character",
    "unnamed_pair", "wording",
]  # fmt: skip


def section(document_id: str, order: int) -> View:
    """The messages of one of the author's sections."""
    return View(section=f"{document_id}#{order}")


def against_background(row: Row, edition: str, counts: str) -> View:
    """The places of a term of ``background_keywords``; ``counts``: which mentions of concepts the run counts."""
    return unit_view(row["kind"], row["term"], row["concept"], counts, edition=edition)


def keyword_of_section(row: Row, document_id: str, order: int) -> View:
    """The places of a keyword in one section."""
    return replace(keyword(row, row["edition"]), section=section(document_id, order).section)


def wording(edition: str, concept: str, of_it: Wording, counts: str = "") -> View:
    """The mentions of a concept in one wording; a near one is no mention of it and is looked for alone."""
    if not of_it.is_merged:
        return View(wording=of_it.term, edition=edition)
    return View(concept=concept, counts=counts, wording=of_it.term, edition=edition)


def theme_in_section(theme_id: str, edition: str, document_id: str, order: int) -> View:
    """The messages of a section that belong to a theme; to none of the edition where ``theme_id`` is empty."""
    return View(theme=theme_id or OTHER, edition=edition, section=f"{document_id}#{order}")


def compared(comparison: Row, side: str) -> View | None:
    """The messages of the focus or the reference of a comparison; None for themes, which are not compared."""
    return None if comparison["kind"] == "theme" else side_views(comparison)[_SIDES.index(side)]


def key_term(row: Row, side: str) -> View:
    """The places of a term, or a concept's own mentions, on one side of a comparison."""
    of_side = side_views(row)[_SIDES.index(side)]
    if row["concept"] is None:
        return replace(of_side, term=row["term"])
    return replace(of_side, concept=row["concept"], counts=OWN)


def collocation(row: Row) -> View:
    """Where a node and its collocate stand as near as the row's span says."""
    view = collocate_view(row, row["edition"])
    return replace(view, within=SENTENCE) if row["span"] == IN_SENTENCE else view


unnamed_pair = collocation


def linked(row: Row) -> View:
    """The messages that mention both concepts of a pair."""
    return View(concept=row["concept"], together=row["other_concept"], edition=row["edition"])


def formed_word(row: Row) -> View:
    """A word that a prefix forms, whether it was cut as one word or as two."""
    return View(phrase=row["word"], edition=row["edition"])


def trend(row: Row) -> View:
    """A concept's own mentions or a term in all editions; a compound also where an edition does not repeat it."""
    if row["kind"] == COMPOUND:
        return View(phrase=row["term"])
    return unit_view(row["kind"], row["term"], row["concept"], OWN)


def changed_term(row: Row, pair: Row, side: str) -> View:
    """A concept's own mentions, or a term, in the documents of one side of a pair: ``edition`` or ``previous``."""
    kind = TERM if row["concept"] is None else CONCEPT
    return unit_view(kind, row["term"], row["concept"], OWN, edition=pair[side], document=pair[f"{side}_documents"])


def unknown_character(row: Row) -> View:
    """Where a character that nobody can read stands in a document, headings and notes too."""
    character = chr(int(row["code_point"].removeprefix("U+"), 16))
    return View(text=character, as_typed=True, document=row["document_id"], in_all_kinds=True)
