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
    weigh_length: bool = Field(
        True,
        description="Weigh terms by length where compounds are ranked beside words: TF-IDF · log2 of the characters. "
        "On 1,000 abstracts the F1 at 5 of authors' keywords is 0.26 with it, 0.23 without.",
    )
    max_weighed_characters: int = Field(
        6,
        ge=2,
        description="Characters from which on length weighs no more, so that the long name of a body does not lead by "
        "its length. The F1 is 0.259 with 4, 5, 6, 8 and without a bound alike.",
    )
    latin_word_characters: int = Field(
        2,
        ge=1,
        description="Characters that a word in Latin script counts as for its weight: as many as most Chinese words "
        "have. By its letters every English word would rank high (F1 lower by 0.002).",
    )
    remove_redundant: bool = Field(
        True,
        description="Leave a keyword out where a longer one, inside which it is counted, has nearly the same count.",
    )
    redundant_share: float = Field(
        0.8,
        gt=0,
        le=1,
        description="Least share of the lower in the higher of two counts that are nearly the same. With 0.6, 0.7, 0.8 "
        "and 0.9 the F1 of authors' keywords is 0.252, 0.257, 0.259 and 0.258, without any removal 0.23.",
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
