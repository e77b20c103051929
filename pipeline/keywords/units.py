"""What is ranked: terms as they stand at one level; concepts, other terms and candidate compounds at the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.characters import HAN
from pipeline.keywords.counts import Vocabulary
from pipeline.keywords.roles import CONTENT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.counts import Passages
    from pipeline.keywords.mentions import Mentions
    from pipeline.lexicon.model import Concept

_LETTERS = f"[^\\W_{HAN}]+"
_WORD = re.compile(f"{_LETTERS}(?:[-._&+'’]{_LETTERS})*")

TERM, CONCEPT, COMPOUND = "term", "concept", "compound"


@dataclass(frozen=True, eq=False)
class Units:
    """What is ranked at one level, in order of name, which is how ties are broken; numbered by place, from 0.

    ``kinds``: term, concept or compound. ``unit_of_term`` and ``unit_of_compound`` give the unit of each term of the
    vocabulary and of each candidate compound, -1 for one that is not ranked. A word inside a compound is counted for
    itself, too: nobody has accepted the compound, and the count of a word must be that of the table ``terms``. Where
    it stands in hardly anything else, ``redundancy`` removes it.
    """

    level: str
    names: list[str]
    kinds: list[str]
    concept_ids: list[str | None]
    unit_of_term: NDArray[np.int64]
    unit_of_compound: NDArray[np.int64]


def term_units(vocabulary: Vocabulary, roles: Sequence[str], concept_ids: Sequence[str | None]) -> Units:
    """Every content term by itself."""
    import numpy as np

    ranked = np.flatnonzero(np.array(roles, dtype=object) == CONTENT).tolist()
    unit = np.full(len(vocabulary.texts), -1, dtype=np.int64)
    unit[ranked] = np.arange(len(ranked))
    names = [vocabulary.texts[term] for term in ranked]
    ids = [concept_ids[term] for term in ranked]
    return Units(TERM, names, [TERM] * len(ranked), ids, unit, np.empty(0, dtype=np.int64))


def concept_units(
    vocabulary: Vocabulary,
    roles: Sequence[str],
    concept_of_term: NDArray[np.int64],
    concepts: Sequence[Concept],
    unranked: Collection[str],
    compounds: Sequence[str] = (),
    nested: Collection[int] = (),
) -> Units:
    """Concepts with all their wordings under their Chinese label; other content terms as they stand; ``compounds``.

    ``concept_of_term`` numbers ``concepts``, as do the ones in ``nested``, which are units even where no term counts
    for them. A concept is ranked with *all* its own mentions, so that its count is ``n_own`` of the ``concepts`` table.
    It is left out where its label is among the ``unranked`` words (stop words and modals); a stop word that is another
    of its wordings stays counted in it. A compound that the segmenter took for one word in another place is one unit
    with that word.
    """
    import numpy as np

    def unit_of(concept: Concept) -> tuple[str, str | None] | None:
        return None if concept.label_zh in unranked else (concept.label_zh, concept.id)

    keys: list[tuple[str, str | None] | None] = []
    for text, role, number in zip(vocabulary.texts, roles, concept_of_term.tolist(), strict=True):
        if number < 0:
            keys.append((text, None) if role == CONTENT else None)
        else:
            keys.append(unit_of(concepts[number]))
    every = {*keys, *(unit_of(concepts[number]) for number in nested), *((text, None) for text in compounds)}
    units = sorted((key for key in every if key is not None), key=lambda key: (key[0], key[1] or ""))
    place = {key: number for number, key in enumerate(units)}
    found = set(compounds)
    return Units(
        level=CONCEPT,
        names=[name for name, _ in units],
        kinds=[CONCEPT if concept else COMPOUND if name in found else TERM for name, concept in units],
        concept_ids=[concept for _, concept in units],
        unit_of_term=np.array([-1 if key is None else place[key] for key in keys], dtype=np.int64),
        unit_of_compound=np.array([place[text, None] for text in compounds], dtype=np.int64),
    )


def texts_of_units(units: Units, vocabulary: Vocabulary) -> dict[str, int]:
    """The unit of each text that a compound may contain: of every term that is ranked, and of every name."""
    of_terms = {
        text: unit for text, unit in zip(vocabulary.texts, units.unit_of_term.tolist(), strict=True) if unit >= 0
    }
    return of_terms | {name: unit for unit, name in enumerate(units.names)}


def weighed_lengths(names: Sequence[str], latin_word_characters: int) -> NDArray[np.int64]:
    """Characters of each name; a word in another script counts as ``latin_word_characters``, however long it is.

    >>> weighed_lengths(["治理", "IP地址", "COVID-19"], 2).tolist()
    [2, 4, 2]
    """
    import numpy as np

    return np.array([len(_WORD.sub("x" * latin_word_characters, name)) for name in names], dtype=np.int64)


def count_units(counts: csr_array, unit_of_column: NDArray[np.int64], n_units: int) -> csr_array:
    """Messages × units: the columns of ``counts`` (messages × terms or compounds) added up by unit, -1 left out."""
    import numpy as np
    from scipy.sparse import csr_array

    ranked = np.flatnonzero(unit_of_column >= 0)
    ones = np.ones(len(ranked), dtype=counts.dtype)
    merge = csr_array((ones, (ranked, unit_of_column[ranked])), shape=(counts.shape[1], n_units))
    merged = counts @ merge
    merged.sort_indices()
    return merged


def count_nested(mentions: Mentions, passages: Passages, units: Units, concepts: Sequence[Concept]) -> csr_array:
    """Messages × units: the mentions of each ranked concept that stand inside longer terms."""
    import numpy as np
    from scipy.sparse import csr_array

    place = {concept_id: unit for unit, concept_id in enumerate(units.concept_ids) if concept_id is not None}
    unit = np.array([place.get(concept.id, -1) for concept in concepts], dtype=np.int64)[mentions.concept]
    message = passages.message[mentions.passage]
    kept = mentions.is_nested & (message >= 0) & (unit >= 0)
    ones = np.ones(int(kept.sum()), dtype=np.int32)
    return csr_array((ones, (message[kept], unit[kept])), shape=(passages.n_messages, len(units.names)))


def nested_units(mentions: Mentions, units: Units, concepts: Sequence[Concept]) -> Iterator[tuple[int, int]]:
    """Pairs of units of which the first, a concept or term, somewhere holds a mention of the second, a concept."""
    place = {concept_id: unit for unit, concept_id in enumerate(units.concept_ids) if concept_id is not None}
    of_terms = units.unit_of_term.tolist()
    nested = zip(
        mentions.inside[mentions.is_nested].tolist(), mentions.concept[mentions.is_nested].tolist(), strict=True
    )
    for inside, concept in sorted(set(nested)):
        outer, inner = of_terms[inside], place.get(concepts[concept].id, -1)
        if outer >= 0 and inner >= 0:
            yield outer, inner
