"""Positions through steps, worked by hand, and the way back."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.ledger import Edit, Edits, ReplayError, Rewriting, Step, replay_backwards


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


# Gaps and lengths make edits without overlap: (characters kept before it, characters replaced, what is written).
EDITS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 3), st.text("甲乙", max_size=3)), min_size=1, max_size=8)


def edits_of(pieces: list[tuple[int, int, str]]) -> list[Edit]:
    edits, at = [], 0
    for n_kept, n_before, after in pieces:
        edits.append(Edit(at + n_kept, "x" * n_before, after, "any"))
        at += n_kept + n_before
    return edits


def one_by_one(edits: list[Edit], positions: list[int], *, is_forward: bool) -> list[int]:
    """What ``forward`` and ``backward`` say they do, edit by edit and position by position."""
    found = []
    for position in positions:
        to, growth = position, 0
        for edit in edits:
            here, there = (edit.before, edit.after) if is_forward else (edit.after, edit.before)
            start = edit.start if is_forward else edit.start + growth
            other_start = edit.start + growth if is_forward else edit.start
            if start <= position < start + len(here):
                to = other_start + max(min(position - start, len(there) - 1), 0)
            elif start + len(here) <= position:
                to = position - start - len(here) + other_start + len(there)
            growth += len(edit.after) - len(edit.before)
        found.append(to)
    return found


@given(EDITS)
def test_positions_across_a_step_are_those_found_one_by_one(pieces: list[tuple[int, int, str]]) -> None:
    edits, positions = edits_of(pieces), list(range(60))
    step = Step(Edits.of(edits))
    assert step.forward(np.asarray(positions)).tolist() == one_by_one(edits, positions, is_forward=True)
    assert step.backward(np.asarray(positions)).tolist() == one_by_one(edits, positions, is_forward=False)


@given(st.lists(EDITS, max_size=4))
def test_places_of_all_edits_at_once_are_those_of_each_step(steps: list[list[tuple[int, int, str]]]) -> None:
    rewriting = Rewriting("x" * 200)
    for pieces in steps:
        rewriting.apply(edits_of(pieces))
    for first in range(len(steps) + 1):
        done = list(enumerate(rewriting.steps))[first:]
        offsets = [rewriting.to_source(step.starts, number).tolist() for number, step in done]
        starts = [rewriting.onward(step.starts_after, number + 1).tolist() for number, step in done]
        assert rewriting.offsets(first, len(steps)).tolist() == list(chain.from_iterable(offsets))
        assert rewriting.places(first, len(steps))[0].tolist() == list(chain.from_iterable(starts))


def test_edits_are_a_sequence_of_edits() -> None:
    single = [Edit(2, "--", "", "first"), Edit(5, "c", "XYZ", "second")]
    edits = Edits.of(single)
    assert list(edits) == single
    assert list(edits[1:]) == single[1:]
    assert Edits.of(edits) is edits
    assert list(Edits.of([])) == []
