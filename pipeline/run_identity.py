"""Which run a figure is of: one number over all that a run is made from, and nothing that it makes.

The report states it and ``manifest.json`` keeps it as ``run_hash``; ``check --run-hash`` makes it again. It holds the
received files, the analysts' lexicon, the value of every setting, the program and the versions of Python and the
packages: with all of these the same, a run makes the same outputs. It knows no path, no clock and no user. Standard
library only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.hashes import PACKAGE, counted_elsewhere, file_hashes, stage_code, value_hash, visible_files
from pipeline.stages import STAGES

if TYPE_CHECKING:
    from pipeline.manifest import Evidence

WORDFREQ = "wordfreq"
SHORT = 12
"""Hex digits of a hash that stand for it in running text: 16^12, or 3 · 10^14, are told apart."""


@dataclass(frozen=True)
class RunIdentity:
    """The hash of all that a run is made from, as 64 hex digits, and the versions that are in it."""

    hash: str
    pipeline: str
    versions: Mapping[str, str]
    """Of Python and of each package that can change a result."""

    @property
    def short(self) -> str:
        """The first digits of the hash, for running text."""
        return self.hash[:SHORT]


def run_identity(
    evidence: Evidence,
    settings: Mapping[str, Any],
    code: Mapping[str, str],
    versions: Mapping[str, str],
    pipeline: str = __version__,
) -> RunIdentity:
    """The identity of a run: settings by their values, everything else by its checksums.

    A remark in the settings file changes nothing; one in a received file, in a file of the lexicon or in the program
    does, since it is not known to be without effect.
    """
    used = {name: version for name, version in versions.items() if _is_used(name, settings)}
    made_from = [pipeline, evidence.received, evidence.lexicon, settings, code, used]
    return RunIdentity(value_hash(made_from), pipeline, used)


def _is_used(package: str, settings: Mapping[str, Any]) -> bool:
    """Whether a package that is installed has a part in the run: wordfreq only as the background that is named."""
    return package != WORDFREQ or settings["keywords"]["background"] == WORDFREQ


def program_hashes() -> dict[str, str]:
    """Checksums of the code behind all stages, of the map, the settings and the shipped lexicon, by relative path."""
    code = {path for stage in STAGES for path in stage_code(stage.function)}
    shipped = visible_files(PACKAGE / "lexicon" / "shipped")
    return file_hashes({*code, *counted_elsewhere(), *shipped}, PACKAGE.parent)
