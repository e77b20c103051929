"""What is ranked, how many ranks are kept, and how English is shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.settings.base import StageSettings


class KeywordsSettings(StageSettings):
    top_n: int = Field(100, ge=1, description="Ranks kept for an edition.")
    top_n_part: int = Field(
        20,
        ge=1,
        description="Ranks kept for a document and a section, of which there may be thousands: the report shows 8 of a "
        "section, and whoever reads on finds as many again and more.",
    )
    top_n_passage: int = Field(
        10, ge=1, description="Ranks kept for a single message: it seldom has more content words."
    )
    background: str = Field(
        "jieba",
        pattern=r"^[^\s/\\.#§]+$",
        description="Whose word frequencies the second ranking compares with: jieba (its dictionary, always there), "
        "wordfreq (a package to be installed), or the name of a background built by the command background build.",
    )
    top_n_background: int = Field(
        20,
        ge=1,
        description="Ranks against the background kept for a document and a section, by either ranking; an edition "
        "has top_n. The report shows 8 of a section.",
    )
    min_messages: int = Field(
        5,
        ge=1,
        description="Fewest messages in which a term's place says anything: below, tables say 'not enough evidence' "
        "and the report does not rank. Five can be drawn with replacement in 126 ways, four in 35: too few for the "
        "1 in 40 that lies outside an interval on either side.",
    )
    min_resampling_units: int = Field(
        5, ge=2, description="Fewest documents, or messages, that are drawn from for a rank's interval: as above."
    )
    n_resamples: int = Field(
        500,
        ge=20,
        le=10_000,
        description="Resamples behind a rank's interval: with 500 its ends stand on the 12 lowest and highest ranks.",
    )
    n_part_resamples: int = Field(
        200,
        ge=20,
        le=10_000,
        description="The same for a document or a section, of which there are many: its ends stand on the 5 lowest and "
        "highest ranks.",
    )
    resampling_seed: int = Field(1, ge=0, description="Seed of the draws.")
    interval_level: float = Field(0.95, gt=0, lt=1, description="Share of the resamples that an interval holds.")
    max_parts: int = Field(
        200,
        ge=0,
        description="Most documents, or sections, with enough messages of an edition for which intervals and ranks "
        "against the background are made: each takes a hundredth of a second, and the thousands of a collection of "
        "laws are not read one by one. The edition always has both.",
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
        "have. By its letters every English word would rank high (F1 lower by 0.001).",
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
        "and 0.9 the F1 of authors' keywords is 0.252, 0.257, 0.259 and 0.258, without any removal 0.254.",
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
