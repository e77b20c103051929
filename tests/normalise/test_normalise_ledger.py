"""Positions through steps, worked by hand, and the way back."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.normalise.ledger import Edit, ReplayError, Rewriting, replay_backwards


def rewritten() -> Rewriting:
    # "ab--cd\nef" → remove "--" → "abcd\nef" → "cd" becomes "XYZ" → "abXYZ\nef"
    rewriting = Rewriting("ab--cd\nef")
    rewriting.apply([Edit(2, "--", "", "first")])
    rewriting.apply([Edit(2, "cd", "XYZ", "second")])
    return rewriting


def rows(rewriting: Rewriting) -> list[dict[str, object]]:
    return [
        {"step": step, "position": e.start, "before": e.before, "after": e.after, "rule": e.rule, "status": "applied"}
        for step, done in enumerate(rewriting.steps, start=1)
        for e in done.edits
    ]


def test_edits_are_applied_and_no_edits_are_no_step() -> None:
    rewriting = rewritten()
    rewriting.apply([])
    assert rewriting.text == "abXYZ\nef"
    assert len(rewriting.steps) == 2


def test_positions_lead_back_to_the_source() -> None:
    # a b X Y Z \n e f stand for a b c d d \n e f of "ab--cd\nef"; Z has no character of its own and leads to the last.
    back = rewritten().to_source(np.arange(8), 2)
    assert back.tolist() == [0, 1, 4, 5, 5, 6, 7, 8]


def test_positions_lead_forward_to_the_end() -> None:
    # What was removed leads to what follows it; d, the second of "cd", to the second of "XYZ".
    forward = rewritten().onward(np.arange(9), 0)
    assert forward.tolist() == [0, 1, 2, 2, 2, 3, 5, 6, 7]
    assert rewritten().onward(np.arange(9), 0, until=1).tolist() == [0, 1, 2, 2, 2, 3, 4, 5, 6]


def test_replaying_backwards() -> None:
    rewriting = rewritten()
    assert replay_backwards(rewriting.text, rows(rewriting)) == "ab--cd\nef"
    suspect = {"step": 3, "position": 0, "before": "q", "after": "z", "rule": "suspected_slip", "status": "suspected"}
    assert replay_backwards(rewriting.text, [*reversed(rows(rewriting)), suspect]) == "ab--cd\nef"


def test_a_log_that_does_not_belong_to_the_text_is_refused() -> None:
    with pytest.raises(ReplayError, match="second at 2: expected 'XYZ', found 'ab"):
        replay_backwards("ababab\nef", rows(rewritten()))
