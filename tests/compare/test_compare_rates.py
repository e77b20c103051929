"""Rates of two sides: what is called rising, new, gone or alike, and what is not, with the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.sparse import csr_array

from pipeline.compare.rates import Row, compare_rates, units_named
from pipeline.compare.side_text import Modals, SideText
from pipeline.keywords.counts import Vocabulary
from pipeline.settings import CompareSettings, KeynessSettings

SETTINGS = KeynessSettings(), CompareSettings()
NAMES = ["甲", "乙"]


def side(name: str, n_messages: int, n_documents: int = 1, size: int = 50) -> SideText:
    """Messages of 50 characters, dealt out among documents in turn."""
    nothing = np.zeros(0, dtype=np.int64)
    return SideText(
        passage_ids=[f"{name}#{number:03}" for number in range(n_messages)],
        document_ids=[f"{name}/{number}" for number in range(n_documents)],
        document=np.arange(n_messages) % n_documents,
        section=np.zeros(n_messages, dtype=np.int64),
        sizes=np.full(n_messages, size),
        vocabulary=Vocabulary([], [], []),
        counts=csr_array((n_messages, 0)),
        modals=Modals(nothing, nothing, []),
    )


def counts(*columns: Sequence[int]) -> csr_array:
    return csr_array(np.array(columns, dtype=np.int32).T)


def compared(now: Sequence[int], before: Sequence[int], size: int = 50) -> Row:
    """One unit that stands so often in each message; the other is everywhere alike."""
    later, earlier = side("b", len(now), size=size), side("a", len(before), size=size)
    of_now, of_before = counts(now, [1] * len(now)), counts(before, [1] * len(before))
    rows = compare_rates(later, earlier, (of_now, of_before), units_named(NAMES), "test", SETTINGS).rows
    return next(row for row in rows if row["name"] == "甲")


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        ([1] * 20 + [0] * 10, [1] * 3 + [0] * 27, "rising"),
        ([1] * 3 + [0] * 27, [1] * 20 + [0] * 10, "falling"),
        ([1] * 15 + [0] * 15, [0] * 30, "new"),
        ([0] * 30, [1] * 15 + [0] * 15, "gone"),
        ([4] * 60, [4] * 60, "lockword"),
        ([1] * 6 + [0] * 24, [1] * 4 + [0] * 26, "undecided"),
        # All in one message: what one message says is no rise, however often.
        ([20, 1, 1] + [0] * 27, [1] * 2 + [0] * 28, "undecided"),
        # Five in 30 messages now: in five messages before 0.8 were to be expected, so that none says nothing.
        ([1] * 5 + [0] * 25, [0] * 5, "not enough evidence"),
        # The same beside 30 messages: 5 were to be expected, but chance may do without (p = 0.05).
        ([1] * 5 + [0] * 25, [0] * 30, "undecided"),
    ],
)
def test_what_a_change_is_called(now: list[int], before: list[int], change: str) -> None:
    assert compared(now, before)["change"] == change


def test_rates_are_per_ten_thousand_characters() -> None:
    """6 in 30 × 50 characters now, 3 in 20 × 50 before; none is missing, so nothing is expected."""
    row = compared([1] * 6 + [0] * 24, [1] * 3 + [0] * 17)
    assert (row["rate_edition"], row["rate_previous"]) == (40.0, 30.0)
    assert np.isnan(row["expected"])
    assert row["rate_edition_low"] < 40 < row["rate_edition_high"]
    assert row["log_ratio"] == pytest.approx(np.log2((6.5 / 1500.5) / (3.5 / 1000.5)), abs=1e-6)


def test_what_was_to_be_expected_of_a_term_that_is_missing() -> None:
    """15 in 30 messages now are 10 in 20."""
    assert compared([1] * 15 + [0] * 15, [0] * 20)["expected"] == 10.0


def test_documents_are_dealt_out_where_both_sides_have_enough() -> None:
    columns = counts([1] * 24, [1] * 24)
    for n_documents, unit in ((6, "document"), (5, "message")):
        later, earlier = side("b", 24, 6), side("a", 24, n_documents)
        found = compare_rates(later, earlier, (columns, columns), units_named(NAMES), "test", SETTINGS)
        assert found.unit == unit


def test_what_changed_stands_first() -> None:
    later, earlier = side("b", 30), side("a", 30)
    now, before = counts([1] * 30, [1] * 20 + [0] * 10), counts([1] * 30, [1] * 3 + [0] * 27)
    rows = compare_rates(later, earlier, (now, before), units_named(NAMES), "test", SETTINGS).rows
    assert [row["name"] for row in rows] == ["乙", "甲"]
