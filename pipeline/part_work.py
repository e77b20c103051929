"""One part of a stage that runs part by part: read its tables, run the stage on it, write its files.

Like ``shard_work.py`` it is done in the process of the run or in a worker, which reads for itself what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipeline.tables import Partitions, rows_of_editions, stored_table

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.parts import Part
    from pipeline.stages import Made, Stage

    Received: TypeAlias = Partitions | pa.Table


class PartDone(NamedTuple):
    """The part's rows of each table that the stage writes, and its files as paths inside the outputs."""

    tables: Mapping[str, pa.Table]
    files: list[str]


class PartTables:
    """Tables in an outputs folder as the parts of one stage see them.

    Whole tables are read once, and what is left of them for some editions is kept until other editions are asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._whole: dict[str, Received] = {}
        self._editions: tuple[str, ...] = ()
        self._rows: dict[str, Received] = {}

    def of(self, name: str, editions: tuple[str, ...]) -> Received:
        """A partitioned table with these editions only; of a whole one, their rows."""
        if editions != self._editions:
            self._editions, self._rows = editions, {}
        if name not in self._rows:
            self._rows[name] = rows_of_editions(editions, name, self._stored(name))
        return self._rows[name]

    def _stored(self, name: str) -> Received:
        if name not in self._whole:
            self._whole[name] = stored_table(name, self._folder)
        return self._whole[name]


@lru_cache(maxsize=1)
def tables_in(folder: Path, fingerprint: str) -> PartTables:
    """The tables of a folder, kept while parts of one run of a stage, told by its fingerprint, ask for them."""
    return PartTables(folder)


@dataclass(frozen=True)
class PartWork:
    """What is to be done for a part; ``fingerprint`` is the stage's, over all that it depends on."""

    stage: Stage
    part: Part
    area: Path
    fingerprint: str

    def run(self, constants: Mapping[str, Any]) -> PartDone:
        """Make the part's rows and write its files below ``area``."""
        read = tables_in(self.area, self.fingerprint)
        tables = {name: read.of(name, self.part.editions) for name in self.part.tables(self.stage.reads)}
        made: Made = self.stage.load()(part=self.part, **tables, **constants)
        self.stage.check(made)
        for name, table in made.tables.items():
            _check_key(self.stage, self.part, name, table)
        files = [_write(self.area / path, content, path) for path, content in made.files]
        return PartDone({name: _whole(table) for name, table in made.tables.items()}, files)


def _whole(table: pa.Table | Mapping[str, pa.Table]) -> pa.Table:
    assert not isinstance(table, Mapping)
    return table


def _check_key(stage: Stage, part: Part, name: str, table: pa.Table | Mapping[str, pa.Table]) -> None:
    """Raise ``RuntimeError`` where a row would not be found again as this part's: a bug."""
    rows = _whole(table)
    if having_key(rows, part.key).num_rows != rows.num_rows:
        raise RuntimeError(f"stage {stage.name}: rows of {name} made for {part.name} do not carry {dict(part.key)}")


def having_key(table: pa.Table, key: Mapping[str, str]) -> pa.Table:
    """The rows of a table with these values."""
    import pyarrow.compute as pc

    for column, value in key.items():
        table = table.filter(pc.equal(table.column(column), value))
    return table


def _write(path: Path, content: bytes | Iterable[bytes], relative: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
    return relative
