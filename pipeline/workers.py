"""Run a stage's function over documents, in this process or in several; the order of results is that of the tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.stages import Stage
    from pipeline.work import Work

Task = Mapping[str, Any]
"""The tables, or the source, of one document, by parameter name."""

# A worker has to load libraries and the segmenter's dictionary first, about 1.5 s; so much text takes longer.
_BYTES_WORTH_A_PROCESS = 1_000_000


def run_tasks(tasks: Iterator[Task], work: Work, stage: Stage, n_bytes: int) -> Iterator[Mapping[str, pa.Table]]:
    """The tables that the stage makes of each task, in the order of the tasks.

    At most three tasks a worker are in flight, so memory is bounded by documents, not by the corpus.
    """
    constants = {**work.lexicon_parts(stage), "settings": work.stage_settings(stage)}
    n_workers = min(work.request.jobs, n_bytes // _BYTES_WORTH_A_PROCESS)
    if n_workers < 2:
        function = stage.load()
        return (_made(function(**task, **constants), stage) for task in tasks)
    return _in_processes(tasks, stage, constants, n_workers)


def _in_processes(
    tasks: Iterator[Task], stage: Stage, constants: Mapping[str, Any], n_workers: int
) -> Iterator[Mapping[str, pa.Table]]:
    import multiprocessing

    # Spawned, not forked: the parent may hold threads of Arrow and of the progress display.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(n_workers, mp_context=context, initializer=_begin, initargs=(stage, dict(constants)))
    waiting: deque[Future[Mapping[str, pa.Table]]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_work, task))
            if len(waiting) >= 3 * n_workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_state: dict[str, Any] = {}
"""What a worker process was started with; empty in the parent."""


def _begin(stage: Stage, constants: Mapping[str, Any]) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    _state.update(stage=stage, constants=constants, function=stage.load())


def _work(task: Task) -> Mapping[str, pa.Table]:
    return _made(_state["function"](**task, **_state["constants"]), _state["stage"])


def _made(made: Any, stage: Stage) -> Mapping[str, pa.Table]:
    from pipeline.tables import check

    if set(made.tables) != set(stage.writes):
        odd = sorted(set(made.tables) ^ set(stage.writes))
        raise RuntimeError(f"stage {stage.name} made other tables than the stage map says: {odd}")
    for name, table in made.tables.items():
        check(name, table)
    tables: Mapping[str, pa.Table] = made.tables
    return tables
