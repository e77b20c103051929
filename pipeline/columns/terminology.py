"""Tables of the stage terminology: the lexicon obeyed, variants, proposals."""

from __future__ import annotations

from pipeline.columns.model import (
    DOCUMENT_ID,
    EDITION,
    PASSAGE_ID,
    Column,
    Table,
    count,
    flag,
    maybe_number,
    maybe_text,
    number,
    text,
)

TABLES = (
    Table(
        "wordings",
        "Which wording of a concept stands in which document; an edition's rows add up to the table variants",
        (
            EDITION,
            DOCUMENT_ID,
            text("concept", "concept id"),
            text("term", "wording"),
            text(
                "relation",
                "relation to the concept's label",
                "label, same, abbreviation, near (near is not merged)",
            ),
            count("n_own", "mentions in messages on their own"),
            count("n_nested", "mentions in messages inside a longer term: another concept's or one of terms.txt"),
            count("n_messages", "messages of the document with at least one of either"),
            text(
                "passage_ids",
                "the first of these messages; of the headings and notes where it stands in none",
                "separated by spaces",
            ),
        ),
        key=("edition", "document_id", "concept", "term"),
    ),
    Table(
        "lexicon_audit",
        "What became of every wording of the lexicon in this corpus, the analysts' own first",
        (
            flag("is_shipped", "came with the program; false for an analyst's own line"),
            text("term", "wording"),
            text("entry", "what it is an entry of", "concept, term"),
            maybe_text("concept", "concept that it is a wording of"),
            maybe_text("relation", "relation to the concept's label", "label, same, abbreviation, near"),
            text("origin", "where it comes from", "shipped, or the overlay's file and line, terms.txt:12"),
            text(
                "status",
                "used: whole somewhere; unused: stands nowhere; shadowed: always inside a longer token; crossed: never "
                "whole, a word stands across it",
                "used, unused, shadowed, crossed",
            ),
            count(
                "n_occurrences",
                "places where it stands in any passage, overlapping ones too; Latin letters as whole words: the sum of "
                "the next four",
            ),
            count("n_whole", "of these, one token"),
            count("n_inside", "inside a longer token"),
            count("n_across", "a word stands across one of its edges"),
            count("n_split", "cut into several words, none across an edge", "0"),
            count("n_whole_in_messages", "whole in messages, repeats in brackets left out, as in the table terms"),
            maybe_text("inside_kinds", "what the longer tokens are", "lexicon, dictionary, guessed, address, latin ×n"),
            maybe_text("inside_terms", "the longer tokens", "most frequent first; … (5) ×7: five others"),
            maybe_text("crossings", "the tokens at the places where a word stands across", "as above"),
            maybe_text("splits", "the tokens that it was cut into", "as above"),
            maybe_text("whole_passage_ids", "the first passages with it whole", "separated by spaces"),
            maybe_text("inside_passage_ids", "the first with it inside a longer token", "separated by spaces"),
            maybe_text("across_passage_ids", "the first with a word across it", "separated by spaces"),
            maybe_text("split_passage_ids", "the first with it split", "separated by spaces"),
        ),
        key=("is_shipped", "term"),
    ),
    Table(
        "lexicon_crossings",
        "Every place where a wording of the lexicon stands but a word crosses its edge, with both readings",
        (
            EDITION,
            DOCUMENT_ID,
            PASSAGE_ID,
            flag("is_message", "the passage is a message"),
            Column("start", "int32", "where the wording begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            text("term", "wording"),
            text("reading", "the tokens, as many as the other reading cuts otherwise", "separated by |"),
            text("reading_with_term", "the likeliest words of the same text with the wording whole", "separated by |"),
            number("score", "how likely the dictionary, the lexicon in it, holds the clause as it was read", "ln"),
            number("score_with_term", "the same with the wording whole", "ln"),
            text("clause", "the text between punctuation that both scores are of"),
        ),
        key=("document_id", "passage_id", "start", "end"),
        is_partitioned=True,
    ),
    Table(
        "variant_candidates",
        "Wordings of this corpus that may be one thing, with the evidence; a line of variants.tsv decides",
        (
            count("rank", "place by score, ties broken by the wordings", "from 1"),
            text("wording", "the wording asked about: the rarer one, or the one that the lexicon has not got"),
            text("other", "what it may be another wording of"),
            maybe_text("concept", "concept that the other belongs to"),
            text("group", "label of the group that a chain of pairs joins: a concept's, or the most frequent wording"),
            number("score", "how much speaks for it; formula in terminology/evidence.py", "0–1"),
            count("n_wording", "occurrences of the wording in messages"),
            count("n_messages_wording", "messages with the wording"),
            text("passage_ids_wording", "the first of these messages", "separated by spaces"),
            maybe_text("context_wording", "the words around it in the first"),
            count("n_other", "occurrences of the other in messages; 0 where only the lexicon has it"),
            count("n_messages_other", "messages with the other"),
            text("passage_ids_other", "the first of these messages", "separated by spaces"),
            maybe_text("context_other", "the words around it in the first"),
            count("edit_distance", "characters to insert, delete, replace or swap with their neighbour", "characters"),
            maybe_text("shared_head", "characters that both end in"),
            maybe_text(
                "spelling",
                "how they are one word but for spelling",
                "letters (case aside), capitals, plural, region (Traditional or another region's word), "
                "reading (and an English sense)",
            ),
            flag("is_abbreviation", "one is a choice of the other's characters, in their order"),
            flag("is_reordered", "both have the same characters in another order"),
            flag("has_same_parts", "they are the same but for wordings of one concept inside them"),
            maybe_text("shared_english", "English senses that CC-CEDICT has for both", "separated by ;"),
            maybe_number(
                "context_similarity",
                "how alike their surroundings are; null where the rarer one is too rare to tell",
                "0–1",
            ),
            count("n_listed", "times the two, or the words in which they differ, are listed side by side: against it"),
            text("line", "the line for variants.tsv that accepts it; write different instead to reject it"),
        ),
        key=("rank",),
    ),
    Table(
        "wording_checks",
        "Wordings worth checking against the English; a line of the lexicon settles or silences one",
        (
            count("rank", "place: by kind, then as each kind is ordered", "from 1"),
            text(
                "kind",
                "why it is worth a look",
                "expansion (a name beside an acronym that is none of its known ones), unknown_expansion (an acronym of "
                "no known name has several), near_twin (stands once, one character off a frequent term), "
                "usage (usage-notes.tsv calls the choice of words worth checking)",
            ),
            EDITION,
            text("found", "the wording found"),
            maybe_text("beside", "the known or most frequent one; null for a doubtful wording that stands alone"),
            count(
                "n_found",
                "occurrences of the found one in the edition, in passages of every kind; in messages for a near_twin",
            ),
            count(
                "n_beside",
                "the same of the other in the edition; of any known name for an expansion, in all editions for an "
                "unknown_expansion, in messages of all editions for a near_twin",
            ),
            maybe_text("english", "the acronym, or the English of the usage note"),
            maybe_text("note", "the usage note's remark"),
            maybe_text("concept", "concept that one of the two belongs to"),
            text("passage_ids", "the first passages with the found one", "separated by spaces"),
            maybe_text("context", "the words around it in the first"),
        ),
        key=("rank",),
    ),
)
