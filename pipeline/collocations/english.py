"""English beside units and formed words: a concept's label, else the lexicon's own gloss, else CC-CEDICT's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.keywords.english import LEXICON
from pipeline.lexicon.gloss import SOURCE, gloss

if TYPE_CHECKING:
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import KeywordsSettings


class Role(NamedTuple):
    """The columns of one text of a row: the text, its concept, and where its English and the source of it go."""

    text: str
    concept: str
    english: str
    source: str


NODE, COLLOCATE = (Role(name, f"{name}_concept", f"{name}_en", f"{name}_en_source") for name in ("node", "collocate"))
FORMED = Role("word", "concept", "label_en", "label_en_source")


def with_english(
    rows: Sequence[Mapping[str, Any]],
    roles: Sequence[Role],
    wordings: Wordings,
    glosses: Mapping[str, str],
    settings: KeywordsSettings,
) -> Iterator[dict[str, Any]]:
    """The rows with English and its source in each role; both are null where no source has the text."""
    of_concepts = {concept.id: concept.label_en for concept in wordings.concepts}
    unknown = {row[role.text] for row in rows for role in roles if row[role.concept] is None} - glosses.keys()
    found = gloss(sorted(unknown), settings.max_gloss_senses, settings.max_gloss_characters) if unknown else {}
    for row in rows:
        added: dict[str, str | None] = {}
        for role in roles:
            text, concept = row[role.text], row[role.concept]
            known = glosses.get(text) if concept is None else of_concepts[concept]
            english = known or found.get(text)
            added[role.english] = english
            added[role.source] = LEXICON if known else SOURCE if english else None
        yield {**row, **added}
