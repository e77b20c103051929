"""The stage normalise on clean Simplified text: megabytes a second on one core, and the memory that it takes.

Beside it the least that anyone would do to Chinese text: decode, NFKC, lines without spaces around them. Both take the
documents one by one, and processor time is counted, so that what else the machine does hardly shows.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.garbage import collect_seldom
from tests.benchmarks.laws import LAWS, first_of, laws_file, read_documents
from tests.benchmarks.timing import ROOT, interleaved, peak_megabytes, timed

SHARES = (0.1, 1.0)
GOAL = "goal: at least 25 MB/s"


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    file = laws_file(data)
    if file is None:
        yield f"not measured: no {LAWS} in {data}; name another folder with DATA="
        return
    documents = list(read_documents(file))
    for share in SHARES:
        some = first_of(documents, share * sum(map(len, documents)))
        yield from _speed(some, n_rounds)
        for name in RUNS:
            command = [sys.executable, "-m", "tests.benchmarks.normalise", str(file), str(share), name]
            peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
            yield f"  {name:<34} peak memory {peak} MB"


def _speed(documents: list[bytes], n_rounds: int) -> Iterator[str]:
    n_megabytes = sum(map(len, documents)) / 1e6
    yield f"{n_megabytes:.1f} MB in {len(documents)} documents, the largest {max(map(len, documents)) / 1e6:.2f} MB"
    times = interleaved({name: timed(make(documents)) for name, make in RUNS.items()}, n_rounds)
    speeds = {name: [n_megabytes / value for value in values] for name, values in times.items()}
    for name, values in speeds.items():
        goal = f"   ({GOAL})" if name == STAGE else ""
        median = statistics.median(values)
        yield f"  {name:<34} median {median:5.1f} MB/s   {min(values):5.1f} to {max(values):5.1f}{goal}"
    pairs = [ours / bare for ours, bare in zip(speeds[STAGE], speeds[BARE], strict=True)]
    yield f"  the stage is so many times as fast: median {statistics.median(pairs):.2f}"


def read_blocks(document: bytes, document_id: str = "laws/one") -> Mapping[str, Any]:
    """A document as the stage is given it."""
    from pipeline.corpus import Source
    from pipeline.ingest.stage import ingest
    from pipeline.settings import IngestSettings

    source = Source(document_id, "laws", f"{document_id}.txt", document, "0" * 64)
    return ingest(source=source, settings=IngestSettings()).tables


def normalise_blocks(tables: Mapping[str, Any]) -> None:
    from pipeline.normalise.stage import normalise
    from pipeline.settings import NormaliseSettings

    normalise(**tables, corrections=(), settings=NormaliseSettings())


def strip_lines(document: bytes) -> None:
    text = unicodedata.normalize("NFKC", document.decode())
    [line.strip() for line in text.splitlines()]


def _stage(documents: list[bytes]) -> Callable[[], None]:
    made = [read_blocks(document) for document in documents]

    def run() -> None:
        for tables in made:
            normalise_blocks(tables)

    return run


def _bare(documents: list[bytes]) -> Callable[[], None]:
    def run() -> None:
        for document in documents:
            strip_lines(document)

    return run


STAGE, BARE = "stage normalise", "decode, NFKC, splitlines, strip"
RUNS: Mapping[str, Callable[[list[bytes]], Callable[[], None]]] = {STAGE: _stage, BARE: _bare}


def peak_memory(file: Path, share: float, name: str) -> float:
    """Megabytes that this process has taken at most after so large a share of the file, one document at a time."""
    n_left = share * sum(map(len, read_documents(file)))
    for document in read_documents(file):
        n_left -= len(document)
        if n_left < 0:
            break
        if name == STAGE:
            normalise_blocks(read_blocks(document))
        else:
            strip_lines(document)
    return peak_megabytes()


if __name__ == "__main__":
    collect_seldom()
    sys.stdout.write(f"{peak_memory(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]):.0f}\n")
