"""Times side by side: these hang on the machine and on what else it does, so each is told as a ratio."""

from __future__ import annotations

import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).parents[2]


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    started = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - started


def timed(run: Callable[[], None]) -> Callable[[], float]:
    """A call that gives the processor time that another one took."""

    def taken() -> float:
        started = process_time()
        run()
        return process_time() - started

    return taken


def wall(run: Callable[[], None]) -> Callable[[], float]:
    """A call that gives the wall time that another one took."""

    def taken() -> float:
        started = perf_counter()
        run()
        return perf_counter() - started

    return taken


def peak_of(command: list[str]) -> float:
    """The most memory, in megabytes, that any of the processes of a command has taken."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=ROOT, check=True, capture_output=True, text=True)
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def peak_megabytes() -> float:
    """The most memory that this process has taken; on Linux ``getrusage`` includes the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0]) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


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
