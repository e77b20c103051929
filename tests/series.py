"""A long series: a yearly text each year as editions of one corpus, timed, and again after a year more.

``make series DATA=folder`` takes the yearly reports in that folder of data, the command itself any folder of text files
whose names begin with a year; ``--keep`` leaves corpus and outputs to be looked at.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

from pipeline.stages import STAGE_NAMES
from tests.benchmarks.timing import ROOT

GOAL = 0.20
"""Most of the time of the whole that a year more may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with one text file a year, 1978.txt")
    parser.add_argument("--keep", type=Path, help="empty folder for corpus and outputs; else a temporary one")
    parser.add_argument("--jobs", type=int, default=0, help="worker processes; 0 for one a processor")
    options = parser.parse_args()
    files = yearly_files(options.data)
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(files, options.keep or Path(folder), options.jobs):
            print(line, flush=True)


def yearly_files(folder: Path) -> list[Path]:
    """The text files of a folder whose names begin with a year, in the order of years; else the program ends."""
    if not folder.is_dir():
        sys.exit(f"no folder {folder}: name one with a text file a year in it (1978.txt)")
    files = sorted(file for file in folder.glob("*.txt") if re.match(r"\d{4}(?!\d)", file.name))
    if len(files) < 3:
        sys.exit(f"{folder} has {len(files)} text files whose names begin with a year (1978.txt); a series needs three")
    return files


def measure(files: Sequence[Path], folder: Path, jobs: int) -> Iterator[str]:
    """All years but the last, then the last too: times and sizes."""
    for file in files[:-1]:
        put(file, folder / "corpus")
    yield f"{len(files) - 1} editions, from {files[0].stem} to {files[-2].stem}; then {files[-1].stem} too"
    whole = timed(folder, jobs)
    put(files[-1], folder / "corpus")
    yield from times(whole, timed(folder, jobs))
    yield from sizes(folder / "outputs")


def put(file: Path, corpus: Path) -> None:
    """A year as an edition of its own, the file byte for byte."""
    edition = corpus / f"{file.stem[:4]}-report"
    edition.mkdir(parents=True)
    shutil.copyfile(file, edition / file.name)


def timed(folder: Path, jobs: int) -> dict[str, float]:
    """Seconds of each stage in a process of its own, which loads its libraries too: the time between its lines."""
    command = [sys.executable, "-m", "pipeline", "analyze", "--corpus", str(folder / "corpus")]
    command += ["--outputs", str(folder / "outputs"), *(["--jobs", str(jobs)] if jobs else [])]
    seconds: dict[str, float] = {}
    since = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        for line in running.stdout or ():
            if line.split()[:1] and line.split()[0] in STAGE_NAMES:
                seconds[line.split()[0]] = perf_counter() - since
                since = perf_counter()
    if running.returncode:
        sys.exit(f"the run failed with {running.returncode}: {' '.join(command)}")
    return {**seconds, "(end)": perf_counter() - since}


def times(whole: Mapping[str, float], more: Mapping[str, float]) -> Iterator[str]:
    yield f"{'stage':<14} {'all':>8} {'one more':>9}"
    for stage, seconds in whole.items():
        yield f"{stage:<14} {seconds:8.1f} {more[stage]:9.1f}"
    total, of_one = sum(whole.values()), sum(more.values())
    yield f"{'together':<14} {total:8.1f} {of_one:9.1f}   {of_one / total:.1%} (goal: at most {GOAL:.0%})"


def sizes(outputs: Path) -> list[str]:
    """What there is to read, in megabytes."""
    n_charts = sum(1 for _ in outputs.glob("charts/*/*.csv"))
    named = {name: (outputs / name).stat().st_size / 1e6 for name in ("index.html", "report.md", "workbook.xlsx")}
    return [
        *(f"{name:<14} {size:8.1f} MB" for name, size in named.items()),
        f"{'charts':<14} {n_charts:8}",
    ]


if __name__ == "__main__":
    main()
