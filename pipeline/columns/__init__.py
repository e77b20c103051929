"""Every table's columns: their meaning, unit or range, and whether they may be null. Declared here and nowhere else.

Published names stay: other tools read them. ``tables.py`` makes, checks, writes and reads tables by this list, to which
each stage adds the tables of its own file.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.columns import (
    charts,
    collocations,
    compare,
    compounds,
    concordance,
    ingest,
    keyness,
    keywords,
    normalise,
    report,
    segment,
    terminology,
    themes,
    trends,
)
from pipeline.columns.model import Column, Table

__all__ = ["INCLUSIVE", "NESTED", "OWN", "TABLES", "Column", "Table"]

# What mentions.form says: a wording on its own, or inside a longer term of the lexicon: another concept's, or none's.
OWN, NESTED = "own", "nested"
# What keywords.concept_counts says besides own: both.
INCLUSIVE = "inclusive"

_DECLARED = (
    ingest, normalise, segment, compounds, keywords, terminology, themes, keyness, collocations, compare, trends,
    concordance, charts, report,
)  # fmt: skip

TABLES: Mapping[str, Table] = {table.name: table for stage in _DECLARED for table in stage.TABLES}
