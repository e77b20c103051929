"""Python looks for garbage seldom in every process of a run, and freed memory goes back to the system."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from pipeline import workers
from pipeline.cli import main
from pipeline.garbage import collect_seldom, give_back


@pytest.fixture(autouse=True)
def usual_thresholds() -> Iterator[tuple[int, int, int]]:
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield (700, 10, 10)
    gc.set_threshold(*usual)


def test_it_is_looked_for_seldom() -> None:
    collect_seldom()
    assert gc.get_threshold()[0] > 100_000


def test_the_command_line_does_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stages"]) == 0
    assert "normalise" in capsys.readouterr().out
    assert gc.get_threshold()[0] > 100_000


def test_a_worker_does_so() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=workers._begin, initargs=({},)) as pool:
        assert pool.submit(gc.get_threshold).result()[0] > 100_000


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such call")
def test_what_was_freed_between_pieces_in_use_goes_back() -> None:
    pieces = [bytes(50_000) for _ in range(4_000)]
    kept = pieces[::40]
    del pieces
    before = _resident_bytes()
    give_back()
    assert len(kept) == 100
    assert _resident_bytes() < before - 100_000_000


def _resident_bytes() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()
