"""How editions are held against each other."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.alignment import AlignmentSettings
from pipeline.settings.base import StageSettings


class CompareSettings(StageSettings):
    min_messages: int = Field(
        8,
        ge=1,
        description="Terms and modal words of an edition with fewer messages than this are not compared: it says too "
        "little. What became of each message is said all the same.",
    )
    least_similarity: float = Field(
        0.5,
        gt=0,
        lt=1,
        description="Two messages are one reworded from this similarity of their wording up (1: word for word). Of "
        "reports ten to thirty years apart, which have nothing in common but the genre, 99 in 100 messages stay below "
        "0.24 and the most alike reach 0.44, opening formulas apart; of messages of which three tenths were replaced "
        "in runs of eight characters, nine in ten stay above 0.5.",
    )
    least_share: float = Field(
        0.8,
        gt=0,
        le=1,
        description="A message is a piece of a longer one, split off from it or merged into it, with so much of its "
        "wording in there, weighted by how rare it is. A tenth of a piece may change with the seam.",
    )
    least_characters: int = Field(
        8,
        ge=2,
        description="Letters and digits below which a message is matched word for word only: of a phrase of six, two "
        "that are alike are no rewording.",
    )
    max_messages_of_pair: int = Field(
        200,
        ge=2,
        description="Two characters side by side that stand in more messages of an edition lead to no candidate, "
        "though they count in what is compared. Up to so many messages nothing is passed over; with 20,000 messages on "
        "either side and a seventh of the characters changed 997 in 1,000 are found with half of it.",
    )
    min_kept_characters: int = Field(
        2,
        ge=1,
        description="Shorter runs that stay between two changes are shown as changed: a lone 的 that two rewritten "
        "clauses have in common is noise to a reader. Two characters are a word.",
    )
    max_diff_cells: int = Field(
        4_000_000,
        ge=10_000,
        description="Characters of both texts multiplied above which whole sentences are held against each other "
        "instead of characters: 2,000 by 2,000 take a tenth of a second.",
    )
    least_expected: float = Field(
        3.0,
        gt=0,
        description="A term that one edition lacks is called new or gone only where at the other's rate so many were "
        "to be expected: with fewer, one text in twenty would lack it by chance (exp(-3) is 0.05).",
    )
    decimals: int = Field(
        6, ge=4, le=12, description="Decimals of similarities and rates, rounded before they decide anything."
    )
    alignment: AlignmentSettings = AlignmentSettings()
