"""The stage segment, lexicon, sentences, spans and files included, beside ``jieba.cut`` line by line.

At about 1, 10 and 58 MB of laws: on one core by processor time, and with two workers by wall time, the workers having
begun already. The documents are handed over as the run does it, some at a time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import Any

from pipeline.garbage import collect_seldom
from tests.benchmarks.laws import LAWS, first_of, laws_file, read_documents
from tests.benchmarks.normalise import read_blocks
from tests.benchmarks.timing import ROOT, interleaved, peak_megabytes, timed

MEGABYTES = (1, 10, 60)
BYTES_TOGETHER = 500_000
STAGE, WORKERS, PLAIN = "stage segment", "stage segment, 2 workers", "jieba.cut, line by line"
GOALS = {STAGE: "goal: at least 8 times", WORKERS: "goal: at least 14 times"}

Batch = tuple[Any, list[str]]
"""Passages of some documents, and the ids of these."""


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    file = laws_file(data)
    if file is None:
        yield f"not measured: no {LAWS} in {data}; name another folder with DATA="
        return
    documents = list(read_documents(file))
    from pipeline.stages import stage_named
    from pipeline.workers import worker_pool

    with worker_pool(stage_named("segment"), _constants(), 2) as pool:
        for megabytes in MEGABYTES:
            yield from _speed(first_of(documents, megabytes * 1e6), pool, n_rounds)
    for name in (STAGE, PLAIN):
        command = [sys.executable, "-m", "tests.benchmarks.segment", str(file), name]
        peak = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        yield f"{name:<26} peak memory on all of it {peak} MB"


def _speed(documents: list[bytes], pool: ProcessPoolExecutor, n_rounds: int) -> Iterator[str]:
    n_megabytes = sum(map(len, documents)) / 1e6
    yield f"{n_megabytes:.1f} MB in {len(documents)} documents"
    lines = [line for document in documents for line in document.decode().splitlines()]
    batches = list(_batches(documents))
    with tempfile.TemporaryDirectory() as folder:
        runs = {
            STAGE: timed(lambda: _write(_here(batches), batches, Path(folder))),
            WORKERS: _wall(lambda: _write(_in_workers(batches, pool), batches, Path(folder))),
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


def _wall(run: Callable[[], None]) -> Callable[[], float]:
    def taken() -> float:
        started = perf_counter()
        run()
        return perf_counter() - started

    return taken


def _constants() -> dict[str, Any]:
    from pipeline.lexicon.load import load_lexicon
    from pipeline.settings import SegmentSettings

    lexicon = load_lexicon(None)
    return {"concepts": lexicon.concepts, "terms": lexicon.terms, "settings": SegmentSettings()}


def _batches(documents: list[bytes]) -> Iterator[Batch]:
    """The passages of some documents at a time, as the stage is given them."""
    import pyarrow as pa

    from pipeline.normalise.stage import normalise
    from pipeline.settings import NormaliseSettings

    parts: list[pa.Table] = []
    ids: list[str] = []
    n_bytes = 0
    for number, document in enumerate(documents):
        document_id = f"laws/{number:05d}"
        blocks = read_blocks(document, document_id)
        passages = normalise(**blocks, corrections=(), settings=NormaliseSettings()).tables["passages"]
        parts.append(passages)
        ids.append(document_id)
        n_bytes += len(document)
        if n_bytes >= BYTES_TOGETHER:
            yield pa.concat_tables(parts), ids
            parts, ids, n_bytes = [], [], 0
    if parts:
        yield pa.concat_tables(parts), ids


def _here(batches: list[Batch]) -> Iterator[Mapping[str, Any]]:
    from pipeline.segment.stage import segment

    constants = _CONSTANTS or _CONSTANTS.update(_constants()) or _CONSTANTS
    return (segment(passages=passages, **constants).tables for passages, _ in batches)


_CONSTANTS: dict[str, Any] = {}
"""The same objects at every call, as in a run: the stage keeps what it has made of them."""


def _in_workers(batches: list[Batch], pool: ProcessPoolExecutor) -> Iterator[Mapping[str, Any]]:
    from pipeline.workers import in_order

    return in_order(pool, ({"passages": passages} for passages, _ in batches), 2)


def _write(made: Iterator[Mapping[str, Any]], batches: list[Batch], folder: Path) -> None:
    from pipeline.tables import PartitionWriter, apart

    writers = {name: PartitionWriter(name, folder / f"{name}.parquet") for name in ("tokens", "vocabulary")}
    for tables, (_, ids) in zip(made, batches, strict=True):
        for name, writer in writers.items():
            for part in apart(tables[name], ids):
                writer.write(part)
    for writer in writers.values():
        writer.close()


def cut_lines(lines: list[str]) -> None:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    for line in lines:
        list(jieba.cut(line))


def peak_memory(file: Path, name: str) -> float:
    """Megabytes that this process has taken at most after all of the file, some documents at a time."""
    if name == PLAIN:
        for document in read_documents(file):
            cut_lines(document.decode().splitlines())
        return peak_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        some: list[bytes] = []
        for document in read_documents(file):
            some.append(document)
            if sum(map(len, some)) >= BYTES_TOGETHER:
                batches = list(_batches(some))
                _write(_here(batches), batches, Path(folder))
                some = []
    return peak_megabytes()


if __name__ == "__main__":
    collect_seldom()
    sys.stdout.write(f"{peak_memory(Path(sys.argv[1]), sys.argv[2]):.0f}\n")
