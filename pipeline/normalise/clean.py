"""The text of a document on its way through all steps, and where everything in it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.normalise.corrections import correction
from pipeline.normalise.layout import layout_edits, passages
from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.radicals import RULE as RADICALS
from pipeline.normalise.script.convert import traditional_to_simplified
from pipeline.normalise.script.detect import Script, script_of_document, traditional_passages
from pipeline.normalise.script.originals import original_texts
from pipeline.normalise.script.vocabulary import regional_vocabulary
from pipeline.normalise.structure import kinds
from pipeline.normalise.suspects import Suspect, suspects

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
    originals: Sequence[str | None]
    """The passages that were converted, as they were written; None for the others."""
    suspects: Sequence[Suspect]
    suspects_text: str
    """The text in which the suspects stand: before corrections."""
    n_steps_before_suspects: int

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
    *,
    region: str | None = None,
) -> CleanText:
    """Mend characters, lay out, convert the script, look for slips, apply what people decided: in this order."""
    rewriting = Rewriting(source_text)
    for repair in BEFORE_LAYOUT:
        rewriting.apply(repair(rewriting.text))
    found = passages(rewriting.text, settings)
    rewriting.apply(layout_edits(rewriting.text, found))
    for repair in AFTER_LAYOUT:
        rewriting.apply(repair(rewriting.text))
    script, written = script_of_document(rewriting.text), rewriting.text
    traditional = traditional_passages(written)
    rewriting.apply(traditional_to_simplified(traditional))
    converted = [(start, rewriting.text[start : start + len(text)]) for start, text in traditional]
    rewriting.apply(regional_vocabulary(converted, region))
    originals = original_texts(written, rewriting.text)
    n_steps, uncorrected = len(rewriting.steps), rewriting.text
    radical_at = radicals_by_position(rewriting)
    slips = suspects(uncorrected, radical_at, settings.clause_characters, settings.suspect_min_gain)
    for decision in corrections:
        rewriting.apply(correction(rewriting.text, decision))
    return CleanText(rewriting, kinds(found, settings), script, originals, slips, uncorrected, n_steps)


def radicals_by_position(rewriting: Rewriting) -> dict[int, str]:
    """Where folded radicals stand now, and which radical each was."""
    import numpy as np

    for number, step in enumerate(rewriting.steps, start=1):
        if step.edits[0].rule == RADICALS:
            at: Positions = rewriting.onward(np.asarray(step.starts_after), number)
            return {int(position): edit.before for position, edit in zip(at, step.edits, strict=True)}
    return {}
