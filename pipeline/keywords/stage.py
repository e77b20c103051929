"""Count terms and concepts over the messages, and rank them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline import tables
from pipeline.keywords.background import compare_units, coverage_row, rank_against, words_by_message
from pipeline.keywords.concepts import concepts_table, count_concepts, variant_rows
from pipeline.keywords.counts import message_counts
from pipeline.keywords.english import with_english
from pipeline.keywords.levels import concept_level, sort_terms, term_level
from pipeline.keywords.mentions import find_mentions, find_near_mentions, mentions_table
from pipeline.keywords.numbered import number_edition
from pipeline.keywords.passage_ranks import rank_passages
from pipeline.keywords.ranks import rank_edition, scopes
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
        edition: _count_edition(
            edition, (passages, tokens, vocabulary, compounds), wordings, roles, background, settings
        )
        for edition in passages.editions
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


def _count_edition(
    edition: str,
    read: tuple[Partitions, Partitions, Partitions, Partitions],
    wordings: Wordings,
    roles: Roles,
    background: Background,
    settings: KeywordsSettings,
) -> EditionCounts:
    numbered, tokens = number_edition(edition, *read)
    passages, vocabulary, _ = numbered
    counts = message_counts(passages, tokens, len(vocabulary.texts))
    mentions = find_mentions(tokens, vocabulary, wordings)
    near = find_near_mentions(tokens, vocabulary, wordings)
    del tokens
    sorted_terms = sort_terms(vocabulary, wordings, roles)
    kinds = scopes(passages)
    # One level after the other: of a large edition each takes a tenth of a gigabyte.
    ranks = list(rank_edition(term_level(counts, vocabulary, sorted_terms), passages, kinds, settings))
    of_concepts = concept_level(counts, numbered, sorted_terms, mentions, wordings, roles, settings)
    compared = compare_units(of_concepts, words_by_message(counts, vocabulary), background, wordings.concepts)
    return EditionCounts(
        terms=terms_table(counts, passages, vocabulary, sorted_terms.roles, sorted_terms.concept_ids),
        concepts=count_concepts(mentions, passages, len(wordings.concepts)),
        variants=[row for some in (mentions, near) for row in variant_rows(some, passages, wordings)],
        mentions=mentions_table(mentions, passages, wordings),
        ranks=[*ranks, *rank_edition(of_concepts, passages, kinds, settings)],
        passage_ranks=rank_passages(of_concepts, passages, settings),
        background_ranks=list(rank_against(background, compared, passages, kinds, settings)),
        coverage=coverage_row(edition, counts, vocabulary, compared, background),
    )
