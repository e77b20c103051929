"""Which repairs are made, how lines are joined, what counts as a heading or as another language."""

from __future__ import annotations

from pydantic import Field

from pipeline.settings.base import StageSettings


class RepairSettings(StageSettings):
    """A switch for each repair, by its name; ``pipeline/normalise/repairs/`` says what each does and leaves alone.

    All are on. Switch one off where an edition writes on purpose what is a fault elsewhere::

        [normalise.repairs]
        halfwidth_brackets = false
    """

    combining_marks: bool = Field(True, description="é in two parts becomes é.")
    compatibility_ideographs: bool = Field(True, description="Compatibility ideographs become unified ones.")
    dotted_ellipses: bool = Field(True, description="...... after Chinese becomes ……")
    doubled_marks: bool = Field(True, description="，， becomes ，")
    fullwidth_alphanumerics: bool = Field(True, description="ＩＧＦ ２０１８ becomes IGF 2018.")
    fullwidth_points: bool = Field(True, description="77．7 becomes 77.7.")
    glyph_numbers: bool = Field(True, description="(cid:127) becomes •, other glyph numbers U+FFFD.")
    halfwidth_brackets: bool = Field(True, description="(即) becomes （即）.")
    halfwidth_marks: bool = Field(True, description="挑战? 社区 becomes 挑战？社区.")
    invisible_characters: bool = Field(True, description="Zero-width and control characters go.")
    ligatures: bool = Field(True, description="ﬁ becomes fi.")
    line_end_words: bool = Field(True, description="Latin words that a line end divides become whole.")
    markup_comments: bool = Field(True, description="<!-- … --> goes.")
    mismatched_quotes: bool = Field(True, description="”互联网“ becomes “互联网”.")
    odd_spaces: bool = Field(True, description="Spaces of another kind become plain ones.")
    presentation_forms: bool = Field(True, description="︰ becomes ：")
    radicals: bool = Field(True, description="⽹ (U+2F79) becomes 网.")
    repeated_spaces: bool = Field(True, description="Two spaces and more become one.")
    spaced_digits: bool = Field(True, description="1 9 9 8 年 becomes 1998年.")
    spaced_letters: bool = Field(True, description="I G F becomes IGF.")
    spaces_in_chinese: bool = Field(True, description="Spaces between Chinese characters go.")
    straight_quotes: bool = Field(True, description='"互联网" becomes “互联网”.')
    symbol_font_bullets: bool = Field(True, description="U+F0B7 inside a passage becomes •.")
    variation_selectors: bool = Field(True, description="Selectors of an ideograph's form go.")


class NormaliseSettings(StageSettings):
    repairs: RepairSettings = RepairSettings()
    suspect_min_gain: float = Field(
        2.0,
        ge=0,
        description="Least gain in log probability (natural logarithm) for which a neighbouring radical is proposed "
        "instead: in the 2018 message the one real slip gains 3.39 and the best of 401 other candidates 1.16.",
    )
    look_alike_min_gain: float = Field(
        5.0,
        ge=1,
        description="Least gain in log probability for which a character that looks alike is proposed. Chosen on 16 "
        "government work reports and 174 laws, where 3, 4, 5 and 6 suspect 2.8, 1.1, 0.5 and 0.2 places in 100,000 "
        "characters of text that is right and find 58, 57, 54 and 49 % of planted slips.",
    )
    look_alike_max_characters: int = Field(
        300_000,
        ge=0,
        description="Longest document in which they are sought: ten times a government work report. Somebody has to "
        "read what is found, and the search holds the document's characters as numbers in memory. 0 seeks none.",
    )
    context_characters: int = Field(12, ge=0, le=100, description="Characters shown on each side of a repair.")
    wrap_slack: int = Field(
        8,
        ge=2,
        le=40,
        description="Display columns (a Chinese character has 2) by which full lines of wrapped text differ in width: "
        "proportional digits and marks that may not begin a line move the end by up to four characters.",
    )
    cut_slack: int = Field(
        2,
        ge=1,
        le=10,
        description="Characters by which full lines differ where a program cut them after so many characters: it drops "
        "a space at the cut, and a paragraph is indented by two.",
    )
    min_wrapped_share: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Least share of lines without final punctuation that end at one width for a text to count as "
        "wrapped: nearly all do in wrapped text, hardly any where a line is a paragraph.",
    )
    min_wrap_columns: int = Field(
        30,
        ge=10,
        description="Narrowest wrapped text, in display columns: shorter lines of one width are lists or verse.",
    )
    max_overlong_share: float = Field(
        0.05,
        ge=0,
        lt=1,
        description="Most lines that may be longer than the width at which a text is said to be wrapped.",
    )
    min_fragment_share: float = Field(
        0.08,
        gt=0,
        le=1,
        description="Least share of unfinished lines that certainly go on in the next one (it begins with a comma, or "
        "they end in an opening quote) for the others to be joined too: text saved from a web page with its links on "
        "lines of their own has a third or more, text broken just anywhere a seventh (so often do marks stand in it), "
        "laws, reports and transcripts with a line a paragraph none.",
    )
    max_heading_characters: int = Field(
        60, ge=5, description="Longest heading without a number: headings of 53 characters occur in government reports."
    )
    max_numbered_heading_characters: int = Field(
        150, ge=5, description="Longest numbered heading: one of 139 characters occurs in a government report."
    )
    min_heading_size_ratio: float = Field(
        1.08,
        gt=1,
        description="Least ratio of a heading's font size to that of running text where only type tells headings: the "
        "nearest sizes in use side by side are 12 and 13 points.",
    )
    min_other_letters: int = Field(
        20,
        ge=1,
        description="Fewest letters of a passage that is taken out as being in another language: shorter ones are "
        "names, headings and labels, which belong to the Chinese text around them.",
    )
    min_other_words: int = Field(
        8,
        ge=1,
        description="Fewest words in small letters of such a passage, in scripts that have capitals: running text has "
        "them, names, titles, addresses, dates and acronyms have few.",
    )
    max_chinese_share: float = Field(
        0.2,
        gt=0,
        le=1,
        description="Chinese characters among the letters of such a passage are fewer: a Chinese one full of Latin "
        "names has more. The same as for a whole document.",
    )
    max_kana_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="Most kana among the letters of a Chinese passage: half of Japanese prose is kana, of a headline a "
        "quarter, of a Chinese sentence that quotes a name less.",
    )
    max_hangul_share: float = Field(
        0.3,
        ge=0,
        le=1,
        description="Most Hangul among the letters of a Chinese passage: a quoted name is a large part of a short one.",
    )
    min_not_japanese_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Least share of characters that modern Japanese does not use for a passage with much kana to be "
        "Chinese with a Japanese name in it, as in a whole document.",
    )
    min_language_confidence: float = Field(
        0.5, ge=0, le=1, description="Least probability of such a passage's language, below which it is undetermined."
    )
    clause_characters: int = Field(
        24,
        ge=2,
        description="Characters read on each side of a suspected slip: longer than any word and its neighbours.",
    )
