"""The ``wordings`` table: which wording of a concept stands in which document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import NESTED, OWN

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.lexicon.model import Concept
    from pipeline.tables import Partitions


def wordings_table(mentions: Partitions, concepts: Sequence[Concept], max_examples: int) -> pa.Table:
    """One row for each wording in each document, counted over messages; the first ``max_examples`` are named."""
    relation = {variant.text: variant.relation for concept in concepts for variant in concept.variants}
    return tables.make(
        "wordings", [row for edition, part in mentions for row in _rows(edition, part, relation, max_examples)]
    )


def _rows(edition: str, mentions: pa.Table, relation: dict[str, str], max_examples: int) -> Iterator[dict[str, Any]]:
    counts: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: {OWN: 0, NESTED: 0})
    messages: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in mentions.to_pylist():
        if row["is_message"]:
            key = (row["document_id"], row["concept"], row["term"])
            counts[key][row["form"]] += 1
            messages[key].add(row["passage_id"])
    for key in sorted(counts):
        document_id, concept, term = key
        yield {
            "edition": edition,
            "document_id": document_id,
            "concept": concept,
            "term": term,
            "relation": relation[term],
            "n_own": counts[key][OWN],
            "n_nested": counts[key][NESTED],
            "n_messages": len(messages[key]),
            "passage_ids": " ".join(sorted(messages[key])[:max_examples]),
        }
