"""The text of a document on its way through all steps, and where everything in it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.normalise.block_spans import BlockSpan, artifact_edits, onward
from pipeline.normalise.corrections import correction
from pipeline.normalise.layout import layout_edits
from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.look_alikes import look_alike_suspects
from pipeline.normalise.mend import mend
from pipeline.normalise.passages import passages
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.radicals import RULE as RADICALS
from pipeline.normalise.repairs.repair import signs_in
from pipeline.normalise.script import Script, script_of_document, traditional_passages, traditional_to_simplified
from pipeline.normalise.structure import kinds
from pipeline.normalise.suspects import Suspect, suspects
from pipeline.normalise.unknown_characters import Unknown, unknown_characters

if TYPE_CHECKING:
    from pipeline.lexicon.model import Correction
    from pipeline.normalise.ledger import Positions
    from pipeline.settings import NormaliseSettings


@dataclass(frozen=True)
class CleanText:
    """A document's clean text, one passage a line, with the log of how it came about."""

    rewriting: Rewriting
    kinds: Sequence[str]
    script: Script
    suspects: Sequence[Suspect]
    suspects_text: str
    """The text in which the suspects stand: before corrections."""
    n_steps_before_suspects: int
    unknown: Sequence[Unknown]
    """Characters of the clean text that nobody can read."""

    @property
    def texts(self) -> list[str]:
        return self.rewriting.text.split("\n") if self.kinds else []

    @property
    def starts(self) -> list[int]:
        """Where each passage begins in the clean text."""
        return list(accumulate((len(text) + 1 for text in self.texts[:-1]), initial=0))[: len(self.kinds)]


def clean(
    source_text: str,
    corrections: Sequence[Correction],
    settings: NormaliseSettings,
    blocks: Sequence[BlockSpan] = (),
) -> CleanText:
    """Mend characters, lay out, convert the script, look for slips, apply what people decided: in this order.

    ``blocks`` are spans of the source text; without any, or with nothing known of them, it is plain text.
    """
    rewriting = Rewriting(source_text)
    rewriting.apply(artifact_edits(source_text, blocks))
    signs = mend(rewriting, BEFORE_LAYOUT, settings.repairs, signs_in([source_text]))
    found = passages(rewriting.text, onward(blocks, rewriting), settings)
    rewriting.apply(layout_edits(rewriting.text, found, mends_words=settings.repairs.line_end_words))
    signs = mend(rewriting, AFTER_LAYOUT, settings.repairs, signs)
    traditional = traditional_passages(rewriting.text)
    script = script_of_document(rewriting.text, len(traditional))
    rewriting.apply(traditional_to_simplified(traditional))
    n_steps, uncorrected = len(rewriting.steps), rewriting.text
    radical_at = radicals_by_position(rewriting)
    slips = _suspects(uncorrected, radical_at, settings)
    for decision in corrections:
        rewriting.apply(correction(rewriting.text, decision))
    unknown = unknown_characters(rewriting.text, signs)
    return CleanText(rewriting, kinds(found, settings), script, slips, uncorrected, n_steps, unknown)


def _suspects(text: str, radical_at: Mapping[int, str], settings: NormaliseSettings) -> list[Suspect]:
    """Suspected slips of either kind by position; of two at one place, that of the radical."""
    n_around = settings.clause_characters
    found = {suspect.start: suspect for suspect in suspects(text, radical_at, n_around, settings.suspect_min_gain)}
    if len(text) <= settings.look_alike_max_characters:
        for suspect in look_alike_suspects(text, n_around, settings.look_alike_min_gain):
            found.setdefault(suspect.start, suspect)
    return [found[start] for start in sorted(found)]


def radicals_by_position(rewriting: Rewriting) -> dict[int, str]:
    """Where folded radicals stand now, and which radical each was."""
    import numpy as np

    for number, step in enumerate(rewriting.steps, start=1):
        if step.edits[0].rule == RADICALS:
            at: Positions = rewriting.onward(np.asarray(step.starts_after), number)
            return {int(position): edit.before for position, edit in zip(at, step.edits, strict=True)}
    return {}
