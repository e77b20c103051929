"""Tables of the stage themes: groups of messages and how they held."""

from __future__ import annotations

from pipeline.columns.model import PASSAGE_ID, Table, count, flag, maybe_text, number, text

TABLES = (
    Table(
        "themes",
        "Clusters of messages that the program found",
        (
            text("theme_id", "fit and ordinal, largest first", "2018-paris/theme-1"),
            text("fit", "edition or corpus it was fitted on"),
            text("label_zh", "label terms"),
            text("label_en", "their English where known"),
            count("n_messages", "messages in it"),
            count("n_core", "messages that belong to its core"),
            number("stability", "clusterwise Jaccard index over resamples", "0–1"),
            flag("is_stable", "the fit beats its shuffled null and this theme is above the set stability"),
            text("top_terms", "label terms by weight, separated by 、"),
            text("exemplar", "passage id of the message nearest the centre"),
        ),
        key=("theme_id",),
    ),
    Table(
        "passage_themes",
        "The theme of each message",
        (
            PASSAGE_ID,
            text("fit", "edition or corpus"),
            text("theme_id", "theme"),
            count("centrality_rank", "place by similarity within the theme", "from 1"),
            number("similarity", "cosine with the theme's centre", "-1–1"),
            number(
                "membership",
                "mean share of resamples in which it fell together with its theme's others",
                "0–1",
            ),
            flag("is_core", "membership reaches the set value"),
            number("x", "place on the map, first axis", "arbitrary"),
            number("y", "place on the map, second axis", "arbitrary"),
        ),
        key=("fit", "theme_id", "centrality_rank"),
    ),
    Table(
        "stability",
        "How each number of themes fared against the same text shuffled",
        (
            text("fit", "edition or corpus"),
            count("k", "number of themes"),
            count("n_messages", "messages clustered"),
            count("n_resamples", "subsamples of messages, vectors refitted inside each"),
            count("n_shuffles", "shuffled copies of the text"),
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
)
