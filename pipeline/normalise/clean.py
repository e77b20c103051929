"""The text of a document on its way through all steps, and where everything in it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from pipeline.normalise.block_spans import BlockSpan, artifact_edits, onward
from pipeline.normalise.corrections import correction
from pipeline.normalise.languages import OtherPassage, other_passages, without
from pipeline.normalise.layout import layout_edits
from pipeline.normalise.ledger import Rewriting
from pipeline.normalise.look_alikes import look_alike_suspects
from pipeline.normalise.mend import mend
from pipeline.normalise.passages import passages
from pipeline.normalise.repairs import AFTER_LAYOUT, BEFORE_LAYOUT
from pipeline.normalise.repairs.radicals import RULE as RADICALS
from pipeline.normalise.repairs.repair import signs_in
from pipeline.normalise.script.convert import traditional_to_simplified
from pipeline.normalise.script.detect import Script, script_and_traditional_passages
from pipeline.normalise.script.originals import original_texts
from pipeline.normalise.script.vocabulary import regional_vocabulary
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
    originals: Sequence[str | None]
    """The passages that were converted, as they were written; None for the others."""
    suspects: Sequence[Suspect]
    suspects_text: str
    """The text in which the suspects stand: before corrections."""
    n_steps_before_suspects: int
    unknown: Sequence[Unknown]
    """Characters of the clean text that nobody can read."""
    others: Sequence[OtherPassage] = ()
    """Passages in other languages, as they stood after ``n_steps_before_others`` steps and do no more."""
    n_steps_before_others: int = 0

    @cached_property
    def texts(self) -> list[str]:
        return self.rewriting.text.split("\n") if self.kinds else []

    @cached_property
    def ends(self) -> Positions:
        """Where each passage ends in the clean text; the next one begins behind the line feed there."""
        import numpy as np

        lengths = np.fromiter(map(len, self.texts), dtype=np.int64, count=len(self.texts))
        return (lengths + 1).cumsum() - 1

    @cached_property
    def starts(self) -> Positions:
        """Where each passage begins in the clean text."""
        import numpy as np

        return np.concatenate(([0], self.ends[:-1] + 1))[: len(self.kinds)]


def clean(
    source_text: str,
    corrections: Sequence[Correction],
    settings: NormaliseSettings,
    blocks: Sequence[BlockSpan] = (),
    *,
    region: str | None = None,
) -> CleanText:
    """Mend characters, lay out, convert the script, look for slips, apply what people decided: in this order.

    ``blocks`` are spans of the source text; without any, or with nothing known of them, it is plain text.
    ``region``: whose words Traditional passages are written in, as ``edition.toml`` states it.
    """
    rewriting = Rewriting(source_text)
    rewriting.apply(artifact_edits(source_text, blocks))
    signs = mend(rewriting, BEFORE_LAYOUT, settings.repairs, signs_in([source_text]))
    found = passages(rewriting.text, onward(blocks, rewriting), settings)
    rewriting.apply(layout_edits(rewriting.text, found, mends_words=settings.repairs.line_end_words))
    others, n_steps_before_others = other_passages(rewriting.text, settings), len(rewriting.steps)
    rewriting.apply(without(rewriting.text, others))
    found = found.without({other.number for other in others})
    signs = mend(rewriting, AFTER_LAYOUT, settings.repairs, signs)
    written = rewriting.text
    script, traditional = script_and_traditional_passages(written)
    rewriting.apply(traditional_to_simplified(traditional))
    converted = [(start, rewriting.text[start : start + len(text)]) for start, text in traditional]
    rewriting.apply(regional_vocabulary(converted, region))
    originals = original_texts(written, rewriting.text)
    n_steps, uncorrected = len(rewriting.steps), rewriting.text
    radical_at = radicals_by_position(rewriting)
    slips = _suspects(uncorrected, radical_at, settings)
    for decision in corrections:
        rewriting.apply(correction(rewriting.text, decision))
    unknown = unknown_characters(rewriting.text, signs)
    of_others = (others, n_steps_before_others)
    return CleanText(
        rewriting, kinds(found, settings), script, originals, slips, uncorrected, n_steps, unknown, *of_others
    )


def _suspects(text: str, radical_at: Mapping[int, str], settings: NormaliseSettings) -> list[Suspect]:
    """Suspected slips of either kind by position; of two at one place, that of the radical."""
    n_around = settings.clause_characters
    found = {suspect.start: suspect for suspect in suspects(text, radical_at, n_around, settings.suspect_min_gain)}
    if len(text) <= settings.look_alike_max_characters:
        for suspect in look_alike_suspects(text, n_around, settings.look_alike_min_gain):
            found.setdefault(suspect.start, suspect)
    return [found[start] for start in sorted(found)]


def radicals_by_position(rewriting: Rewriting) -> dict[int, str]:
    """Where folded radicals stand now, and which radical each was; not those that later steps took out."""
    for number, step in enumerate(rewriting.steps, start=1):
        if step.edits.rules[0] == RADICALS:
            at = rewriting.onward(step.starts_after, number)
            origins = rewriting.to_source(step.starts_after, number)
            is_left = rewriting.to_source(at, len(rewriting.steps)) == origins
            return dict(compress(zip(at.tolist(), step.edits.before, strict=True), is_left.tolist()))
    return {}
