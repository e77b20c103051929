"""How often Python looks for garbage in cycles: one answer for the command line, its workers and the benchmarks."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Look through young objects after 200,000 new ones instead of 700.

    What a run imports and makes of a document lives until it is written, and none of it refers to itself in a circle:
    to look through it again and again takes a twentieth of a run and frees nothing.
    """
    gc.set_threshold(200_000, 50, 100)
