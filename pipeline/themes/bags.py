"""Messages as bags of content units: what the themes are made from.

A unit is a concept of the lexicon, whichever of its merged wordings stands there, or else a content term. Modals,
stop words, numbers and repeats in brackets are no units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.keywords.counts import merge_vocabularies, message_counts, number_passages, number_tokens
from pipeline.keywords.levels import sort_terms
from pipeline.keywords.roles import CONTENT
from pipeline.keywords.units import CONCEPT, TERM
from pipeline.lexicon.gloss import gloss, shorten
from pipeline.statistics.tfidf import document_frequency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.roles import Roles
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import ThemesSettings


@dataclass(frozen=True)
class Units:
    """The units in sorted order with how they are shown; ``number`` finds the unit of a term by its text.

    English is the lexicon's for a concept, CC-CEDICT's for a term, or None.
    """

    labels: tuple[str, ...]
    labels_en: tuple[str | None, ...]
    number: dict[str, int]


@dataclass(frozen=True, eq=False)
class Bag:
    """Messages × units: how often each unit stands in each message; rows sorted by passage id."""

    passage_ids: tuple[str, ...]
    counts: csr_array

    @property
    def n_messages(self) -> int:
        return len(self.passage_ids)

    def rows(self, chosen: NDArray[np.integer]) -> Bag:
        return Bag(tuple(self.passage_ids[row] for row in chosen), self.counts[chosen])


def number_units(vocabularies: Iterable[pa.Table], meaning: Meaning, settings: ThemesSettings) -> Units:
    """Number the units of some editions' vocabularies: the content terms, the wordings of one concept as one.

    The lexicon's glosses go before the dictionary's English.
    """
    unit_of_term = {text: unit for table in vocabularies for text, unit in meaning.units_of(table)}
    units = sorted(set(unit_of_term.values()))
    number = {unit: place for place, unit in enumerate(units)}
    label = {concept.id: (concept.label_zh, concept.label_en) for concept in meaning.wordings.concepts}
    english = _english([key for kind, key in units if kind == TERM], meaning.glosses, settings)
    shown = [label[key] if kind == CONCEPT else (key, english.get(key)) for kind, key in units]
    return Units(
        labels=tuple(label_zh for label_zh, _ in shown),
        labels_en=tuple(label_en for _, label_en in shown),
        number={term: number[unit] for term, unit in unit_of_term.items()},
    )


@dataclass(frozen=True)
class Meaning:
    """What a term counts as: by the lexicon alone, so that the units of an edition do not depend on other editions."""

    wordings: Wordings
    roles: Roles
    glosses: Mapping[str, str]

    def units_of(self, vocabulary: pa.Table) -> list[tuple[str, tuple[str, str]]]:
        """The content terms of an edition's vocabulary, each with its unit: a concept's id, or the term itself."""
        merged, _ = merge_vocabularies(vocabulary)
        sorted_terms = sort_terms(merged, self.wordings, self.roles)
        return [
            (text, (CONCEPT, concept) if concept is not None else (TERM, text))
            for text, role, concept in zip(merged.texts, sorted_terms.roles, sorted_terms.concept_ids, strict=True)
            if role == CONTENT
        ]


def _english(words: Sequence[str], glosses: Mapping[str, str], settings: ThemesSettings) -> dict[str, str]:
    """The English of plain terms, where there is any."""
    limits = (settings.max_gloss_senses, settings.max_gloss_characters)
    own = {word: shorten([glosses[word]], *limits) for word in words if word in glosses}
    return {**own, **gloss([word for word in words if word not in glosses], *limits)}


def edition_bag(edition: str, passages: pa.Table, tokens: pa.Table, vocabulary: pa.Table, units: Units) -> Bag:
    """The messages of one edition."""
    import numpy as np

    numbered = number_passages(edition, passages)
    merged, counted = number_tokens(tokens, vocabulary, passages)
    by_term = message_counts(numbered, counted, len(merged.texts))
    ids = np.array(numbered.passage_ids.to_pylist(), dtype=object)[numbered.is_message]
    order = np.argsort(ids)
    merged_units = np.array([units.number.get(text, -1) for text in merged.texts], dtype=np.int64)
    return Bag(tuple(ids[order]), _merge_columns(by_term, merged_units, len(units.labels))[order])


def _merge_columns(by_term: csr_array, unit: NDArray[np.int64], n_units: int) -> csr_array:
    """Add up the columns of the terms of one unit; a term that is no unit (-1) falls away."""
    import numpy as np
    from scipy.sparse import csr_array

    is_unit = unit >= 0
    cells = (np.flatnonzero(is_unit), unit[is_unit])
    onto = csr_array((np.ones(len(cells[0]), dtype=np.int64), cells), shape=(len(unit), n_units))
    return _tidy(by_term @ onto)


def join(bags: Sequence[Bag]) -> Bag:
    """The messages of several editions as one bag, rows sorted by passage id."""
    import numpy as np
    from scipy.sparse import vstack

    ids = np.array([passage_id for bag in bags for passage_id in bag.passage_ids], dtype=object)
    order = np.argsort(ids)
    return Bag(tuple(ids[order]), _tidy(vstack([bag.counts for bag in bags], format="csr")[order]))


def connected(bag: Bag) -> Bag:
    """The messages that share a unit with another message, unless all have it: only these can be compared."""
    import numpy as np

    frequency = document_frequency(bag.counts)
    is_telling = (frequency >= 2) & (frequency < bag.n_messages)
    return bag.rows(np.flatnonzero((bag.counts > 0) @ is_telling.astype(np.int64) > 0))


def _tidy(counts: csr_array) -> csr_array:
    counts.sum_duplicates()
    counts.sort_indices()
    return counts
