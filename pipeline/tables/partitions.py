"""Whole tables: one Parquet file each, or, of a *partitioned* table, one or several an edition.

An edition's first file has its name, 2018-paris.parquet; those of a large one go on in 2018-paris#0001.parquet and so
forth, each with some of its documents (``pipeline/shards.py``). No edition's id has a ``#``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.columns import TABLES
from pipeline.tables.declared import check

if TYPE_CHECKING:
    import pyarrow as pa


class Partitions:
    """A partitioned table as a stage sees it: one edition at a time, or one file of it, never the corpus at once."""

    def __init__(self, name: str, files: Mapping[str, Path | Sequence[Path]]) -> None:
        self.name = name
        self._files = {
            edition: (some,) if isinstance(some, Path) else tuple(some) for edition, some in sorted(files.items())
        }

    @property
    def editions(self) -> tuple[str, ...]:
        return tuple(self._files)

    @property
    def num_rows(self) -> int:
        """Rows of all editions, from the files' own metadata."""
        return sum(map(self.n_rows, self._files))

    def n_rows(self, edition: str) -> int:
        """Rows of one edition, likewise; 0 where it has no file."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(file).num_rows for file in self._files.get(edition, ()))

    def only(self, editions: Sequence[str]) -> Partitions:
        """The same table with these editions alone, those of them that it has."""
        return Partitions(self.name, {edition: self._files[edition] for edition in editions if edition in self._files})

    def edition(self, edition: str, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows of one edition, in document order; these columns or all."""
        import pyarrow as pa

        return pa.concat_tables([read_parquet(file, columns) for file in self._files[edition]])

    def parts(self, edition: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The same a file at a time, each with some of the documents; none where the edition has no file."""
        return (read_parquet(file, columns) for file in self._files.get(edition, ()))

    def batches(self, edition: str, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """The rows of one edition a row group at most at a time, these columns or all: a large one is never whole."""
        import pyarrow.parquet as pq

        for file in self._files.get(edition, ()):
            with pq.ParquetFile(file) as opened:
                yield from opened.iter_batches(columns=columns)

    def __iter__(self) -> Iterator[tuple[str, pa.Table]]:
        for edition in self._files:
            yield edition, self.edition(edition)


def read_parquet(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:  # read_table would import the dataset machinery first
        return file.read(columns)


def partition_file(name: str, edition: str, number: int = 0) -> str:
    """Path of an edition's file of a partitioned table inside an outputs folder.

    >>> partition_file("tokens", "2018-paris"), partition_file("tokens", "2018-paris", 12)
    ('data/tokens/2018-paris.parquet', 'data/tokens/2018-paris#0012.parquet')
    """
    return f"data/{name}/{edition}{f'#{number:04}' if number else ''}.parquet"


def partition_files(name: str, outputs: Path) -> dict[str, tuple[Path, ...]]:
    """The files of a partitioned table below an outputs folder, by edition, each in the order of its documents."""
    found: dict[str, list[Path]] = {}
    for file in sorted((outputs / "data" / name).glob("*.parquet"), key=lambda file: file.stem.partition("#")):
        found.setdefault(file.stem.partition("#")[0], []).append(file)
    return {edition: tuple(files) for edition, files in found.items()}


def stored_table(name: str, outputs: Path) -> pa.Table | Partitions:
    """A table as a stage over the whole corpus sees it, from an outputs folder."""
    if TABLES[name].is_partitioned:
        return Partitions(name, partition_files(name, outputs))
    return read_parquet(outputs / "data" / f"{name}.parquet")


def n_stored_rows(name: str, outputs: Path) -> int:
    """Rows of a table in an outputs folder, from its files' own metadata."""
    import pyarrow.parquet as pq

    if TABLES[name].is_partitioned:
        return Partitions(name, partition_files(name, outputs)).num_rows
    n_rows: int = pq.read_metadata(outputs / "data" / f"{name}.parquet").num_rows
    return n_rows


def write_parquet(name: str, table: pa.Table, path: Path) -> None:
    """Write a whole table, sorted by its key."""
    import pyarrow.parquet as pq

    check(name, table)
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = table.sort_by([(column, "ascending") for column in TABLES[name].key])
    pq.write_table(ordered, path, compression="zstd")
