"""Run a stage part by part (``parts.py``): in parallel, each part cached by its own fingerprint.

A part's rows stand among those of the others in whole tables, or, of a partitioned table, in its edition's file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES
from pipeline.hashes import table_hash, value_hash
from pipeline.part_work import PartDone, PartTables, PartWork, having_key
from pipeline.parts import Part
from pipeline.tables import Partitions, editions_in_order, make, partition_file, stored_table, write_parquet

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

    from pipeline.progress import Reporter
    from pipeline.stages import Stage
    from pipeline.work import Work

Cached = Mapping[str, Any]
"""Of a part as it was made before: its fingerprint and its files."""

# A worker has to load libraries first, a second or two, about what a few parts take.
_PARTS_WORTH_A_PROCESS = 3


def parts_of(stage: Stage, folder: Path) -> list[Part]:
    """The parts of a stage, by the editions whose passages are in an outputs folder."""
    module, _, name = stage.parts.partition(":")
    parts: list[Part] = getattr(import_module(module), name)(_editions(folder))
    return parts


def _editions(folder: Path) -> tuple[str, ...]:
    sources, passages = (stored_table(name, folder) for name in ("sources", "passages"))
    assert isinstance(sources, Partitions)
    assert isinstance(passages, Partitions)
    return tuple(edition for edition in editions_in_order(sources) if edition in passages.editions)


def run_parts(work: Work, stage: Stage, fingerprint: str, report: Reporter) -> list[str]:
    """Run the stage on every part that changed; the files written, as paths inside the outputs."""
    parts = parts_of(stage, work.area.folder)
    report.begin(stage.name, len(parts))
    fingerprints = {part.name: of_part for part, of_part in zip(parts, _fingerprints(work, stage, parts), strict=True)}
    old = _load(work.request.outputs / _cache(stage.name)) if work.usable(stage) else {}
    changed = [part for part in parts if old.get(part.name, {}).get("fingerprint") != fingerprints[part.name]]
    jobs = [PartWork(stage, part, work.area.folder, fingerprint) for part in changed]
    made = work.workers.run(jobs, len(jobs) // _PARTS_WORTH_A_PROCESS)
    done = dict(zip((part.name for part in changed), _advancing(made, report), strict=True))
    earlier = _Earlier(work, old)
    results = [done[part.name] if part.name in done else earlier.take_over(stage, part) for part in parts]
    tables = [path for name in stage.writes for path in _write_table(work, name, parts, results)]
    records = {
        part.name: {"fingerprint": fingerprints[part.name], "files": result.files}
        for part, result in zip(parts, results, strict=True)
    }
    path = _cache(stage.name)
    work.area.path(path).write_text(json.dumps(records, sort_keys=True, ensure_ascii=False), encoding="utf-8")
    return [*tables, *(file for result in results for file in result.files), path]


def _advancing(made: Iterator[PartDone], report: Reporter) -> Iterator[PartDone]:
    for part in made:
        report.advance()
        yield part


def _fingerprints(work: Work, stage: Stage, parts: Sequence[Part]) -> list[str]:
    """What each part depends on: the stage's code, settings and lexicon, and its own rows of the tables it reads."""
    base = work.base(stage)
    read = PartTables(work.area.folder)
    files = cache(work.table_hashes)

    @cache
    def of_table(name: str, editions: tuple[str, ...]) -> Any:
        if TABLES[name].is_partitioned:
            return {edition: files(name).get(edition) for edition in editions}
        rows: Any = read.of(name, editions)
        return table_hash(rows)

    return [
        value_hash([
            base,
            part.key,
            part.editions,
            {name: of_table(name, part.editions) for name in part.tables(stage.reads)},
        ])
        for part in parts
    ]  # fmt: skip


class _Earlier:
    """What was made of parts before, in the earlier outputs."""

    def __init__(self, work: Work, old: Mapping[str, Cached]) -> None:
        self._work, self._old = work, old
        self._tables: dict[str, pa.Table] = {}

    def take_over(self, stage: Stage, part: Part) -> PartDone:
        """A part's rows and, kept as they are, its files."""
        files = list(self._old[part.name]["files"])
        self._work.keep(files)
        return PartDone({name: having_key(self._stored(name, part), part.key) for name in stage.writes}, files)

    def _stored(self, name: str, part: Part) -> pa.Table:
        if TABLES[name].is_partitioned:
            stored = stored_table(name, self._work.request.outputs)
            assert isinstance(stored, Partitions)
            return stored.edition(part.key["edition"])
        if name not in self._tables:
            table = stored_table(name, self._work.request.outputs)
            assert not isinstance(table, Partitions)
            self._tables[name] = table
        return self._tables[name]


def _write_table(work: Work, name: str, parts: Sequence[Part], results: Sequence[PartDone]) -> Iterator[str]:
    import pyarrow as pa

    if not TABLES[name].is_partitioned:
        path = f"data/{name}.parquet"
        rows = [result.tables[name] for result in results]
        write_parquet(name, pa.concat_tables(rows) if rows else make(name, []), work.area.path(path))
        yield path
        return
    by_edition: dict[str, list[pa.Table]] = {}
    for part, result in zip(parts, results, strict=True):
        by_edition.setdefault(part.key["edition"], []).append(result.tables[name])
    for edition, of_parts in by_edition.items():
        path = partition_file(name, edition)
        write_parquet(name, pa.concat_tables(of_parts), work.area.path(path))
        yield path


def _cache(stage: str) -> str:
    return f"data/cache/{stage}.json"


def _load(path: Path) -> Mapping[str, Cached]:
    records: dict[str, Cached] = json.loads(path.read_text(encoding="utf-8"))
    return records
