"""A corpus of laws whose earlier stages have run, so that one stage can be timed as a run does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.each_document import run_documents
from pipeline.lexicon.load import load_lexicon
from pipeline.manifest import Evidence, Request
from pipeline.progress import Reporter
from pipeline.runner import run
from pipeline.settings import load_settings
from pipeline.stages import stage_named, upto
from pipeline.swap import Staging
from pipeline.work import Work


def write_corpus(documents: Sequence[bytes], corpus: Path) -> None:
    """One edition, a file a document."""
    folder = corpus / "2020-laws"
    folder.mkdir(parents=True)
    for number, document in enumerate(documents):
        (folder / f"law-{number:05}.txt").write_bytes(document)


@contextmanager
def prepared(corpus: Path, outputs: Path, after: str, jobs: int) -> Iterator[Work]:
    """Work on outputs that are up to date as far as a stage; its processes last as long as the block."""
    from pipeline.corpus import read_corpus

    request = Request(corpus, outputs, jobs=jobs)
    run(request, upto(after), Reporter(quiet=True))
    evidence = Evidence.of(request)
    received = read_corpus(corpus, evidence.corpus)
    settings, lexicon = load_settings(request.settings_file), load_lexicon(request.overlay)
    work = Work(request, Staging(outputs, outputs), received, lexicon, settings, None, evidence)
    with work.workers:
        yield work


def run_stage(work: Work, stage: str) -> None:
    """Run a stage on every document; its files are written over those of the time before."""
    run_documents(work, stage_named(stage), Reporter(quiet=True))
