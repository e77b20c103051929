"""What several test files share: the real corpus, small ones made at test time, and one finished run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.manifest import ABOUT_TWO_RUNS, Manifest, Request
from pipeline.progress import Reporter
from pipeline.runner import run
from pipeline.stages import STAGES, upto

ROOT = Path(__file__).parent.parent

# No example is timed: a first one may load a dictionary, and the machine may do other things.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


class Listener(Reporter):
    """Keeps what a run says."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.warnings: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)

    def warn(self, line: str) -> None:
        self.warnings.append(line)

    def ran(self) -> list[str]:
        """Stages that had to run."""
        return [line.split()[0] for line in self.lines if not line.endswith("unchanged")]


@dataclass
class Workspace:
    """A corpus and an outputs folder of one test's own."""

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"

    def add(self, file: str, content: str | bytes) -> Path:
        """Put a file into the corpus; its folders are made."""
        path = self.corpus / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, stage: str | None = None, **options: object) -> tuple[Manifest, Listener]:
        """Run all stages, or up to one, in this process."""
        listener = Listener()
        stages = upto(stage) if stage else STAGES
        manifest = run(Request(self.corpus, self.outputs, **options), stages, listener)  # type: ignore[arg-type]
        return manifest, listener

    def files(self) -> dict[str, bytes]:
        """Every file of the outputs that follows from the input alone, by relative path.

        What tells of the run before, too, is tested in ``tests/changes/``.
        """
        return {path: content for path, content in contents(self.outputs).items() if path not in ABOUT_TWO_RUNS}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty corpus; names with a blank and Chinese characters are the ordinary case here."""
    made = Workspace(tmp_path / "分析 one")
    made.corpus.mkdir(parents=True)
    return made


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("finished"))
    shutil.copytree(ROOT / "corpus", made.corpus)
    made.run()
    return made


@pytest.fixture
def finished(_finished: Workspace, tmp_path: Path) -> Workspace:
    """The shipped corpus with all its outputs: a copy that a test may change."""
    shutil.copytree(_finished.folder, tmp_path / "finished")
    return Workspace(tmp_path / "finished")


@pytest.fixture(scope="session")
def main_job(_finished: Workspace) -> Workspace:
    """The shipped corpus with all its outputs, to be read only."""
    return _finished
