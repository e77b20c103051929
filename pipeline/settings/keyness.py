"""What is compared with what, how it is tested, and how much of it is kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.settings.base import StageSettings

Pair = Annotated[tuple[str, str], Field(strict=False)]  # TOML has lists


class KeynessSettings(StageSettings):
    pairs: tuple[Pair, ...] = Field(
        (),
        strict=False,
        description="Other pairs to compare, each of two groups by name: an edition, a document, a section (document "
        'and §, then its number) or a theme, for example [["2018-paris", "2019-berlin"]].',
    )
    seed: int = Field(20181112, description="Seed of the permutations; the first day of IGF 2018.")
    level: float = Field(
        0.05,
        gt=0,
        lt=1,
        description="False-discovery rate at which a term is called key or a lockword, and the chance that an interval "
        "misses: the customary level.",
    )
    min_messages: int = Field(
        5,
        ge=2,
        description="Fewer messages on either side are not compared. From five of ten messages up there are more than "
        "a hundred ways to deal them out, without which nothing could be significant.",
    )
    min_documents: int = Field(
        6,
        ge=2,
        description="With so many documents on both sides whole documents are permuted, else messages: six of twelve "
        "can be chosen in 924 ways, below which no term of a long list could be significant.",
    )
    min_occurrences: int = Field(
        5, ge=1, description="Rarer terms, both sides together, are not tested: they could hardly be significant."
    )
    min_range: int = Field(
        3,
        ge=1,
        description="Least messages that a term stands in to be tested, and on the side where it is the more frequent "
        "to be key, on both to be a lockword: what one or two messages say is not typical of a group.",
    )
    max_terms: int = Field(
        5000,
        ge=1,
        description="Most terms tested in a comparison, the most widespread first. 33 yearly reports together have "
        "some 4,000 that are frequent enough.",
    )
    looks: Annotated[tuple[int, ...], Field(min_length=1, strict=False)] = Field(
        (999, 4_999, 19_999, 99_999),
        description="Permutations after which is looked whether a term needs more; p-values go down to one in the last "
        "of them plus 1. Two looks suffice to find one key term among 250, three among 1,000, four among max_terms; "
        "no more are taken than that needs.",
    )
    enough_exceedances: int = Field(
        20,
        ge=5,
        description="Permutations that reach the observed difference with which a p-value is good enough to stop: its "
        "standard error is then at most a fifth of it.",
    )
    max_draws: int = Field(
        200_000_000,
        ge=1_000_000,
        description="Most messages shuffled for the comparisons of an edition, or of all editions, at 6 nanoseconds "
        "each: fewer permutations where there are more than 2,000 messages, but never fewer than the first look. 33 "
        "yearly reports have 3,300 and stop at the third look, where five key terms of 4,500 can be found; the fourth "
        "alone took half the time of the stage.",
    )
    equivalence_ratio: float = Field(
        1.5,
        gt=1,
        description="A lockword is less than so many times as frequent on one side as on the other. It "
        "takes some hundred occurrences on both sides to show that among forty terms; a smaller ratio takes more.",
    )
    prior_share: float = Field(
        0.1,
        gt=0,
        description="Weight of the two texts together as the prior of the log-odds: a tenth of their counts, as for "
        "the names of themes. It draws in what rests on a few occurrences.",
    )
    max_groups: int = Field(
        60,
        ge=1,
        description="Most groups of a kind that are compared in an edition, those with the most messages first; the "
        "others stand in the table comparisons as left out.",
    )
    top_n: int = Field(
        40, ge=1, description="Terms of a comparison kept at a level, key ones first: more are read by nobody."
    )
    max_lockwords: int = Field(
        40, ge=1, description="Lockwords of a comparison kept at a level, the surest first, besides those."
    )
    decimals: int = Field(
        6,
        ge=4,
        le=12,
        description="Decimals of every measure, rounded before ranking: logarithms differ between processors in the "
        "sixteenth digit, which must neither break a tie nor change a file.",
    )

    @model_validator(mode="after")
    def _looks_ascend(self) -> Self:
        if any(later <= earlier for earlier, later in pairwise((0, *self.looks))):
            raise ValueError(f"looks have to be above 0 and ascend, found {list(self.looks)}")
        return self

    @property
    def least_permutations(self) -> int:
        return self.looks[0]

    @property
    def most_permutations(self) -> int:
        return self.looks[-1]
