"""Worker processes end with the run that started them."""

from __future__ import annotations

import signal
import subprocess
import sys

from tests.conftest import ROOT

_KILLED_WITH_A_WORKER = """
import multiprocessing, os, signal
from concurrent.futures import ProcessPoolExecutor
from pipeline.workers import _begin
pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin, ({},))
print(pool.submit(os.getpid).result() != os.getpid(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_worker_ends_when_the_run_is_killed() -> None:
    """Standard output is closed, and the call returns, only when the last process that has it is gone."""
    done = subprocess.run(
        [sys.executable, "-c", _KILLED_WITH_A_WORKER], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "True\n")
