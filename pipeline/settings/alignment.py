"""How the themes and headings of two editions are told to be about the same thing."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class AlignmentSettings(StageSettings):
    seed: int = Field(20181112, description="Seed of the permutations; the first day of IGF 2018.")
    level: float = Field(
        0.05,
        gt=0,
        lt=1,
        description="False-discovery rate over all themes of an edition that are tested: the customary level. With "
        "it 34 of 600 pairs of planted editions had any link where the messages of one were dealt out at random, none "
        "of 300 whose themes have nothing in common.",
    )
    n_permutations: int = Field(
        999,
        ge=199,
        description="Times that messages are dealt out anew: the least p-value is 0.001, with which a single link of "
        "fifty themes still passes; a pair of editions takes a second.",
    )
    max_terms: int = Field(
        4_000,
        ge=100,
        description="Most terms that profiles are made of, the most widespread first: it bounds memory and time.",
    )
    min_group_messages: int = Field(
        3, ge=1, description="A theme or heading with fewer messages is not compared by its words: chance would decide."
    )
    n_shared_terms: int = Field(
        8, ge=1, description="Terms listed that two themes share, those that tie them most: about a line."
    )
    decimals: int = Field(
        6, ge=4, le=12, description="Decimals of similarities and p-values, rounded before they are compared."
    )
