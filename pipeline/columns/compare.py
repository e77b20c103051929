"""Tables of the stage compare."""

from __future__ import annotations

from pipeline.columns.model import EDITION, Table, count, text

COMPARED, NOT_ENOUGH = "compared", "not enough evidence"

TABLES = (
    Table(
        "edition_pairs",
        "The editions that were held against each other",
        (
            EDITION,
            text("previous", "edition before it"),
            text("state", "whether both have enough messages to be compared", "compared, not enough evidence"),
            count("edition_n_documents", "documents of the edition"),
            count("edition_n_messages", "messages of the edition"),
            count("edition_n_characters", "characters of its messages"),
            count("previous_n_documents", "documents of the edition before it"),
            count("previous_n_messages", "messages of the edition before it"),
            count("previous_n_characters", "characters of its messages"),
        ),
        key=("edition",),
    ),
)
