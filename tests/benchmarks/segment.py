"""The stage segment, lexicon, sentences, spans and files included, beside ``jieba.cut`` line by line.

At about 1, 10 and 58 MB of laws: on one core by processor time, and with two workers by wall time, the workers having
begun already. What is timed is all that a run does for the stage but to compare the inputs with earlier ones.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from pipeline.garbage import collect_seldom
from tests.benchmarks.laws import LAWS, first_of, laws_file, read_documents
from tests.benchmarks.prepared import prepared, run_stage, write_corpus
from tests.benchmarks.timing import ROOT, interleaved, peak_megabytes, timed, wall

MEGABYTES = (1, 10, 60)
STAGE, WORKERS, PLAIN = "stage segment", "stage segment, 2 workers", "jieba.cut, line by line"
GOALS = {STAGE: "goal: at least 8 times", WORKERS: "goal: at least 14 times"}


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    file = laws_file(data)
    if file is None:
        yield f"not measured: no {LAWS} in {data}; name another folder with DATA="
        return
    documents = list(read_documents(file))
    for megabytes in MEGABYTES:
        yield from _speed(first_of(documents, megabytes * 1e6), n_rounds)
    for name in (STAGE, PLAIN):
        command = [sys.executable, "-m", "tests.benchmarks.segment", str(file), name]
        peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        yield f"{name:<26} peak memory on all of it {peak} MB"


def _speed(documents: list[bytes], n_rounds: int) -> Iterator[str]:
    n_megabytes = sum(map(len, documents)) / 1e6
    yield f"{n_megabytes:.1f} MB in {len(documents)} documents"
    lines = [line for document in documents for line in document.decode().splitlines()]
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_until_timed:
        folder = Path(name)
        write_corpus(documents, folder / "corpus")
        alone, pair = (
            open_until_timed.enter_context(prepared(folder / "corpus", folder / f"outputs-{jobs}", "normalise", jobs))
            for jobs in (1, 2)
        )
        runs = {
            STAGE: timed(lambda: run_stage(alone, "segment")),
            WORKERS: wall(lambda: run_stage(pair, "segment")),
            PLAIN: timed(lambda: cut_lines(lines)),
        }
        times = interleaved(runs, n_rounds)
    for name, values in times.items():
        slow, median, fast = (
            n_megabytes / seconds for seconds in (max(values), statistics.median(values), min(values))
        )
        yield f"  {name:<26} median {median:6.2f} MB/s   {slow:.2f} to {fast:.2f}"
    for name, goal in GOALS.items():
        pairs = [plain / ours for plain, ours in zip(times[PLAIN], times[name], strict=True)]
        ratio = f"median {statistics.median(pairs):.1f}   {min(pairs):.1f} to {max(pairs):.1f}"
        yield f"  {name:<26} so many times as fast, pair by pair: {ratio}   ({goal})"


def cut_lines(lines: list[str]) -> None:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    for line in lines:
        list(jieba.cut(line))


def peak_memory(file: Path, name: str) -> float:
    """Megabytes that this process has taken at most after all of the file, normalising it first for the stage."""
    if name == PLAIN:
        for document in read_documents(file):
            cut_lines(document.decode().splitlines())
        return peak_megabytes()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_corpus(list(read_documents(file)), folder / "corpus")
        with prepared(folder / "corpus", folder / "outputs", "normalise", 1) as work:
            run_stage(work, "segment")
    return peak_megabytes()


if __name__ == "__main__":
    collect_seldom()
    sys.stdout.write(f"{peak_memory(Path(sys.argv[1]), sys.argv[2]):.0f}\n")
