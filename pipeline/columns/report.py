"""Tables of the stage report."""

from __future__ import annotations

from pipeline.columns.model import Table, count, text

TABLES = (
    Table(
        "findings",
        "What the report says in words; it renders these and computes nothing",
        (
            text("finding", "name of the finding"),
            text("scope", "corpus or edition"),
            count("order", "place in the report"),
            text("strength", "how solid it is", "solid, descriptive, exploratory"),
            text("text_zh", "the statement, Chinese"),
            text("text_en", "the statement, English"),
            count("n", "units behind it"),
            text("unit", "what was counted", "messages, passages, characters, …"),
            text("evidence", "table that it comes from"),
            count("n_passages", "passages behind it"),
            text("passage_ids", "passages behind it in their order, the first of many", "separated by spaces"),
            text(
                "evidence_rows",
                "table rows behind it, each as table and key: what the command trace takes",
                "a line each",
            ),
        ),
        key=("scope", "order"),
    ),
)
