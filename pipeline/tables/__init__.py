"""Tables are made, checked, written and read here and nowhere else; ``pipeline/columns/`` declares them."""

from pipeline.tables.declared import TableError, check, make, schema
from pipeline.tables.documents import Part, PartitionReader, PartitionWriter, Place, apart, compact
from pipeline.tables.editions import edition_rows, editions_in_order, rows_of_editions
from pipeline.tables.partitions import (
    Partitions,
    n_stored_rows,
    partition_file,
    partition_files,
    read_parquet,
    stored_table,
    write_parquet,
)

__all__ = [
    "Part",
    "PartitionReader",
    "PartitionWriter",
    "Partitions",
    "Place",
    "TableError",
    "apart",
    "check",
    "compact",
    "edition_rows",
    "editions_in_order",
    "make",
    "n_stored_rows",
    "partition_file",
    "partition_files",
    "read_parquet",
    "rows_of_editions",
    "schema",
    "stored_table",
    "write_parquet",
]
