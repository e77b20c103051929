"""Which messages have a keyword: the tokens, mentions and spans behind its number, so that no rank limit hides any."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.charts.model import Evidence, Row
from pipeline.columns import INCLUSIVE, NESTED
from pipeline.keywords.units import COMPOUND

Names = dict[tuple[str, int], str]
"""Keyword by document and term number."""


def keyword_messages(evidence: Evidence, keywords: Sequence[Row]) -> dict[str, frozenset[str]]:
    """Passage ids of the messages with each keyword, given as rows of the keywords table at concept level.

    A concept is found by every wording that is merged into it, on its own, and inside longer terms, too, where it is
    ranked by these; a compound by its spans; any other term by its text. What only repeats a concept in brackets does
    not count, as nowhere else.
    """
    names = _names(evidence, keywords)
    is_message = {row["passage_id"] for row in evidence.messages}
    found: dict[str, set[str]] = {row["term"]: set() for row in keywords}
    for row in _tokens(evidence, {number for _, number in names}):
        name = names.get((row["document_id"], row["term"]))
        if name is not None and row["passage_id"] in is_message:
            found[name].add(row["passage_id"])
    ranked_by_nested = {row["concept"]: row["term"] for row in keywords if row["concept_counts"] == INCLUSIVE}
    for row in evidence.mentions.select(["concept", "form", "is_message", "passage_id"]).to_pylist():
        if row["concept"] in ranked_by_nested and row["form"] == NESTED and row["is_message"]:
            found[ranked_by_nested[row["concept"]]].add(row["passage_id"])
    for row in _spans(evidence, [row["term"] for row in keywords if row["kind"] == COMPOUND]):
        found[row["compound"]].add(row["passage_id"])
    return {name: frozenset(passages) for name, passages in found.items()}


def _spans(evidence: Evidence, compounds: Sequence[str]) -> list[Row]:
    """The spans of these compounds, all of them in messages."""
    import pyarrow as pa
    import pyarrow.compute as pc

    spans = evidence.compounds.select(["compound", "passage_id"]).unify_dictionaries()
    wanted = pc.is_in(spans.column("compound").cast(pa.string()), value_set=pa.array(compounds, pa.string()))
    rows: list[Row] = spans.filter(wanted).to_pylist()
    return rows


def _names(evidence: Evidence, keywords: Sequence[Row]) -> Names:
    concepts = {row["concept"]: row["term"] for row in keywords if row["concept"] is not None}
    texts = {row["term"] for row in keywords if row["concept"] is None}
    names: Names = {}
    for row in evidence.vocabulary.to_pylist():
        place = (row["document_id"], row["term"])
        if row["concept"] in concepts:
            names[place] = concepts[row["concept"]]
        elif row["concept"] is None and row["text"] in texts:
            names[place] = row["text"]
    return names


def _tokens(evidence: Evidence, numbers: set[int]) -> list[Row]:
    """Tokens that count and have one of these numbers in some document: few of all, filtered before they are rows."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted(numbers), type=pa.int32())
    tokens = evidence.tokens
    chosen = pc.and_(pc.is_in(tokens.column("term"), value_set=wanted), pc.invert(tokens.column("is_apposition")))
    rows: list[Row] = tokens.filter(chosen).select(["document_id", "passage_id", "term"]).to_pylist()
    return rows
