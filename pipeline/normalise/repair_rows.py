"""The table repairs: every edit of every step with its place in the source text and its passage, and the suspects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline import tables
from pipeline.normalise.corrections import RULE as CORRECTION
from pipeline.normalise.languages import RULE as OTHER_LANGUAGE
from pipeline.normalise.layout import GAP_RULES
from pipeline.normalise.ledger import APPLIED, SETTLED, SUSPECTED, Rewriting

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.normalise.clean import CleanText
    from pipeline.normalise.ledger import Positions

Columns = dict[str, Any]
_BETWEEN_PASSAGES = " | "
_BETWEEN_RULES = (*GAP_RULES, OTHER_LANGUAGE)


def repairs_table(cleaned: CleanText, document_id: str, passage_ids: Sequence[str], n_context: int) -> pa.Table:
    """All repairs of a document, in order of step and position.

    The context of a correction is that of the clean text; of everything else, the text as it was before corrections, so
    that it can be quoted in one.
    """
    import pyarrow as pa

    n_before, n_steps = cleaned.n_steps_before_suspects, len(cleaned.rewriting.steps)
    uncorrected = _Places(cleaned.suspects_text, passage_ids, n_context)
    parts = [_applied(cleaned.rewriting, range(n_before), 1, uncorrected)]
    if cleaned.suspects:
        parts.append(_suspected(cleaned, n_before + 1, uncorrected))
    if n_steps > n_before:
        corrected = _Places(cleaned.rewriting.text, passage_ids, n_context)
        parts.append(_applied(cleaned.rewriting, range(n_before, n_steps), 2, corrected))
    made = [tables.make("repairs", {"document_id": document_id, **columns}) for columns in parts]
    return pa.concat_tables(made).combine_chunks() if len(made) > 1 else made[0]


class _Places:
    """Which passage a place in a text, one passage a line, belongs to, and the text around it."""

    def __init__(self, text: str, passage_ids: Sequence[str], n_context: int) -> None:
        import numpy as np

        self._text = text
        self._ids = passage_ids
        self._n = n_context
        self._ends = (np.fromiter(map(len, text.split("\n")), dtype=np.int64) + 1).cumsum() - 1
        """Where each passage ends: the line feed behind it, or the text's end."""
        self._shown = text.replace("\n", _BETWEEN_PASSAGES)

    def passage_ids(self, starts: Positions, rules: Sequence[str]) -> list[str | None]:
        """Null where the place is between passages: a line end of the text, its end, or a gap's beginning."""
        numbers = self._ends.searchsorted(starts)
        is_between = self._ends[numbers] == starts
        return [
            None if between or rule in _BETWEEN_RULES else self._ids[number]
            for between, number, rule in zip(is_between.tolist(), numbers.tolist(), rules, strict=True)
        ]

    def contexts(self, starts: Positions, ends: Positions) -> list[str]:
        """So many characters on each side, as far as the passage goes; both passages where it is between two."""
        import numpy as np

        ends = np.minimum(ends, len(self._text))  # of what was removed at the end, the last character leads behind it
        left, right = self._ends.searchsorted(starts), self._ends.searchsorted(ends)
        is_line_end = (self._ends[left] == starts) & (ends == starts + 1)
        begins_of_passages = np.concatenate(([0], self._ends + 1))
        begins = np.maximum(starts - self._n, np.where(is_line_end, 0, begins_of_passages[left]))
        stops = np.minimum(ends + self._n, np.where(is_line_end, len(self._text), self._ends[right]))
        shown = zip(self._in_shown(begins), self._in_shown(stops), strict=True)
        return [self._shown[begin:stop] for begin, stop in shown]

    def _in_shown(self, positions: Positions) -> list[int]:
        """Positions in the text, as positions in the text as it is shown."""
        n_longer = len(_BETWEEN_PASSAGES) - 1
        moved: list[int] = (positions + n_longer * self._ends.searchsorted(positions)).tolist()
        return moved


def _applied(rewriting: Rewriting, numbers: range, first_shown_as: int, places: _Places) -> Columns:
    """The edits of some steps; ``numbers`` counts the steps that rewrote the text from 0.

    They are shown with the number of the pass: from 1, and that of the suspects counts too.
    """
    import numpy as np

    steps = rewriting.steps[numbers.start : numbers.stop]
    edits = [step.edits for step in steps]
    rules = [rule for some in edits for rule in some.rules]
    starts, ends = rewriting.places(numbers.start, numbers.stop)
    return {
        "passage_id": _unless_taken_out(places.passage_ids(starts, rules), rewriting, numbers),
        "rule": rules,
        "offset": rewriting.offsets(numbers.start, numbers.stop),
        "before": [before for some in edits for before in some.before],
        "after": [after for some in edits for after in some.after],
        "context": places.contexts(starts, ends),
        "status": APPLIED,
        "step": np.repeat(np.arange(len(steps)) + numbers.start + first_shown_as, [len(some) for some in edits]),
        "position": np.concatenate([np.empty(0, dtype=np.int64), *(some.starts for some in edits)]),
        "gain": None,
    }


def _unless_taken_out(passage_ids: list[str | None], rewriting: Rewriting, numbers: range) -> list[str | None]:
    """Null for changes inside a passage that a later step took out: in no passage now."""
    for at in numbers:
        step = rewriting.steps[at]
        if step.edits.rules[0] == OTHER_LANGUAGE:
            earlier, _ = rewriting.places(numbers.start, at)
            inside = step.starts.searchsorted(earlier, side="right") > step.ends.searchsorted(earlier, side="right")
            left = [None if gone else one for one, gone in zip(passage_ids, inside.tolist(), strict=False)]
            return left + passage_ids[len(left) :]
    return passage_ids


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
        "position": starts,
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
