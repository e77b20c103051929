"""Tables of the stage trends: terms over the editions of a series."""

from __future__ import annotations

from pipeline.columns.model import EDITION, Table, count, maybe_count, maybe_number, maybe_text, number, text

RISING, FALLING, VARYING, NOT_SHOWN = "rising", "falling", "varying", "no change shown"
IN_SERIES, NOT_ENOUGH, NO_YEAR = "in the series", "not enough evidence", "no year"
MESSAGE, DOCUMENT = "message", "document"

_TERM = (
    text("term", "token text, compound, or the concept's Chinese label"),
    text("kind", "a compound is found by the program in the table compounds", "term, concept, compound"),
    maybe_text("concept", "concept id"),
)

TABLES = (
    Table(
        "trend_editions",
        "The editions of the series, and those that are left out of it",
        (
            EDITION,
            maybe_count("year", "year of the edition"),
            text("state", "whether it is a point of the series", "in the series, not enough evidence, no year"),
            count("n_messages", "its messages that have a counted token"),
            count("n_documents", "documents with such a message"),
            count("n_characters", "characters of these messages"),
        ),
        key=("edition",),
    ),
    Table(
        "trends",
        "Terms, concepts and compounds over the series: do their rates rise, fall or vary by more than chance?",
        (
            count("rank", "what changed first, by the larger of trend_z and variation_z, ties by term", "from 1"),
            *_TERM,
            maybe_text("label_en", "English, from the lexicon or CC-CEDICT"),
            maybe_text("label_en_source", "where the English comes from", "lexicon, CC-CEDICT"),
            text(
                "state",
                "rising or falling: trend_q is at most the set level; varying: variation_q alone is",
                "rising, falling, varying, no change shown",
            ),
            maybe_text("shown_as", "longer term that most of its occurrences stand in, and that is shown in its place"),
            text("unit", "what the draws deal out whole", "message, document"),
            count("n_editions", "editions of the series"),
            count("n_editions_with", "those that have it"),
            text("first_edition", "the first that has it"),
            text("peak_edition", "the one with the highest rate, the earliest of several"),
            count("n_occurrences", "occurrences in the messages of the series"),
            count("n_messages", "messages with at least one of them"),
            number("rate", "occurrences in the whole series", "per 10,000 characters"),
            number("centre", "mean year of the editions, each weighed by the term's rate in it", "year"),
            number("trend_z", "Mantel's statistic of trend; above 0 it rises", "standard deviations"),
            number("trend_p", "two-sided, from the draws", "0–1"),
            number("trend_q", "its false-discovery rate over all terms tested", "0–1"),
            number(
                "variation_z",
                "Pearson's statistic of variation between editions, less its mean over the draws",
                "standard deviations",
            ),
            number("variation_p", "one-sided, from the draws", "0–1"),
            number("variation_q", "its false-discovery rate over all terms tested", "0–1"),
            count("n_draws", "draws behind the p-values"),
        ),
        key=("rank",),
    ),
    Table(
        "trend_points",
        "The rate of each term that changed most in each edition of the series, with its interval",
        (
            count("rank", "rank of the term in the table trends", "from 1"),
            *_TERM,
            EDITION,
            count("year", "year of the edition"),
            count("n_occurrences", "occurrences in the edition's messages"),
            count("n_messages", "messages with at least one of them"),
            count("n_scope", "messages of the edition"),
            count("n_characters", "characters of these"),
            number("rate", "occurrences", "per 10,000 characters"),
            maybe_number("rate_low", "lower end of its interval; null without an occurrence", "per 10,000 characters"),
            maybe_number("rate_high", "upper end of that interval", "per 10,000 characters"),
            text("resampling_unit", "what is drawn with replacement, whole", "message, document"),
            count("n_resampling_units", "of these in the edition"),
        ),
        key=("rank", "edition"),
    ),
)  # fmt: skip
