"""Which sequences of words are compounds that rank beside words, and which are proposed as new terms."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class NewTermSettings(StageSettings):
    """Which compounds are proposed as new terms; ``pipeline/compounds/term_candidates.py`` says how."""

    min_messages: int = Field(
        1,
        ge=1,
        description="Least messages with a new term: nearly nine of ten keywords of an abstract stand in no other. "
        "More is stricter.",
    )
    min_entropy: float = Field(
        0.5,
        ge=0,
        description="Least entropy of the words on either side of a new term, in bits: one neighbour in nine differs. "
        "With 0.3, 0.5 and 0.8 the F1 of candidates as keywords is 0.297, 0.297 and 0.290.",
    )
    max_candidates: int = Field(
        5000,
        ge=1,
        description="Most new terms that are listed, the best first: a person reads hundreds, and 1,000 abstracts have "
        "2,500.",
    )
    max_examples: int = Field(
        3, ge=1, description="Places shown of a new term: enough to judge it, few enough for a cell."
    )
    context_characters: int = Field(8, ge=0, le=100, description="Characters shown on each side of a new term.")


class CompoundsSettings(StageSettings):
    """What a candidate compound is; ``pipeline/compounds/candidates.py`` says how."""

    max_words: int = Field(
        5,
        ge=2,
        le=8,
        description="Most words of a compound: of authors' keywords that jieba splits 99 % have up to four.",
    )
    min_repeats: int = Field(
        2,
        ge=2,
        description="Least occurrences of a compound in some document: what a text is about it says again. Of "
        "pairs of words that stand twice in 500 abstracts 19 % are keywords where one abstract has both, 9 % where two "
        "share them.",
    )
    min_occurrences_per_word: float = Field(
        1.0,
        ge=0,
        description="Least occurrences for each word of a compound. Long sequences are repeated where one sentence "
        "quotes another: of those of 3 words in 500 abstracts 14, 18 and 39 % are keywords with 2, 3 and more "
        "occurrences, of those of 4 words 4, 19 and 16 %.",
    )
    min_pmi: float = Field(
        4.0,
        description="Least pointwise mutual information at the weakest split of a compound, in bits: its parts meet "
        "16 times as often as by chance. In government work reports 固定资产|投资 (8) lies above, 发展|经济 (1) "
        "below. The F1 hardly changes from 0 to 5.",
    )
    decimals: int = Field(
        3,
        ge=1,
        le=9,
        description="Decimals of entropies, PMI, C-value and score, rounded before they decide: logarithms differ "
        "between processors in the sixteenth digit.",
    )
    new_terms: NewTermSettings = NewTermSettings()
