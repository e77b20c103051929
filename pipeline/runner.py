"""Run what is stale, take over what is not, and swap the result in whole.

*What is done in what order* stands in ``stages.py``, *how* in the stages themselves; here is *when* and *where kept*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from pipeline.errors import OutputsError
from pipeline.garbage import give_back
from pipeline.manifest import CHANGES, Evidence, Manifest, Request, StageRecord, read_manifest
from pipeline.progress import Reporter, stage_line
from pipeline.stages import STAGES, Stage
from pipeline.swap import MANIFEST, Staging, reading, recover, staging

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.corpus import Corpus
    from pipeline.lexicon.model import Lexicon
    from pipeline.settings import Settings
    from pipeline.work import Work


def run(request: Request, stages: Sequence[Stage], report: Reporter) -> Manifest:
    """Bring the outputs of these stages up to date; the finished manifest.

    Raises ``PipelineError`` for what a person has to change; the earlier outputs are then as they were.
    """
    _refuse_overlap(request)
    recover(request.outputs)
    evidence = Evidence.of(request)
    before = read_manifest(request.outputs)
    if before is not None and not request.force and before.is_current(evidence, stages, request.outputs):
        for stage in stages:
            _say(report, stage, before.stages[stage.name], None)
    else:
        before = _rerun(request, stages, evidence, before, report)
    for warning in before.all_warnings():
        report.warn(warning)
    return before


def rehearse(
    request: Request, stages: Sequence[Stage], before: Manifest | None, folder: Path, report: Reporter
) -> Manifest:
    """Make what a run would make in an empty folder of the caller's; the outputs of ``before`` are only read.

    What did not change is taken over from there. Raises ``PipelineError`` for what a person has to change.
    """
    from pipeline.work import Work

    evidence = Evidence.of(request)
    inputs, warnings = _read_inputs(request, evidence)
    with reading(request.outputs):
        work = Work(request, Staging(request.outputs, folder), *inputs, before, evidence)
        _bring_all_up_to_date(work, stages, report)
    return _manifest(work, warnings, lexicon={}, stated={})


def read_folder(request: Request, texts: Corpus, stages: Sequence[Stage], report: Reporter) -> Work:
    """Bring stages up to date on texts that are no corpus, by a request's lexicon and settings.

    The request's outputs are an empty folder of the caller's, where the tables are afterwards.
    """
    from pipeline.lexicon.load import load_lexicon
    from pipeline.settings import load_settings
    from pipeline.work import Work

    lexicon, settings = load_lexicon(request.overlay), load_settings(request.settings_file)
    nothing = Evidence(corpus={}, lexicon={}, settings_file=None)  # there is no manifest of texts that are no corpus
    work = Work(request, Staging(request.outputs, request.outputs), texts, lexicon, settings, None, nothing)
    _bring_all_up_to_date(work, stages, report)
    return work


def _rerun(
    request: Request, stages: Sequence[Stage], evidence: Evidence, before: Manifest | None, report: Reporter
) -> Manifest:
    from pipeline.changes.explain import explain_changes
    from pipeline.work import Work

    inputs, warnings = _read_inputs(request, evidence)
    with staging(request.outputs) as area:
        work = Work(request, area, *inputs, before, evidence)
        _bring_all_up_to_date(work, stages, report)
        work.keep_other_stages(stages)
        finished = _manifest(work, warnings, *work.keep_decided(stages))
        area.path(CHANGES).write_bytes(explain_changes(work, finished, stages))
        work.keep_strangers(finished)
        finished.write(area.path(MANIFEST))
        area.swap_in()
    return finished


def _read_inputs(request: Request, evidence: Evidence) -> tuple[tuple[Corpus, Lexicon, Settings], tuple[str, ...]]:
    """What a run starts from, and what a person should be told of it."""
    from pipeline.background.named import find_background, segmentation
    from pipeline.background.term_vectors import find_vectors
    from pipeline.corpus import read_corpus
    from pipeline.faults import KeptWarnings
    from pipeline.lexicon.load import load_lexicon
    from pipeline.segment.engine import missing
    from pipeline.settings import load_settings

    corpus = read_corpus(request.corpus, evidence.corpus)
    settings = load_settings(request.settings_file)
    faults = KeptWarnings()
    faults.warn(*missing(settings.segment))
    lexicon = load_lexicon(request.overlay, faults)
    background = find_background(settings.keywords.background, request.backgrounds_overlay)
    find_vectors(settings.themes.background_vectors, request.backgrounds_overlay)
    faults.warn(*background.warnings(segmentation(request.overlay, settings.segment)))
    return (corpus, lexicon, settings), (*faults.warnings, *corpus.warnings)


def _bring_all_up_to_date(work: Work, stages: Sequence[Stage], report: Reporter) -> None:
    with work.workers:
        for stage in stages:
            work.records[stage.name] = _bring_up_to_date(work, stage, report)


def _bring_up_to_date(work: Work, stage: Stage, report: Reporter) -> StageRecord:
    """Take a stage's outputs over where nothing that it depends on changed, else run it."""
    started = perf_counter()
    fingerprint = work.fingerprint(stage)
    old = work.usable(stage)
    if old is not None and old.fingerprint == fingerprint:
        work.keep(old.outputs)
        _say(report, stage, old, None)
        return replace(old, is_stale=False)
    if stage.each != "part":  # how many parts there are shows when it begins
        report.begin(stage.name, len(work.corpus.documents) if stage.is_by_document else None)
    record = _run_stage(work, stage, fingerprint, report)
    give_back()
    _say(report, stage, record, perf_counter() - started)
    return record


