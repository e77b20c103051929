"""Tables of the stage compounds: new terms that are proposed, and where candidate compounds stand."""

from __future__ import annotations

from pipeline.columns.model import Column, Table, count, number, text

TABLES = (
    Table(
        "term_candidates",
        "Compounds that are in no dictionary and might be kept whole: for a person to choose from",
        (
            count("rank", "place by score, ties broken by term", "from 1"),
            text("term", "the compound"),
            text("parts", "the words that it is cut into now", "separated by |"),
            count("n_occurrences", "how often these words stand side by side in messages"),
            count("n_messages", "messages with at least one of them"),
            count("n_documents", "documents with at least one of them"),
            number("left_entropy", "branching entropy of the words before it", "bits"),
            number("right_entropy", "branching entropy of the words after it", "bits"),
            number("pmi", "pointwise mutual information at its weakest split", "bits"),
            number("c_value", "occurrences of its own, beyond those inside longer candidates, by length", "> 0"),
            number("score", "c_value · lower entropy · pmi", "> 0"),
            text("contexts", "the first of its places, in different messages", "separated by |"),
            text("passage_ids", "the messages of these places", "separated by spaces"),
            text("line", "what to paste into terms.txt"),
        ),
        key=("rank",),
    ),
    Table(
        "compounds",
        "Where the candidate compounds that are ranked as keywords stand in messages; the spans may lie in one another",
        (
            Column("document_id", "dictionary", "edition and document"),
            Column("passage_id", "dictionary", "document and ordinal; always a message"),
            Column("start", "int32", "where it begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            Column("compound", "dictionary", "the words of the span written together"),
        ),
        key=("document_id", "passage_id", "start", "end"),
        is_partitioned=True,
        is_csv=False,
    ),
)
