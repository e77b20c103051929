"""Tables are made and checked here; ``pipeline/columns/`` declares them.

A stage takes and gives ``pyarrow.Table``. Its columns are checked against the declaration when it is made, so a
wrong type, an unexpected null or a missing column stops the run at the stage that caused it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

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
    if isinstance(values, pa.DictionaryArray):
        values = _each_value_once(values)
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values if values.type == kind else values.cast(kind)
    if isinstance(kind, pa.DictionaryType):
        return pa.array(values, type=pa.string()).dictionary_encode()
    return pa.array(values, type=kind, from_pandas=True)


def _each_value_once(encoded: pa.DictionaryArray) -> pa.DictionaryArray:
    """With no value twice in its dictionary: Parquet would write as many bytes too many, of whatever is in memory."""
    import pyarrow.compute as pc

    values = encoded.dictionary
    return (
        encoded if pc.count_distinct(values).as_py() == len(values) else encoded.dictionary_decode().dictionary_encode()
    )


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
