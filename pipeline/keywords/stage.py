"""Count terms and concepts over the messages, and rank them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.columns import INCLUSIVE
from pipeline.keywords.background import compare_units, coverage_row, rank_against, words_by_message
from pipeline.keywords.compound_counts import count_compounds, inner_units
from pipeline.keywords.concepts import concepts_table, count_concepts, variant_rows
from pipeline.keywords.counts import message_counts, number_passages, number_tokens
from pipeline.keywords.english import with_english
from pipeline.keywords.mentions import find_mentions, find_near_mentions, mentions_table, merged_concepts
from pipeline.keywords.passage_ranks import rank_passages
from pipeline.keywords.ranks import rank_edition
from pipeline.keywords.redundancy import contained_units
from pipeline.keywords.roles import Roles
from pipeline.keywords.scope_counts import Level
from pipeline.keywords.terms import add_up_terms, terms_table
from pipeline.keywords.units import (
    CONCEPT,
    concept_units,
    count_nested,
    count_units,
    nested_units,
    term_units,
    texts_of_units,
    weighed_lengths,
)
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made
from pipeline.statistics.tfidf import length_weight

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from pipeline.background.model import Background
    from pipeline.keywords.units import Units
    from pipeline.lexicon.model import Concept, NestingRule, Term
    from pipeline.settings import KeywordsSettings
    from pipeline.tables import Partitions


class EditionCounts(NamedTuple):
    """What one edition adds to the tables; its tokens are let go once this is made."""

    terms: pa.Table
    concepts: dict[str, NDArray[np.int64]]
    variants: list[dict[str, Any]]
    mentions: pa.Table
    ranks: list[pa.Table]
    passage_ranks: pa.Table
    background_ranks: list[pa.Table]
    coverage: dict[str, Any]


def keywords(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    compounds: Partitions,
    concepts: tuple[Concept, ...],
    terms: tuple[Term, ...],
    not_nested: tuple[NestingRule, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    glosses: Mapping[str, str],
    background: Background,
    settings: KeywordsSettings,
) -> Made:
    """``terms``, ``concepts``, ``variants``, ``mentions`` (by edition); ranks, in ``keywords`` and, of single messages,
    in ``passage_keywords`` (by edition); ``background_keywords`` and ``background_coverage``.

    Every count is over messages unless its column says *in passages*; repeats in brackets are counted nowhere. One
    edition's tokens are in memory at a time.
    """
    wordings = Wordings(concepts, terms, not_nested)
    roles = Roles(stopwords, modals, settings.min_term_characters, settings.min_latin_characters)
    editions = {
        edition: _count_edition(edition, of_edition, wordings, roles, background, settings)
        for edition, of_edition in _editions(passages, tokens, vocabulary, compounds)
    }
    counted = list(editions.values())
    variants = sorted(
        (row for one in counted for row in one.variants), key=lambda row: (row["edition"], row["concept"], row["term"])
    )
    return Made(
        tables={
            "terms": add_up_terms([one.terms for one in counted]),
            "concepts": concepts_table([one.concepts for one in counted], wordings),
            "variants": tables.make("variants", variants),
            "mentions": {edition: one.mentions for edition, one in editions.items()},
            "keywords": with_english(
                "keywords", [ranks for one in counted for ranks in one.ranks], wordings, glosses, settings
            ),
            "passage_keywords": {edition: one.passage_ranks for edition, one in editions.items()},
            "background_keywords": with_english(
                "background_keywords",
                [ranks for one in counted for ranks in one.background_ranks],
                wordings,
                glosses,
                settings,
            ),
            "background_coverage": tables.make("background_coverage", [one.coverage for one in counted]),
        }
    )


def _editions(
    passages: Partitions, *others: Partitions
) -> Iterator[tuple[str, tuple[pa.Table, pa.Table, pa.Table, pa.Table]]]:
    """Each edition with its four tables; one without any token has no file of tokens, which is no fault."""
    for edition, rows in passages:
        tokens, vocabulary, compounds = (
            table.edition(edition) if edition in table.editions else tables.make(table.name, []) for table in others
        )
        yield edition, (rows, tokens, vocabulary, compounds)


def _count_edition(
    edition: str,
    tables_of_edition: tuple[pa.Table, pa.Table, pa.Table, pa.Table],
    wordings: Wordings,
    roles: Roles,
    background: Background,
    settings: KeywordsSettings,
) -> EditionCounts:
    passages_table, tokens_table, vocabulary_table, compounds_table = tables_of_edition
    passages = number_passages(edition, passages_table)
    vocabulary, tokens = number_tokens(tokens_table, vocabulary_table, passages_table)
    counts = message_counts(passages, tokens, len(vocabulary.texts))
    mentions = find_mentions(tokens, vocabulary, wordings)
    near = find_near_mentions(tokens, vocabulary, wordings)
    concept_of_term = merged_concepts(vocabulary, wordings)
    concept_ids = [None if number < 0 else wordings.concepts[number].id for number in concept_of_term.tolist()]
    term_roles = [
        roles.of(text, kind, is_wording=wordings.claimant(text) is not None)
        for text, kind in zip(vocabulary.texts, vocabulary.kinds, strict=True)
    ]
    compounds = count_compounds(compounds_table, passages, tokens)
    is_inclusive = settings.concept_counts == INCLUSIVE
    nested = set(mentions.concept[mentions.is_nested].tolist()) if is_inclusive else set()
    of_terms = term_units(vocabulary, term_roles, concept_ids)
    of_concepts = concept_units(
        vocabulary, term_roles, concept_of_term, wordings.concepts, roles.unranked, compounds.texts, nested
    )
    counts_of_concepts = count_units(counts, of_concepts.unit_of_term, len(of_concepts.names))
    counts_of_concepts += count_units(compounds.counts, of_concepts.unit_of_compound, len(of_concepts.names))
    if is_inclusive:
        counts_of_concepts += count_nested(mentions, passages, of_concepts, wordings.concepts)
    pairs = set(
        inner_units(
            compounds, vocabulary.texts, texts_of_units(of_concepts, vocabulary), of_concepts.unit_of_compound.tolist()
        )
    )
    if is_inclusive:
        pairs |= set(nested_units(mentions, of_concepts, wordings.concepts))
    of_all = (
        _level(of_terms, count_units(counts, of_terms.unit_of_term, len(of_terms.names)), (), settings),
        _level(of_concepts, counts_of_concepts, pairs, settings),
    )
    n_words = words_by_message(counts, vocabulary)
    compared = compare_units(of_all[1], n_words, background, wordings.concepts)
    return EditionCounts(
        terms=terms_table(counts, passages, vocabulary, term_roles, concept_ids),
        concepts=count_concepts(mentions, passages, len(wordings.concepts)),
        variants=[row for some in (mentions, near) for row in variant_rows(some, passages, wordings)],
        mentions=mentions_table(mentions, passages, wordings),
        ranks=[ranks for level in of_all for ranks in rank_edition(level, passages, settings)],
        passage_ranks=rank_passages(of_all[1], passages, settings),
        background_ranks=list(rank_against(background, compared, passages, settings)),
        coverage=coverage_row(edition, counts, vocabulary, compared, background),
    )


def _level(units: Units, counts: csr_array, pairs: Iterable[tuple[int, int]], settings: KeywordsSettings) -> Level:
    """Counts with what a rank needs besides; single words among themselves are not weighed by length."""
    import numpy as np

    is_weighed = units.level == CONCEPT and settings.weigh_length
    lengths = weighed_lengths(units.names, settings.latin_word_characters)
    weight = length_weight(lengths, settings.max_weighed_characters) if is_weighed else np.ones(len(lengths))
    return Level(units, counts, weight, contained_units(units.names, pairs))
