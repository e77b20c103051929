"""``check``: everything that is wrong with a corpus, its lexicon and its settings, at once; nothing is run or written.

The readers are those of a run, which stops at the first fault. A file that cannot be read is a fault here, though a run
skips it and goes on: a check is for whoever can still get the file again. What a run only notes is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.background.named import find_background, segmentation, stored_names
from pipeline.background.term_vectors import find_vectors
from pipeline.commands.examine import Verdict, ingested, verdict
from pipeline.corpus import Corpus, Document, corpus_hashes, read_corpus
from pipeline.errors import CorpusError
from pipeline.faults import Faults, GatheredFaults
from pipeline.lexicon.load import load_lexicon
from pipeline.manifest import Inputs
from pipeline.progress import Reporter
from pipeline.segment.engine import missing
from pipeline.settings import Settings, load_settings


@dataclass(frozen=True)
class Checked:
    """What a check found, each as one text for a person."""

    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    n_files: int
    n_editions: int

    def lines(self) -> Iterator[str]:
        """Faults, warnings, and one line that sums up."""
        yield from (f"fault: {fault}" for fault in self.faults)
        yield from (f"warning: {warning}" for warning in self.warnings)
        found = f"{_counted(len(self.faults), 'fault')}, {_counted(len(self.warnings), 'warning')}"
        yield f"{_counted(self.n_files, 'file')} in {_counted(self.n_editions, 'edition')}: {found}"


def check(inputs: Inputs, report: Reporter) -> Checked:
    """Read all that a run would start from; every file is ingested, one at a time."""
    faults = GatheredFaults()
    settings = Settings()
    with faults.reported():
        settings = load_settings(inputs.settings_file, faults)
    faults.warn(*missing(settings.segment))
    with faults.reported():
        load_lexicon(inputs.overlay, faults)
    _check_backgrounds(inputs, settings, faults)
    corpus = read_corpus(inputs.corpus, corpus_hashes(inputs.corpus, faults), faults)
    warnings = [*faults.warnings, *corpus.warnings, *_read_all(corpus, settings, faults, report)]
    return Checked(tuple(map(str, faults.found)), tuple(warnings), len(corpus.documents), len(corpus.by_edition()))


def _check_backgrounds(inputs: Inputs, settings: Settings, faults: GatheredFaults) -> None:
    """The background that the settings name is there, and every one that was built can be read."""
    overlay = None
    with faults.reported():
        overlay = inputs.overlay
        find_background(settings.keywords.background, overlay)
    with faults.reported():
        vectors = find_vectors(settings.themes.background_vectors, overlay)
        if vectors:
            vectors.load()
    rules = segmentation(overlay, settings.segment)
    for name in stored_names(overlay):
        with faults.reported():
            faults.warn(*find_background(name, overlay).warnings(rules))


def _read_all(corpus: Corpus, settings: Settings, faults: Faults, report: Reporter) -> list[str]:
    """Ingest each file; the warnings."""
    warnings: list[str] = []
    n_read = 0
    report.begin("check", len(corpus.documents))
    for document in corpus.documents:
        with faults.reported():
            found, of_document = _read(document, settings)
            n_read += found is Verdict.READ
            warnings += of_document
        report.advance()
    if corpus.documents and not n_read:
        faults.report(CorpusError("no file of the corpus could be read; add one in Chinese that can"))
    return warnings


def _read(document: Document, settings: Settings) -> tuple[Verdict, list[str]]:
    """What became of one file, and the warnings about it. Raises ``CorpusError`` where it cannot be read."""
    row = ingested(document.read(), settings)
    found = verdict(row)
    if found is Verdict.UNREADABLE:
        raise CorpusError(f"{document.path}: {row['reason']}")
    skipped = [f"{document.file}: left out of the analysis: {row['reason']}"] if found is Verdict.NO_USE else []
    return found, skipped + [f"{document.file}: {remark}" for remark in (row["remarks"] or "").splitlines()]


def _counted(n: int, what: str) -> str:
    """
    >>> [_counted(n, "fault") for n in (0, 1, 2)]
    ['no fault', '1 fault', '2 faults']
    """
    return f"{n or 'no'} {what}{'s' if n > 1 else ''}"
