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
            count("n_messages", "messages in it"),
            count("n_core", "messages that belong to its core"),
            number("stability", "clusterwise Jaccard index over resamples", "0–1"),
            flag("is_stable", "the fit beats its shuffled null and this theme is above the set stability"),
            text("top_terms", "label terms by weight, separated by 、"),
            text("exemplar", "passage id of the message nearest the centre"),
            text("exemplars", "passage ids of messages that show it, not alike, separated by blanks"),
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
