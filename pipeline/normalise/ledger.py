"""The log of every rewriting, and the way back.

A document's text is rewritten in numbered steps. A step is a set of edits that do not overlap, each at a position in
the text that the step received. A position in the text of any step leads back to the received source text, and undoing
the edits from the last step to the first gives the received text again, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Positions = npt.NDArray[np.int64]

APPLIED, SUSPECTED, SETTLED = "applied", "suspected", "settled"


class Edit(NamedTuple):
    """At ``start``, ``before`` stood and ``after`` stands instead; the rule says why."""

    start: int
    before: str
    after: str
    rule: str


class ReplayError(Exception):
    """The log does not belong to the text: what a repair says it wrote is not there."""


@dataclass(frozen=True)
class Step:
    """The edits of one pass, by position, without overlap, and the map of positions across them."""

    edits: Sequence[Edit]

    @cached_property
    def starts(self) -> Positions:
        """Where each edit begins in the text before the step."""
        return _integers(edit.start for edit in self.edits)

    @cached_property
    def ends(self) -> Positions:
        """Where each edit ends in the text before the step."""
        return self.starts + _integers(len(edit.before) for edit in self.edits)

    @cached_property
    def starts_after(self) -> Positions:
        """Where each edit begins in the text after the step."""
        growth = self.ends_after_growth
        growth[1:] = growth[:-1]
        growth[:1] = 0
        return self.starts + growth

    @cached_property
    def ends_after(self) -> Positions:
        """Where each edit ends in the text after the step."""
        return self.ends + self.ends_after_growth

    @property
    def ends_after_growth(self) -> Positions:
        """By how much the text has grown at the end of each edit; a new array at each call."""
        growth: Positions = _integers(len(edit.after) - len(edit.before) for edit in self.edits).cumsum()
        return growth

    def backward(self, positions: Positions) -> Positions:
        """Positions of characters after the step, as positions before it.

        Inside an edit the characters correspond one by one as far as the edited text goes, then to its last one.
        """
        return _across(positions, self.starts_after, self.ends_after, self.starts, self.ends)

    def forward(self, positions: Positions) -> Positions:
        """Positions before the step, as positions after it; what was removed leads to what follows it."""
        return _across(positions, self.starts, self.ends, self.starts_after, self.ends_after)


def _integers(values: Iterable[int]) -> Positions:
    import numpy as np

    return np.fromiter(values, dtype=np.int64)


def _across(
    positions: Positions, starts: Positions, ends: Positions, other_starts: Positions, other_ends: Positions
) -> Positions:
    import numpy as np

    edit = np.searchsorted(starts, positions, side="right") - 1
    known = np.maximum(edit, 0)
    is_inside = (edit >= 0) & (positions < ends[known])
    shift = np.where(edit >= 0, other_ends[known] - ends[known], 0)
    last = np.maximum(other_ends[known] - 1, other_starts[known])
    inside = np.minimum(other_starts[known] + positions - starts[known], last)
    return np.where(is_inside, inside, positions + shift)


class Rewriting:
    """A text on its way from the received form to the clean one; ``steps`` only ever grow."""

    def __init__(self, source_text: str) -> None:
        self.text = source_text
        self.steps: list[Step] = []

    def apply(self, edits: Sequence[Edit]) -> None:
        """Rewrite the text with edits sorted by position; no edits, no step."""
        if not edits:
            return
        parts: list[str] = []
        at = 0
        for start, before, after, _ in edits:
            parts += (self.text[at:start], after)
            at = start + len(before)
        parts.append(self.text[at:])
        self.text = "".join(parts)
        self.steps.append(Step(edits))

    def to_source(self, positions: Positions, n_steps: int) -> Positions:
        """Positions in the text as it was after ``n_steps`` steps, as positions in the source text."""
        for step in reversed(self.steps[:n_steps]):
            positions = step.backward(positions)
        return positions

    def onward(self, positions: Positions, n_steps: int, until: int | None = None) -> Positions:
        """Positions in the text as it was after ``n_steps`` steps, as positions after ``until`` steps, or after all."""
        for step in self.steps[n_steps:until]:
            positions = step.forward(positions)
        return positions


def replay_backwards(clean_text: str, repairs: Iterable[Mapping[str, Any]]) -> str:
    """The received source text, from a document's clean text and its rows of the table repairs.

    ``clean_text`` is the passage texts joined with a line feed. Only rows with the status ``applied`` changed anything.
    Raises ``ReplayError`` where the text does not read as the log says.
    """
    by_step: dict[int, list[Edit]] = {}
    for row in repairs:
        if row["status"] == APPLIED:
            edit = Edit(row["position"], row["before"], row["after"], row["rule"])
            by_step.setdefault(row["step"], []).append(edit)
    text = clean_text
    for step in sorted(by_step, reverse=True):
        text = _undone(text, sorted(by_step[step], key=lambda edit: edit.start), step)
    return text


def _undone(text: str, edits: Sequence[Edit], step: int) -> str:
    parts: list[str] = []
    at, growth = 0, 0
    for start, before, after, rule in edits:
        begin = start + growth
        if not text.startswith(after, begin):
            found = text[begin : begin + len(after)]
            raise ReplayError(f"step {step}, {rule} at {start}: expected {after!r}, found {found!r}")
        parts += (text[at:begin], before)
        at = begin + len(after)
        growth += len(after) - len(before)
    parts.append(text[at:])
    return "".join(parts)
