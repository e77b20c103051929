"""``check --run-hash``: the hash that a run would have now, to hold against the one that a report or a citation states.

Nothing is run. The same hash means the same received files, lexicon, settings, program and versions, and so the same
outputs; another one means that one of these differs, not that any figure does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.hashes import package_versions
from pipeline.manifest import Evidence
from pipeline.run_identity import program_hashes, run_identity
from pipeline.settings import load_settings

if TYPE_CHECKING:
    from pipeline.manifest import Inputs
    from pipeline.run_identity import RunIdentity


def run_hash(inputs: Inputs) -> RunIdentity:
    """The identity of a run of these inputs by this program; raises ``PipelineError`` where they cannot be read."""
    settings = load_settings(inputs.settings_file).model_dump(mode="json")
    return run_identity(Evidence.of(inputs), settings, program_hashes(), package_versions())
