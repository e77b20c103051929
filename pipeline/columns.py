"""Every table's columns: their meaning, unit or range, and whether they may be null. Declared here and nowhere else.

Published names stay: other tools read them. ``tables.py`` makes, checks, writes and reads tables by this list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its Arrow type by name, what it means, its unit or range, whether it may be null."""

    name: str
    type: str
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its columns, the columns that identify and sort its rows, and the forms it is kept in."""

    name: str
    help: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_partitioned: bool = False
    is_csv: bool = True

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _text(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "string", meaning, unit)


def _maybe_text(name: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "string", meaning, unit, nullable=True)


def _count(name: str, meaning: str, unit: str = "≥ 0") -> Column:
    return Column(name, "int64", meaning, unit)


def _maybe_count(name: str, meaning: str, unit: str = "≥ 0") -> Column:
    return Column(name, "int64", meaning, unit, nullable=True)


def _number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "float64", meaning, unit)


def _maybe_number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "float64", meaning, unit, nullable=True)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning)


# What mentions.form says: a wording on its own, or inside a longer term of the lexicon: another concept's, or none's.
OWN, NESTED = "own", "nested"
# What keywords.concept_counts says besides own: both.
INCLUSIVE = "inclusive"

_EDITION = _text("edition", "edition id, the name of its folder", "2018-paris")
_DOCUMENT_ID = _text("document_id", "edition and document", "2018-paris/evolution-of-internet-governance")
_PASSAGE_ID = _text("passage_id", "document and ordinal", "2018-paris/evolution-of-internet-governance#012")

_INGEST = (
    Table(
        "sources",
        "One row a received file, read or skipped, with what edition.toml states of it",
        (
            _DOCUMENT_ID,
            _EDITION,
            _maybe_count("year", "year of the edition, stated or the first four digits of its id"),
            _maybe_text("edition_title_zh", "title of the edition, Chinese"),
            _maybe_text("edition_title_en", "title of the edition, English"),
            _maybe_text("city_zh", "host city of the edition, Chinese"),
            _maybe_text("city_en", "host city of the edition, English"),
            _text("file", "path inside the corpus folder"),
            _flag("is_declared", "edition.toml has an entry for this file"),
            _maybe_text("title_zh", "stated title, Chinese"),
            _maybe_text("title_en", "stated title, English"),
            _maybe_text("track_zh", "the forum's subject heading, Chinese"),
            _maybe_text("track_en", "the forum's subject heading, English"),
            _maybe_text("status", "stated status", "draft, final, …"),
            _maybe_text("language_stated", "stated language", "BCP 47"),
            _maybe_text("script_stated", "stated script; the detected one is in documents", "Hans, Hant, …"),
            _maybe_text(
                "language",
                "language of the content, of skipped files too; null where there is no text",
                "BCP 47: zh is read; und: undetermined",
            ),
            _maybe_text("region", "stated region whose words its Traditional passages use", "cn, hk, tw"),
            _maybe_text("source", "where the file came from"),
            _maybe_text("received", "date received", "ISO 8601"),
            _maybe_text("licence", "licence note"),
            _text("sha256", "checksum of the received bytes", "64 hex digits"),
            _count("n_bytes", "size of the received file", "bytes"),
            _text("format", "format, told from the content", "text, docx, html, pdf, doc, …"),
            _maybe_text("encoding", "encoding of a text file; null where it could not be decoded"),
            _maybe_number(
                "encoding_margin",
                "how much likelier the text is than in the next best encoding; null where there is none to choose",
                "ln of a likelihood ratio",
            ),
            _count("n_characters", "length of the decoded source", "code points"),
            _text("reading", "what became of the file", "read, skipped"),
            _maybe_text("reason", "why it was skipped"),
            _maybe_text("remarks", "what a person should know of how it was read, a line each"),
        ),
        key=("document_id",),
        is_partitioned=True,
    ),
    Table(
        "section_labels",
        "English for section headings, as edition.toml states it",
        (
            _DOCUMENT_ID,
            _text("heading", "section heading as it reads after repair"),
            _text("label_en", "its English"),
        ),
        key=("document_id", "heading"),
        is_partitioned=True,
        is_csv=False,
    ),
    Table(
        "blocks",
        "Runs of extracted text with one layout; a plain text file is one block, a PDF one a line",
        (
            _DOCUMENT_ID,
            _count("block", "ordinal in the document", "from 0"),
            _maybe_count("page", "page, null where the format has none", "from 1"),
            _count("start", "offset of the block in the document's source text", "code points"),
            _text("text", "the text as extracted, line ends included"),
            _maybe_count("column", "column of the page in reading order", "from 0"),
            _maybe_number("x0", "left edge on the page", "points"),
            _maybe_number("x1", "right edge on the page", "points"),
            _maybe_number("top", "upper edge on the page", "points from the page's top"),
            _maybe_number("bottom", "lower edge on the page", "points from the page's top"),
            _maybe_number("font_size", "font size", "points"),
            Column("is_bold", "bool", "set in a bold face", nullable=True),
            _maybe_text("tag", "what the source says it is", "Title, H1 to H6, P, LI, Note, TR, Artifact"),
            _maybe_count("element", "blocks of one number are one passage in the source's own words", "from 0"),
        ),
        key=("document_id", "block"),
        is_partitioned=True,
        is_csv=False,
    ),
)

_NORMALISE = (
    Table(
        "documents",
        "One row a document that was read",
        (
            _DOCUMENT_ID,
            _EDITION,
            _maybe_count("year", "year of the edition"),
            _maybe_text("track", "the forum's subject heading, Chinese"),
            _maybe_text("track_en", "the forum's subject heading, English"),
            _text("title", "stated title, else the title passage, else the file name"),
            _maybe_text("title_en", "stated English title"),
            _maybe_text("status", "stated status, else draft where a title or note says so", "draft, final, …"),
            _text("language", "detected language", "zh"),
            _text("script", "detected script", "Hans, Hant, mixed, undetermined"),
            _text("source_file", "path inside the corpus folder"),
            _text("sha256", "checksum of the received bytes", "64 hex digits"),
            _count("n_passages", "passages of every kind"),
            _count("n_messages", "paragraphs and bullets"),
            _count("n_characters", "characters of all passages after repair", "code points"),
            _count("n_repairs", "logged changes that were applied"),
            _count("n_suspects", "suspected slips that no correction has settled"),
        ),
        key=("document_id",),
        is_partitioned=True,
    ),
    Table(
        "sections",
        "The author's own sections",
        (
            _DOCUMENT_ID,
            _EDITION,
            _count("section_order", "ordinal of the section in its document; 0 is what stands before any heading"),
            _maybe_text("section", "heading; null for section 0"),
            _maybe_text("section_en", "heading in English, where edition.toml states it"),
            _count("n_passages", "passages of every kind, the heading included"),
            _count("n_messages", "paragraphs and bullets"),
        ),
        key=("document_id", "section_order"),
        is_partitioned=True,
    ),
    Table(
        "passages",
        "Every block of text with its kind; paragraphs and bullets are the messages",
        (
            _PASSAGE_ID,
            _EDITION,
            _DOCUMENT_ID,
            _maybe_text("section", "heading of the section that it stands in"),
            _count("section_order", "ordinal of that section"),
            _text("kind", "kind of passage", "title, heading, paragraph, bullet, note"),
            _flag("is_message", "kind is paragraph or bullet: counted in statistics"),
            _count("order", "ordinal in the document", "from 1"),
            _maybe_count("page", "page on which it begins", "from 1"),
            _count("start", "where it begins in the source text", "code points"),
            _count("end", "where it ends in the source text", "code points"),
            _text("text", "the text after repair"),
            _maybe_text("original_text", "a Traditional passage before its script was converted; null for the others"),
        ),
        key=("document_id", "order"),
        is_partitioned=True,
    ),
    Table(
        "repairs",
        "Every change to the received text, in the order in which it was made, and every suspected slip",
        (
            _DOCUMENT_ID,
            _maybe_text("passage_id", "passage in which it ended up; null between passages"),
            _text("rule", "name of the repair"),
            _count("offset", "where the change begins in the source text", "code points"),
            _text("before", "what stood there when the rule ran"),
            _text("after", "what stands there since; for a suspected slip, what is proposed"),
            _text("context", "the text around it as it reads after the change"),
            _text(
                "status",
                "what became of it",
                "applied; suspected (text unchanged); settled (by a correction)",
            ),
            _count("step", "number of the pass over the text; replaying goes from the last to the first"),
            _count("position", "where it begins in the text that this step received", "code points"),
            _maybe_number(
                "gain", "how much likelier the proposal makes the clause; null but for a suspected slip", "ln"
            ),
        ),
        key=("document_id", "step", "position"),
        is_partitioned=True,
    ),
    Table(
        "suspects",
        "Suspected slips; the first four columns are a line for corrections.tsv",
        (
            _text("found", "what stands there after repair; stands once in the context"),
            _text("corrected", "what is proposed to stand there"),
            _text("context", "the text around it as it reads before corrections"),
            _text("note", "why it is suspected"),
            _DOCUMENT_ID,
            _text("passage_id", "passage that it stands in"),
            _maybe_count("page", "page on which the passage begins", "from 1"),
            _text("rule", "what suspects it", "suspected_slip (a radical), suspected_look_alike"),
            _number("gain", "how much likelier the proposal makes the clause", "ln"),
            _text("status", "what became of it", "suspected; settled (by a correction)"),
            _count("offset", "where it stands in the source text", "code points"),
        ),
        key=("document_id", "offset"),
        is_partitioned=True,
    ),
    Table(
        "unknown_characters",
        "Characters that nobody can read, still there after all repairs",
        (
            _DOCUMENT_ID,
            _text("code_point", "the character's code point", "U+E010"),
            _text("kind", "why it is unknown", "private use, unassigned, surrogate, lost (U+FFFD)"),
            _count("n_occurrences", "how often it stands in the document", "≥ 1"),
            _text("passage_id", "first passage that it stands in"),
            _text("context", "the text around it there"),
        ),
        key=("document_id", "code_point"),
        is_partitioned=True,
    ),
    Table(
        "other_language_passages",
        "Passages of a Chinese document that are in another language: left out of everything else",
        (
            _DOCUMENT_ID,
            _EDITION,
            _count("order", "ordinal among the document's passages in other languages", "from 1"),
            _maybe_count("page", "page on which it begins", "from 1"),
            _count("start", "where it begins in the source text", "code points"),
            _count("end", "where it ends in the source text", "code points"),
            _text("language", "detected language", "BCP 47; und: undetermined"),
            _text("text", "the text, its lines rejoined"),
        ),
        key=("document_id", "order"),
        is_partitioned=True,
    ),
)

_SEGMENT = (
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
            _flag(
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
            _DOCUMENT_ID,
            Column("term", "int32", "number local to this document", "from 0"),
            _text("text", "the distinct token text"),
            _text("kind", "kind of token", "word, latin, number, address, punctuation, space"),
            _maybe_text("concept", "concept that it is a wording of"),
        ),
        key=("document_id", "term"),
        is_partitioned=True,
        is_csv=False,
    ),
)

_KEYWORDS = (
    Table(
        "terms",
        "Distinct token texts of all messages",
        (
            _text("term", "distinct token text"),
            _maybe_text("concept", "concept that it is a wording of"),
            _text("kind", "kind of token", "word, latin, number, address"),
            _text("list", "list that it stands on", "content, stopword, modal, short, other"),
            _count("n_occurrences", "tokens in messages, repeats in brackets left out"),
            _count("n_messages", "messages with at least one of them"),
            _count("n_documents", "documents with at least one of them"),
        ),
        key=("term",),
    ),
    Table(
        "concepts",
        "Lexicon concepts with the counts of all their merged wordings",
        (
            _text("concept", "concept id"),
            _text("label_zh", "label, Chinese"),
            _text("label_en", "label, English"),
            _text(
                "kind",
                "kind of concept",
                "actor, issue, process, principle, instrument, technology, place, body",
            ),
            _count("n_own", "mentions in messages on their own"),
            _count("n_nested", "mentions in messages inside a longer term: another concept's or one of terms.txt"),
            _count("n_inclusive", "n_own + n_nested"),
            _count("n_messages", "messages with at least one mention, own or nested"),
            _count("n_messages_own", "messages with at least one mention on its own"),
            _count("n_messages_nested", "messages with at least one nested mention"),
            _count("n_documents", "documents with at least one mention, own or nested, in a message"),
            _count("n_own_in_passages", "own mentions in all passages, headings and notes included"),
            _count("n_nested_in_passages", "nested mentions in all passages"),
            _count("n_inclusive_in_passages", "own and nested mentions in all passages"),
        ),
        key=("concept",),
    ),
    Table(
        "variants",
        "The wordings of each concept, unmerged, by edition",
        (
            _EDITION,
            _text("concept", "concept id"),
            _text("term", "wording"),
            _text(
                "relation",
                "relation to the concept's label",
                "label, same, abbreviation, near (near is not merged)",
            ),
            _count("n_own", "mentions in messages on their own"),
            _count("n_nested", "mentions in messages inside a longer term: another concept's or one of terms.txt"),
            _count("n_messages", "messages with at least one of either"),
        ),
        key=("edition", "concept", "term"),
    ),
    Table(
        "mentions",
        "The spans behind every concept count",
        (
            _text("concept", "concept id"),
            _DOCUMENT_ID,
            _PASSAGE_ID,
            _flag("is_message", "the passage is a message"),
            Column("start", "int32", "where it begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            _text("term", "wording"),
            _text("form", "how it occurs", "own, nested"),
            _text("inside", "token that it stands in; the wording itself where it is its own"),
        ),
        key=("document_id", "passage_id", "start", "end", "concept"),
        is_partitioned=True,
    ),
    Table(
        "keywords",
        "TF-IDF ranks by passage, section, document and edition; terms unmerged, concepts merged",
        (
            _text("scope_kind", "what the scope is", "edition, document, section, passage"),
            _text("scope", "edition id, document id, document id§section order, or passage id"),
            _EDITION,
            _text("unit", "unit that plays 'document' in document frequency", "message"),
            _text(
                "level",
                "wordings merged or not",
                "term (unmerged), concept (merged; other terms stand as they are)",
            ),
            _count("rank", "place in the scope, ties by tfidf broken by term", "from 1"),
            _text("term", "token text, or the concept's Chinese label"),
            _maybe_text("concept", "concept id"),
            _maybe_text("label_en", "English, from the lexicon or CC-CEDICT"),
            _maybe_text("label_en_source", "where the English comes from", "lexicon, CC-CEDICT"),
            _text("concept_counts", "which mentions of a concept count, by the setting of this name", "own, inclusive"),
            _count("count", "occurrences in the scope's messages; for a concept its mentions as concept_counts says"),
            _count("n_messages_in_scope", "messages in the scope with at least one of these"),
            _count("n_scope", "messages in the scope"),
            _count("document_frequency", "messages of the edition with at least one of these"),
            _count("n_messages_edition", "messages of the edition"),
            _number("tfidf", "score; formula in statistics/tfidf.py", "> 0"),
        ),
        key=("scope_kind", "scope", "level", "rank"),
    ),
)

_TERMINOLOGY = (
    Table(
        "wordings",
        "Which wording of a concept stands in which document; an edition's rows add up to the table variants",
        (
            _EDITION,
            _DOCUMENT_ID,
            _text("concept", "concept id"),
            _text("term", "wording"),
            _text(
                "relation",
                "relation to the concept's label",
                "label, same, abbreviation, near (near is not merged)",
            ),
            _count("n_own", "mentions in messages on their own"),
            _count("n_nested", "mentions in messages inside a longer term: another concept's or one of terms.txt"),
            _count("n_messages", "messages of the document with at least one of either"),
            _text(
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
            _flag("is_shipped", "came with the program; false for an analyst's own line"),
            _text("term", "wording"),
            _text("entry", "what it is an entry of", "concept, term"),
            _maybe_text("concept", "concept that it is a wording of"),
            _maybe_text("relation", "relation to the concept's label", "label, same, abbreviation, near"),
            _text("origin", "where it comes from", "shipped, or the overlay's file and line, terms.txt:12"),
            _text(
                "status",
                "used: whole somewhere; unused: stands nowhere; shadowed: always inside a longer token; crossed: never "
                "whole, a word stands across it",
                "used, unused, shadowed, crossed",
            ),
            _count(
                "n_occurrences",
                "places where it stands in any passage, overlapping ones too; Latin letters as whole words: the sum of "
                "the next four",
            ),
            _count("n_whole", "of these, one token"),
            _count("n_inside", "inside a longer token"),
            _count("n_across", "a word stands across one of its edges"),
            _count("n_split", "cut into several words, none across an edge", "0"),
            _count("n_whole_in_messages", "whole in messages, repeats in brackets left out, as in the table terms"),
            _maybe_text(
                "inside_kinds", "what the longer tokens are", "lexicon, dictionary, guessed, address, latin ×n"
            ),
            _maybe_text("inside_terms", "the longer tokens", "most frequent first; … (5) ×7: five others"),
            _maybe_text("crossings", "the tokens at the places where a word stands across", "as above"),
            _maybe_text("splits", "the tokens that it was cut into", "as above"),
            _maybe_text("whole_passage_ids", "the first passages with it whole", "separated by spaces"),
            _maybe_text("inside_passage_ids", "the first with it inside a longer token", "separated by spaces"),
            _maybe_text("across_passage_ids", "the first with a word across it", "separated by spaces"),
            _maybe_text("split_passage_ids", "the first with it split", "separated by spaces"),
        ),
        key=("is_shipped", "term"),
    ),
    Table(
        "lexicon_crossings",
        "Every place where a wording of the lexicon stands but a word crosses its edge, with both readings",
        (
            _EDITION,
            _DOCUMENT_ID,
            _PASSAGE_ID,
            _flag("is_message", "the passage is a message"),
            Column("start", "int32", "where the wording begins in the passage text", "code points"),
            Column("end", "int32", "where it ends in the passage text", "code points"),
            _text("term", "wording"),
            _text("reading", "the tokens, as many as the other reading cuts otherwise", "separated by |"),
            _text("reading_with_term", "the likeliest words of the same text with the wording whole", "separated by |"),
            _number("score", "how likely the dictionary, the lexicon in it, holds the clause as it was read", "ln"),
            _number("score_with_term", "the same with the wording whole", "ln"),
            _text("clause", "the text between punctuation that both scores are of"),
        ),
        key=("document_id", "passage_id", "start", "end"),
        is_partitioned=True,
    ),
    Table(
        "variant_candidates",
        "Wordings of this corpus that may be one thing, with the evidence; a line of variants.tsv decides",
        (
            _count("rank", "place by score, ties broken by the wordings", "from 1"),
            _text("wording", "the wording asked about: the rarer one, or the one that the lexicon has not got"),
            _text("other", "what it may be another wording of"),
            _maybe_text("concept", "concept that the other belongs to"),
            _text("group", "label of the group that a chain of pairs joins: a concept's, or the most frequent wording"),
            _number("score", "how much speaks for it; formula in terminology/evidence.py", "0–1"),
            _count("n_wording", "occurrences of the wording in messages"),
            _count("n_messages_wording", "messages with the wording"),
            _text("passage_ids_wording", "the first of these messages", "separated by spaces"),
            _maybe_text("context_wording", "the words around it in the first"),
            _count("n_other", "occurrences of the other in messages; 0 where only the lexicon has it"),
            _count("n_messages_other", "messages with the other"),
            _text("passage_ids_other", "the first of these messages", "separated by spaces"),
            _maybe_text("context_other", "the words around it in the first"),
            _count("edit_distance", "characters to insert, delete, replace or swap with their neighbour", "characters"),
            _maybe_text("shared_head", "characters that both end in"),
            _maybe_text(
                "spelling",
                "how they are one word but for spelling",
                "letters (case aside), capitals, plural, region (Traditional or another region's word), "
                "reading (and an English sense)",
            ),
            _flag("is_abbreviation", "one is a choice of the other's characters, in their order"),
            _flag("is_reordered", "both have the same characters in another order"),
            _flag("has_same_parts", "they are the same but for wordings of one concept inside them"),
            _maybe_text("shared_english", "English senses that CC-CEDICT has for both", "separated by ;"),
            _maybe_number(
                "context_similarity",
                "how alike their surroundings are; null where the rarer one is too rare to tell",
                "0–1",
            ),
            _count("n_listed", "times the two, or the words in which they differ, are listed side by side: against it"),
            _text("line", "the line for variants.tsv that accepts it; write different instead to reject it"),
        ),
        key=("rank",),
    ),
    Table(
        "wording_checks",
        "Wordings worth checking against the English; a line of the lexicon settles or silences one",
        (
            _count("rank", "place: by kind, then as each kind is ordered", "from 1"),
            _text(
                "kind",
                "why it is worth a look",
                "expansion (a name beside an acronym that is none of its known ones), unknown_expansion (an acronym of "
                "no known name has several), near_twin (stands once, one character off a frequent term), "
                "usage (usage-notes.tsv calls the choice of words worth checking)",
            ),
            _EDITION,
            _text("found", "the wording found"),
            _maybe_text("beside", "the known or most frequent one; null for a doubtful wording that stands alone"),
            _count(
                "n_found",
                "occurrences of the found one in the edition, in passages of every kind; in messages for a near_twin",
            ),
            _count(
                "n_beside",
                "the same of the other in the edition; of any known name for an expansion, in all editions for an "
                "unknown_expansion, in messages of all editions for a near_twin",
            ),
            _maybe_text("english", "the acronym, or the English of the usage note"),
            _maybe_text("note", "the usage note's remark"),
            _maybe_text("concept", "concept that one of the two belongs to"),
            _text("passage_ids", "the first passages with the found one", "separated by spaces"),
            _maybe_text("context", "the words around it in the first"),
        ),
        key=("rank",),
    ),
    Table(
        "term_candidates",
        "Compounds that are in no dictionary and might be kept whole: for a person to choose from",
        (
            _count("rank", "place by score, ties broken by term", "from 1"),
            _text("term", "the compound"),
            _text("parts", "the words that it is cut into now", "separated by |"),
            _count("n_occurrences", "how often these words stand side by side in messages"),
            _count("n_messages", "messages with at least one of them"),
            _count("n_documents", "documents with at least one of them"),
            _number("left_entropy", "branching entropy of the words before it", "bits"),
            _number("right_entropy", "branching entropy of the words after it", "bits"),
            _number("pmi", "pointwise mutual information at its weakest split", "bits"),
            _number("c_value", "occurrences of its own, beyond those inside longer candidates, by length", "> 0"),
            _number("score", "c_value · lower entropy · pmi", "> 0"),
            _text("contexts", "the first of its places, in different messages", "separated by |"),
            _text("passage_ids", "the messages of these places", "separated by spaces"),
            _text("line", "what to paste into terms.txt"),
        ),
        key=("rank",),
    ),
)

_THEMES = (
    Table(
        "themes",
        "Clusters of messages that the program found",
        (
            _text("theme_id", "fit and ordinal, largest first", "2018-paris/theme-1"),
            _text("fit", "edition or corpus it was fitted on"),
            _text("label_zh", "label terms"),
            _text("label_en", "their English where known"),
            _count("n_messages", "messages in it"),
            _count("n_core", "messages that belong to its core"),
            _number("stability", "clusterwise Jaccard index over resamples", "0–1"),
            _flag("is_stable", "the fit beats its shuffled null and this theme is above the set stability"),
            _text("top_terms", "label terms by weight, separated by 、"),
            _text("exemplar", "passage id of the message nearest the centre"),
        ),
        key=("theme_id",),
    ),
    Table(
        "passage_themes",
        "The theme of each message",
        (
            _PASSAGE_ID,
            _text("fit", "edition or corpus"),
            _text("theme_id", "theme"),
            _count("centrality_rank", "place by similarity within the theme", "from 1"),
            _number("similarity", "cosine with the theme's centre", "-1–1"),
            _number(
                "membership",
                "mean share of resamples in which it fell together with its theme's others",
                "0–1",
            ),
            _flag("is_core", "membership reaches the set value"),
            _number("x", "place on the map, first axis", "arbitrary"),
            _number("y", "place on the map, second axis", "arbitrary"),
        ),
        key=("fit", "theme_id", "centrality_rank"),
    ),
    Table(
        "stability",
        "How each number of themes fared against the same text shuffled",
        (
            _text("fit", "edition or corpus"),
            _count("k", "number of themes"),
            _count("n_messages", "messages clustered"),
            _count("n_resamples", "subsamples of messages, vectors refitted inside each"),
            _count("n_shuffles", "shuffled copies of the text"),
            _number("stability", "mean adjusted Rand index between partitions of resamples", "-1–1"),
            _number("null_mean", "the same on shuffled text, mean", "-1–1"),
            _number("null_sd", "the same on shuffled text, standard deviation", "≥ 0"),
            _number("z", "(stability - null_mean) / null_sd", "standard deviations"),
            _number("p_value", "of the largest z over all k, the same for every k of a fit", "0–1"),
            _flag("is_chosen", "the k that the themes use"),
            _flag("is_stable", "the chosen k, and p_value is below the set level"),
            _maybe_text("approximation", "where a large text was not taken whole, in words; null where it was"),
        ),
        key=("fit", "k"),
    ),
)

_CHARTS = (
    Table(
        "charts",
        "The drawn charts with what they say",
        (
            _text("chart", "name in the registry"),
            _EDITION,
            _count("order", "place in the report"),
            _text("state", "what became of it", "drawn, not enough evidence"),
            _text("title_zh", "title, Chinese"),
            _text("title_en", "title, English"),
            _text("alt_zh", "alternative text, Chinese; the reason where it was not drawn"),
            _text("alt_en", "alternative text, English"),
            _count("n", "messages behind it"),
            _maybe_text("file", "path of the files in outputs/, without extension"),
            _maybe_text("svg", "the chart as SVG for a page that carries its own font"),
        ),
        key=("edition", "order"),
        is_csv=False,
    ),
)

_REPORT = (
    Table(
        "findings",
        "What the report says in words; it renders these and computes nothing",
        (
            _text("finding", "name of the finding"),
            _text("scope", "corpus or edition"),
            _count("order", "place in the report"),
            _text("strength", "how solid it is", "solid, descriptive, exploratory"),
            _text("text_zh", "the statement, Chinese"),
            _text("text_en", "the statement, English"),
            _count("n", "units behind it"),
            _text("unit", "what was counted", "messages, passages, characters, …"),
            _text("evidence", "table that it comes from"),
            _count("n_passages", "passages behind it"),
            _text("passage_ids", "passages behind it in their order, the first of many", "separated by spaces"),
        ),
        key=("scope", "order"),
    ),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (*_INGEST, *_NORMALISE, *_SEGMENT, *_KEYWORDS, *_TERMINOLOGY, *_THEMES, *_CHARTS, *_REPORT)
}
