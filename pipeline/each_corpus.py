"""Run a stage that sees the whole corpus, and write what it made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.columns import TABLES
from pipeline.garbage import give_back
from pipeline.tables import PartitionWriter, partition_file, write_parquet

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.stages import Stage
    from pipeline.work import Work


def run_whole(work: Work, stage: Stage) -> list[str]:
    """Run the stage; the files written, as paths inside the outputs."""
    tables = {name: work.table(name) for name in stage.reads}
    made = stage.load()(**tables, **work.constants(stage))
    stage.check(made)
    give_back()  # before tables are put in order for writing, which copies them
    files = [path for name in stage.writes for path in _write_table(work, name, made.tables[name])]
    return files + [_write_file(work.area.path(path), content, path) for path, content in made.files]


def _write_table(work: Work, name: str, table: pa.Table | Mapping[str, pa.Table]) -> list[str]:
    if not TABLES[name].is_partitioned:
        path = f"data/{name}.parquet"
        write_parquet(name, table, work.area.path(path))
        return [path]
    return [_write_partition(work, name, edition, part) for edition, part in sorted(table.items())]


def _write_partition(work: Work, name: str, edition: str, part: pa.Table) -> str:
    path = partition_file(name, edition)
    writer = PartitionWriter(name, work.area.path(path))
    writer.write(part)
    writer.close()
    return path


def _write_file(path: Path, content: bytes | Iterable[bytes], relative: str) -> str:
    with path.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
    return relative
