"""Explain a run by the one before: what the outputs folder says of both, before the new one takes its place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.changes.causes import Cause, Detail, State, find_causes
from pipeline.changes.compared import COMPARED, Sides, TableChange, has_columns, table_change
from pipeline.changes.reach import reaching
from pipeline.changes.told import FIRST, ToldRow, told_rows
from pipeline.changes.told_themes import MEMBERS, THEME_COLUMNS, THEMES, told_themes
from pipeline.hashes import file_hash
from pipeline.manifest import (
    LEXICON_COPY,
    STATED_COPY,
    WHOLE_RUN,
    Manifest,
    Request,
    has_files,
    read_any_manifest,
)
from pipeline.report.listing import Listing, listing
from pipeline.stages import STAGES, Stage
from pipeline.swap import MANIFEST
from pipeline.tables import read_parquet

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.settings import ReportSettings
    from pipeline.work import Work

QUOTED = tuple(dict.fromkeys(("findings", THEMES, *FIRST)))
"""Tables of which changed rows are told, in the order in which they are."""
FIRST_RUN, UNREADABLE, EXPLAINED = "first", "unreadable", "explained"


@dataclass(frozen=True)
class NumberedCause:
    """A cause with the number that tables refer to it by, and the first of its places."""

    number: int
    cause: Cause
    details: Listing[Detail]


@dataclass(frozen=True)
class ExplainedTable:
    """A table that is not as it was, the numbers of the causes that can have made it so, and rows told one by one."""

    change: TableChange
    why: tuple[int, ...]
    told: Listing[ToldRow]
    n_moved: int = 0
    """Rows among the first of which only the rank is another."""

    @property
    def certainty(self) -> str:
        """How sure the causes are: one, one or several of them, or unknown."""
        return {0: "unknown", 1: "one"}.get(len(self.why), "several")


@dataclass(frozen=True)
class ChangesPage:
    """All that ``changes.md`` says; ``state``: first (no run before this one), unreadable (its outputs), explained."""

    state: str
    this_run: str
    """SHA-256 of the manifest of the run, in hex, as ``last_run`` is of the one before."""
    stages: tuple[str, ...]
    """The stages that were asked for, where these were not all."""
    last_run: str = ""
    is_since_whole_run: bool = False
    """The run before was of some stages only, so causes are told since the last run of all stages."""
    causes: tuple[NumberedCause, ...] = ()
    tables: tuple[ExplainedTable, ...] = ()
    unchanged: tuple[str, ...] = ()
    editions_added: tuple[str, ...] = ()
    editions_removed: tuple[str, ...] = ()

    @property
    def first(self) -> tuple[ExplainedTable, ...]:
        """Tables of which rows are told."""
        return tuple(table for table in self.tables if table.told.rows or table.n_moved)

    @property
    def n_tables(self) -> int:
        return len(self.tables)

    @property
    def n_figures(self) -> int:
        """Numbers in rows that both runs have, which are not the same."""
        return sum(table.change.n_figures for table in self.tables)

    @property
    def n_quoted(self) -> Mapping[str, int]:
        """How many rows changed of each table that is quoted first."""
        found = {table.change.name: len(table.told.rows) + table.told.n_more for table in self.tables}
        return {name: found.get(name, 0) for name in QUOTED}


def explain_changes(work: Work, finished: Manifest, stages: Sequence[Stage]) -> bytes:
    """``changes.md`` for a run whose outputs stand in its staging folder and those of the run before in their place."""
    from pipeline.changes.markdown import changes_md

    return changes_md(_page(work, finished, stages))


def _page(work: Work, finished: Manifest, stages: Sequence[Stage]) -> ChangesPage:
    outputs = work.request.outputs
    this_run = hashlib.sha256(finished.content()).hexdigest()
    asked = tuple(stage.name for stage in stages) if len(stages) < len(STAGES) else ()
    last = read_any_manifest(outputs)
    if last is None:
        return ChangesPage(UNREADABLE if (outputs / MANIFEST).is_file() else FIRST_RUN, this_run, asked)
    sides = Sides(last, finished, outputs, work.area.folder)
    whole = read_any_manifest(outputs / WHOLE_RUN)
    causes = find_causes(_earlier(work.request, last, whole or last), _present(work.request, finished))
    changed = sides.differing()
    tables = _explained(sides, changed, causes, work.settings.report)
    old, new = sides.editions()
    return ChangesPage(
        EXPLAINED,
        this_run,
        asked,
        last_run=file_hash(outputs / MANIFEST),
        is_since_whole_run=whole is not None,
        causes=_numbered(causes, work.settings.report.max_changed_lines),
        tables=tuple(table for table in tables if not table.change.is_as_it_was),
        unchanged=(*sides.unchanged(), *(table.change.name for table in tables if table.change.is_as_it_was)),
        editions_added=tuple(sorted(new - old)),
        editions_removed=tuple(sorted(old - new)),
    )


def _earlier(request: Request, last: Manifest, whole: Manifest) -> State:
    """What the last run of all stages was made from, of which the outputs keep copies."""
    return State(
        whole,
        request.outputs / LEXICON_COPY if last.lexicon else None,
        {path: request.outputs / STATED_COPY / path for path in last.stated},
        has_files(request.outputs, last.copies()),
    )


def _present(request: Request, finished: Manifest) -> State:
    return State(finished, request.overlay, request.stated_files())


def _numbered(causes: Sequence[Cause], limit: int) -> tuple[NumberedCause, ...]:
    return tuple(NumberedCause(at, cause, listing(cause.details, limit)) for at, cause in enumerate(causes, 1))


def _explained(
    sides: Sides, changed: Sequence[str], causes: Sequence[Cause], settings: ReportSettings
) -> tuple[ExplainedTable, ...]:
    """Each table that is not as it was: those of which rows are told first, then in the order of the stages."""
    reached = reaching(causes, changed)
    in_order = sorted(changed, key=lambda name: QUOTED.index(name) if name in QUOTED else len(QUOTED))
    return tuple(_explain(name, sides, tuple(at + 1 for at in reached[name]), settings) for name in in_order)


def _explain(name: str, sides: Sides, why: tuple[int, ...], settings: ReportSettings) -> ExplainedTable:
    change, parts = table_change(name, sides)
    is_compared = change.state == COMPARED
    is_told = is_compared and name in FIRST and has_columns(name, FIRST[name].needed, sides)
    rows: list[ToldRow] = []
    n_moved = 0
    for part in parts:
        if is_told:
            rows, n_moved = told_rows(part, settings.top_n)
    if is_compared and name == THEMES and _has_themes(sides):
        rows = list(told_themes(_themes(sides.old), _themes(sides.new)))
    return ExplainedTable(change, why, listing(rows, settings.max_changes), n_moved)


def _has_themes(sides: Sides) -> bool:
    return sides.is_intact(MEMBERS) and all(has_columns(name, needed, sides) for name, needed in THEME_COLUMNS.items())


def _themes(folder: Path) -> tuple[pa.Table, pa.Table]:
    """The tables of themes and of the messages in them."""
    themes, members = (read_parquet(folder / f"data/{name}.parquet") for name in THEME_COLUMNS)
    return themes, members
