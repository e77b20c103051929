"""Whole-process times, side by side in one run: ``make bench``.

Each figure is a ratio to something bare that was measured between its own repetitions, because these times depend on
the machine and on what else it does. Nothing here decides whether a test passes.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent

BARE_IMPORTS_AND_SAVES = """
import sys
import pandas, sklearn, matplotlib, jieba
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from pathlib import Path
from importlib import metadata
font = next(file for file in metadata.files("zhplot") if file.name.endswith(".ttf"))
fontManager.addfont(str(font.locate()))
folder = Path(sys.argv[1])
for number in range(int(sys.argv[2])):
    for suffix in ("png", "svg", "inline.svg"):
        with matplotlib.rc_context({"font.family": ["Noto Sans SC"]}):
            figure = Figure(figsize=(8, 5))
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            axes.barh([f"互联网治理{rank}" for rank in range(20)], range(20))
            figure.savefig(folder / f"{number}.{suffix}", dpi=200)
"""

BARE_HASHES = """
import hashlib, sys
from pathlib import Path
for folder in sys.argv[1:]:
    for path in Path(folder).rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).hexdigest()
"""


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


def show(times: Mapping[str, list[float]], over: tuple[str, str], goal: str) -> None:
    for name, values in times.items():
        print(f"  {name:<46} median {statistics.median(values):6.3f} s   {min(values):6.3f} to {max(values):6.3f}")
    above, below = over
    pairs = [a / b for a, b in zip(times[above], times[below], strict=True)]
    spread = f"{min(pairs):.2f} to {max(pairs):.2f}"
    print(f"  ratio, pair by pair: median {statistics.median(pairs):.2f}   {spread}   ({goal})")


def analyze(outputs: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "analyze", "--quiet", "--outputs", str(outputs), *options]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="accepted for symmetry with evaluate.py; nothing here needs it yet")
    options = parser.parse_args()
    print(
        f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, medians of {options.rounds} rounds, interleaved"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cold_run(folder, options.rounds)
        unchanged_run(folder, options.rounds)


def cold_run(folder: Path, n_rounds: int) -> None:
    from pipeline.charts.registry import CHARTS

    outputs = folder / "outputs"
    bare = [sys.executable, "-c", BARE_IMPORTS_AND_SAVES, str(folder), str(len(CHARTS))]
    print("\nmake analyze from an installed environment, every stage running, one document of 26 messages")
    cold, floor = "python -m pipeline analyze --force", f"bare imports and {3 * len(CHARTS)} bare chart saves"
    times = interleaved(
        {cold: lambda: seconds(analyze(outputs, "--force")), floor: lambda: seconds(bare)},
        n_rounds,
    )
    show(times, (cold, floor), "goal: at most 2")


def unchanged_run(folder: Path, n_rounds: int) -> None:
    outputs = folder / "outputs"
    bare = [sys.executable, "-c", BARE_HASHES, str(ROOT / "corpus"), str(ROOT / "pipeline"), str(outputs)]
    print("\nmake analyze again with nothing changed")
    again, floor = "python -m pipeline analyze", "bare hashes of the same files"
    times = interleaved(
        {again: lambda: seconds(analyze(outputs)), floor: lambda: seconds(bare)},
        n_rounds,
    )
    show(times, (again, floor), "goal: at most 0.15 s")


if __name__ == "__main__":
    main()
