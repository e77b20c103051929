"""English beside units and formed words: a concept's label, else the lexicon's own gloss, else CC-CEDICT's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipeline.keywords.english import english_beside

if TYPE_CHECKING:
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import KeywordsSettings

Named: TypeAlias = tuple[str, str | None]
"""A text and the concept that it stands for."""


class Role(NamedTuple):
    """The columns of one text of a row: the text, its concept, and where its English and the source of it go."""

    text: str
    concept: str
    english: str
    source: str

    def of(self, row: Mapping[str, Any]) -> Named:
        return row[self.text], row[self.concept]


NODE, COLLOCATE = (Role(name, f"{name}_concept", f"{name}_en", f"{name}_en_source") for name in ("node", "collocate"))
FORMED = Role("word", "concept", "label_en", "label_en_source")


def english_of(
    named: Iterable[Named], wordings: Wordings, glosses: Mapping[str, str], settings: KeywordsSettings
) -> dict[Named, tuple[str | None, str | None]]:
    """English and its source for each text with its concept; None where no source has the text."""
    import pyarrow as pa

    ordered = sorted(set(named), key=lambda one: (one[0], one[1] or ""))
    table = pa.table(
        {
            "term": pa.array([text for text, _ in ordered], pa.string()),
            "concept": pa.array([concept for _, concept in ordered], pa.string()),
        }
    )
    labels = {concept.id: concept.label_en for concept in wordings.concepts}
    found = english_beside(table, labels, glosses, settings.max_gloss_senses, settings.max_gloss_characters)
    both = zip(found["label_en"].to_pylist(), found["label_en_source"].to_pylist(), strict=True)
    return dict(zip(ordered, both, strict=True))


def with_english(
    rows: Iterable[Mapping[str, Any]],
    roles: Sequence[Role],
    english: Mapping[Named, tuple[str | None, str | None]],
) -> Iterator[dict[str, Any]]:
    """The rows with English and its source in each role."""
    for row in rows:
        found = [(role, *english[role.of(row)]) for role in roles]
        yield {**row, **{role.english: text for role, text, _ in found}, **{role.source: s for role, _, s in found}}
