"""How terms are followed over the editions of a series."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class TrendsSettings(StageSettings):
    min_editions: int = Field(
        3, ge=2, description="Fewest editions that make a series: two are held against each other by the stage compare."
    )
    min_messages: int = Field(
        5,
        ge=2,
        description="An edition with fewer messages is no point of a series: one of them would decide its rates.",
    )
    min_documents: int = Field(
        6,
        ge=2,
        description="With so many documents in every edition whole documents are dealt out and drawn, else messages: "
        "as in [keyness].",
    )
    min_occurrences: int = Field(
        10,
        ge=2,
        description="Rarer terms, in all editions together, are not tested: their rate is of one or two editions.",
    )
    min_range: int = Field(
        5,
        ge=2,
        description="Fewest messages that a term stands in to be tested: what a few say is no usage of the series.",
    )
    level: float = Field(
        0.05,
        gt=0,
        lt=1,
        description="False-discovery rate at which a term is said to rise, fall or vary, and the chance that an "
        "interval misses: the customary level.",
    )
    seed: int = Field(20181112, description="Seed of the draws; the first day of IGF 2018.")
    min_draws: int = Field(
        999, ge=99, description="Fewest ways to deal the messages out: p-values then go down to one in a thousand."
    )
    max_draws: int = Field(
        9_999, ge=99, description="Most of them: one term among 500 can then be found, and of more terms several."
    )
    max_cells: int = Field(
        300_000_000,
        ge=1_000_000,
        description="Counts added up in all draws together, at 10 nanoseconds each: 33 yearly reports have "
        "some 250,000 a draw and get 1,200 draws, three editions of the forum get all.",
    )
    n_resamples: int = Field(
        999, ge=99, description="Resamples behind the interval of a rate: its ends then rest on 25 of them."
    )
    n_followed: int = Field(
        200, ge=1, description="Terms whose rate is given edition by edition, those that changed most first."
    )
    nested_share: float = Field(
        0.7,
        gt=0.5,
        le=1,
        description="A term of whose occurrences such a share stands inside one longer term is shown as that one.",
    )
    decimals: int = Field(
        6,
        ge=4,
        le=12,
        description="Decimals of every measure: logarithms and sums differ between processors beyond them.",
    )
