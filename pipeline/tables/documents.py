"""One document's rows of a partitioned table: found, read and written alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.columns import TABLES
from pipeline.tables.declared import TableError, check, schema

if TYPE_CHECKING:
    import pyarrow as pa


class Place(NamedTuple):
    """Where a document's rows are in an edition's file."""

    row_group: int
    start: int
    n_rows: int


class PartitionReader:
    """Reads one document's rows of an edition's file; the row group that was read last is kept."""

    def __init__(self, name: str, path: Path) -> None:
        import pyarrow.parquet as pq

        self._name = name
        self._file = pq.ParquetFile(path)
        self._number: int | None = None
        self._columns: list[pa.Array] = []

    def read(self, place: Place | None) -> pa.Table:
        """The rows at a place; an empty table for a document that has none."""
        if place is None:
            return schema(self._name).empty_table()
        if self._number != place.row_group:
            self._number = place.row_group
            self._columns = [column.combine_chunks() for column in self._file.read_row_group(place.row_group).columns]
        return _alone(self._columns, schema(self._name), place.start, place.start + place.n_rows)


# About so many rows are written at once: with a row group a document, writing took as long as segmenting.
_ROWS_AT_ONCE = 1 << 16


class PartitionWriter:
    """Writes one edition's file of a table, a document after the other, so that one document can be read alone."""

    def __init__(self, name: str, path: Path) -> None:
        import pyarrow.parquet as pq

        path.parent.mkdir(parents=True, exist_ok=True)
        self._name = name
        # Statistics and dictionaries for every column took half the time and a quarter of the file.
        with_dictionary = [column.name for column in TABLES[name].columns if column.type == "dictionary"]
        self._writer = pq.ParquetWriter(
            path,
            schema(name),
            compression="zstd",
            store_schema=True,
            write_statistics=False,
            use_dictionary=with_dictionary or False,
            # Bytes of the same weight side by side: smaller, and a third faster, for the numbers that are most of it.
            column_encoding={c.name: "BYTE_STREAM_SPLIT" for c in TABLES[name].columns if c.type == "int32"} or None,
        )
        self._waiting: list[Part] = []
        self._n_waiting = 0
        self._n_row_groups = 0

    def write(self, rows: pa.Table | Part) -> Place | None:
        """Append a document's rows; where they will be, or None where there are none."""
        if rows.num_rows == 0:
            return None
        place = Place(self._n_row_groups, self._n_waiting, rows.num_rows)
        part = rows if isinstance(rows, Part) else Part(rows, 0, rows.num_rows)
        before = self._waiting[-1] if self._waiting else None
        if before is not None and before.table is part.table and before.end == part.start:
            self._waiting[-1] = Part(part.table, before.start, part.end)
        else:
            self._waiting.append(part)
        self._n_waiting += rows.num_rows
        # Where a row group ends follows from the documents alone, not from how many were made together.
        if self._n_waiting >= _ROWS_AT_ONCE:
            self._write_waiting()
        return place

    def close(self) -> None:
        if self._waiting:
            self._write_waiting()
        self._writer.close()

    def _write_waiting(self) -> None:
        import pyarrow as pa

        for part in self._waiting:
            check(self._name, part.table)
        together = pa.concat_tables([part.alone() for part in self._waiting])
        self._writer.write_table(together.unify_dictionaries().combine_chunks(), row_group_size=self._n_waiting)
        self._waiting, self._n_waiting = [], 0
        self._n_row_groups += 1


class Part(NamedTuple):
    """Some rows of a table, those from ``start`` up to ``end``."""

    table: pa.Table
    start: int
    end: int

    @property
    def num_rows(self) -> int:
        return self.end - self.start

    def alone(self) -> pa.Table:
        """The rows as if they had been made alone: dictionaries hold nothing that stands outside of them."""
        columns = [column.combine_chunks() for column in self.table.columns]
        return _alone(columns, self.table.schema, self.start, self.end)


def apart(table: pa.Table, document_ids: Sequence[str]) -> list[Part]:
    """The rows of each document, of a table in which they stand in this order; else a ``TableError``."""
    import numpy as np
    import pyarrow as pa

    ids = table.column("document_id").combine_chunks()
    encoded = ids if isinstance(ids, pa.DictionaryArray) else ids.dictionary_encode()
    number = {document_id: number for number, document_id in enumerate(document_ids)}
    numbers = np.array([number.get(name, -1) for name in encoded.dictionary.to_pylist()], dtype=np.int64)
    document = numbers[encoded.indices.to_numpy()]
    if len(document) and (document[0] < 0 or (np.diff(document) < 0).any()):
        raise TableError("a stage mixed the rows of several documents, or made some of another one")
    edges = np.searchsorted(document, np.arange(len(document_ids) + 1)).tolist()
    return [Part(table, start, end) for start, end in pairwise(edges)]


def _alone(columns: Sequence[pa.Array], schema: pa.Schema, start: int, end: int) -> pa.Table:
    """Some rows of columns in one piece each, as if they had been made alone."""
    import pyarrow as pa

    if start == end:
        return schema.empty_table()
    parts = [column.slice(start, end - start) for column in columns]
    return pa.Table.from_arrays(
        [compact(part) if isinstance(part, pa.DictionaryArray) else part for part in parts], schema=schema
    )


def compact(encoded: pa.DictionaryArray) -> pa.DictionaryArray:
    """With nothing in the dictionary before the first value that is used and nothing behind the last.

    Where values stand in it in the order in which rows use them, as ids of documents and passages do, every one that
    is left is used.
    """
    import pyarrow.compute as pc

    ends = pc.min_max(encoded.indices).as_py()
    if ends["min"] is None:  # nothing but nulls
        return type(encoded).from_arrays(encoded.indices, encoded.dictionary.slice(0, 0))
    values = encoded.dictionary.slice(ends["min"], ends["max"] - ends["min"] + 1)
    first = encoded.indices.type.to_pandas_dtype()(ends["min"])
    return type(encoded).from_arrays(pc.subtract(encoded.indices, first), values)
