"""What is ranked, how many ranks are kept, and how English is shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.settings.base import StageSettings


class KeywordsSettings(StageSettings):
    top_n: int = Field(100, ge=1, description="Ranks kept for an edition, a document and a section.")
    top_n_passage: int = Field(
        10, ge=1, description="Ranks kept for a single message: it seldom has more content words."
    )
    background: str = Field(
        "jieba",
        pattern=r"^[^\s/\\.#§]+$",
        description="Whose word frequencies the second ranking compares with: jieba (its dictionary, always there), "
        "wordfreq (a package to be installed), or the name of a background built by the command background build.",
    )
    concept_counts: Literal["own", "inclusive"] = Field(
        "own",
        description="Mentions that a concept is ranked by: those on their own, so that no character counts twice, or "
        "inclusive of those inside longer terms (治理 in 数据治理 too). The table concepts has all counts either way.",
    )
    min_term_characters: int = Field(
        2,
        ge=1,
        description="Shortest Chinese term that is ranked: single characters are mostly leftovers of segmentation. "
        "Wordings of lexicon concepts are ranked at any length.",
    )
    min_latin_characters: int = Field(
        2,
        ge=1,
        description="Shortest word in Latin script that is ranked: single letters are list marks and initials.",
    )
    score_decimals: int = Field(
        6,
        ge=2,
        le=12,
        description="Decimals of a TF-IDF score, rounded before ranking: logarithms differ between processors in the "
        "sixteenth digit, which must neither break a tie nor change a file.",
    )
    max_gloss_characters: int = Field(
        32,
        ge=10,
        description="Length that a dictionary's English for a term is kept to, by whole senses: it stands beside a bar "
        "of a chart.",
    )
    max_gloss_senses: int = Field(
        3,
        ge=1,
        description="Senses taken from the dictionary: its first alone is often not the one meant (开放: to bloom).",
    )
