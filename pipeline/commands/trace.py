"""``trace``: every published number to the rows behind it. ``pipeline.trace.trace`` gives the same as values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.terminal import Screen
from pipeline.commands.trace_lines import evidence_csv, table_lines, trace_lines
from pipeline.errors import OutputsError
from pipeline.trace.outputs import Outputs
from pipeline.trace.rows import find_table
from pipeline.trace.trace import Trace, trace

_N_SHOWN = 5  # rows of evidence of one number, unless all are asked for
_REMADE_PASSAGES = 10_000  # of a corpus of so many every stage runs again in some ten seconds


@dataclass(frozen=True)
class Asked:
    """What to show: all evidence or the first rows, how many characters around each place, and a file for all of it.

    ``is_remaking``: run stages again whatever it takes; they are in any case where the corpus is small.
    """

    is_all: bool = False
    window: int = 20
    csv: Path | None = None
    is_remaking: bool = False


def traced_lines(
    folder: Path, table: str, row: Sequence[str], asked: Asked, screen: Screen
) -> tuple[Trace | None, Iterator[str]]:
    """The trace of a row, and what to print of it; without a row, what the table's numbers are."""
    find_table(table)
    if not row:
        return None, table_lines(table)
    outputs = Outputs(folder)
    is_small = outputs.n_passages <= _REMADE_PASSAGES
    traced = trace(outputs, table, row, is_remaking=asked.is_remaking or is_small)
    if asked.csv is not None:
        _write(asked.csv, evidence_csv(outputs, traced, asked.window))
    return traced, trace_lines(outputs, traced, screen, None if asked.is_all else _N_SHOWN, asked.window)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputsError(f"{path}: cannot be written ({error.strerror}); name another file with --csv") from error