def _run_stage(work: Work, stage: Stage, fingerprint: str, report: Reporter) -> StageRecord:
    from pipeline.hashes import file_hash
    from pipeline.notices import AFTER

    files = _make(work, stage, fingerprint, report)
    after = AFTER.get(stage.name)
    return StageRecord(
        fingerprint=fingerprint,
        rows_in=sum(work.n_rows(name) for name in stage.reads if name != "source") or len(work.corpus.documents),
        rows_out=sum(map(work.n_rows, stage.writes)),
        repairs=_n_repairs(work) if "documents" in stage.writes else 0,
        outputs={path: file_hash(work.area.folder / path) for path in sorted(files)},
        warnings=after(_written(work, stage), work.lexicon) if after else (),
    )


def _make(work: Work, stage: Stage, fingerprint: str, report: Reporter) -> list[str]:
    """The files that the stage makes of all, of each part, or of each document."""
    if stage.each == "corpus":
        from pipeline.each_corpus import run_whole

        return run_whole(work, stage)
    if stage.each == "part":
        from pipeline.each_part import run_parts

        return run_parts(work, stage, fingerprint, report)
    from pipeline.each_document import run_documents

    return run_documents(work, stage, report)


def _written(work: Work, stage: Stage) -> Mapping[str, Any]:
    return {name: work.table(name) for name in stage.writes}


def _n_repairs(work: Work) -> int:
    """Applied repairs, from the table that counts them."""
    documents: Any = work.table("documents")
    return sum(sum(table.column("n_repairs").to_pylist()) for _, table in documents)


def _manifest(work: Work, warnings: tuple[str, ...], lexicon: Mapping[str, str], stated: Mapping[str, str]) -> Manifest:
    return Manifest(
        evidence=work.evidence,
        code=work.program,
        versions=work.versions,
        settings=work.stated_settings,
        warnings=warnings,
        lexicon=lexicon,
        stated=stated,
        stages={stage.name: work.records[stage.name] for stage in STAGES if stage.name in work.records},
    )


def _say(report: Reporter, stage: Stage, record: StageRecord, seconds: float | None) -> None:
    report.say(stage_line(stage.name, record.rows_in, record.rows_out, record.repairs, seconds))


def _refuse_overlap(request: Request) -> None:
    """The outputs folder is replaced whole: it must neither hold the corpus nor lie inside it."""
    corpus, outputs = request.corpus.resolve(), request.outputs.resolve()
    if corpus == outputs or corpus in outputs.parents or outputs in corpus.parents:
        raise OutputsError(
            f"{request.outputs}: overlaps the corpus {request.corpus}; name another folder with --outputs"
        )
