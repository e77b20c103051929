"""Tables of the stage compare."""

from __future__ import annotations

from pipeline.columns.alignment import TABLES as ALIGNMENT
from pipeline.columns.model import EDITION, Table, count, maybe_count, maybe_number, maybe_text, number, text

COMPARED, NOT_ENOUGH = "compared", "not enough evidence"
# edition_pairs.kind
EDITIONS, VERSIONS = "editions", "versions"
# passage_changes.change
CARRIED, REWORDED, SPLIT, MERGED = "carried over", "reworded", "split off", "merged"
NEW, DROPPED = "new", "dropped"
# passage_changes.moved
ANOTHER_SECTION, ANOTHER_ORDER = "another section", "another order"
# term_changes.change, modal_changes.change
RISING, FALLING, ARRIVED, GONE = "rising", "falling", "new", "gone"
ALIKE, UNDECIDED = "lockword", "undecided"

PREVIOUS = text(
    "previous", "what it is held against: the edition before it, or itself where two versions of it are compared"
)


_TESTED = (
    maybe_number("log_ratio", "binary logarithm of the ratio of the rates: 1 is twice as often now", "bits"),
    maybe_number(
        "log_ratio_low", "lower end of its interval, which respects that words come in whole messages", "bits"
    ),
    maybe_number("log_ratio_high", "upper end of that interval", "bits"),
    maybe_number("p_value", "two-sided, from permuting whole messages or documents", "0–1"),
    maybe_count("n_permutations", "permutations behind it"),
    maybe_number("q_value", "its false-discovery rate over all that were tested of the pair", "0–1"),
    maybe_number("p_equivalence", "p of the claim that the rates differ by less than the set ratio", "0–1"),
    maybe_number("q_equivalence", "its false-discovery rate over all that were tested of the pair", "0–1"),
)
"""What a test of two rates gives; null where nothing was tested."""

_RATES = tuple(
    column
    for side, now in (("edition", "now"), ("previous", "before"))
    for column in (
        number(f"rate_{side}", f"occurrences {now}", "per 10,000 characters"),
        maybe_number(f"rate_{side}_low", "lower end of its interval", "per 10,000 characters"),
        maybe_number(f"rate_{side}_high", "upper end of its interval", "per 10,000 characters"),
    )
)

