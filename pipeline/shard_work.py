"""One shard's part of a stage: read what it needs, run the stage on what changed, write the shard's files.

It is done in the process of the run or in a worker, and is told paths and records instead of tables: rows that were
sent from one process to another took longer than the work on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.hashes import part_hash
from pipeline.shards import Shard
from pipeline.stages import read_by_document
from pipeline.tables import Part, PartitionReader, PartitionWriter, Place, apart, check, partition_file

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.corpus import Document
    from pipeline.stages import Stage


@dataclass(frozen=True)
class DocumentRecord:
    """A document's fingerprint in a stage, where its rows of each table are, and what they hash to.

    ``shard`` is the number of the file; a table of which the document has no row has no place. Hashes are those of the
    tables that a later stage reads document by document.
    """

    fingerprint: str
    shard: int
    places: Mapping[str, Place | None]
    hashes: Mapping[str, str]


class Done(NamedTuple):
    """The files of a shard, as paths inside the outputs, and its documents' records."""

    files: list[str]
    records: dict[str, DocumentRecord]


# Documents that a stage is called with together have about so many bytes: enough to make what a call costs not matter.
_BYTES_TOGETHER = 500_000


@dataclass(frozen=True)
class ShardWork:
    """What is to be done for a shard.

    ``old`` are the records of documents that did not change, whose rows stand in ``outputs``; ``upstream`` those of
    every document, by table that the stage reads, whose rows stand in ``area``.
    """

    stage: Stage
    shard: Shard
    area: Path
    outputs: Path
    fingerprints: Mapping[str, str]
    old: Mapping[str, DocumentRecord]
    upstream: Mapping[str, Mapping[str, DocumentRecord]]

    def run(self, constants: Mapping[str, Any]) -> Done:
        """Write the shard's files anew from changed and unchanged documents, in order."""
        writers = {name: _LateWriter(name, self.shard, self.area) for name in self.stage.writes}
        records = {}
        for document, parts, hashes in self._results(constants):
            records[document.document_id] = DocumentRecord(
                self.fingerprints[document.document_id],
                self.shard.number,
                {name: writers[name].write(parts[name]) for name in self.stage.writes},
                hashes,
            )
        return Done([path for writer in writers.values() for path in writer.close()], records)

    def _results(
        self, constants: Mapping[str, Any]
    ) -> Iterator[tuple[Document, Mapping[str, Part], Mapping[str, str]]]:
        made = self._made([one for one in self.shard.documents if one.document_id not in self.old], constants)
        readers = _Readers(self.outputs, self.shard.edition)
        hashed = [name for name in self.stage.writes if name in read_by_document()]
        for document in self.shard.documents:
            record = self.old.get(document.document_id)
            if record is None:
                parts = next(made)
                yield document, parts, {name: part_hash(*parts[name]) for name in hashed}
            else:
                tables = {name: readers.read(name, record) for name in self.stage.writes}
                yield document, {name: _whole(table) for name, table in tables.items()}, record.hashes

    def _made(self, changed: list[Document], constants: Mapping[str, Any]) -> Iterator[Mapping[str, Part]]:
        """What the stage makes of each changed document, in their order."""
        function = self.stage.load()
        readers = _Readers(self.area, self.shard.edition)
        for batch in _batches(changed, together=self.stage.each == "documents"):
            made = function(**self._task(batch, readers), **constants)
            self.stage.check(made)
            for name, table in made.tables.items():
                check(name, table)
            if self.stage.each == "document":
                yield {name: _whole(table) for name, table in made.tables.items()}
                continue
            ids = [document.document_id for document in batch]
            parts = {name: apart(table, ids) for name, table in made.tables.items()}
            for place in range(len(batch)):
                yield {name: of_documents[place] for name, of_documents in parts.items()}

    def _task(self, batch: Sequence[Document], readers: _Readers) -> dict[str, Any]:
        """The tables, or the source, of a batch of documents by the name of the stage's argument."""
        import pyarrow as pa

        task: dict[str, Any] = {}
        for name, records in self.upstream.items():
            parts = [readers.read(name, records[document.document_id]) for document in batch]
            task[name] = parts[0] if len(parts) == 1 else pa.concat_tables(parts)
        if "source" in self.stage.reads:
            task["source"] = batch[0].read()
        return task


class _LateWriter:
    """Writes a shard's file of a table; one without rows is written for the first shard of an edition only."""

    def __init__(self, name: str, shard: Shard, area: Path) -> None:
        self._name = name
        self._path = partition_file(name, shard.edition, shard.number)
        self._file = area / self._path
        self._writer = None if shard.number else PartitionWriter(name, self._file)

    def write(self, part: Part) -> Place | None:
        if self._writer is None and part.num_rows:
            self._writer = PartitionWriter(self._name, self._file)
        return None if self._writer is None else self._writer.write(part)

    def close(self) -> list[str]:
        """The path inside the outputs of what was written."""
        if self._writer is None:
            return []
        self._writer.close()
        return [self._path]


class _Readers:
    """Opens an edition's files when they are first asked for."""

    def __init__(self, folder: Path, edition: str) -> None:
        self._folder = folder
        self._edition = edition
        self._open: dict[tuple[str, int], PartitionReader] = {}

    def read(self, name: str, record: DocumentRecord) -> pa.Table:
        """A document's rows of a table; an empty table where it has none."""
        from pipeline.tables import make

        place = record.places[name]
        if place is None:
            return make(name, [])
        key = name, record.shard
        if key not in self._open:
            self._open[key] = PartitionReader(name, self._folder / partition_file(name, self._edition, record.shard))
        return self._open[key].read(place)


def _whole(table: pa.Table) -> Part:
    return Part(table, 0, table.num_rows)


def _batches(documents: list[Document], *, together: bool) -> Iterator[list[Document]]:
    """Documents one by one, or until some have enough bytes together."""
    batch: list[Document] = []
    n_bytes = 0
    for document in documents:
        batch.append(document)
        n_bytes += document.n_bytes
        if not together or n_bytes >= _BYTES_TOGETHER:
            yield batch
            batch, n_bytes = [], 0
    if batch:
        yield batch
