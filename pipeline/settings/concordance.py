"""Which words get concordance lines, how many, and how long these are."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class ConcordanceSettings(StageSettings):
    top_n: int = Field(
        100,
        ge=0,
        description="Leading keywords of an edition that get lines, besides every concept found: all that are kept of "
        "an edition's ranking. Those that are concepts have lines anyway.",
    )
    max_lines: int = Field(
        200,
        ge=1,
        description="Most lines of one concept or term in an edition, spread evenly over it: more than a person reads. "
        "3,472 laws have 5,000 mentions of a concept and more; all would make a file of gigabytes. The column n_lines "
        "has the full number, and the command kwic shows every line.",
    )
    context_characters: int = Field(
        25, ge=1, le=200, description="Characters on each side: about a clause, and a line fits across a screen."
    )
