"""How many counted tokens stand in each message, and how often each text does: read a row group at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.background.model import WORD_KINDS
from pipeline.concordance.places import UNCOUNTED

if TYPE_CHECKING:
    import pyarrow as pa


def having_messages(passages: pa.Table) -> pa.Table:
    """The rows that are messages."""
    return passages.filter(passages.column("is_message"))


def count_tokens(tokens: Iterable[pa.RecordBatch], vocabulary: pa.Table) -> pa.Table:
    """``passage_id``, ``n_tokens`` and ``n_words`` of each passage with a counted token."""
    import pyarrow as pa
    import pyarrow.compute as pc

    named = _numbered(vocabulary)
    parts = []
    for batch in tokens:
        counted = _counted(batch, named)
        is_word = pc.is_in(counted["kind"], value_set=pa.array(WORD_KINDS)).cast(pa.int64())
        rows = counted.select(["passage_id"]).append_column("is_word", is_word)
        parts.append(rows.group_by("passage_id").aggregate([("is_word", "count"), ("is_word", "sum")]))
    names = {"is_word_count": "n_tokens", "is_word_sum": "n_words"}
    kinds = [("passage_id", pa.string()), ("n_tokens", pa.int64()), ("n_words", pa.int64())]
    found = [part.rename_columns([names.get(name, name) for name in part.column_names]) for part in parts]
    whole = pa.concat_tables([pa.schema(kinds).empty_table(), *(part.select([k for k, _ in kinds]) for part in found)])
    # A passage may lie in two batches.
    summed = whole.group_by("passage_id").aggregate([("n_tokens", "sum"), ("n_words", "sum")])
    return summed.select(["passage_id", "n_tokens_sum", "n_words_sum"]).rename_columns([name for name, _ in kinds])


def count_terms(tokens: Iterable[pa.RecordBatch], vocabulary: pa.Table, passage_ids: pa.ChunkedArray) -> pa.Table:
    """``term``, ``kind`` and ``n`` of each text that is a counted token of these passages, sorted by ``term``."""
    import pyarrow as pa
    import pyarrow.compute as pc

    named = _numbered(vocabulary)
    wanted = passage_ids.combine_chunks()
    kinds = [("term", pa.string()), ("kind", pa.string()), ("n", pa.int64())]
    parts = [pa.schema(kinds).empty_table()]
    for batch in tokens:
        counted = _counted(batch, named)
        inside = counted.filter(pc.is_in(counted["passage_id"], value_set=wanted))
        found = inside.group_by(["text", "kind"]).aggregate([([], "count_all")])
        parts.append(found.select(["text", "kind", "count_all"]).rename_columns([name for name, _ in kinds]))
    summed = pa.concat_tables(parts).group_by(["term", "kind"]).aggregate([("n", "sum")])
    return summed.select(["term", "kind", "n_sum"]).rename_columns([name for name, _ in kinds]).sort_by("term")


def with_sizes(passages: pa.Table, sizes: pa.Table) -> pa.Table:
    """The passages that have a size, in their order, with it."""
    import pyarrow.compute as pc

    at = pc.index_in(passages["passage_id"], value_set=sizes["passage_id"].combine_chunks())
    kept = passages.filter(pc.is_valid(at))
    places = pc.drop_null(at)
    for name in ("n_tokens", "n_words"):
        kept = kept.append_column(name, sizes.column(name).take(places))
    return kept


def _numbered(vocabulary: pa.Table) -> pa.Table:
    """The vocabulary without what is never counted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    is_counted = pc.invert(pc.is_in(vocabulary.column("kind"), value_set=pa.array(UNCOUNTED)))
    return vocabulary.filter(is_counted).select(["document_id", "term", "text", "kind"])


def _counted(batch: pa.RecordBatch, vocabulary: pa.Table) -> pa.Table:
    """``passage_id``, ``text`` and ``kind`` of the counted tokens of a batch: no repeats in brackets."""
    import pyarrow as pa
    import pyarrow.compute as pc

    tokens = pa.Table.from_batches([batch.filter(pc.invert(batch.column("is_apposition")))])
    plain = pa.table(
        {
            "document_id": tokens["document_id"].cast(pa.string()),
            "passage_id": tokens["passage_id"].cast(pa.string()),
            "term": tokens["term"],
        }
    )
    return plain.join(vocabulary, ["document_id", "term"], join_type="inner", use_threads=False)
