"""``make analyze`` again with nothing changed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.timing import ROOT, analyze, compared, interleaved, seconds

BARE_HASHES = """
import hashlib, sys
from pathlib import Path
for folder in sys.argv[1:]:
    for path in Path(folder).rglob("*"):
        if path.is_file():
            hashlib.sha256(path.read_bytes()).hexdigest()
"""


def measure(data: Path, n_rounds: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        outputs = Path(folder) / "outputs"
        seconds(analyze(outputs))
        bare = [sys.executable, "-c", BARE_HASHES, str(ROOT / "corpus"), str(ROOT / "pipeline"), str(outputs)]
        again, floor = "python -m pipeline analyze", "bare hashes of the same files"
        runs = {again: lambda: seconds(analyze(outputs)), floor: lambda: seconds(bare)}
        yield from compared(interleaved(runs, n_rounds), (again, floor), "goal: at most 0.15 s")
