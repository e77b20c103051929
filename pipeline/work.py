"""One run over a staging folder: what is stale, what can be taken over, where tables are.

The stages know nothing of this; they are given tables and give tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.columns import TABLES
from pipeline.hashes import PACKAGE, file_hash, file_hashes, package_versions, stage_code, value_hash
from pipeline.manifest import LEXICON_COPY, STATED_COPY, WHOLE_RUN, Evidence, Manifest, Request, StageRecord, has_files
from pipeline.run_identity import RunIdentity, program_hashes, run_identity
from pipeline.stages import STAGES, Stage
from pipeline.swap import MANIFEST, Staging, strangers
from pipeline.tables import Partitions, n_stored_rows, partition_files, stored_table
from pipeline.workers import Workers

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.background.named import NamedBackground
    from pipeline.background.term_vectors import NamedVectors, TermVectors
    from pipeline.corpus import Corpus
    from pipeline.lexicon.model import Lexicon
    from pipeline.settings import Settings


@dataclass
class Work:
    """What a run knows; the records of its stages grow as they are done."""

    request: Request
    area: Staging
    corpus: Corpus
    lexicon: Lexicon
    settings: Settings
    before: Manifest | None
    evidence: Evidence
    records: dict[str, StageRecord] = field(default_factory=dict)

    @cached_property
    def versions(self) -> dict[str, str]:
        return package_versions()

    @cached_property
    def run(self) -> RunIdentity:
        """What this run is made from, in one number: that of the manifest that it will have."""
        return run_identity(self.evidence, self.stated_settings, self.program, self.versions)

    @cached_property
    def program(self) -> dict[str, str]:
        """Checksums of the whole program, whichever stages run."""
        return program_hashes()

    @cached_property
    def stated_settings(self) -> dict[str, Any]:
        """The value of every setting, as a manifest keeps it."""
        return self.settings.model_dump(mode="json")

    @cached_property
    def workers(self) -> Workers:
        constants = {stage.name: self.constants(stage) for stage in STAGES if stage.each != "corpus"}
        return Workers(self.request.jobs, constants)

    @cached_property
    def background(self) -> NamedBackground:
        """The background that the settings name, not read yet."""
        from pipeline.background.named import find_background

        return find_background(self.settings.keywords.background, self.request.backgrounds_overlay)

    @cached_property
    def background_vectors(self) -> NamedVectors | None:
        """The term vectors that the settings name, not read yet."""
        from pipeline.background.term_vectors import find_vectors

        return find_vectors(self.settings.themes.background_vectors, self.request.backgrounds_overlay)

    def usable(self, stage: Stage) -> StageRecord | None:
        """The earlier record of a stage, where its outputs are still as they were made."""
        record = self.before.stages.get(stage.name) if self.before and not self.request.force else None
        return record if record is not None and has_files(self.request.outputs, record.outputs) else None

    def fingerprint(self, stage: Stage) -> str:
        """Changes with anything that can change the stage's outputs."""
        if "source" in stage.reads:
            return value_hash([self.base(stage), [document.fingerprint for document in self.corpus.documents]])
        return value_hash([self.base(stage), {name: self.table_hashes(name) for name in stage.reads}])

    def base(self, stage: Stage) -> str:
        """The part of the fingerprint that is the same for every document: code, versions, settings, lexicon."""
        return value_hash(
            [
                stage.name,
                stage.reads,
                stage.writes,
                self.versions,
                file_hashes(self.code(stage), PACKAGE.parent),
                [one.model_dump(mode="json") for one in self.settings_of(stage).values()],
                {part: self._part_hash(part) for part in stage.lexicon},
                self.background.fingerprint if stage.sees_background else None,
                self._vectors_fingerprint() if stage.sees_background_vectors else None,
                self.run.hash if stage.sees_run else None,
                # What describes the whole run changes with what the map says of any stage.
                [asdict(each) for each in STAGES] if stage.sees_all_settings else None,
            ]
        )

    def code(self, stage: Stage) -> tuple[Path, ...]:
        return stage_code(stage.function)

    def settings_of(self, stage: Stage) -> dict[str, Any]:
        """What the stage is given of the settings, by the name of its argument."""
        others = {f"{name}_settings": getattr(self.settings, name) for name in stage.sees_settings_of}
        return {**others, "settings": self.settings if stage.sees_all_settings else getattr(self.settings, stage.name)}

    def constants(self, stage: Stage) -> dict[str, Any]:
        """What the stage is given besides tables, the same for every document: parts of the lexicon, settings, and
        what it takes of backgrounds and of the run's identity."""
        parts = {name: getattr(self.lexicon, part) for name, part in stage.lexicon_parameters.items()}
        background = {"background": self.background.load()} if stage.sees_background else {}
        vectors = {"background_vectors": self._load_vectors()} if stage.sees_background_vectors else {}
        run = {"run": self.run} if stage.sees_run else {}
        return parts | background | vectors | run | self.settings_of(stage)

    def _vectors_fingerprint(self) -> str | None:
        return self.background_vectors.fingerprint if self.background_vectors else None

    def _load_vectors(self) -> TermVectors | None:
        return self.background_vectors.load() if self.background_vectors else None

    def table(self, name: str) -> pa.Table | Partitions:
        """A table made earlier in this run, as a stage over the whole corpus sees it."""
        return stored_table(name, self.area.folder)

    def n_rows(self, name: str) -> int:
        """Rows of a table made earlier in this run, which is not read for that."""
        return n_stored_rows(name, self.area.folder)

    def keep(self, paths: Iterable[str]) -> None:
        for path in paths:
            self.area.keep(path)

    def keep_other_stages(self, stages: Sequence[Stage]) -> None:
        """Take over the outputs of stages that were not asked for; they are marked as possibly out of date."""
        for name, record in (self.before.stages if self.before else {}).items():
            if name not in {stage.name for stage in stages} and has_files(self.request.outputs, record.outputs):
                self.keep(record.outputs)
                self.records[name] = replace(record, is_stale=True)

    def keep_decided(self, stages: Sequence[Stage]) -> tuple[dict[str, str], dict[str, str]]:
        """Copy what analysts decide where every stage ran, else take the earlier copies over, with the manifest of the
        run that they are of; checksums of the overlay by path in it, and of what else they state by path in the corpus.

        What some stages alone made of an edit is not a result that a person has accepted.
        """
        if self.before and len(stages) < len(STAGES) and has_files(self.request.outputs, self.before.copies()):
            self.keep(self.before.copies())
            kept = f"{WHOLE_RUN}/{MANIFEST}"
            self.area.keep(kept if (self.request.outputs / kept).is_file() else MANIFEST, kept)
            return dict(self.before.lexicon), dict(self.before.stated)
        lexicon, stated = self.request.lexicon_files(), self.request.stated_files()
        return self._copies(LEXICON_COPY, lexicon), self._copies(STATED_COPY, stated)

    def _copies(self, folder: str, files: Mapping[str, Path]) -> dict[str, str]:
        for name, file in files.items():
            self.area.path(f"{folder}/{name}").write_bytes(file.read_bytes())
        return {name: file_hash(self.area.path(f"{folder}/{name}")) for name in files}

    def keep_strangers(self, finished: Manifest) -> None:
        """Carry over what a person put into the outputs folder, unless the run made a file of that name."""
        if self.request.outputs.exists():
            made = self.before.outputs() if self.before else []
            self.keep(strangers(self.request.outputs, [*made, *finished.outputs()]))

    def table_hashes(self, name: str) -> dict[str, Any]:
        if TABLES[name].is_partitioned:
            files = partition_files(name, self.area.folder)
            return {edition: [file_hash(file) for file in some] for edition, some in files.items()}
        return {name: file_hash(self.area.folder / "data" / f"{name}.parquet")}

    def _part_hash(self, part: str) -> str:
        from pipeline.lexicon.load import lexicon_files

        return value_hash([file_hash(file) for file in lexicon_files(self.request.overlay)[part]])
