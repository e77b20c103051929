"""Tables of the stage segment: tokens as spans."""

from __future__ import annotations

from pipeline.columns.model import DOCUMENT_ID, Column, Table, flag, maybe_text, text

TABLES = (
    Table(
        "tokens",
        "Spans that tile each passage; integers into passages and the document's own vocabulary",
        (
            Column("document_id", "dictionary", "document"),
            Column("passage_id", "dictionary", "passage"),
            Column("sentence", "int32", "ordinal of its sentence in the passage", "from 0"),
            Column("start", "int32", "where it begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            Column("term", "int32", "number of its text in the document's vocabulary", "from 0"),
            flag(
                "is_apposition",
                "repeats in brackets the concept just named: 互联网治理论坛（IGF）; not counted",
            ),
        ),
        key=("document_id", "passage_id", "start"),
        is_partitioned=True,
        is_csv=False,
    ),
    Table(
        "vocabulary",
        "Each document's own numbering of its distinct token texts, in sorted order",
        (
            DOCUMENT_ID,
            Column("term", "int32", "number local to this document", "from 0"),
            text("text", "the distinct token text"),
            text("kind", "kind of token", "word, latin, number, address, punctuation, space"),
            maybe_text("concept", "concept that it is a wording of"),
        ),
        key=("document_id", "term"),
        is_partitioned=True,
        is_csv=False,
    ),
)
