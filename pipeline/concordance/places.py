"""Where words stand: tokens by their text, mentions by their concept, strings by their characters.

A *place* is a row of (document_id, passage_id, start, end, form): a span of a passage's text in code points. What is
read comes in batches, so that memory is bounded by a row group and by what is found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.columns import OWN

if TYPE_CHECKING:
    import pyarrow as pa

PLACE = ("document_id", "passage_id", "start", "end", "form")
TOKEN_COLUMNS = ("document_id", "passage_id", "start", "end", "term", "is_apposition")
UNCOUNTED = ("punctuation", "space")


def place_schema(*more: str) -> pa.Schema:
    """Columns of a table of places; ``more`` are columns of text."""
    import pyarrow as pa

    kinds = {"start": pa.int32(), "end": pa.int32()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in (*PLACE, *more)])


def token_places(tokens: Iterable[pa.RecordBatch], vocabulary: pa.Table, texts: Collection[str]) -> pa.Table:
    """The counted tokens that have one of the texts, in the order of ``tokens``; ``term`` is the text.

    ``vocabulary``: of all documents of the tokens. As in every count, repeats in brackets are left out, and so are
    punctuation and space.
    """
    import pyarrow as pa

    wanted = _numbers(vocabulary, texts)
    found = [_chosen(batch, wanted) for batch in tokens]
    return pa.Table.from_batches([batch for batch in found if batch.num_rows], schema=place_schema("term"))


def _numbers(vocabulary: pa.Table, texts: Collection[str]) -> dict[str, dict[int, str]]:
    """For each document that has any of the texts, these by their number in it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    is_wanted = pc.is_in(vocabulary.column("text"), value_set=pa.array(sorted(texts), type=pa.string()))
    is_counted = pc.invert(pc.is_in(vocabulary.column("kind"), value_set=pa.array(UNCOUNTED)))
    numbers: dict[str, dict[int, str]] = {}
    for row in vocabulary.filter(pc.and_(is_wanted, is_counted)).to_pylist():
        numbers.setdefault(row["document_id"], {})[row["term"]] = row["text"]
    return numbers


def _chosen(batch: pa.RecordBatch, wanted: dict[str, dict[int, str]]) -> pa.RecordBatch:
    """The tokens of a batch that are wanted; tokens of one document have the same code in it."""
    import numpy as np
    import pyarrow as pa

    documents = batch.column("document_id")
    codes, names = documents.indices.to_numpy(), documents.dictionary.to_pylist()
    terms = batch.column("term").to_numpy()
    texts = {(code, number): text for code, name in enumerate(names) for number, text in wanted.get(name, {}).items()}
    n_terms = int(terms.max(initial=0)) + 1
    keys = np.array([code * n_terms + number for code, number in texts if number < n_terms], dtype=np.int64)
    is_repeat = batch.column("is_apposition").to_numpy(zero_copy_only=False)
    at = np.flatnonzero(np.isin(codes.astype(np.int64) * n_terms + terms, keys) & ~is_repeat)
    named = [texts[code, term] for code, term in zip(codes[at].tolist(), terms[at].tolist(), strict=True)]
    columns = [batch.column(name).take(pa.array(at)) for name in PLACE[:-1]]
    plain = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in columns]
    return pa.RecordBatch.from_arrays(
        [*plain, pa.repeat(pa.scalar(OWN), len(at)), pa.array(named, type=pa.string())], schema=place_schema("term")
    )


def compound_places(compounds: pa.Table, texts: Collection[str]) -> pa.Table:
    """The places of candidate compounds that have one of the texts; ``term`` is the text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    plain = compounds.column("compound").cast(pa.string())
    found = compounds.filter(pc.is_in(plain, value_set=pa.array(sorted(texts), type=pa.string())))
    columns = {name: found.column(name) for name in PLACE[:-1]}
    columns |= {"form": pa.repeat(pa.scalar(OWN), found.num_rows), "term": found.column("compound")}
    schema = place_schema("term")
    return pa.table({name: columns[name].cast(schema.field(name).type) for name in schema.names}, schema=schema)


def text_places(passages: Iterable[pa.RecordBatch], text: str) -> pa.Table:
    """Every place where a string stands in a passage, overlapping ones too, whatever its tokens are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = []
    for batch in passages:
        holding = batch.filter(pc.match_substring(batch.column("text"), text))
        for row in holding.select(["document_id", "passage_id", "text"]).to_pylist():
            ids = {"document_id": row["document_id"], "passage_id": row["passage_id"]}
            rows += [
                {**ids, "start": start, "end": start + len(text), "form": OWN, "term": text}
                for start in starts(row["text"], text)
            ]
    return pa.Table.from_pylist(rows, schema=place_schema("term"))


def starts(text: str, sought: str) -> Iterator[int]:
    """Where a string begins in a text, overlapping ones too.

    >>> list(starts("协商协商协商", "协商协商"))
    [0, 2]
    """
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)
