"""The same measurement many times, in as many processes as there are cores; results in the order of the cases."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def in_processes(function: Callable[..., T], cases: Sequence[tuple[Any, ...]]) -> list[T]:
    """``function(*case)`` of every case; each process computes in one thread, as the stages do."""
    with ProcessPoolExecutor(os.cpu_count(), initializer=_one_thread) as pool:
        return [done.result() for done in [pool.submit(function, *case) for case in cases]]


def _one_thread() -> None:
    import scipy.cluster.hierarchy  # noqa: F401
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)
