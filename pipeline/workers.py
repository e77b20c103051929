"""Run a stage's function over documents, in this process or in several; the order of results is that of the tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any

from pipeline.garbage import collect_seldom

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
    constants = work.constants(stage)
    n_workers = min(work.request.jobs, n_bytes // _BYTES_WORTH_A_PROCESS)
    if n_workers < 2:
        function = stage.load()
        return (_made(function(**task, **constants), stage) for task in tasks)
    return _in_processes(tasks, stage, constants, n_workers)


def _in_processes(
    tasks: Iterator[Task], stage: Stage, constants: Mapping[str, Any], n_workers: int
) -> Iterator[Mapping[str, pa.Table]]:
    with worker_pool(stage, constants, n_workers) as pool:
        yield from in_order(pool, tasks, n_workers)


@contextmanager
def worker_pool(stage: Stage, constants: Mapping[str, Any], n_workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that run one stage; ended at once where the block is left by an exception."""
    import multiprocessing

    # Spawned, not forked: the parent may hold threads of Arrow and of the progress display.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(n_workers, mp_context=context, initializer=_begin, initargs=(stage, dict(constants)))
    try:
        yield pool
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.terminate()  # or a stop would wait for the documents at hand
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def in_order(pool: ProcessPoolExecutor, tasks: Iterator[Task], n_workers: int) -> Iterator[Mapping[str, pa.Table]]:
    """What the stage makes of each task; at most three tasks a worker are in flight."""
    waiting: deque[Future[Mapping[str, pa.Table]]] = deque()
    for task in tasks:
        with _interrupts_held_back():
            waiting.append(pool.submit(_work, {name: _packed(value) for name, value in task.items()}))
        if len(waiting) >= 3 * n_workers:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C is the parent's affair: a worker started in here never hears of it, the parent does right afterwards."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_state: dict[str, Any] = {}
"""What a worker process was started with; empty in the parent."""


def _begin(stage: Stage, constants: Mapping[str, Any]) -> None:
    collect_seldom()
    Thread(target=_end_with_parent, daemon=True).start()
    _state.update(stage=stage, constants=constants, function=stage.load())


def _end_with_parent() -> None:
    """End this worker when its parent is killed: nobody else would, and it would wait for tasks for ever."""
    import os
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _work(task: Task) -> Mapping[str, pa.Table]:
    inputs = {name: _unpacked(value) for name, value in task.items()}
    return _made(_state["function"](**inputs, **_state["constants"]), _state["stage"])


def _packed(value: Any) -> Any:
    """A table as bytes of its own rows; pickled, it would take along all that its columns were cut from."""
    import pyarrow as pa

    if not isinstance(value, pa.Table):
        return value
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, value.schema) as stream:
        stream.write_table(value)
    return sink.getvalue()


def _unpacked(value: Any) -> Any:
    import pyarrow as pa

    return pa.ipc.open_stream(value).read_all() if isinstance(value, pa.Buffer) else value


def _made(made: Any, stage: Stage) -> Mapping[str, pa.Table]:
    from pipeline.tables import check

    stage.check(made)
    for name, table in made.tables.items():
        check(name, table)
    tables: Mapping[str, pa.Table] = made.tables
    return tables
