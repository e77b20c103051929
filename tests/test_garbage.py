"""Python looks for garbage seldom in every process of a run."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from pipeline import workers
from pipeline.cli import main
from pipeline.garbage import collect_seldom


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
