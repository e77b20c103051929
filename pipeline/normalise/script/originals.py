"""The passages that were converted as they were written, and positions from one form to the other and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.normalise.ledger import APPLIED, Edit, Edits, Step
from pipeline.normalise.script.convert import RULE as SCRIPT
from pipeline.normalise.script.vocabulary import RULE as VOCABULARY

if TYPE_CHECKING:
    from pipeline.normalise.ledger import Positions


def original_texts(written: str, converted: str) -> list[str | None]:
    """For each passage, one a line, what was written where the conversion changed it; None where it did not."""
    if written is converted:
        return [None] * (written.count("\n") + 1) if written else []
    pairs = zip(written.split("\n"), converted.split("\n"), strict=True)
    return [before if before != after else None for before, after in pairs]


class OriginalPositions:
    """Positions in a document's passages as they were written, before the script was converted, and as they are now.

    Made from the document's tables. A changed word of another length leads character by character as far as the
    shorter one goes, then to its last character; what stands outside of changes leads to itself.
    """

    def __init__(self, passages: Sequence[Mapping[str, Any]], repairs: Iterable[Mapping[str, Any]]) -> None:
        """``passages``: all of one document, in order; ``repairs``: its rows of that table."""
        import numpy as np

        self._steps = _steps_since_conversion(repairs)
        lengths = np.asarray([0, *(len(passage["text"]) + 1 for passage in passages)], dtype=np.int64)
        self._now = dict(zip((row["passage_id"] for row in passages), lengths.cumsum().tolist(), strict=False))

    def to_original(self, passage_id: str, positions: Positions) -> Positions:
        """Positions in ``text`` as positions in ``original_text``."""
        start = self._now[passage_id]
        return self._back(positions + start) - self._original_start(start)

    def from_original(self, passage_id: str, positions: Positions) -> Positions:
        """Positions in ``original_text`` as positions in ``text``."""
        start = self._now[passage_id]
        positions = positions + self._original_start(start)
        for step in self._steps:
            positions = step.forward(positions)
        on_passage: Positions = positions - start
        return on_passage

    def _original_start(self, start: int) -> Positions:
        import numpy as np

        return self._back(np.asarray([start], dtype=np.int64))

    def _back(self, positions: Positions) -> Positions:
        for step in reversed(self._steps):
            positions = step.backward(positions)
        return positions


def _steps_since_conversion(repairs: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The steps of a document from its conversion on, later corrections among them; none without a conversion."""
    applied = [row for row in repairs if row["status"] == APPLIED]
    first = min((row["step"] for row in applied if row["rule"] in {SCRIPT, VOCABULARY}), default=None)
    edits: dict[int, list[Edit]] = {}
    for row in applied:
        if first is not None and row["step"] >= first:
            edit = Edit(row["position"], row["before"], row["after"], row["rule"])
            edits.setdefault(row["step"], []).append(edit)
    return [Step(Edits.of(sorted(edits[number]))) for number in sorted(edits)]
