"""Run a stage document by document: in parallel, each document cached by its own fingerprint.

A document's rows stand together in a file of its shard (``shards.py``). Those of a document that did not change are
copied from the earlier outputs; a shard without any change is taken over as files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pipeline.hashes import value_hash
from pipeline.shard_work import DocumentRecord, Done, ShardWork
from pipeline.shards import Shard, shards
from pipeline.tables import Place, partition_file

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.corpus import Document
    from pipeline.progress import Reporter
    from pipeline.stages import Stage
    from pipeline.work import Work

Records = Mapping[str, DocumentRecord]

# A worker has to load libraries and the segmenter's dictionary first, about 1.5 s; so much text takes longer.
_BYTES_WORTH_A_PROCESS = 1_000_000


def run_documents(work: Work, stage: Stage, report: Reporter) -> list[str]:
    """Run the stage on every document that changed; the files written, as paths inside the outputs."""
    plan = _Plan.of(work, stage)
    changed = [shard for shard in plan.shards if not plan.is_unchanged(shard)]
    n_bytes = sum(document.n_bytes for shard in changed for document in shard.documents if plan.is_changed(document))
    made = work.workers.run([plan.job(shard) for shard in changed], n_bytes // _BYTES_WORTH_A_PROCESS)
    done = {id(shard): part for shard, part in zip(changed, _advancing(made, report), strict=True)}
    files: list[str] = []
    records: dict[str, DocumentRecord] = {}
    for shard in plan.shards:
        part = done[id(shard)] if id(shard) in done else plan.take_over(shard)
        files += part.files
        records |= part.records
    path = _cache(stage.name)
    content = {document_id: asdict(record) for document_id, record in records.items()}
    work.area.path(path).write_text(json.dumps(content, sort_keys=True, ensure_ascii=False), encoding="utf-8")
    return [*files, path]


def _advancing(made: Iterator[Done], report: Reporter) -> Iterator[Done]:
    for part in made:
        for _ in part.records:
            report.advance()
        yield part


@dataclass(frozen=True)
class _Plan:
    """What a stage has to do: the shards of the corpus, what was made of their documents before, and is now."""

    work: Work
    stage: Stage
    shards: tuple[Shard, ...]
    old: Records
    upstream: Mapping[str, Records]
    fingerprints: Mapping[str, str]

    @classmethod
    def of(cls, work: Work, stage: Stage) -> _Plan:
        upstream = {name: _load(work.area.folder / _cache(name)) for name in _upstream_stages(stage)}
        base = work.base(stage)
        documents = work.corpus.documents
        return cls(
            work,
            stage,
            tuple(shard for edition, some in work.corpus.by_edition().items() for shard in shards(edition, some)),
            _load(work.request.outputs / _cache(stage.name)) if work.usable(stage) else {},
            upstream,
            {one.document_id: value_hash([base, _inputs(one, stage, upstream)]) for one in documents},
        )

    def is_changed(self, document: Document) -> bool:
        old = self.old.get(document.document_id)
        return old is None or old.fingerprint != self.fingerprints[document.document_id]

    def is_unchanged(self, shard: Shard) -> bool:
        """The same documents with the same fingerprints, and their rows together in one shard as before."""
        if any(self.is_changed(document) for document in shard.documents):
            return False
        numbers = {self.old[document.document_id].shard for document in shard.documents}
        return len(numbers) == 1 and self._n_documents[shard.edition, numbers.pop()] == len(shard.documents)

    @cached_property
    def _n_documents(self) -> Mapping[tuple[str, int], int]:
        """How many documents each earlier shard had."""
        return Counter((document_id.partition("/")[0], record.shard) for document_id, record in self.old.items())

    def take_over(self, shard: Shard) -> Done:
        """A shard's files as they were, under another number where there are more or fewer shards before it."""
        before = self.old[shard.documents[0].document_id].shard
        files = []
        for name in self.stage.writes:
            old, new = (partition_file(name, shard.edition, number) for number in (before, shard.number))
            if (self.work.request.outputs / old).exists():
                self.work.area.keep(old, new)
                files.append(new)
        ids = [document.document_id for document in shard.documents]
        return Done(files, {name: replace(self.old[name], shard=shard.number) for name in ids})

    def job(self, shard: Shard) -> ShardWork:
        return ShardWork(
            self.stage,
            shard,
            self.work.area.folder,
            self.work.request.outputs,
            {document.document_id: self.fingerprints[document.document_id] for document in shard.documents},
            {
                document.document_id: self.old[document.document_id]
                for document in shard.documents
                if not self.is_changed(document)
            },
            {
                name: {one.document_id: self.upstream[_writer_of(name)][one.document_id] for one in shard.documents}
                for name in self.stage.reads
                if name != "source"
            },
        )


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


def _cache(stage: str) -> str:
    return f"data/cache/{stage}.json"


def _load(path: Path) -> Records:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {document_id: _record(**fields) for document_id, fields in content.items()}


def _record(
    fingerprint: str, shard: int, places: Mapping[str, list[int] | None], hashes: Mapping[str, str]
) -> DocumentRecord:
    found: dict[str, Any] = {name: Place(*place) if place else None for name, place in places.items()}
    return DocumentRecord(fingerprint, shard, found, hashes)
