"""A run stops at the first fault of its input, a check gathers all, from one reader."""

from __future__ import annotations

import pytest

from pipeline.errors import CorpusError, LexiconError
from pipeline.faults import STOP, GatheredFaults


def test_the_first_fault_stops_a_run() -> None:
    fault = CorpusError("a: wrong")
    with pytest.raises(CorpusError) as caught:
        STOP.report(fault)
    assert caught.value is fault


def test_faults_found_together_are_one_error_of_a_run() -> None:
    with pytest.raises(LexiconError, match=r"^a: wrong\n  b: wrong too$"):
        STOP.report(LexiconError("a: wrong"), LexiconError("b: wrong too"))


def test_nothing_found_is_no_fault() -> None:
    STOP.report()


def test_gathered_faults_keep_their_order_and_the_reading_goes_on() -> None:
    faults = GatheredFaults()
    faults.report(CorpusError("1"), CorpusError("2"))
    for number in ("3", "4"):
        with faults.reported():
            raise LexiconError(number)
    assert [str(fault) for fault in faults.found] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("faults", [STOP, GatheredFaults()])
def test_a_bug_is_never_gathered(faults: GatheredFaults) -> None:
    with pytest.raises(ZeroDivisionError), faults.reported():
        raise ZeroDivisionError
