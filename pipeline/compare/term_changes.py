"""Rows of the table ``term_changes``: terms and concepts rising, falling, new, gone, and those that stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.compare.rates import compare_rates
from pipeline.keyness.units import Units
from pipeline.keywords.english import english_beside
from pipeline.keywords.levels import sort_terms
from pipeline.keywords.roles import CONTENT
from pipeline.keywords.units import CONCEPT

if TYPE_CHECKING:
    from pipeline.compare.side_text import SideText
    from pipeline.keywords.counts import Vocabulary
    from pipeline.keywords.roles import Roles
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import CompareSettings, KeynessSettings, KeywordsSettings

Row = dict[str, Any]
Key = tuple[str, str | None]
"""A unit by its name and, if it is one, its concept."""


def term_change_rows(
    later: SideText,
    earlier: SideText,
    name: str,
    lexicon: tuple[Wordings, Roles, Mapping[str, str]],
    settings: tuple[KeynessSettings, CompareSettings, KeywordsSettings],
) -> tuple[list[Row], str | None]:
    """A row a tested unit, and what was dealt out whole.

    Units are the concepts, all their wordings together, and the content terms that no concept claims. ``lexicon`` is
    wordings, roles and glosses.
    """
    wordings, roles, glosses = lexicon
    units = _units((later.vocabulary, earlier.vocabulary), wordings, roles)
    counts = tuple(units.merge(side.counts, side.vocabulary.texts) for side in (later, earlier))
    compared = compare_rates(later, earlier, (counts[0], counts[1]), units, name, settings[:2])
    return list(_named(compared.rows, wordings, glosses, settings[2])), compared.unit


def _units(vocabularies: tuple[Vocabulary, Vocabulary], wordings: Wordings, roles: Roles) -> Units:
    """Numbered in order of name; what a term counts for comes from the lexicon, so that no other edition matters."""
    import numpy as np

    labels = {one.id: one.label_zh for one in wordings.concepts if one.label_zh not in roles.unranked}
    keys: dict[str, Key] = {}
    for vocabulary in vocabularies:
        found = sort_terms(vocabulary, wordings, roles)
        for text, role, concept in zip(vocabulary.texts, found.roles, found.concept_ids, strict=True):
            if concept in labels:
                keys[text] = (labels[concept], concept)
            elif concept is None and role == CONTENT:
                keys[text] = (text, None)
    ordered = sorted(set(keys.values()), key=lambda key: (key[0], key[1] or ""))
    place = {key: number for number, key in enumerate(ordered)}
    return Units(
        [name for name, _ in ordered],
        [concept for _, concept in ordered],
        {CONCEPT: np.ones(len(ordered), dtype=bool)},
        {text: (place[key],) for text, key in keys.items()},
    )


def _named(
    rows: list[Row], wordings: Wordings, glosses: Mapping[str, str], settings: KeywordsSettings
) -> Iterator[Row]:
    """With the English beside each term and its place."""
    import pyarrow as pa

    if not rows:
        return
    columns = {
        column: pa.chunked_array([pa.array([row[name] for row in rows], pa.string())])
        for column, name in (("term", "name"), ("concept", "concept"))
    }
    labels = {one.id: one.label_en for one in wordings.concepts}
    limits = (settings.max_gloss_senses, settings.max_gloss_characters)
    english = {
        name: column.to_pylist() for name, column in english_beside(pa.table(columns), labels, glosses, *limits).items()
    }
    for number, row in enumerate(rows):
        yield {**row, "term": row["name"], "rank": number + 1, **{name: some[number] for name, some in english.items()}}
