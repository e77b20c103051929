"""Tables of the stage concordance: words with the text around them."""

from __future__ import annotations

from pipeline.columns.model import (
    DOCUMENT_ID,
    EDITION,
    PASSAGE_ID,
    Column,
    Table,
    count,
    flag,
    maybe_count,
    maybe_text,
    text,
)

TABLES = (
    Table(
        "kwic",
        "Keyword in context: a line for each place of a concept of the lexicon or of a leading term",
        (
            text("sought_kind", "what the lines are of", "concept, term, compound"),
            text("sought", "concept id, the term, or the candidate compound"),
            EDITION,
            DOCUMENT_ID,
            maybe_text("section", "heading of the section that it stands in"),
            maybe_count("page", "page on which the passage begins", "from 1"),
            PASSAGE_ID,
            flag("is_message", "the passage is a message: only these are in the other tables' counts"),
            Column("start", "int32", "where the node begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            text("left", "the text before it"),
            text("node", "what is sought, as the text has it"),
            text("right", "the text after it"),
            text("form", "how it occurs", "own, nested"),
            count("line", "its ordinal among all lines of what is sought in the edition", "from 1"),
            count(
                "n_lines",
                "lines of what is sought in the edition, in passages of every kind; where there are more than the "
                "setting max_lines, so many of them stand here, spread evenly",
                "≥ 1",
            ),
        ),
        key=("sought_kind", "sought", "passage_id", "start", "end"),
        is_partitioned=True,
    ),
)
