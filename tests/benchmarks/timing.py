"""Times side by side: these hang on the machine and on what else it does, so each is told as a ratio."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[2]


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    started = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - started


def interleaved(runs: Mapping[str, Callable[[], float]], n_rounds: int) -> dict[str, list[float]]:
    """Times of each run, taken in turn: A B A B, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(n_rounds + 1):
        for name, run in runs.items():
            taken = run()
            if number:
                times[name].append(taken)
    return times


def compared(times: Mapping[str, list[float]], over: tuple[str, str], goal: str) -> Iterator[str]:
    """Median and range of each run, and of the ratio of one over another in the same round."""
    for name, values in times.items():
        yield f"{name:<46} median {statistics.median(values):6.3f} s   {min(values):6.3f} to {max(values):6.3f}"
    above, below = over
    pairs = [a / b for a, b in zip(times[above], times[below], strict=True)]
    spread = f"{min(pairs):.2f} to {max(pairs):.2f}"
    yield f"ratio, pair by pair: median {statistics.median(pairs):.2f}   {spread}   ({goal})"


def analyze(outputs: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "analyze", "--quiet", "--outputs", str(outputs), *options]
