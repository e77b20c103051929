"""What is proposed as a variant and as worth checking."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class VariantEvidenceSettings(StageSettings):
    """How much each kind of evidence counts for two wordings being one thing, 0 nothing and 1 proof.

    Chosen by reading what they propose on 33 yearly reports, 300 laws and 94 meetings: evidence that is mostly right on
    its own lies above ``min_variant_score``, evidence that is mostly not needs company.
    """

    letters: float = Field(
        0.8, ge=0, le=1, description="One Latin word but for hyphens and blanks: e-mail and email. Hardly ever wrong."
    )
    capitals: float = Field(
        0.36, ge=0, le=1, description="One Latin word but for capitals: right, but mostly the beginning of a title."
    )
    plural: float = Field(0.36, ge=0, le=1, description="One Latin word but for a plural s: right, and seldom of use.")
    region: float = Field(
        0.6,
        ge=0,
        le=1,
        description="A word of Taiwan or Hong Kong and the mainland's: right in their texts (网际网路), but some are "
        "words of their own on the mainland (监理).",
    )
    reading: float = Field(
        0.35,
        ge=0,
        le=1,
        description="One reading, a shared character and a shared English sense: 账户 and 帐户. With the sense enough.",
    )
    english: float = Field(
        0.15,
        ge=0,
        le=1,
        description="An English sense shared in CC-CEDICT, up to three counted: three alone (地区, 区域) just reach "
        "the list, since general words that share them (原先, 原来) are many.",
    )
    action: float = Field(0.1, ge=0, le=1, description="A verb's sense shared: synonymous verbs are no terms.")
    form: float = Field(
        0.75,
        ge=0,
        le=1,
        description="Times the square of the form similarity and n/(n+1) for n characters shared: one character of "
        "five (0.38) is listed, one of four (0.32: 质量, 数量) only with other evidence.",
    )
    abbreviation: float = Field(
        0.35,
        ge=0,
        le=1,
        description="One is a choice of the other's characters: 世贸组织, but also 城市化 of 城市绿化.",
    )
    short_abbreviation: float = Field(
        0.3, ge=0, le=1, description="The same, of two characters: two can be chosen out of much (交市 of 交易市场)."
    )
    order: float = Field(
        0.35, ge=0, le=1, description="The same characters in another order: 政策制定 and 制定政策, but 公司上市 too."
    )
    parts: float = Field(
        0.6, ge=0, le=1, description="The same but for wordings of one concept inside: 网络平台 and 互联网平台."
    )
    lexicon: float = Field(
        0.15, ge=0, le=1, description="One of the two is the lexicon's, so the pair is about a term of the field."
    )
    context: float = Field(
        0.6, ge=0, le=1, description="Times the similarity of contexts: siblings have alike contexts too."
    )
    min_telling_occurrences: int = Field(
        10, ge=1, description="Occurrences of the rarer wording from which on contexts can speak against a pair."
    )
    unlike_contexts: float = Field(
        0.05,
        ge=0,
        le=1,
        description="Similarity below which they do: of known pairs that frequent in the texts above most reach 0.1.",
    )


class TerminologySettings(StageSettings):
    max_examples: int = Field(
        3, ge=1, description="Passages named as examples of one finding: enough to look it up, few enough for a cell."
    )
    max_readings: int = Field(
        10,
        ge=1,
        description="Tokens that a wording stands inside, and readings across or apart, that the audit lists for it, "
        "the most frequent first; the others are counted together.",
    )
    max_clause_tokens: int = Field(
        40,
        ge=1,
        description="Tokens read on each side of a wording that a word stands across, to score the clause: longer than "
        "nearly all clauses; it bounds the work on text without punctuation.",
    )
    reading_score_decimals: int = Field(
        3,
        ge=1,
        le=12,
        description="Decimals of a reading's score: logarithms differ between processors in the sixteenth digit, which "
        "must not change a file.",
    )
    context_characters: int = Field(
        14, ge=4, description="Characters shown on each side of a wording: a clause, and a cell stays one line."
    )
    evidence: VariantEvidenceSettings = VariantEvidenceSettings()
    max_variant_characters: int = Field(
        16, ge=4, description="Longest wording compared: longer ones are titles, and cost the square of their length."
    )
    max_block: int = Field(
        50, ge=2, description="Most terms of one key compared with one another: 1,225 pairs. Heads of laws reach 60."
    )
    max_sense_words: int = Field(
        6, ge=2, description="Most words of one English sense compared: senses of more words are the vague ones."
    )
    min_context_occurrences: int = Field(
        3, ge=1, description="Fewest occurrences for contexts to mean anything: those of two may agree by chance."
    )
    context_window: int = Field(
        2, ge=1, le=10, description="Tokens on each side that are a word's context: near ones tell what can replace it."
    )
    max_context_terms: int = Field(
        5000,
        ge=100,
        description="Most terms that contexts are described by, the most widespread: rarer ones seldom meet.",
    )
    min_variant_score: float = Field(
        0.34,
        ge=0,
        le=1,
        description="Least score of a proposed pair. Of pairs of wordings that the lexicon knows, none of two "
        "different concepts reached it in the texts above.",
    )
    max_variant_pairs: int = Field(
        300, ge=1, description="Most pairs proposed, the best first: what a person reads in an hour or two."
    )
    min_twin_characters: int = Field(
        4,
        ge=3,
        description="Shortest term with a near-twin: of three characters one is a third, and 发电站 no 发电量.",
    )
    min_twin_occurrences: int = Field(
        5, ge=2, description="Fewest occurrences of the frequent twin: below, it is not clear which of the two is odd."
    )
    max_near_twins: int = Field(100, ge=1, description="Most near-twins listed, the longest terms first.")
