"""Tables are made, checked, written and read here and nowhere else; ``columns/`` declares them.

A stage takes and gives ``pyarrow.Table``. Its columns are checked against the declaration when it is made, so a
wrong type, an unexpected null or a missing column stops the run at the stage that caused it.

A *partitioned* table is one Parquet file an edition, whose rows stand document by document; the others are one file
each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipeline.columns import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

    Column: TypeAlias = Sequence[Any] | pa.Array | str | None


class TableError(Exception):
    """A stage made a table that is not as declared: a bug, never a person's doing."""


@cache
def schema(name: str) -> pa.Schema:
    """The Arrow schema of a declared table."""
    import pyarrow as pa

    kinds = {"dictionary": pa.dictionary(pa.int32(), pa.string()), "bool": pa.bool_()}
    fields = [
        pa.field(column.name, kinds.get(column.type) or getattr(pa, column.type)(), nullable=column.nullable)
        for column in TABLES[name].columns
    ]
    return pa.schema(fields)


def make(name: str, columns: Mapping[str, Column] | Iterable[Mapping[str, Any]]) -> pa.Table:
    """Make a declared table from columns by name (lists, NumPy arrays, Arrow arrays) or from rows.

    A text or None instead of a column stands in every row; where there are no others, there is one row.

    >>> make("section_labels", []).num_rows
    0
    """
    import pyarrow as pa

    if not columns:
        return _empty(name)
    arrays = _from_columns(name, columns) if isinstance(columns, Mapping) else _from_rows(name, list(columns))
    _refuse_nulls(name, arrays)
    return pa.Table.from_arrays(arrays, schema=schema(name))


@cache
def _empty(name: str) -> pa.Table:
    return schema(name).empty_table()


def _from_columns(name: str, columns: Mapping[str, Column]) -> list[Any]:
    types = _types(name)
    if columns.keys() != types.keys():
        odd = sorted(columns.keys() ^ types.keys())
        raise TableError(f"table {name}: columns differ from the declaration: {', '.join(odd)}")
    n_rows = next((len(column) for column in columns.values() if column is not None and not isinstance(column, str)), 1)
    return [_array(columns[column], kind, n_rows) for column, kind in types.items()]


@cache
def _types(name: str) -> Mapping[str, pa.DataType]:
    """The columns' types, ready made: the schema is asked for them once."""
    return {field.name: field.type for field in schema(name)}


def _from_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Rows as one array of structs, which Arrow takes apart in one go; what a row has besides is not looked at."""
    import pyarrow as pa

    wanted = TABLES[name].column_names
    missing = {column for row in rows for column in wanted if column not in row}
    if missing:
        raise TableError(f"table {name}: rows without {', '.join(sorted(missing))}")
    arrays: list[Any] = pa.array(rows, type=_row_type(name), from_pandas=True).flatten()
    return arrays


@cache
def _row_type(name: str) -> pa.StructType:
    import pyarrow as pa

    return pa.struct(schema(name))


def _array(values: Any, kind: pa.DataType, n_rows: int) -> Any:
    import pyarrow as pa

    if values is None:
        return pa.nulls(n_rows, kind)
    if isinstance(values, str):
        return pa.repeat(pa.scalar(values, kind), n_rows)
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values if values.type == kind else values.cast(kind)
    if isinstance(kind, pa.DictionaryType):
        return pa.array(values, type=pa.string()).dictionary_encode()
    return pa.array(values, type=kind, from_pandas=True)


def check(name: str, table: pa.Table) -> None:
    """Raise ``TableError`` where the table departs from its declaration."""
    wanted = schema(name)
    if not table.schema.equals(wanted, check_metadata=False):
        raise TableError(f"table {name}: schema is {table.schema}, declared is {wanted}")
    _refuse_nulls(name, table.columns)


def _refuse_nulls(name: str, columns: Sequence[Any]) -> None:
    """Columns in the order of the declaration, as arrays."""
    for declared, column in zip(TABLES[name].columns, columns, strict=True):
        if not declared.nullable and column.null_count:
            raise TableError(f"table {name}: {column.null_count} nulls in column {declared.name}, which must have none")


class Partitions:
    """A partitioned table as a stage sees it: one edition at a time, never the corpus at once."""

    def __init__(self, name: str, files: Mapping[str, Path]) -> None:
        self.name = name
        self._files = dict(sorted(files.items()))

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(self._files)

    @property
    def num_rows(self) -> int:
        """Rows of all editions, from the files' own metadata."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(file).num_rows for file in self._files.values())

    def edition(self, edition: str) -> pa.Table:
        """All rows of one edition, in document order."""
        return read_parquet(self._files[edition])

    def __iter__(self) -> Iterator[tuple[str, pa.Table]]:
        for edition in self._files:
            yield edition, self.edition(edition)


def read_parquet(path: Path) -> pa.Table:
    import pyarrow.parquet as pq

    return pq.read_table(path, partitioning=None, memory_map=False)


class Place(NamedTuple):
    """Where a document's rows are in an edition's file."""

    row_group: int
    start: int
    n_rows: int


def partition_files(name: str, outputs: Path) -> dict[str, Path]:
    """The files of a partitioned table below an outputs folder, by edition."""
    return {file.stem: file for file in sorted((outputs / "data" / name).glob("*.parquet"))}


def stored_table(name: str, outputs: Path) -> pa.Table | Partitions:
    """A table as a stage over the whole corpus sees it, from an outputs folder."""
    if TABLES[name].is_partitioned:
        return Partitions(name, partition_files(name, outputs))
    return read_parquet(outputs / "data" / f"{name}.parquet")


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
    indices = encoded.indices.to_numpy()
    first, last = int(indices.min()), int(indices.max())
    values = encoded.dictionary.slice(first, last - first + 1)
    return type(encoded).from_arrays(indices - indices.dtype.type(first), values)


def write_parquet(name: str, table: pa.Table, path: Path) -> None:
    """Write a whole table, sorted by its key."""
    import pyarrow.parquet as pq

    check(name, table)
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = table.sort_by([(column, "ascending") for column in TABLES[name].key])
    pq.write_table(ordered, path, compression="zstd")