TABLES = (
    *ALIGNMENT,
    Table(
        "edition_pairs",
        "What was held against what: each edition against the one before it, and two versions of one edition",
        (
            EDITION,
            PREVIOUS,
            text("kind", "two editions, or two versions of one, a draft and a later one", "editions, versions"),
            text(
                "state",
                "whether both sides have enough messages for their words to be compared",
                f"{COMPARED}, {NOT_ENOUGH}",
            ),
            maybe_text("unit", "what the tests deal out and the intervals resample whole", "message, document"),
            count("edition_n_documents", "documents of the later side"),
            count("edition_n_messages", "messages of the later side"),
            count("edition_n_characters", "characters of its messages"),
            count("previous_n_documents", "documents of the earlier side"),
            count("previous_n_messages", "messages of the earlier side"),
            count("previous_n_characters", "characters of its messages"),
            *(
                count(f"n_{name}", meaning)
                for name, meaning in (
                    ("carried", "messages carried over word for word"),
                    ("reworded", "messages that were reworded"),
                    ("split", "later messages that were part of a longer one"),
                    ("new", "later messages that no earlier one became"),
                    ("merged", "earlier messages that became part of a longer one"),
                    ("dropped", "earlier messages that are in no later one"),
                    ("moved", "messages carried over or reworded that stand elsewhere"),
                )
            ),
            count("n_terms_tested", "terms tested: the family of the q-values"),
            text("edition_documents", "ids of the documents of the later side", "separated by spaces"),
            text("previous_documents", "ids of the documents of the earlier side", "separated by spaces"),
        ),
        key=("edition", "previous"),
    ),
    Table(
        "passage_changes",
        "What became of each message of the edition before, and what is new: a row a pair, a new or a dropped message",
        (
            EDITION,
            PREVIOUS,
            count("number", "place in the later edition; what was dropped or merged comes behind", "from 1"),
            text(
                "change",
                "what became of it",
                ", ".join((CARRIED, REWORDED, SPLIT, MERGED, NEW, DROPPED)),
            ),
            maybe_text(
                "moved",
                "how a message carried over or reworded moved; null: it stayed",
                f"{ANOTHER_SECTION}, {ANOTHER_ORDER}",
            ),
            maybe_number(
                "similarity", "weighted share of adjacent characters that both have; null without a pair", "0–1"
            ),
            maybe_text("passage_before", "the earlier message"),
            maybe_text("passage", "the later message"),
            maybe_text("section_before", "heading that the earlier one stands under, else its track"),
            maybe_text("section", "heading that the later one stands under, else its track"),
            maybe_text(
                "diff",
                "what turns the earlier text into the later: runs kept (=, characters), deleted (-), inserted (+)",
                'JSON: [["=",12],["-","旧"],["+","新"]]',
            ),
            maybe_text("text_before", "the earlier text"),
            maybe_text("text", "the later text"),
        ),
        key=("edition", "previous", "number"),
    ),
    Table(
        "term_changes",
        "How often each term and concept is used now and in the edition before, and whether that changed",
        (
            EDITION,
            PREVIOUS,
            count("rank", "place in the pair: what changed first, then by size of the change", "from 1"),
            text("term", "token text, or the concept's Chinese label"),
            maybe_text("concept", "concept id"),
            maybe_text("label_en", "English, from the lexicon or CC-CEDICT"),
            maybe_text("label_en_source", "where the English comes from", "lexicon, CC-CEDICT"),
            text(
                "change",
                "what the tests say of it; new and gone: absent from one side, though enough were to be expected there",
                ", ".join((RISING, FALLING, ARRIVED, GONE, ALIKE, UNDECIDED, NOT_ENOUGH)),
            ),
            count("n_edition", "occurrences now; for a concept its own mentions"),
            count("n_previous", "occurrences before"),
            count("n_messages_edition", "messages that have it now"),
            count("n_messages_previous", "messages that had it before"),
            *_RATES,
            maybe_number(
                "expected", "occurrences to be expected on the side that lacks it, at the other's rate", "≥ 0"
            ),
            *_TESTED,
        ),
        key=("edition", "previous", "rank"),
    ),
    Table(
        "modal_strength",
        "How strongly an edition, its sections and its themes are worded: must, should, need, may, must not",
        (
            EDITION,
            text("scope_kind", "kind of scope", "edition, section, theme"),
            text("scope", "edition id, document id§section order, or theme id"),
            text("class", "class of modal words, as in modal-classes.tsv"),
            count("n", "occurrences in messages of the scope"),
            count("n_messages", "messages of the scope that have one"),
            count("n_scope", "messages of the scope"),
            count("n_characters", "characters of these messages"),
            number("rate", "occurrences", "per 10,000 characters"),
            maybe_number(
                "rate_low",
                "lower end of its interval; null with fewer messages than [keyness] min_messages",
                "per 10,000 characters",
            ),
            maybe_number("rate_high", "upper end of its interval", "per 10,000 characters"),
            text("unit", "what the interval takes as one observation", "message, document"),
            text("words", "the words found, with their counts, the most frequent first"),
        ),
        key=("edition", "scope_kind", "scope", "class"),
    ),
    Table(
        "modal_changes",
        "Whether an edition is worded more or less strongly than the one before it",
        (
            EDITION,
            PREVIOUS,
            text("class", "class of modal words, as in modal-classes.tsv"),
            text(
                "change",
                "what the tests say of it",
                ", ".join((RISING, FALLING, ARRIVED, GONE, ALIKE, UNDECIDED, NOT_ENOUGH)),
            ),
            count("n_edition", "occurrences now"),
            count("n_previous", "occurrences before"),
            count("n_messages_edition", "messages that have one now"),
            count("n_messages_previous", "messages that had one before"),
            *_RATES,
            maybe_number(
                "expected", "occurrences to be expected on the side that lacks it, at the other's rate", "≥ 0"
            ),
            *_TESTED,
        ),
        key=("edition", "previous", "class"),
    ),
)
