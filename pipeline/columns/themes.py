"""Tables of the stage themes: groups of messages and how they held."""

from __future__ import annotations

from pipeline.columns.model import (
    PASSAGE_ID,
    Table,
    count,
    flag,
    maybe_count,
    maybe_number,
    maybe_text,
    number,
    text,
)

CORE, FRINGE, OTHER = "core", "fringe", "other"
"""How a message stands to its theme: it belongs with most of it, with some of it, or fits nowhere."""

BELONGING = frozenset({CORE, FRINGE})

STABLE, LOOSE, UNSTABLE, NOT_ENOUGH = "stable", "loose", "unstable", "not enough messages"
"""What became of a fit: some theme is stable; the whole beats shuffled text, no theme is stable; it does not beat it;
it was not asked."""

SEPARATOR = "、"
"""What stands between the label terms of a theme."""

BY_DOCUMENT, BY_MESSAGE = "document", "message"

NAMED, PART, NOT_HERE = "named", "part", "not here"
SEVERAL_THEMES, SEVERAL_NAMES, TAKEN, NO_THEME = "several themes", "several names", "taken", "no theme"
"""What became of a name."""
NAME_CONFLICTS = (SEVERAL_THEMES, SEVERAL_NAMES, TAKEN, NO_THEME)
"""The states in which a person should look: the name is in doubt, or has no theme where it was given."""

