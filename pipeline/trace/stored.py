"""The last run's tables, settings and lexicon, read only.

What is read is kept where it is small, so that one row is traced at once and thousands in a few seconds; of a large
edition tokens and passages are read from the file, a row group at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.errors import OutputsError
from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.manifest import LEXICON_COPY, has_files, read_manifest
from pipeline.settings import Settings
from pipeline.stages import STAGES
from pipeline.swap import recover

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.background.model import Background
    from pipeline.background.term_vectors import TermVectors
    from pipeline.lexicon.model import Lexicon

Key = tuple[str, str, tuple[str, ...]]
"""What was sought: its kind, what it is called, and the editions that it was sought in."""
Found = TypeVar("Found")

_KEPT_ROWS = 1_000_000
"""Largest table or part that stays in memory: more is read again."""


class Stored:
    """An outputs folder with a finished run in it; ``OutputsError`` where there is none."""

    def __init__(self, folder: Path) -> None:
        recover(folder)
        manifest = read_manifest(folder)
        if manifest is None:
            raise OutputsError(
                f"{folder}: holds no finished run of this version; run `python -m pipeline analyze` first, or name the "
                "folder of another run with --outputs"
            )
        self.folder = folder
        self.manifest = manifest
        self._whole: dict[str, pa.Table] = {}
        self._parts: dict[tuple[str, str], pa.Table] = {}
        self._kept_for: dict[Key, Any] = {}

    @cached_property
    def settings(self) -> Settings:
        """The settings of the run, not those of today."""
        return Settings.model_validate(self.manifest.settings)

    @cached_property
    def overlay(self) -> Path | None:
        """The lexicon that the run had over the shipped one."""
        copy = self.folder / LEXICON_COPY
        return copy if copy.is_dir() else None

    @cached_property
    def lexicon(self) -> Lexicon:
        """The whole lexicon of the run."""
        from pipeline.lexicon.load import load_lexicon

        return load_lexicon(self.overlay)

    @cached_property
    def background(self) -> Background:
        """The word frequencies that the run's second ranking was against."""
        from pipeline.background.named import find_background

        return find_background(self.settings.keywords.background, self.overlay).load()

    @cached_property
    def background_vectors(self) -> TermVectors | None:
        """The term vectors that the run's themes were mixed with, where any were."""
        from pipeline.background.term_vectors import find_vectors

        named = find_vectors(self.settings.themes.background_vectors, self.overlay)
        return named.load() if named else None

    def merged_wordings(self, concept: str) -> list[str]:
        """The wordings that count for a concept, in the text or not."""
        found = next(one for one in self.lexicon.concepts if one.id == concept)
        merged = [variant.text for variant in found.variants if variant.relation in MERGED_RELATIONS]
        return [found.label_zh, *merged]

    @cached_property
    def editions(self) -> tuple[str, ...]:
        return tuple(self._files("sources"))

    @cached_property
    def n_passages(self) -> int:
        return tables.Partitions("passages", self._files("passages")).num_rows

    def edition_named(self, edition: str) -> str:
        """The edition itself; ``OutputsError`` that lists the editions where there is none of this name."""
        if edition in self.editions:
            return edition
        raise OutputsError(f"{self.folder}: there is no edition {edition!r}; there are {', '.join(self.editions)}")

    def is_as_made(self, path: str) -> bool:
        """Whether a file of the outputs is byte for byte what the run made."""
        made = {path: sha256 for record in self.manifest.stages.values() for path, sha256 in record.outputs.items()}
        return path in made and has_files(self.folder, {path: made[path]})

    def table(self, name: str) -> pa.Table:
        """All rows of a table, in the order of its CSV file."""
        import pyarrow as pa

        if name not in self._whole:
            self._refuse_missing(name)
            if TABLES[name].is_partitioned:
                parts = [self.part(name, edition) for edition in self._files(name)]
                whole = pa.concat_tables([tables.schema(name).empty_table(), *parts])
            else:
                whole = tables.read_parquet(self.folder / "data" / f"{name}.parquet")
            if whole.num_rows > _KEPT_ROWS:
                return whole
            self._whole[name] = whole
        return self._whole[name]

    def part(self, name: str, edition: str) -> pa.Table:
        """An edition's rows of a partitioned table; none where it has no file."""
        import pyarrow as pa

        if (name, edition) not in self._parts:
            self._refuse_missing(name)
            files = self._files(name).get(edition, ())
            part = pa.concat_tables([tables.schema(name).empty_table(), *map(tables.read_parquet, files)])
            if part.num_rows > _KEPT_ROWS:
                return part
            self._parts[name, edition] = part
        return self._parts[name, edition]

    def _files(self, name: str) -> dict[str, tuple[Path, ...]]:
        return tables.partition_files(name, self.folder)

    def _refuse_missing(self, name: str) -> None:
        stage = next(stage for stage in STAGES if name in stage.writes)
        if stage.name not in self.manifest.stages:
            raise OutputsError(
                f"{self.folder}: the stage {stage.name}, which makes the table {name}, has not been run; run "
                f"`python -m pipeline {stage.name}`"
            )

    def batches(self, name: str, edition: str) -> Iterator[pa.RecordBatch]:
        """The rows of an edition a row group at a time, from memory where they fit."""
        stored = tables.Partitions(name, self._files(name))
        if stored.n_rows(edition) <= _KEPT_ROWS:
            return iter(self.part(name, edition).to_batches())
        return stored.batches(edition)

    def kept(self, key: Key, find: Callable[[], Found]) -> Found:
        """What was found for this key before, or is found now."""
        if key not in self._kept_for:
            self._kept_for[key] = find()
        return self._kept_for[key]  # type: ignore[no-any-return]
