"""Count terms and concepts over the messages, and rank them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.columns import INCLUSIVE
from pipeline.keywords.background import compare_units, coverage_row, rank_against, words_by_message
from pipeline.keywords.concepts import concepts_table, count_concepts, variant_rows
from pipeline.keywords.counts import message_counts, number_passages, number_tokens
from pipeline.keywords.english import with_english
from pipeline.keywords.mentions import find_mentions, find_near_mentions, mentions_table, merged_concepts
from pipeline.keywords.ranks import concept_units, count_nested, count_units, rank_edition, term_units
from pipeline.keywords.roles import Roles
from pipeline.keywords.terms import add_up_terms, terms_table
from pipeline.keywords.wordings import Wordings
from pipeline.stages import Made

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from pipeline.background.model import Background
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
    background_ranks: list[pa.Table]
    coverage: dict[str, Any]


def keywords(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    concepts: tuple[Concept, ...],
    terms: tuple[Term, ...],
    not_nested: tuple[NestingRule, ...],
    stopwords: Collection[str],
    modals: Collection[str],
    glosses: Mapping[str, str],
    background: Background,
    settings: KeywordsSettings,
) -> Made:
    """``terms``, ``concepts``, ``variants``, ``mentions`` (by edition), ``keywords`` of the whole corpus, and the same
    against a background: ``background_keywords``, ``background_coverage``.

    Every count is over messages unless its column says *in passages*; repeats in brackets are counted nowhere. One
    edition's tokens are in memory at a time.
    """
    wordings = Wordings(concepts, terms, not_nested)
    roles = Roles(stopwords, modals, settings.min_term_characters, settings.min_latin_characters)
    editions = {
        edition: _count_edition(edition, rows, spans, numbering, wordings, roles, background, settings)
        for edition, rows, spans, numbering in _editions(passages, tokens, vocabulary)
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
    passages: Partitions, tokens: Partitions, vocabulary: Partitions
) -> Iterator[tuple[str, pa.Table, pa.Table, pa.Table]]:
    """Each edition with its three tables; one without any token has no file of tokens, which is no fault."""
    for edition, rows in passages:
        others = (
            table.edition(edition) if edition in table.editions else tables.make(table.name, [])
            for table in (tokens, vocabulary)
        )
        yield (edition, rows, *others)


def _count_edition(
    edition: str,
    passages_table: pa.Table,
    tokens_table: pa.Table,
    vocabulary_table: pa.Table,
    wordings: Wordings,
    roles: Roles,
    background: Background,
    settings: KeywordsSettings,
) -> EditionCounts:
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
    of_terms = term_units(vocabulary, term_roles, concept_ids)
    is_inclusive = settings.concept_counts == INCLUSIVE
    nested = set(mentions.concept[mentions.is_nested].tolist()) if is_inclusive else set()
    of_concepts = concept_units(vocabulary, term_roles, concept_of_term, wordings.concepts, roles.unranked, nested)
    counts_of_concepts = count_units(counts, of_concepts)
    if is_inclusive:
        counts_of_concepts += count_nested(mentions, passages, of_concepts, wordings.concepts)
    n_words = words_by_message(counts, vocabulary)
    compared = compare_units(counts_of_concepts, of_concepts, n_words, background, wordings.concepts)
    levels = ((of_terms, count_units(counts, of_terms)), (of_concepts, counts_of_concepts))
    return EditionCounts(
        terms=terms_table(counts, passages, vocabulary, term_roles, concept_ids),
        concepts=count_concepts(mentions, passages, len(wordings.concepts)),
        variants=[row for some in (mentions, near) for row in variant_rows(some, passages, wordings)],
        mentions=mentions_table(mentions, passages, wordings),
        ranks=[ranks for units, of_units in levels for ranks in rank_edition(of_units, passages, units, settings)],
        background_ranks=list(rank_against(background, compared, passages, settings)),
        coverage=coverage_row(edition, counts, vocabulary, compared, background),
    )
