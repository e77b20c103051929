"""Tables of the stage compare on themes and headings: what became of each since the edition before."""

from __future__ import annotations

from pipeline.columns.model import EDITION, Column, Table, count, flag, maybe_count, maybe_number, maybe_text, text

# relation
CONTINUED, SPLIT, MERGED, REGROUPED = "continued", "split", "merged", "regrouped"
BORN, ENDED, UNCLEAR = "born", "ended", "unclear"
LINKED = (CONTINUED, SPLIT, MERGED, REGROUPED)
# basis
CROSSWALK, SAME_NAME, COMPUTED, NOT_COMPARED = "crosswalk", "same name", "computed", "not compared"

_RELATIONS = (
    "continued (one to one); split; merged; regrouped (several became several); born, ended (farther from all of the "
    "other edition than chance allows); unclear (neither)"
)
_MEASURES: tuple[Column, ...] = (
    maybe_number(
        "similarity",
        "cosine of the typical terms of the two; where there is one only, with the nearest of the other edition",
        "0–1",
    ),
    maybe_number(
        "p_value",
        "from dealing messages out anew: of so near a nearest one for a link (the larger p of the two), of one so far "
        "for all else",
        "0–1",
    ),
    maybe_number("q_value", "its false-discovery rate over all of its side that were tested", "0–1"),
    maybe_count("n_permutations", "permutations behind it"),
    count("n_messages_previous", "messages of the earlier one"),
    count("n_messages", "messages of the later one"),
    count("n_shared_passages", "messages of the earlier one that stand in the later one, word for word or reworded"),
    text("shared_passages", "their ids in the later edition, separated by blanks"),
    count("n_shared_terms", "terms typical of both"),
    text("shared_terms", "those that tie the two most, separated by 、"),
)

TABLES = (
    Table(
        "theme_changes",
        "What became of each theme of the edition before, and which themes are new",
        (
            EDITION,
            text("previous", "edition before it"),
            count("order", "ordinal of the row in the pair: by the later theme, then the earlier one; ended ones last"),
            text("relation", "what became of the theme", _RELATIONS),
            maybe_text("theme_id_previous", "theme of the edition before; null for one that is new or unclear"),
            maybe_text("theme_id", "theme of this edition; null for one that ended or is unclear"),
            maybe_text("title_previous_zh", "its name or label"),
            maybe_text("title_previous_en", "the same in English"),
            maybe_text("title_zh", "name or label of the later theme"),
            maybe_text("title_en", "the same in English"),
            flag("is_stable_previous", "the earlier theme is stable; false where there is none"),
            flag("is_stable", "the later theme is stable; false where there is none"),
            flag("is_exploratory", "a theme of the row is not stable: nothing that is said of it is a finding"),
            *_MEASURES,
        ),
        key=("edition", "order"),
    ),
    Table(
        "track_changes",
        "What became of each of the forum's own headings of the edition before, and which are new",
        (
            EDITION,
            text("previous", "edition before it"),
            count(
                "order", "ordinal of the row in the pair: by the later heading, then the earlier one; ended ones last"
            ),
            text("relation", "what became of the heading", _RELATIONS),
            text(
                "basis",
                "what the relation rests on",
                "crosswalk (track-crosswalk.toml), same name, computed (from the words beneath), not compared (too few "
                "messages)",
            ),
            maybe_text("heading_previous", "track or section of the edition before; null for one that is new"),
            maybe_text("heading", "track or section of this edition; null for one that ended"),
            maybe_text("heading_previous_en", "the same in English, where stated"),
            maybe_text("heading_en", "the same in English, where stated"),
            *_MEASURES,
        ),
        key=("edition", "order"),
    ),
)
