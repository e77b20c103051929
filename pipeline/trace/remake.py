"""A stage run again on the tables that it read, with the settings and the lexicon of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.each_part import parts_of
from pipeline.part_work import PartTables
from pipeline.stages import Stage, stage_named
from pipeline.tables import stored_table
from pipeline.trace.evidence import having
from pipeline.trace.keys import key_of
from pipeline.trace.outputs import Outputs, Row

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.parts import Part
    from pipeline.settings import Settings
    from pipeline.tables import Partitions


class Remaker:
    """Makes tables anew, each stage (or document of one) once, and finds the rows of the old ones in them."""

    def __init__(self, outputs: Outputs) -> None:
        self._outputs = outputs
        self._made: dict[tuple[str, str], dict[str, dict[str, Row]]] = {}

    def row(self, stage: str, table: str, row: Row) -> Row | None:
        """The row of the same key as its stage makes it now; None where it makes none."""
        document = row["document_id"] if stage_named(stage).is_by_document else ""
        part = self._part(stage_named(stage), row)
        of = document or (part.name if part else "")
        if (stage, of) not in self._made:
            self._made[stage, of] = self._make(stage_named(stage), document, part)
        return self._made[stage, of][table].get(key_of(table, row))

    def _part(self, stage: Stage, row: Row) -> Part | None:
        """The part of a stage that made the row, told by its key; None where the stage has no parts."""
        if stage.each != "part":
            return None
        parts = parts_of(stage, self._outputs.folder)
        return next(part for part in parts if all(row[column] == value for column, value in part.key.items()))

    def _make(self, stage: Stage, document: str, part: Part | None) -> dict[str, dict[str, Row]]:
        if part is None:
            tables = {name: self._read(name, document) for name in stage.reads}
            made = stage.load()(**tables, **self._constants(stage))
        else:
            read = PartTables(self._outputs.folder)
            tables = {name: read.of(name, part.editions) for name in part.tables(stage.reads)}
            made = stage.load()(part=part, **tables, **self._constants(stage))
        return {
            name: {key_of(name, row): row for part in _parts(table) for row in part.to_pylist()}
            for name, table in made.tables.items()
        }

    def _read(self, name: str, document: str) -> pa.Table | Partitions:
        if not document:
            return stored_table(name, self._outputs.folder)
        return having(self._outputs.part(name, document.partition("/")[0]), document_id=document)

    def _constants(self, stage: Stage) -> dict[str, Any]:
        lexicon = self._outputs.lexicon
        parts = {name: getattr(lexicon, part) for name, part in stage.lexicon_parameters.items()}
        settings = self._outputs.settings
        others = {f"{name}_settings": getattr(settings, name) for name in stage.sees_settings_of}
        background = {"background": self._outputs.background} if stage.sees_background else {}
        vectors = {"background_vectors": self._outputs.background_vectors} if stage.sees_background_vectors else {}
        return parts | others | background | vectors | {"settings": getattr(settings, stage.name)}


def _parts(table: pa.Table | dict[str, pa.Table]) -> list[pa.Table]:
    return list(table.values()) if isinstance(table, dict) else [table]


def setting(settings: Settings, path: str) -> Any:
    """The value of a setting named as stage.name.

    >>> from pipeline.settings import Settings
    >>> setting(Settings(), "terminology.new_terms.max_words")
    5
    """
    value: Any = settings
    for name in path.split("."):
        value = getattr(value, name)
    return value
