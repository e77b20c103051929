"""Concordance: the lines behind the concepts and leading terms, each with its place and the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import tables
from pipeline.concordance.lines import EditionTables, edition_lines
from pipeline.concordance.places import TOKEN_COLUMNS
from pipeline.stages import Made

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ConcordanceSettings
    from pipeline.tables import Partitions


def concordance(
    *,
    passages: Partitions,
    tokens: Partitions,
    vocabulary: Partitions,
    compounds: Partitions,
    mentions: Partitions,
    keywords: pa.Table,
    settings: ConcordanceSettings,
) -> Made:
    """The ``kwic`` table, edition by edition; one edition's passages and mentions are in memory at a time."""
    lines = {}
    for edition, rows in passages:
        spans = tokens.batches(edition, TOKEN_COLUMNS)
        parts = (_part(table, edition) for table in (vocabulary, compounds, mentions))
        of = EditionTables(edition, rows, spans, *parts)
        lines[edition] = edition_lines(of, leading_terms(keywords, edition, settings), settings)
    return Made(tables={"kwic": lines})


def leading_terms(keywords: pa.Table, edition: str, settings: ConcordanceSettings) -> list[str]:
    """The first keywords of the edition that are no concept, terms and candidate compounds, in sorted order."""
    import pyarrow.compute as pc

    is_leading = pc.and_(
        pc.and_(pc.equal(keywords["scope_kind"], "edition"), pc.equal(keywords["scope"], edition)),
        pc.and_(pc.equal(keywords["level"], "concept"), pc.less_equal(keywords["rank"], settings.top_n)),
    )
    terms = keywords.filter(pc.and_(is_leading, pc.is_null(keywords["concept"]))).column("term").to_pylist()
    return sorted(set(terms))


def _part(table: Partitions, edition: str) -> pa.Table:
    """An edition's rows; one without any token has no file of tokens, which is no fault."""
    return table.edition(edition) if edition in table.editions else tables.make(table.name, [])
