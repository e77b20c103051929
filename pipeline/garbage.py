"""How a run's processes treat memory that nobody needs: one answer for the command line, workers and benchmarks."""

from __future__ import annotations

import ctypes
import gc
import sys


def collect_seldom() -> None:
    """Look through young objects after 200,000 new ones instead of 700.

    What a run imports lives to its end, and to look through it again and again takes a twentieth of the time. Of the
    stage normalise alone, in a process that has imported little, no gain could be measured.
    """
    gc.set_threshold(200_000, 50, 100)


def give_back() -> None:
    """Give memory that a stage has let go of back to the system, so that the next one does not come on top of it.

    Arrow keeps what it has freed for later, and so does the C library of Linux where it lies between pieces in use; of
    a large edition that is as much as the tables themselves. Other systems' libraries have no such call.
    """
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and hasattr(library := ctypes.CDLL(None), "malloc_trim"):
        library.malloc_trim(0)
