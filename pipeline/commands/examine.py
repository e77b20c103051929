"""What a run would make of one received file, by the stages themselves; nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from pipeline.stages import stage_named

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.corpus import Source
    from pipeline.settings import Settings

Row = Mapping[str, Any]


class Verdict(Enum):
    """What became of a file: read; whole but of no use to the analysis as it is; or not to be read at all."""

    READ = "read"
    NO_USE = "of no use"
    UNREADABLE = "unreadable"


def verdict(source: Row) -> Verdict:
    """The verdict that a row of the table sources states.

    >>> verdict({"reading": "skipped", "language": None, "reason": "not Chinese: of 18 letters 100.0 % Latin"}).value
    'of no use'
    """
    if source["reading"] == "read":
        return Verdict.READ
    is_foreign = source["language"] not in {None, "zh"} or source["reason"].startswith("not Chinese")
    return Verdict.NO_USE if is_foreign or "OCR" in source["reason"] else Verdict.UNREADABLE


@dataclass(frozen=True)
class Examined:
    """One file's row of the table sources, and of documents, where it was read."""

    source: Row
    document: Row | None

    @property
    def verdict(self) -> Verdict:
        return verdict(self.source)


def ingested(source: Source, settings: Settings) -> Row:
    """The file's row of the table sources."""
    return _row(_ingest(source, settings)["sources"])


def examine(source: Source, settings: Settings) -> Examined:
    """Ingest and normalise one file with the shipped lexicon: corrections over it quote earlier documents."""
    from pipeline.lexicon.load import load_lexicon

    received, normalise, shipped = _ingest(source, settings), stage_named("normalise"), load_lexicon(None)
    tables = {name: received[name] for name in normalise.reads}
    lexicon = {part: getattr(shipped, part) for part in normalise.lexicon}
    made = normalise.load()(**tables, **lexicon, settings=settings.normalise)
    documents: Any = made.tables["documents"]
    return Examined(_row(received["sources"]), _row(documents) if documents.num_rows else None)


def _ingest(source: Source, settings: Settings) -> Mapping[str, Any]:
    return stage_named("ingest").load()(source=source, settings=settings.ingest).tables


def _row(table: pa.Table) -> Row:
    (row,) = table.to_pylist()
    return dict(row)
