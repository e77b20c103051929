"""Every number that can change a result, one frozen class a stage, each with its reason.

The classes hold the shipped values. ``corpus/settings.toml`` overrides single ones, in a table named after the stage::

    [keywords]
    top_n = 50

Unknown keys and values outside their range are refused. A stage reruns when *its* values change.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import SettingsError
from pipeline.faults import STOP, Faults

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class _StageSettings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class IngestSettings(_StageSettings):
    min_chinese_share: float = Field(
        0.2,
        ge=0,
        le=1,
        description="Least share of Chinese characters among letters; a document below it is skipped as not Chinese.",
    )
    max_kana_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Most kana among letters: half of Japanese prose is kana, a Chinese text has hardly any.",
    )
    max_control_share: float = Field(
        0.01,
        ge=0,
        le=1,
        description="Most control characters in a text file: one or two strays are repaired, more is no text.",
    )
    max_pages: int = Field(
        2000, ge=1, description="Longest PDF in pages: a thick book; a message has 7, the longest IGF report about 200."
    )
    max_page_glyphs: int = Field(
        200_000,
        ge=1000,
        description="Most characters on a page of a PDF: a densely printed A4 page has 3,000, a poster 50,000.",
    )
    max_reader_mib: int = Field(
        2048,
        ge=256,
        description="Memory that reading one PDF may take, in MiB: a report of 200 pages takes 100. Files that unfold "
        "to gigabytes end there.",
    )
    max_reader_seconds: int = Field(
        300,
        ge=5,
        description="Processor time that reading one PDF may take: 200 dense pages take about 12 s.",
    )
    max_docx_bytes: int = Field(
        100_000_000,
        ge=1,
        description="Largest DOCX: a report of 500 pages has 2 MB of text, packed, and pictures beside it.",
    )
    max_archive_members: int = Field(
        10_000, ge=10, description="Most members of a DOCX: one a picture and about fifteen more."
    )
    max_part_bytes: int = Field(
        50_000_000,
        ge=1000,
        description="Most bytes that a part of a DOCX inflates to: 500 pages have about 10 MB of markup.",
    )
    max_xml_depth: int = Field(
        200,
        ge=20,
        le=250,
        description="Deepest nesting of a part's elements: a text box in a table in a table is about 40 deep, and "
        "reading goes down one Python call a level.",
    )
    max_elements: int = Field(
        2_000_000,
        ge=1000,
        description="Most elements of a part of a DOCX or of a page: 500 pages of a DOCX have 200,000, and one takes "
        "about 200 bytes of memory.",
    )
    max_cell_paragraphs: int = Field(
        3,
        ge=1,
        description="Most paragraphs in a cell of a table that is read row by row; with more the table only arranges "
        "text on a page.",
    )
    max_html_bytes: int = Field(
        20_000_000,
        ge=1000,
        description="Largest page: one with its pictures inside has 10 MB; text alone seldom has one.",
    )
    max_html_depth: int = Field(
        200,
        ge=20,
        le=250,
        description="Deepest nesting of a page's tags: the parser stops at 255, ordinary pages at 40.",
    )
    max_link_share: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Most characters in links of a block of a page's article that trafilatura has left out: lists of "
        "links are all links, running text has a tenth.",
    )
    max_furniture_characters: int = Field(
        80,
        ge=1,
        description="Longest line above or below an article that is left out by how it begins (发布时间：, 版权所有).",
    )
    min_anchor_characters: int = Field(
        10,
        ge=1,
        description="Shortest block that tells where an article begins or ends: shorter ones, 网络安全 for instance, "
        "stand in menus as well.",
    )
    max_hangul_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Most Hangul among letters: Korean with many Chinese characters still writes every ending in it.",
    )
    min_chinese_characters: int = Field(
        100,
        ge=1,
        description="Chinese characters in lines of Chinese text for which a document mostly in another language is "
        "read: two or three sentences, more than names and titles.",
    )
    min_line_characters: int = Field(
        15,
        ge=1,
        description="Chinese characters of a line for it to count as Chinese text in such a document: shorter ones are "
        "names and headings, which Japanese and Korean write in the same characters.",
    )
    min_not_japanese_share: float = Field(
        0.1,
        ge=0,
        le=1,
        description="Least share of characters that modern Japanese does not use in a line of Chinese text: 99 % of "
        "Simplified and 90 % of Traditional sentences have more, a Japanese line without kana hardly any.",
    )
    min_language_confidence: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Least probability of a detected language, below which it is undetermined: more likely than all "
        "others together.",
    )
    min_encoding_margin: float = Field(
        5.0,
        ge=0,
        description="Least margin (natural logarithm of the likelihood ratio) between the best two encodings of a text "
        "file for the choice to go without a remark: of 43,500 snippets of 5 to 2,000 characters the 14 that were read "
        "wrongly, of 5 or 10 characters, had 3.6 at most, and 98 of the others had less than 5.",
    )
    min_commonness: float = Field(
        -10.0,
        le=0,
        description="Least mean log probability of a text's characters but ASCII, in any encoding but UTF-8: Chinese "
        "of 10 characters and more has -8.6 and up, text read in the wrong encoding mostly -11 and less.",
    )
    foreign_encoding_handicap: float = Field(
        6.0,
        ge=0,
        description="Log probability taken off a Korean or Japanese encoding, as if one file in 400 had one: a Chinese "
        "text of ten characters is never lost to them, a sentence of Korean or Japanese gains more.",
    )
    encoding_sample: int = Field(
        5_000,
        ge=1000,
        description="Characters scored to choose an encoding, taken all over the text: with 50 the choice is already "
        "right, more find a part in another encoding.",
    )


class RepairSettings(_StageSettings):
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


class NormaliseSettings(_StageSettings):
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


class SegmentSettings(_StageSettings):
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


class KeywordsSettings(_StageSettings):
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


class VariantEvidenceSettings(_StageSettings):
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


class NewTermSettings(_StageSettings):
    """Which compounds are proposed as new terms; ``pipeline/terminology/term_candidates.py`` says how."""

    max_words: int = Field(
        5,
        ge=2,
        le=8,
        description="Most words of a new term: of authors' keywords that jieba splits 99 % have up to four.",
    )
    min_repeats: int = Field(
        2,
        ge=2,
        description="Least occurrences of a new term in some document: what a text is about it says again. Of "
        "pairs of words that stand twice in 500 abstracts 19 % are keywords where one abstract has both, 9 % where two "
        "share them.",
    )
    min_occurrences_per_word: float = Field(
        1.0,
        ge=0,
        description="Least occurrences for each word of a new term. Long sequences are repeated where one sentence "
        "quotes another: of those of 3 words in 500 abstracts 14, 18 and 39 % are keywords with 2, 3 and more "
        "occurrences, of those of 4 words 4, 19 and 16 %.",
    )
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
    min_pmi: float = Field(
        4.0,
        description="Least pointwise mutual information at the weakest split of a new term, in bits: its parts meet "
        "16 times as often as by chance. In government work reports 固定资产|投资 (8) lies above, 发展|经济 (1) "
        "below. The F1 hardly changes from 0 to 5.",
    )
    max_candidates: int = Field(
        5000,
        ge=1,
        description="Most new terms that are listed, the best first: a person reads hundreds, and 1,000 abstracts have "
        "2,500.",
    )
    context_characters: int = Field(8, ge=0, le=100, description="Characters shown on each side of a new term.")
    decimals: int = Field(
        3,
        ge=1,
        le=9,
        description="Decimals of entropies, PMI, C-value and score of a new term, rounded before they decide: "
        "logarithms differ between processors in the sixteenth digit.",
    )


class TerminologySettings(_StageSettings):
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
    new_terms: NewTermSettings = NewTermSettings()
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


class ThemesSettings(_StageSettings):
    seed: int = Field(20181112, description="Seed of all resampling; the first day of IGF 2018.")
    min_messages: int = Field(
        8, ge=4, description="Fewer messages are not grouped: two groups of four are the least to call groups."
    )
    min_shared_terms: int = Field(
        10, ge=2, description="Fewer terms than this in two messages or more leave nothing to compare messages by."
    )
    dimension: int = Field(
        50,
        ge=2,
        description="Axes of the term vectors. On 4,000 titles in 10 classes and 980 abstracts in 13, 50, 100 and 200 "
        "axes reach a normalised mutual information of 0.23, 0.22, 0.22 and 0.39, 0.37, 0.37.",
    )
    n_power_iterations: int = Field(
        3,
        ge=1,
        description="Passes of subspace iteration behind the axes. 1 to 4 reach 0.22, 0.23, 0.24, 0.23 on 4,000 titles "
        "and 0.36, 0.37, 0.37, 0.37 on 980 abstracts (means of three seeds).",
    )
    max_themes: int = Field(20, ge=2, description="Most themes that are tried: more do not fit a page or a legend.")
    messages_per_theme: int = Field(
        4, ge=2, description="Least messages a theme has on average: 26 messages are tried with 2 to 6 themes."
    )
    resample_share: float = Field(
        0.8,
        gt=0.5,
        lt=1,
        description="Share of messages in a subsample: two of them have 64 % of all messages in common on average.",
    )
    n_resamples: int = Field(
        50, ge=2, description="Subsamples behind the themes: the standard error of a share of 50 is at most 0.07."
    )
    n_resamples_many: int = Field(
        20, ge=2, description="The same above thorough_messages: one takes a third of a second at 20,000 messages."
    )
    n_test_resamples: int = Field(
        60,
        ge=2,
        description="Subsamples of the text and of each shuffled copy in the test. With 20, 40 and 80 another seed "
        "moves the stability of IGF 2018 by 0.033, 0.021 and 0.012; shuffled copies differ by 0.05.",
    )
    n_test_resamples_many: int = Field(6, ge=2, description="The same above thorough_messages: 15 pairs.")
    n_shuffles: int = Field(
        59, ge=20, description="Shuffled copies in the test: the least p-value is 0.017. Resamples are the better buy."
    )
    n_shuffles_many: int = Field(
        59,
        ge=20,
        description="The same above thorough_messages. With 39 a single odd copy made two of 33 yearly reports "
        "with plain themes (z 6 and 8) miss the level; with 59 one may reach the text and p is 0.033.",
    )
    thorough_messages: int = Field(
        50, ge=8, description="Up to this many messages (twice IGF 2018) full numbers take seconds."
    )
    max_tested_messages: int = Field(
        300,
        ge=50,
        description="More messages than this are tested on so many, drawn at random: ample to tell themes from "
        "noise, and the cost of the test stops growing with the corpus.",
    )
    max_tested_terms: int = Field(
        600,
        ge=50,
        description="Most terms in the test, the most widespread first: on 100 abstracts 600 of 680 group as well as "
        "all (normalised mutual information 0.41), 200 worse (0.34).",
    )
    max_terms: int = Field(
        4000,
        ge=100,
        description="Most terms behind the themes, the most widespread first: on 980 abstracts 2,000, 4,000 and all "
        "4,700 reach 0.35, 0.37 and 0.39. It bounds the memory: a matrix of 4,000 terms takes 128 MB.",
    )
    max_clustered_messages: int = Field(
        2500,
        ge=100,
        description="Most messages in a tree: its distances take 25 MB. The others join the nearest theme.",
    )
    min_null_sd: float = Field(
        0.005, gt=0, description="Least spread that a z is measured in: copies that tie by chance are no proof."
    )
    level: float = Field(0.05, gt=0, lt=1, description="A text has themes when p is below this, the customary level.")
    min_theme_stability: float = Field(
        0.85,
        ge=0,
        le=1,
        description="Least clusterwise Jaccard index of a stable theme: Hennig's (2007) mark of a very stable cluster. "
        "His 0.75 is for bootstraps, which disturb more: of IGF 2018 shuffled the best of 5 groups reaches 0.75 in "
        "half of the copies, 0.86 in one of 20.",
    )
    min_core_membership: float = Field(
        0.5, ge=0, le=1, description="Core messages fall together with their theme's others more often than not."
    )
    label_prior_share: float = Field(
        0.1,
        gt=0,
        description="Weight of the whole text as prior of label terms: a tenth damps rare words, hardly others.",
    )
    min_label_messages: int = Field(
        2, ge=1, description="Messages of the theme that a label term stands in: a word of one is no theme."
    )
    n_label_terms: int = Field(3, ge=1, description="Terms in a theme's label: what fits on a chart.")
    n_top_terms: int = Field(10, ge=1, description="Terms listed for a theme.")
    max_gloss_senses: int = Field(
        1, ge=1, description="Senses of CC-CEDICT for a label term: three terms share one line."
    )
    max_gloss_characters: int = Field(24, ge=1, description="Longest gloss of a label term: three fit a chart's line.")


class ChartsSettings(_StageSettings):
    dpi: int = Field(200, ge=72, le=600, description="Resolution of the PNG files: sharp in print at column width.")
    min_messages: int = Field(
        3,
        ge=1,
        description="Fewest messages in which keywords or concepts are ranked: with one or two, a document frequency "
        "can only say 'here' or 'everywhere'.",
    )
    n_keywords: int = Field(20, ge=1, le=100, description="Bars in the keyword ranking: what fits on one page.")
    n_heatmap_keywords: int = Field(15, ge=1, le=100, description="Rows of the keyword heatmap.")
    n_columns: int = Field(
        12,
        ge=2,
        le=20,
        description="Most sections, documents or tracks set side by side: narrower columns could not hold a number.",
    )
    n_concepts: int = Field(10, ge=1, le=40, description="Concepts in the dispersion chart: the ten main ones.")
    n_wordings: int = Field(20, ge=2, le=60, description="Wordings shown of one concept; the CSV has all.")
    max_message_labels: int = Field(
        120, ge=0, le=1000, description="Most messages labelled on the theme map; more could not be read."
    )


class ReportSettings(_StageSettings):
    min_messages: int = Field(
        5, ge=1, description="Fewest messages from which leading concepts are stated: below, one decides who leads."
    )
    max_findings: int = Field(
        5,
        ge=1,
        description="Most findings stated for an edition, the solid ones first: all five that there are now, and as "
        "many as are read before the tables.",
    )
    max_examples: int = Field(
        3,
        ge=1,
        description="Kinds of change shown for a rule of repair, the most frequent first: enough to see what it does; "
        "the table repairs has each place.",
    )
    top_n: int = Field(30, ge=5, le=200, description="Rows of a ranked table in the report; the CSV has all.")
    section_top_n: int = Field(
        8, ge=1, le=100, description="Keywords shown for one of the author's sections: about a line."
    )
    max_columns: int = Field(
        12,
        ge=1,
        description="Editions, or documents of the only one, side by side in the table of wordings, the latest ones: "
        "about what fits across the page. The table wordings has all.",
    )
    max_links: int = Field(30, ge=1, description="Passage ids shown behind one number; the tables have all.")
    theme_messages: int = Field(
        12, ge=1, description="Messages shown with their text for a theme, the most central first."
    )
    max_rows: int = Field(
        300,
        ge=1,
        description="Documents, skipped files, sections, suspected slips listed for an edition; the tables have all.",
    )
    max_passages: int = Field(
        20_000,
        ge=0,
        description="Passages that the page carries, latest edition first: more would make it too large to mail.",
    )
    max_sheet_rows: int = Field(
        100_000,
        ge=1,
        le=1_048_575,
        description="Rows of a sheet of the workbook: Excel takes minutes to open more. The CSV has all; the first "
        "sheet says what is left out.",
    )


class Settings(BaseModel):
    """All stages' settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ingest: IngestSettings = IngestSettings()
    normalise: NormaliseSettings = NormaliseSettings()
    segment: SegmentSettings = SegmentSettings()
    keywords: KeywordsSettings = KeywordsSettings()
    terminology: TerminologySettings = TerminologySettings()
    themes: ThemesSettings = ThemesSettings()
    charts: ChartsSettings = ChartsSettings()
    report: ReportSettings = ReportSettings()


def load_settings(path: Path | None, faults: Faults = STOP) -> Settings:
    """The shipped settings, with a file's values over them where there is one; every fault in it is named at once.

    Where faults are gathered, a file that cannot be used changes nothing.
    """
    if path is None or not path.exists():
        return Settings()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        faults.report(SettingsError(f"{path}: not valid TOML: {error}; correct the line that it names"))
    except OSError as error:
        faults.report(SettingsError(f"{path}: cannot be read ({error.strerror}); make it readable"))
    except ValidationError as error:
        faults.report(*(SettingsError(f"{path}: {fault}; correct or remove it") for fault in describe(error)))
    return Settings()


def describe(error: ValidationError) -> list[str]:
    """What a validation found and where, one text a fault."""
    return [
        f"{'.'.join(str(part) for part in fault['loc'])}: {_said(fault)}, found {fault['input']!r}"
        for fault in error.errors()
    ]


def _said(fault: ErrorDetails) -> str:
    """pydantic's words, without the name of the exception that a rule of ours was told with."""
    return _UNKNOWN.get(fault["type"], fault["msg"].removeprefix("Value error, "))


_UNKNOWN = {"extra_forbidden": "there is no such key"}
