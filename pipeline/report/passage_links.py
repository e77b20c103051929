"""From a number to the passages behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.evidence import EditionEvidence


@dataclass(frozen=True)
class Links:
    """The passages behind a number, in their order; of many the first, and how many more there are."""

    passage_ids: tuple[str, ...]
    n_more: int = 0

    @property
    def n(self) -> int:
        """How many there are here."""
        return len(self.passage_ids)


class Carrier(Protocol):
    """What passage ids are shown within: an edition's page, or a section over all editions.

    Asked for ``n_documents``, since the document goes without saying where there is only one.
    """

    @property
    def edition(self) -> str:
        """The edition that goes without saying; empty where none does."""

    def __getitem__(self, name: str) -> int: ...


def passage_order(passage_id: str) -> tuple[str, int]:
    """Sorts passages as they stand in their documents, beyond the padding of the ordinal too.

    >>> sorted(["a#1000", "a#999"], key=passage_order)
    ['a#999', 'a#1000']
    """
    document, _, ordinal = passage_id.rpartition("#")
    return document, int(ordinal) if ordinal.isdecimal() else 0


def links(passage_ids: Iterable[str], limit: int) -> Links:
    """Each passage once, in order, at most ``limit`` of them."""
    ordered = sorted(set(passage_ids), key=passage_order)
    return Links(tuple(ordered[:limit]), max(len(ordered) - limit, 0))


def passages_with_terms(evidence: EditionEvidence, terms: Collection[str]) -> dict[str, list[str]]:
    """For each token text, the ids of the messages in which it is a token; repeats in brackets do not count."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = pa.array(sorted(terms), type=pa.string())
    vocabulary = evidence["vocabulary"]
    chosen = vocabulary.filter(pc.is_in(vocabulary.column("text"), wanted)).select(["document_id", "term", "text"])
    tokens = evidence["tokens"]
    counted = tokens.filter(pc.invert(tokens.column("is_apposition"))).select(["document_id", "passage_id", "term"])
    pairs = _plain(counted).join(chosen, ["document_id", "term"], join_type="inner")
    in_messages = pairs.filter(pc.is_in(pairs.column("passage_id"), message_ids(evidence)))
    return {text: ids for (text,), ids in passages_by(in_messages, "text").items()}


def message_ids(evidence: EditionEvidence) -> pa.Array:
    """Passage ids of the edition's messages."""
    passages = evidence["passages"]
    return passages.filter(passages.column("is_message")).column("passage_id").combine_chunks()


def passages_by(rows: pa.Table, *columns: str) -> dict[tuple[Any, ...], list[str]]:
    """For each combination of values in ``columns``, in sorted order, the ids of its passages, in their order."""
    grouped: dict[tuple[Any, ...], list[str]] = {}
    for row in rows.group_by([*columns, "passage_id"]).aggregate([]).to_pylist():
        grouped.setdefault(tuple(row[column] for column in columns), []).append(row["passage_id"])
    return {values: sorted(grouped[values], key=passage_order) for values in sorted(grouped)}


def _plain(tokens: pa.Table) -> pa.Table:
    """Tokens with ids as plain strings: dictionaries of several row groups cannot be joined on."""
    import pyarrow as pa

    kinds = [pa.field("document_id", pa.string()), pa.field("passage_id", pa.string()), tokens.schema.field("term")]
    return tokens.cast(pa.schema(kinds))
