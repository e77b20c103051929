"""The table repairs: every edit of every step with its place in the source text and its passage, and the suspects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.columns import TABLES
from pipeline.normalise.corrections import RULE as CORRECTION
from pipeline.normalise.layout import GAP_RULES
from pipeline.normalise.ledger import APPLIED, SETTLED, SUSPECTED, Rewriting

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.normalise.clean import CleanText
    from pipeline.normalise.ledger import Positions

Columns = dict[str, list[Any]]
_BETWEEN_PASSAGES = " | "


def repairs_table(cleaned: CleanText, document_id: str, passage_ids: Sequence[str], n_context: int) -> pa.Table:
    """All repairs of a document, in order of step and position.

    The context of a correction is that of the clean text; of everything else, the text as it was before corrections, so
    that it can be quoted in one.
    """
    n_before, n_steps = cleaned.n_steps_before_suspects, len(cleaned.rewriting.steps)
    uncorrected = _Places(cleaned.suspects_text, n_before, passage_ids, n_context)
    corrected = _Places(cleaned.rewriting.text, n_steps, passage_ids, n_context)
    columns: Columns = {name: [] for name in TABLES["repairs"].column_names if name != "document_id"}
    for number in range(1, n_before + 1):
        _extend(columns, _applied(cleaned.rewriting, number, number, uncorrected))
    _extend(columns, _suspected(cleaned, n_before + 1, uncorrected))
    for number in range(n_before + 1, n_steps + 1):
        _extend(columns, _applied(cleaned.rewriting, number, number + 1, corrected))
    return tables.make("repairs", {"document_id": [document_id] * len(columns["step"]), **columns})


def _extend(columns: Columns, more: Columns) -> None:
    for name, values in more.items():
        columns[name] += values


class _Places:
    """Which passage a place in the text after ``n_steps`` steps belongs to, and the text around it."""

    def __init__(self, text: str, n_steps: int, passage_ids: Sequence[str], n_context: int) -> None:
        import numpy as np

        self.n_steps = n_steps
        self._text = text
        self._ids = passage_ids
        lengths = np.asarray([len(passage) + 1 for passage in text.split("\n")], dtype=np.int64)
        self._starts = lengths.cumsum() - lengths
        self._n = n_context

    def passage_ids(self, starts: Positions, rules: Iterable[str]) -> list[str | None]:
        """Null where the place is between passages: a line end of the text, its end, or a gap's beginning."""
        text, numbers = self._text, self._starts.searchsorted(starts, side="right") - 1
        return [
            self._ids[number] if at < len(text) and text[at] != "\n" and rule not in GAP_RULES else None
            for at, number, rule in zip(starts.tolist(), numbers.tolist(), rules, strict=True)
        ]

    def contexts(self, starts: Positions, ends: Positions) -> list[str]:
        return [self._context(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def _context(self, start: int, end: int) -> str:
        """So many characters on each side, as far as the passage goes; both passages where it is between two."""
        text = self._text
        left, right = text[max(start - self._n, 0) : start], text[end : end + self._n]
        if text[start:end] != "\n":
            left, right = left[left.rfind("\n") + 1 :], right.partition("\n")[0]
        return f"{left}{text[start:end]}{right}".replace("\n", _BETWEEN_PASSAGES)


def _applied(rewriting: Rewriting, number: int, shown_as: int, places: _Places) -> Columns:
    """One step's edits; ``number`` counts the steps that rewrote the text, ``shown_as`` also that of the suspects."""
    import numpy as np

    step = rewriting.steps[number - 1]
    starts = rewriting.onward(step.starts_after, number, places.n_steps)
    last = rewriting.onward(np.maximum(step.ends_after - 1, 0), number, places.n_steps)
    ends = np.where(step.ends_after > step.starts_after, last + 1, starts)
    n = len(step.edits)
    return {
        "passage_id": places.passage_ids(starts, (edit.rule for edit in step.edits)),
        "rule": [edit.rule for edit in step.edits],
        "offset": rewriting.to_source(step.starts, number - 1).tolist(),
        "before": [edit.before for edit in step.edits],
        "after": [edit.after for edit in step.edits],
        "context": places.contexts(starts, ends),
        "status": [APPLIED] * n,
        "step": [shown_as] * n,
        "position": step.starts.tolist(),
        "gain": [None] * n,
    }


def _suspected(cleaned: CleanText, shown_as: int, places: _Places) -> Columns:
    import numpy as np

    found, n_before = cleaned.suspects, cleaned.n_steps_before_suspects
    starts = np.asarray([suspect.start for suspect in found], dtype=np.int64)
    offsets = cleaned.rewriting.to_source(starts, n_before).tolist()
    settled = set(_corrected_offsets(cleaned.rewriting, n_before))
    return {
        "passage_id": places.passage_ids(starts, [suspect.rule for suspect in found]),
        "rule": [suspect.rule for suspect in found],
        "offset": offsets,
        "before": [suspect.found for suspect in found],
        "after": [suspect.proposed for suspect in found],
        "context": places.contexts(starts, starts + 1),
        "status": [SETTLED if offset in settled else SUSPECTED for offset in offsets],
        "step": [shown_as] * len(found),
        "position": starts.tolist(),
        "gain": [round(suspect.gain, 4) for suspect in found],
    }


def _corrected_offsets(rewriting: Rewriting, n_before: int) -> Iterable[int]:
    """Source offsets of every character that a correction replaced."""
    import numpy as np

    for number, step in enumerate(rewriting.steps[n_before:], start=n_before):
        for edit in step.edits:
            if edit.rule == CORRECTION:
                replaced = np.arange(edit.start, edit.start + len(edit.before), dtype=np.int64)
                yield from rewriting.to_source(replaced, number).tolist()
