"""How messages are grouped, resampled, tested and labelled."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.settings.base import StageSettings


class ThemesSettings(StageSettings):
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
        description="Axes of the term vectors. 25, 50 and 100 axes reach a mean normalised mutual information of "
        "0.411, 0.431 and 0.435 over 13 sets of labelled titles, abstracts, laws, meetings and reports (means of "
        "three seeds); 50 take half the time of 100.",
    )
    messages_per_axis: int = Field(
        2,
        ge=1,
        description="Up to so many messages (or terms) an axis nothing is cut: of 90 abstracts and 90 titles groups "
        "agree with the categories as well without (0.46 and 0.31 against 0.46 and 0.32), in 36 % of the time.",
    )
    n_power_iterations: int = Field(
        5,
        ge=1,
        description="Passes of subspace iteration behind the axes. 3, 4, 5, 6 and 8 reach 0.423, 0.428, 0.434, 0.432 "
        "and 0.429 on the same sets.",
    )
    uses_characters: bool = Field(
        True,
        description="Whether messages are compared by the characters of their terms too, not by whole terms alone. "
        "Over 13 labelled sets the mean normalised mutual information is 0.43 with and 0.38 without: 0.37 and 0.27 on "
        "titles, no difference on abstracts, laws and meetings.",
    )
    background_vectors: str | None = Field(
        None,
        description="A background that was built from a folder of texts, whose term vectors are mixed in. None, as "
        "they gain little: vectors of other titles raise the normalised mutual information of sets of titles by 0.00 "
        "to 0.01, those of laws by -0.01 to 0.01; articles of laws lose 0.025 by those of titles.",
    )
    background_weight: float = Field(
        0.3,
        ge=0,
        le=1,
        description="Their share in the cosine of two messages. Over nine labelled sets and four backgrounds 0.3 lost "
        "up to 0.025 of normalised mutual information, 0.7 up to 0.18.",
    )
    max_themes: int = Field(20, ge=2, description="Most themes that are tried: more do not fit a page or a legend.")
    n_themes: dict[str, Annotated[int, Field(ge=2)]] = Field(
        {},
        description="Numbers of themes that a person has set, by edition, or corpus for the fit over all: "
        '"2018-paris" = 5. Others are chosen by stability; a set one is tested against shuffled text all the same.',
    )
    messages_per_theme: int = Field(
        4, ge=2, description="Least messages a theme has on average: 26 messages are tried with 2 to 6 themes."
    )
    min_theme_messages: int = Field(
        3, ge=1, description="Least messages that belong to a theme: two alike are a pair, a theme takes a third."
    )
    min_documents: int = Field(
        5,
        ge=2,
        description="With so many documents whole documents are drawn, else messages: as for the ranks of keywords.",
    )
    n_resamples: int = Field(
        40,
        ge=8,
        description="Resamples behind the themes, 10 for each choice of stop list and lexicon: the standard error of a "
        "share of 40 is at most 0.08.",
    )
    n_resamples_many: int = Field(
        20,
        ge=8,
        description="The same above max_tested_messages, 5 for each choice. 12, 20 and 32 reach a mean normalised "
        "mutual information of 0.453, 0.472 and 0.485 over nine labelled sets, in 2.3, 3.5 and 5.4 s at a "
        "thousand messages.",
    )
    n_test_resamples: int = Field(
        100,
        ge=2,
        description="Resamples of the text and of each shuffled copy in the test. For IGF 2018 p lies between 0.05 and "
        "0.29 by the seed with 40, between 0.14 and 0.26 with 100: a verdict that hangs on the seed is none.",
    )
    n_test_resamples_many: int = Field(6, ge=2, description="The same above thorough_messages: 15 pairs.")
    n_shuffles: int = Field(
        41,
        ge=20,
        description="Shuffled copies in the test: the least p-value is 0.024, and one odd copy may reach the text "
        "(p 0.048). With 39 a single one made two of 33 yearly reports with plain themes miss the level.",
    )
    n_first_shuffles: int = Field(
        20, ge=10, description="Copies after which a text that is plainly not beyond them is tested no further."
    )
    futile_p: float = Field(
        0.25,
        gt=0,
        le=1,
        description="p after these at which the test ends: 5 of 20 copies reach the text, while a text below the level "
        "is reached by one of 41 at most.",
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
        description="Most terms and characters in the test, the most widespread first. Of 100 abstracts 300, 600, 900 "
        "and 1,200 of 1,500 group with a normalised mutual information of 0.38, 0.39, 0.44 and 0.47, of 300 titles "
        "0.25, 0.27, 0.29 and 0.28; 1,000 take twice the time of 600.",
    )
    max_terms: int = Field(
        4000,
        ge=100,
        description="Most terms and characters behind the themes, the most widespread first: 2,000, 4,000, 6,000 and "
        "12,000 reach a mean normalised mutual information of 0.417, 0.426, 0.427 and 0.426 over 13 labelled sets. It "
        "bounds the time and the memory.",
    )
    max_clustered_messages: int = Field(
        2500,
        ge=100,
        description="Most messages in a tree: its distances take 25 MB. The others join the nearest theme.",
    )
    max_refinements: int = Field(
        10,
        ge=0,
        description="Most passes that move messages to the nearest centre. None, 1, 3 and 10 reach a mean normalised "
        "mutual information of 0.387, 0.423, 0.426 and 0.427 over 13 labelled sets, 60 no more than 10.",
    )
    max_recut_messages: int = Field(
        20_000,
        ge=100,
        description="Up to so many messages the text is cut again without the lexicon, to see what hinges on it.",
    )
    min_null_sd: float = Field(
        0.03,
        gt=0,
        description="Least spread that a z is measured in. With 0.005 copies that happen to be alike at some k make it "
        "stand out: of 24 planted corpora 5 get one to three groups too many, with 0.03 all get their own number.",
    )
    level: float = Field(0.05, gt=0, lt=1, description="A text has themes when p is below this, the customary level.")
    min_theme_stability: float = Field(
        0.75,
        ge=0,
        le=1,
        description="Least clusterwise Jaccard index of a stable theme: Hennig's (2007) mark for bootstraps. Groups of "
        "text without themes reach 0.35 to 0.65, planted ones with a quarter of words of their own 0.9.",
    )
    min_choice_stability: float = Field(
        0.6,
        ge=0,
        le=1,
        description="Least index under any one choice of stop list and lexicon: below it Hennig would not trust a "
        "cluster, and a theme of one choice alone is a finding about the choice.",
    )
    interval_level: float = Field(
        0.95, gt=0, lt=1, description="Share of the resamples that the interval of a theme's stability holds."
    )
    min_core_membership: float = Field(
        0.5, ge=0, le=1, description="Core messages fall together with their theme's others more often than not."
    )
    min_membership: float = Field(
        0.3,
        ge=0,
        le=1,
        description="A message that is less often with the theme it is nearest to fits nowhere.",
    )
    label_prior_share: float = Field(
        0.1,
        gt=0,
        description="Weight of the whole text as prior of label terms: a tenth damps rare words, hardly others.",
    )
    label_exclusivity: float = Field(
        0.5,
        ge=0,
        le=1,
        description="Weight of how exclusive a label term is against how frequent: alike, as Bischof and Airoldi "
        "(2012) take them. At 1 words of two messages lead, at 0 words of every theme.",
    )
    min_label_messages: int = Field(
        2, ge=1, description="Messages of the theme that a label term stands in: a word of one is no theme."
    )
    n_label_terms: int = Field(3, ge=1, description="Terms in a theme's label: what fits on a chart.")
    n_top_terms: int = Field(10, ge=1, description="Terms listed for a theme.")
    n_exemplars: int = Field(3, ge=1, description="Passages that show what a theme is about: few enough to read them.")
    min_exemplar_characters: int = Field(
        20, ge=0, description="A shorter one says too little: the messages of IGF 2018 have 26 to 232 characters."
    )
    max_exemplar_characters: int = Field(
        240, ge=1, description="A longer one is not read to its end; it is shown where there is no other."
    )
    max_exemplar_overlap: float = Field(
        0.6,
        ge=0,
        le=1,
        description="Two of them share no more of their pairs of characters: of 990 paragraphs of yearly reports one "
        "in a thousand shares 0.51 with its likest neighbour unless it repeats it.",
    )
    min_quoted_share: float = Field(
        0.7,
        gt=0,
        le=1,
        description="A quoted passage is found where this share of its pairs of characters stands. Of 990 quotes of 40 "
        "characters one in a thousand reaches 0.69 in a paragraph that is not its own; a word changed takes 0.1 away.",
    )
    name_passage_weight: float = Field(
        0.75,
        ge=0,
        le=1,
        description="Weight of quoted passages against core terms in matching names to themes, where all are found.",
    )
    min_name_score: float = Field(
        0.5,
        gt=0,
        le=1,
        description="Least score with which a theme takes a name: half of its evidence points there. Of 645 pairs of "
        "themes of yearly reports in a row that are not linked two share half of their terms.",
    )
    min_name_lead: float = Field(
        0.2,
        gt=0,
        le=1,
        description="A name is given where every other way of giving names scores less by this much; else it is in "
        "doubt and left to a person.",
    )
    max_gloss_senses: int = Field(
        1, ge=1, description="Senses of CC-CEDICT for a label term: three terms share one line."
    )
    max_gloss_characters: int = Field(24, ge=1, description="Longest gloss of a label term: three fit a chart's line.")

    @model_validator(mode="after")
    def _a_lone_candidate_is_sure(self) -> Self:
        if self.min_name_lead > self.min_name_score:
            raise ValueError("min_name_lead above min_name_score: a name with one theme that suits would be in doubt")
        return self
