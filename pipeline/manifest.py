"""What a run was made from and what it made: ``outputs/manifest.json``.

It holds checksums of the inputs, the lexicon, the settings, the code and every output, and the versions of what ran;
no time, no user, no folder, so that identical input gives an identical manifest. Standard library only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.corpus import EDITION_FILE, LEXICON_FOLDER, SETTINGS_FILE, corpus_hashes
from pipeline.errors import LexiconError, SettingsError
from pipeline.hashes import PACKAGE, file_hash, file_hashes, is_visible, package_versions, visible_files
from pipeline.run_identity import RunIdentity, run_identity
from pipeline.stages import Stage
from pipeline.swap import MANIFEST

FORMAT = 5
LEXICON_COPY = "data/lexicon"
"""Where the outputs keep the overlay that the last run of every stage used, so that an edit can be compared with it."""
STATED_COPY = "data/stated"
"""Where they keep the settings file and each edition.toml of that run, for the same reason."""
WHOLE_RUN = "data/whole-run"
"""Where they keep the manifest of that run, once only some stages have been run since."""
CHANGES = "changes.md"
"""What changed since the run before, and why."""
ABOUT_TWO_RUNS = (CHANGES, f"{WHOLE_RUN}/{MANIFEST}")
"""What depends on the run before, too: no manifest has its checksum, so that identical input gives an identical one."""


@dataclass(frozen=True)
class Inputs:
    """What is read: the corpus, the lexicon over the shipped one, the settings over the shipped ones."""

    corpus: Path
    lexicon: Path | None = field(default=None, kw_only=True)
    settings: Path | None = field(default=None, kw_only=True)
    backgrounds: Path | None = field(default=None, kw_only=True)
    """The lexicon folder whose built backgrounds are used, where it is not the overlay."""

    @property
    def backgrounds_overlay(self) -> Path | None:
        return self.backgrounds or self.overlay

    @property
    def overlay(self) -> Path | None:
        """The lexicon folder over the shipped one: the one named, else the corpus's own where it has one."""
        if self.lexicon is not None:
            if not self.lexicon.is_dir():
                raise LexiconError(f"{self.lexicon}: no such folder; expected lexicon files such as concepts.toml")
            return self.lexicon
        own = self.corpus / LEXICON_FOLDER
        return own if own.is_dir() else None

    @property
    def settings_file(self) -> Path | None:
        """The settings file: the one named, else the corpus's own where it has one."""
        if self.settings is not None:
            if not self.settings.is_file():
                raise SettingsError(f"{self.settings}: no such file; leave out --settings to use the shipped values")
            return self.settings
        own = self.corpus / SETTINGS_FILE
        return own if own.is_file() else None

    def lexicon_files(self) -> dict[str, Path]:
        """The files of the overlay, by their paths in it."""
        overlay = self.overlay
        return {file.relative_to(overlay).as_posix(): file for file in visible_files(overlay)} if overlay else {}

    def stated_files(self) -> dict[str, Path]:
        """What else analysts decide: the settings file, wherever it is, and each edition.toml, by corpus path."""
        settings = {SETTINGS_FILE: self.settings_file} if self.settings_file else {}
        editions = {file.relative_to(self.corpus).as_posix(): file for file in self.corpus.glob(f"*/{EDITION_FILE}")}
        return {**settings, **{path: editions[path] for path in sorted(editions) if is_visible(path)}}


@dataclass(frozen=True)
class Request(Inputs):
    """What a person asked a run for."""

    outputs: Path
    jobs: int = 1
    force: bool = False


@dataclass(frozen=True)
class Evidence:
    """Checksums of all that a run starts from."""

    corpus: Mapping[str, str]
    lexicon: Mapping[str, str]
    settings_file: str | None

    @classmethod
    def of(cls, inputs: Inputs) -> Evidence:
        """Hash the files that are read; raises ``CorpusError`` where the corpus cannot be read."""
        overlay, settings_file = inputs.overlay, inputs.settings_file
        return cls(
            corpus=corpus_hashes(inputs.corpus),
            lexicon=file_hashes(visible_files(overlay), overlay) if overlay else {},
            settings_file=file_hash(settings_file) if settings_file else None,
        )

    @property
    def received(self) -> dict[str, str]:
        """Checksums of the corpus without what analysts decide: its lexicon and settings."""
        return {
            path: sha256
            for path, sha256 in self.corpus.items()
            if path != SETTINGS_FILE and not path.startswith(f"{LEXICON_FOLDER}/")
        }


