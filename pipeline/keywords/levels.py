"""The two levels of an edition's ranking: single words as they stand, and concepts, words and compounds together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.columns import INCLUSIVE
from pipeline.keywords.compound_counts import inner_units
from pipeline.keywords.mentions import merged_concepts
from pipeline.keywords.redundancy import contained_units
from pipeline.keywords.scope_counts import Level
from pipeline.keywords.units import (
    concept_units,
    count_nested,
    count_units,
    nested_units,
    term_units,
    texts_of_units,
    weighed_lengths,
)
from pipeline.statistics.tfidf import length_weight

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.keywords.counts import Vocabulary
    from pipeline.keywords.mentions import Mentions
    from pipeline.keywords.numbered import Numbered
    from pipeline.keywords.roles import Roles
    from pipeline.keywords.units import Units
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import KeywordsSettings


class SortedTerms(NamedTuple):
    """For each term of a vocabulary the list that it stands on, and the concept that it counts for."""

    roles: list[str]
    concept: NDArray[np.int64]
    """Numbers of ``Wordings.concepts``, -1 for none."""
    concept_ids: list[str | None]


def sort_terms(vocabulary: Vocabulary, wordings: Wordings, roles: Roles) -> SortedTerms:
    """Say of each term what it counts as."""
    concept = merged_concepts(vocabulary, wordings)
    return SortedTerms(
        roles=[
            roles.of(text, kind, is_wording=wordings.claimant(text) is not None)
            for text, kind in zip(vocabulary.texts, vocabulary.kinds, strict=True)
        ],
        concept=concept,
        concept_ids=[None if number < 0 else wordings.concepts[number].id for number in concept.tolist()],
    )


def term_level(counts: csr_array, vocabulary: Vocabulary, terms: SortedTerms) -> Level:
    """Single words; they are not weighed by length, and none is inside another."""
    import numpy as np

    units = term_units(vocabulary, terms.roles, terms.concept_ids)
    return Level(
        units,
        count_units(counts, units.unit_of_term, len(units.names)),
        np.ones(len(units.names)),
        contained_units(units.names, np.empty((0, 2), dtype=np.int64)),
    )


def concept_level(
    counts: csr_array,
    numbered: Numbered,
    terms: SortedTerms,
    mentions: Mentions,
    wordings: Wordings,
    roles: Roles,
    settings: KeywordsSettings,
) -> Level:
    """Concepts with all their wordings, other words, and candidate compounds; ``counts`` is messages × terms."""
    import numpy as np

    passages, vocabulary, compounds = numbered
    is_inclusive = settings.concept_counts == INCLUSIVE
    nested = set(mentions.concept[mentions.is_nested].tolist()) if is_inclusive else set()
    units = concept_units(
        vocabulary, terms.roles, terms.concept, wordings.concepts, roles.unranked, compounds.texts, nested
    )
    n_units = len(units.names)
    counted = count_units(counts, units.unit_of_term, n_units)
    counted += count_units(compounds.counts, units.unit_of_compound, n_units)
    if is_inclusive:
        counted += count_nested(mentions, passages, units, wordings.concepts)
    lengths = weighed_lengths(units.names, settings.latin_word_characters)
    weight = length_weight(lengths, settings.max_weighed_characters) if settings.weigh_length else np.ones(n_units)
    pairs = _contained(numbered, units, mentions, wordings, is_inclusive=is_inclusive)
    return Level(units, counted, weight, contained_units(units.names, pairs))


def _contained(
    numbered: Numbered, units: Units, mentions: Mentions, wordings: Wordings, *, is_inclusive: bool
) -> NDArray[np.int64]:
    """Pairs of a unit and another that is counted inside it."""
    import numpy as np

    compounds, vocabulary = numbered.compounds, numbered.vocabulary
    texts = texts_of_units(units, vocabulary)
    pairs = inner_units(compounds, vocabulary.texts, texts, units.unit_of_compound)
    if not is_inclusive:
        return pairs
    nested = np.array(list(nested_units(mentions, units, wordings.concepts)), dtype=np.int64)
    return np.concatenate([pairs, nested.reshape(-1, 2)])
