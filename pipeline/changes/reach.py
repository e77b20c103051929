"""Which causes can have changed a table: those that its stage reads, and those behind the changed tables it reads.

Nothing is guessed: a cause reaches a table only along what the map and the hashes of code and lexicon name, and only
through tables that are not as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pipeline.changes.causes import (
    BACKGROUND,
    CODE,
    INPUT,
    LEXICON,
    PACKAGES,
    SETTINGS,
    SHIPPED,
    STATED,
    Cause,
)
from pipeline.corpus import SETTINGS_FILE
from pipeline.hashes import PACKAGE, counted_elsewhere, stage_code
from pipeline.lexicon.load import part_files
from pipeline.stages import STAGES, Stage


def reaching(causes: Sequence[Cause], changed: Collection[str]) -> Mapping[str, tuple[int, ...]]:
    """For each changed table the places, in ``causes``, of those that can have changed it; none where none can."""
    reached: dict[str, tuple[int, ...]] = {}
    for stage in STAGES:
        written = [name for name in stage.writes if name in changed]
        if not written:
            continue
        direct = {at for at, cause in enumerate(causes) if acts_on(cause, stage)}
        upstream = {at for name in stage.reads for at in reached.get(name, ())}
        reached |= dict.fromkeys(written, tuple(sorted(direct | upstream)))
    return reached


def acts_on(cause: Cause, stage: Stage) -> bool:
    """Does the stage itself read what the cause changed?"""
    if cause.kind in {INPUT, STATED}:
        return "source" in stage.reads
    if cause.kind in {LEXICON, SHIPPED}:
        return cause.name.rpartition("/")[2] in {file for part in stage.lexicon for file in part_files(part)}
    if cause.kind == BACKGROUND:
        return stage.sees_background or stage.sees_background_vectors
    if cause.kind == SETTINGS:
        return cause.name != SETTINGS_FILE and (
            stage.sees_all_settings or cause.name.partition(".")[0] in {stage.name, *stage.sees_settings_of}
        )
    if cause.kind == CODE:
        return not _code_of(stage).isdisjoint(detail.place for detail in cause.details)
    return cause.kind == PACKAGES


def _code_of(stage: Stage) -> set[str]:
    """The files behind a stage and the map, by their paths in a manifest; settings count by their values."""
    others = {file for file in counted_elsewhere() if file.parent == PACKAGE}
    return {file.relative_to(PACKAGE.parent).as_posix() for file in {*stage_code(stage.function), *others}}
