"""Run the parts of a stage in this process or in several; the order of results is that of the parts.

The processes begin when they are first worth it and serve every stage of the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pipeline.garbage import collect_seldom

if TYPE_CHECKING:
    from pipeline.stages import Stage

Constants = Mapping[str, Mapping[str, Any]]
"""By stage, what its function is given besides tables: parts of the lexicon, settings."""

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)


class Job(Protocol[Result_co]):
    """Some of a stage's work, which can be sent to a worker."""

    @property
    def stage(self) -> Stage:
        """The stage whose work it is."""

    def run(self, constants: Mapping[str, Any], /) -> Result_co:
        """Do it; ``constants`` are the stage's."""


class Workers:
    """Processes for a run; ended at once where the ``with`` block is left by an exception."""

    def __init__(self, n_workers: int, constants: Constants) -> None:
        self._n_workers = n_workers
        self._constants = constants
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is None:
            return
        if kind is not None:
            import multiprocessing

            for worker in multiprocessing.active_children():
                worker.terminate()  # or a stop would wait for the documents at hand
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def run(self, jobs: Sequence[Job[Result]], n_worth: int) -> Iterator[Result]:
        """What is made of each job, in their order; ``n_worth`` is how many processes they are worth starting.

        At most three jobs a worker are in flight.
        """
        if min(self._n_workers, n_worth, len(jobs)) < 2:
            return (job.run(self._constants[job.stage.name]) for job in jobs)
        return self._in_processes(jobs)

    def _in_processes(self, jobs: Sequence[Job[Result]]) -> Iterator[Result]:
        pool = self._begun()
        waiting: deque[Future[Result]] = deque()
        for job in jobs:
            with _interrupts_held_back():
                waiting.append(pool.submit(_work, job))
            if len(waiting) >= 3 * self._n_workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _begun(self) -> ProcessPoolExecutor:
        import multiprocessing

        if self._pool is None:
            # Spawned, not forked: the parent may hold threads of Arrow and of the progress display.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(
                self._n_workers, mp_context=context, initializer=_begin, initargs=(self._constants,)
            )
        return self._pool


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


_constants: dict[str, Mapping[str, Any]] = {}
"""What a worker process was started with; empty in the parent."""


def _begin(constants: Constants) -> None:
    collect_seldom()
    Thread(target=_end_with_parent, daemon=True).start()
    _constants.update(constants)


def _end_with_parent() -> None:
    """End this worker when its parent is killed: nobody else would, and it would wait for tasks for ever."""
    import os
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _work(job: Job[Result]) -> Result:
    return job.run(_constants[job.stage.name])
