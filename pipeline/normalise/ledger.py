"""The log of every rewriting, and the way back.

A document's text is rewritten in numbered steps. A step is a set of edits that do not overlap, each at a position in
the text that the step received. A position in the text of any step leads back to the received source text, and undoing
the edits from the last step to the first gives the received text again, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, overload

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
class Edits(Sequence[Edit]):
    """Edits by position, without overlap, column by column: a document has one at nearly every line end.

    Made from single ones with ``Edits.of``; an item of the sequence is an ``Edit`` again.
    """

    starts: Positions
    before: Sequence[str]
    after: Sequence[str]
    rules: Sequence[str]

    @staticmethod
    def of(edits: Sequence[Edit]) -> Edits:
        if isinstance(edits, Edits):
            return edits
        return Edits.at(*(zip(*edits, strict=True) if edits else ((), (), (), ())))

    @staticmethod
    def at(starts: Sequence[int], before: Sequence[str], after: Sequence[str], rules: Sequence[str]) -> Edits:
        import numpy as np

        return Edits(np.fromiter(starts, dtype=np.int64, count=len(starts)), before, after, rules)

    def with_others(self, others: Sequence[Edit]) -> Edits:
        """These edits and others between them, by position."""
        import numpy as np

        if not others:
            return self
        more = Edits.of(others)
        starts = np.concatenate((self.starts, more.starts))
        order = starts.argsort(kind="stable")
        both = ([*self.before, *more.before], [*self.after, *more.after], [*self.rules, *more.rules])
        return Edits(starts[order], *([column[at] for at in order.tolist()] for column in both))

    def __iter__(self) -> Iterator[Edit]:
        return map(Edit._make, zip(self.starts.tolist(), self.before, self.after, self.rules, strict=True))

    def __len__(self) -> int:
        return len(self.before)

    @overload
    def __getitem__(self, at: int) -> Edit: ...

    @overload
    def __getitem__(self, at: slice) -> Edits: ...

    def __getitem__(self, at: int | slice) -> Edit | Edits:
        if isinstance(at, slice):
            return Edits(self.starts[at], self.before[at], self.after[at], self.rules[at])
        return Edit(int(self.starts[at]), self.before[at], self.after[at], self.rules[at])


class Step:
    """The edits of one pass and the map of positions across them."""

    def __init__(self, edits: Edits) -> None:
        import numpy as np

        n_before, n_after = _lengths(edits.before), _lengths(edits.after)
        growth = (n_after - n_before).cumsum()
        self.edits = edits
        self.starts = edits.starts
        """Where each edit begins in the text before the step."""
        self.ends = edits.starts + n_before
        """Where each edit ends in the text before the step."""
        self.ends_after = self.ends + growth
        """Where each edit ends in the text after the step."""
        self.starts_after = self.ends_after - n_after
        """Where each edit begins in the text after the step."""
        # What stands before the first edit is not moved.
        self._growth_before = np.concatenate(([0], growth))

    def backward(self, positions: Positions) -> Positions:
        """Positions of characters after the step, as positions before it.

        Inside an edit the characters correspond one by one as far as the edited text goes, then to its last one.
        """
        return _across(positions, self.starts_after, self.ends_after, self.starts, self.ends, -self._growth_before)

    def forward(self, positions: Positions) -> Positions:
        """Positions before the step, as positions after it; what was removed leads to what follows it."""
        return _across(positions, self.starts, self.ends, self.starts_after, self.ends_after, self._growth_before)


def _lengths(texts: Sequence[str]) -> Positions:
    import numpy as np

    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _across(
    positions: Positions,
    starts: Positions,
    ends: Positions,
    other_starts: Positions,
    other_ends: Positions,
    shifts: Positions,
) -> Positions:
    """``shifts``: by how much what stands behind so many edits is moved, for no edit, one, two and so on."""
    if not len(positions):
        return positions
    n_edits_begun = starts.searchsorted(positions, side="right")
    moved: Positions = positions + shifts[n_edits_begun]
    edit = n_edits_begun - 1
    inside = ((positions < ends[edit]) & (edit >= 0)).nonzero()[0]
    if len(inside):
        edit = edit[inside]
        last = (other_ends[edit] - 1).clip(min=other_starts[edit])
        moved[inside] = (positions[inside] + shifts[edit]).clip(max=last)
    return moved


class Rewriting:
    """A text on its way from the received form to the clean one; ``steps`` only ever grow."""

    def __init__(self, source_text: str) -> None:
        self.text = source_text
        self.steps: list[Step] = []

    def apply(self, edits: Sequence[Edit]) -> None:
        """Rewrite the text with edits sorted by position; no edits, no step."""
        if not edits:
            return
        step = Step(Edits.of(edits))
        kept_from, kept_to = [0, *step.ends.tolist()], [*step.starts.tolist(), len(self.text)]
        parts = [""] * (2 * len(edits) + 1)
        parts[0::2] = [self.text[begin:end] for begin, end in zip(kept_from, kept_to, strict=True)]
        parts[1::2] = step.edits.after
        self.text = "".join(parts)
        self.steps.append(step)

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

    def offsets(self, first: int, until: int) -> Positions:
        """Where every edit of the steps ``first`` to ``until`` (counted as a slice) begins in the source text.

        All edits of later steps are taken along from step to step: each step is gone through once.
        """
        import numpy as np

        positions: Positions = np.empty(0, dtype=np.int64)
        for step in reversed(self.steps[first:until]):
            positions = np.concatenate((step.starts, step.backward(positions)))
        return self.to_source(positions, first)

    def places(self, first: int, until: int) -> tuple[Positions, Positions]:
        """Where what these steps wrote begins and ends in the text after step ``until``: their starts and ends.

        Starts and last characters of all earlier steps are taken along from step to step.
        """
        import numpy as np

        steps = self.steps[first:until]
        positions: Positions = np.empty(0, dtype=np.int64)
        for step in steps:
            lasts = np.maximum(step.ends_after - 1, step.starts_after)
            positions = np.concatenate((step.forward(positions), step.starts_after, lasts))
        starts, ends = [positions[:0]], [positions[:0]]
        at = 0
        for step in steps:
            n = len(step.starts)
            starts.append(positions[at : at + n])
            # Where nothing was written, what follows is not part of it.
            ends.append(positions[at + n : at + 2 * n] + (step.ends_after > step.starts_after))
            at += 2 * n
        return np.concatenate(starts), np.concatenate(ends)


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
