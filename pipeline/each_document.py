"""Run a stage document by document: in parallel, each document cached by its own fingerprint.

A document's rows stand together in its edition's file. Those of a document that did not change are copied from the
earlier outputs; an edition without any change is taken over as a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pipeline.hashes import part_hash, value_hash
from pipeline.tables import Part, PartitionReader, PartitionWriter, Place, apart
from pipeline.workers import Task, run_tasks

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.corpus import Document
    from pipeline.progress import Reporter
    from pipeline.stages import Stage
    from pipeline.work import Work


@dataclass(frozen=True)
class DocumentRecord:
    """A document's fingerprint in a stage, and where its rows of each table are and what they hash to."""

    fingerprint: str
    places: Mapping[str, Place | None]
    hashes: Mapping[str, str]


Records = Mapping[str, DocumentRecord]


def run_documents(work: Work, stage: Stage, report: Reporter) -> list[str]:
    """Run the stage on every document that changed; the files written, as paths inside the outputs."""
    old = _read_records(work, stage)
    upstream = {name: _read_new_records(work, name) for name in _upstream_stages(stage)}
    base = work.base(stage)
    fingerprints = {
        document.document_id: value_hash([base, _inputs(document, stage, upstream)])
        for document in work.corpus.documents
    }
    files: list[str] = []
    records: dict[str, DocumentRecord] = {}
    for edition, documents in work.corpus.by_edition().items():
        job = _Edition(work, stage, edition, documents, old, upstream, fingerprints)
        records |= job.take_over() if job.is_unchanged() else job.run(report)
        files += [f"data/{name}/{edition}.parquet" for name in stage.writes]
    path = f"data/cache/{stage.name}.json"
    content = {document_id: asdict(record) for document_id, record in records.items()}
    work.area.path(path).write_text(json.dumps(content, sort_keys=True, ensure_ascii=False), encoding="utf-8")
    return [*files, path]


@dataclass(frozen=True)
class _Edition:
    """One edition's part of a stage."""

    work: Work
    stage: Stage
    edition: str
    documents: tuple[Document, ...]
    old: Records
    upstream: Mapping[str, Records]
    fingerprints: Mapping[str, str]

    def is_unchanged(self) -> bool:
        """The same documents with the same fingerprints, and their rows at hand."""
        before = sorted(name for name in self.old if name.partition("/")[0] == self.edition)
        return before == [document.document_id for document in self.documents] and not self._changed()

    def take_over(self) -> dict[str, DocumentRecord]:
        self.work.keep(f"data/{name}/{self.edition}.parquet" for name in self.stage.writes)
        return {document.document_id: self.old[document.document_id] for document in self.documents}

    def run(self, report: Reporter) -> dict[str, DocumentRecord]:
        """Write the edition's files anew from changed and unchanged documents, in order."""
        writers = {
            name: PartitionWriter(name, self.work.area.path(f"data/{name}/{self.edition}.parquet"))
            for name in self.stage.writes
        }
        records = {}
        for document, tables, hashes in self._results():
            records[document.document_id] = DocumentRecord(
                fingerprint=self.fingerprints[document.document_id],
                places={name: writers[name].write(tables[name]) for name in self.stage.writes},
                hashes=hashes,
            )
            report.advance()
        for writer in writers.values():
            writer.close()
        return records

    def _results(self) -> Iterator[tuple[Document, Mapping[str, pa.Table | Part], Mapping[str, str]]]:
        changed = self._changed()
        made = self._made(changed)
        readers = (
            self._readers(self.work.request.outputs, self.stage.writes) if len(changed) < len(self.documents) else {}
        )
        for document in self.documents:
            if document in changed:
                tables = next(made)
                yield document, tables, {name: part_hash(*part) for name, part in tables.items()}
            else:
                record = self.old[document.document_id]
                tables = {name: reader.read(record.places[name]) for name, reader in readers.items()}
                yield document, tables, record.hashes

    def _made(self, changed: list[Document]) -> Iterator[Mapping[str, Part]]:
        """What the stage makes of each changed document, in their order."""
        batches = list(_batches(changed, together=self.stage.each == "documents"))
        made = run_tasks(self._tasks(batches), self.work, self.stage, sum(_n_bytes(document) for document in changed))
        for batch, tables in zip(batches, made, strict=True):
            if self.stage.each == "document":
                yield {name: Part(table, 0, table.num_rows) for name, table in tables.items()}
                continue
            ids = [document.document_id for document in batch]
            parts = {name: apart(table, ids) for name, table in tables.items()}
            for place in range(len(batch)):
                yield {name: of_documents[place] for name, of_documents in parts.items()}

    def _changed(self) -> list[Document]:
        return [
            document
            for document in self.documents
            if document.document_id not in self.old
            or self.old[document.document_id].fingerprint != self.fingerprints[document.document_id]
        ]

    def _tasks(self, batches: list[list[Document]]) -> Iterator[Task]:
        """The input of each batch of changed documents, read only when its turn comes."""
        import pyarrow as pa

        readers = self._readers(self.work.area.folder, tuple(name for name in self.stage.reads if name != "source"))
        for batch in batches:
            inputs: dict[str, Any] = {}
            for name, reader in readers.items():
                records = self.upstream[_writer_of(name)]
                parts = [reader.read(records[document.document_id].places[name]) for document in batch]
                inputs[name] = parts[0] if len(parts) == 1 else pa.concat_tables(parts)
            if "source" in self.stage.reads:
                inputs["source"] = batch[0].read()
            yield inputs

    def _readers(self, folder: Any, names: tuple[str, ...]) -> dict[str, PartitionReader]:
        return {name: PartitionReader(name, folder / "data" / name / f"{self.edition}.parquet") for name in names}


