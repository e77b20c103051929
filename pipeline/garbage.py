"""How often Python looks for garbage in cycles: one answer for the command line, its workers and the benchmarks."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look through young objects after 200,000 new ones instead of 700.

    What a run imports lives to its end, and to look through it again and again takes a twentieth of the time. Of the
    stage normalise alone, in a process that has imported little, no gain could be measured.
    """
    gc.set_threshold(200_000, 50, 100)
