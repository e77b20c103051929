"""What cuts, and how far the lexicon outweighs the dictionary."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.settings.base import StageSettings


class SegmentSettings(StageSettings):
    engine: Literal["rjieba", "jieba"] = Field(
        "rjieba",
        description="What cuts: jieba itself, or its twin in Rust, which gives the same words (tests and make evaluate "
        "compare them) some twenty times as fast. Where the twin is not installed, jieba cuts.",
    )
    hmm: bool = Field(
        True, description="jieba's hidden Markov model for words in no dictionary, as jieba does by default."
    )
    max_run: int = Field(
        1000,
        ge=100,
        description="Longest run of characters given to jieba at once; text without any punctuation is cut there, "
        "which bounds memory and costs at most one wrong word in so many characters.",
    )
    lexicon_min_frequency: int = Field(
        300,
        ge=1,
        description="Least frequency of a lexicon term in jieba's dictionary, out of 60 million: about that of the "
        "most frequent tenth of its two-character words (327), since what the lexicon names is a common word of this "
        "field, however rare elsewhere. In 35 MB of laws, reports and abstracts 100 still lost 不|可持续 and "
        "个人数据|处理; 1000 made 管辖权|限, 国际法|务 and 公民社会|科学 of 管辖|权限, 国际|法务 and 公民|社会科学.",
    )
    lexicon_max_lift: float = Field(
        1000,
        ge=0,
        description="A dictionary word that contains a lexicon term between whole words is split around it unless it "
        "is more than so many times as frequent as its parts would meet by chance. Phrases lie below (尊重|人权 190, "
        "人民|政府 890, 环境|保护 40), names above (人民|大会堂 4000, 人民|出版社 10000 and more). 0 splits none.",
    )