@dataclass(frozen=True)
class StageRecord:
    """How a stage was run and what it made."""

    fingerprint: str
    rows_in: int
    rows_out: int
    repairs: int
    outputs: Mapping[str, str]
    is_stale: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """A finished run."""

    evidence: Evidence
    code: Mapping[str, str]
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    warnings: tuple[str, ...]
    lexicon: Mapping[str, str]
    """Checksums of the kept overlay by its paths; ``evidence.lexicon`` may be newer, where only some stages ran."""
    stated: Mapping[str, str] = field(default_factory=dict)
    """Those of the kept settings file and edition.toml files, by their paths in the corpus."""
    stages: Mapping[str, StageRecord] = field(default_factory=dict)
    pipeline: str = __version__

    @property
    def identity(self) -> RunIdentity:
        """What the run was made from, in one number."""
        return run_identity(self.evidence, self.settings, self.code, self.versions, self.pipeline)

    def outputs(self) -> list[str]:
        """Every file that the run made, as sorted relative paths."""
        of_stages = (path for record in self.stages.values() for path in record.outputs)
        return sorted({*ABOUT_TWO_RUNS, *self.copies(), *of_stages})

    def lexicon_copy(self) -> dict[str, str]:
        """Checksums of the kept overlay by the paths of the copies inside the outputs."""
        return {f"{LEXICON_COPY}/{path}": sha256 for path, sha256 in self.lexicon.items()}

    def copies(self) -> dict[str, str]:
        """Checksums of all that is kept of what analysts decide, by the paths of the copies inside the outputs."""
        stated = {f"{STATED_COPY}/{path}": sha256 for path, sha256 in self.stated.items()}
        return self.lexicon_copy() | stated

    def all_warnings(self) -> tuple[str, ...]:
        return self.warnings + tuple(warning for record in self.stages.values() for warning in record.warnings)

    def content(self) -> bytes:
        """The file that it is kept as."""
        content = {"format": FORMAT, "run_hash": self.identity.hash, **asdict(self)}
        return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def write(self, path: Path) -> None:
        path.write_bytes(self.content())

    def is_current(self, evidence: Evidence, stages: Iterable[Stage], outputs: Path) -> bool:
        """Nothing that the stages depend on has changed and their outputs are as they were made."""
        records = [self.stages.get(stage.name) for stage in stages]
        return (
            all(record is not None and not record.is_stale for record in records)
            and evidence == self.evidence
            and self.has_program()
            and (outputs / CHANGES).is_file()
            and has_files(outputs, self.copies())
            and all(has_files(outputs, record.outputs) for record in records if record is not None)
        )

    def has_program(self) -> bool:
        """The code, the shipped lexicon and the packages are those of the run."""
        return package_versions() == self.versions and has_files(PACKAGE.parent, self.code)


def read_manifest(outputs: Path) -> Manifest | None:
    """The manifest of an outputs folder; None where there is none, or one that this version cannot build on."""
    manifest = read_any_manifest(outputs)
    return manifest if manifest is not None and manifest.pipeline == __version__ else None


def read_any_manifest(outputs: Path) -> Manifest | None:
    """The same of another version of the program too, as long as it kept its manifests in the same form."""
    try:
        content = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            return None
        stated = content.pop("run_hash")
        content["evidence"] = Evidence(**content["evidence"])
        content["warnings"] = tuple(content["warnings"])
        content["stages"] = {
            name: StageRecord(**{**record, "warnings": tuple(record["warnings"])})
            for name, record in content["stages"].items()
        }
        manifest = Manifest(**content)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):  # damaged by hand: everything is made anew
        return None
    return manifest if manifest.identity.hash == stated else None


def has_files(folder: Path, sha256_by_path: Mapping[str, str]) -> bool:
    """Every file is there with the bytes that it was made with."""
    return all(_has(folder / path, sha256) for path, sha256 in sha256_by_path.items())


def _has(path: Path, sha256: str) -> bool:
    try:
        return file_hash(path) == sha256
    except OSError:
        return False