TABLES = (
    Table(
        "themes",
        "Clusters of messages that the program found",
        (
            text("theme_id", "fit and ordinal, largest first", "2018-paris/theme-1"),
            text("fit", "edition or corpus it was fitted on"),
            text("label_zh", "label terms"),
            text("label_en", "their English where known"),
            maybe_text(
                "name_zh", "name that a person gave it in theme-names.toml; null where none surely belongs here"
            ),
            maybe_text("name_en", "the same in English, where stated"),
            count("n_messages", "messages that belong to it: core and fringe"),
            count("n_core", "messages that belong to its core"),
            count("n_fringe", "messages at its fringe"),
            number(
                "stability",
                "clusterwise Jaccard index at the fit's k, mean over bootstrap resamples, which take turns at the "
                "choices (stop list on or off, lexicon on or off)",
                "0–1",
            ),
            number("stability_low", "lower end of the percentile interval over the resamples", "0–1"),
            number("stability_high", "upper end", "0–1"),
            flag(
                "is_stable",
                "the fit beats its shuffled null and this theme reaches the set stability, on the whole and by choice",
            ),
            text("top_terms", "label terms by weight, separated by 、"),
            text("exemplar", "passage id of the message nearest the centre"),
            text("exemplars", "passage ids of messages that show it, not alike, separated by blanks"),
        ),
        key=("theme_id",),
    ),
    Table(
        "passage_themes",
        "The theme of each message of a fit, once each, those that fit nowhere too",
        (
            PASSAGE_ID,
            text("fit", "edition or corpus"),
            maybe_text(
                "theme_id",
                "theme that it belongs to; where standing is other: the nearest; null where nothing links it to any "
                "other message, or no theme stands",
            ),
            text("standing", "core or fringe: it belongs; other: it fits nowhere", "core, fringe, other"),
            maybe_count("centrality_rank", "place by similarity among the messages of theme_id, others too", "from 1"),
            maybe_number("similarity", "cosine with the centre of theme_id", "-1–1"),
            number(
                "membership",
                "share of its meetings with the messages of theme_id, over resamples, choices and k - 1, k, k + 1, in "
                "which both fell into one cluster; 0 without a theme",
                "0–1",
            ),
            flag("is_core", "standing is core: membership reaches the set value"),
            maybe_number("x", "place on the map, first axis; null where nothing links it", "arbitrary"),
            maybe_number("y", "place on the map, second axis", "arbitrary"),
        ),
        key=("fit", "passage_id"),
    ),
    Table(
        "stability",
        "How each number of themes fared against the same text shuffled",
        (
            text("fit", "edition or corpus"),
            count("k", "number of themes"),
            count("n_messages", "messages clustered"),
            count("n_resamples", "bootstrap resamples, vectors refitted inside each"),
            count("n_shuffles", "shuffled copies of the text; fewer where the first ones already settle it"),
            number("stability", "mean adjusted Rand index between partitions of resamples", "-1–1"),
            number("null_mean", "the same on shuffled text, mean", "-1–1"),
            number("null_sd", "the same on shuffled text, standard deviation", "≥ 0"),
            number("z", "(stability - null_mean) / null_sd", "standard deviations"),
            number("p_value", "of the largest z over all k, the same for every k of a fit", "0–1"),
            flag("is_chosen", "the k that the themes use"),
            flag("is_stable", "the chosen k, and p_value is below the set level"),
            maybe_text("approximation", "where a large text was not taken whole, in words; null where it was"),
        ),
        key=("fit", "k"),
    ),
    Table(
        "theme_fits",
        "What became of each fit: one row an edition with messages, and one of the corpus where there are several",
        (
            text("fit", "edition or corpus"),
            text(
                "state",
                "stable: some theme is; loose: the whole beats shuffled text, no theme is stable; unstable: neither",
                "stable, loose, unstable, not enough messages",
            ),
            maybe_count("k", "number of themes asked for; null where nothing was grouped", "≥ 2"),
            flag("is_k_set", "k was set by a person (themes.n_themes)"),
            count("n_themes", "themes that stand: at least two of at least the set size, or none"),
            count("n_stable", "themes that are stable"),
            count("n_messages", "messages"),
            count("n_linked", "messages that share a unit with another"),
            count("n_core", "messages in the core of a theme"),
            count("n_fringe", "messages at the fringe of a theme"),
            count("n_other", "messages that fit nowhere"),
            count("n_documents", "documents with messages"),
            text("resampling_unit", "what is drawn: message where documents are too few", "document, message"),
            count("n_resamples", "bootstrap resamples behind the themes"),
            maybe_number("p_value", "of the largest z over all k", "0–1"),
            maybe_text("approximation", "where a large text was not taken whole, in words; null where it was"),
        ),
        key=("fit",),
    ),
    Table(
        "theme_choices",
        "How well each theme is found again under each choice that an analyst could have made",
        (
            text("fit", "edition or corpus"),
            text("theme_id", "theme"),
            flag("has_stop_list", "words of the stop list were left out"),
            flag("has_lexicon", "lexicon terms were kept whole, wordings of a concept merged; else plain jieba"),
            count("k", "clusters in each resample: the fit's k, one fewer, one more"),
            count("n_resamples", "resamples under this choice that hold a message of the theme"),
            number("stability", "clusterwise Jaccard index, mean over these", "0–1"),
        ),
        key=("fit", "theme_id", "has_stop_list", "has_lexicon", "k"),
    ),
    Table(
        "theme_hierarchy",
        "Which themes merge where fewer are asked for, the most alike first",
        (
            text("fit", "edition or corpus"),
            count("n_groups", "groups left after this merge"),
            text("first", "theme ids of the one group, separated by blanks"),
            text("second", "theme ids of the group that it merges with"),
            number(
                "agreement",
                "share of the meetings of a message of the one with a message of the other, over resamples, choices "
                "and k - 1, k, k + 1, in which both fell into one cluster",
                "0–1",
            ),
        ),
        key=("fit", "n_groups"),
    ),
    Table(
        "theme_names",
        "The names that people gave, and the themes in which each was looked for",
        (
            text("fit", "edition or corpus whose themes were looked through"),
            text("name_zh", "name in theme-names.toml"),
            maybe_text("name_en", "the same in English, where stated"),
            count("rank", "place of the theme among those that the name may belong to; one row where there is none"),
            maybe_text("theme_id", "theme; null where none suits"),
            text(
                "state",
                "what became of the name",
                "named; part (some evidence, not enough or not most); not here (given elsewhere, nothing suits); to be "
                "settled by a person: several themes, several names, taken (by a name that suits better), no theme",
            ),
            maybe_number("score", "how well the name suits the theme", "0–1"),
            maybe_text("given_in", "edition or corpus in which it was given, where stated"),
            count("n_quotes", "quoted passages of the name"),
            count("n_quotes_found", "of these found in any message of the fit"),
            maybe_number("n_quotes_in_theme", "of these in the theme; one in several messages in equal parts", "≥ 0"),
            count("n_terms", "core terms of the name"),
            maybe_count("n_shared_terms", "of these among the theme's top terms"),
            maybe_text("shared_terms", "which, separated by 、"),
            text("line", "file and line that the name stands in"),
        ),
        key=("fit", "name_zh", "rank"),
    ),
)