# Documents that are worked on together have about so many bytes: enough to make what it costs to begin not matter.
_BYTES_TOGETHER = 500_000


def _batches(documents: list[Document], *, together: bool) -> Iterator[list[Document]]:
    """Documents one by one, or until some have enough bytes together."""
    batch: list[Document] = []
    n_bytes = 0
    for document in documents:
        batch.append(document)
        n_bytes += _n_bytes(document)
        if not together or n_bytes >= _BYTES_TOGETHER:
            yield batch
            batch, n_bytes = [], 0
    if batch:
        yield batch


def _n_bytes(document: Document) -> int:
    return document.path.stat().st_size


def _inputs(document: Document, stage: Stage, upstream: Mapping[str, Records]) -> dict[str, str]:
    """What the document's result depends on: the received file, or its rows of the tables that the stage reads."""
    if "source" in stage.reads:
        return {"source": document.fingerprint}
    return {name: upstream[_writer_of(name)][document.document_id].hashes[name] for name in stage.reads}


def _writer_of(table: str) -> str:
    from pipeline.stages import STAGES

    return next(stage.name for stage in STAGES if table in stage.writes)


def _upstream_stages(stage: Stage) -> set[str]:
    return {_writer_of(name) for name in stage.reads if name != "source"}


def _read_records(work: Work, stage: Stage) -> Records:
    """The earlier records of a stage; none where its outputs cannot be used any more."""
    return _load(work.request.outputs / f"data/cache/{stage.name}.json") if work.usable(stage) else {}


def _read_new_records(work: Work, stage: str) -> Records:
    return _load(work.area.folder / f"data/cache/{stage}.json")


def _load(path: Any) -> Records:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {document_id: _record(**fields) for document_id, fields in content.items()}


def _record(fingerprint: str, places: Mapping[str, list[int] | None], hashes: Mapping[str, str]) -> DocumentRecord:
    return DocumentRecord(
        fingerprint, {name: Place(*place) if place else None for name, place in places.items()}, hashes
    )
