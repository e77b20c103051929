"""Tables of the stage keyness: what is typical of what."""

from __future__ import annotations

from pipeline.columns.model import EDITION, Table, count, maybe_count, maybe_number, maybe_text, number, text

# comparisons.state
COMPARED, DESCRIPTIVE, NOT_ENOUGH, LEFT_OUT = "compared", "descriptive", "not enough evidence", "left out"
# keyness.state
KEY, NOT_KEY, LOCKWORD, NOT_TESTED = "key", "not key", "lockword", "not tested"
REST = "rest"
"""comparisons.reference where a group is compared with everything else of its edition, an edition with all others."""

_COMPARISON = text("comparison", "focus and reference", "2018-paris|rest")
_KIND = text("kind", "kind of the focus", "section, document, theme, edition")
_FOCUS = text("focus", "edition id, document id, document id§section order, or theme id")
_REFERENCE = text("reference", "what it is compared with: rest (of the edition; for an edition, of all), or a group")
_LEVEL = text("level", "wordings merged or not", "term (unmerged), concept (merged; other terms stand as they are)")

TABLES = (
    Table(
        "comparisons",
        "What was compared with what, on how much text, and how it came out",
        (
            _COMPARISON,
            _KIND,
            _FOCUS,
            _REFERENCE,
            EDITION,
            _LEVEL,
            text(
                "state",
                "what became of it; descriptive: a theme was made from these words, which therefore prove nothing",
                "compared, descriptive, not enough evidence, left out",
            ),
            maybe_text("unit", "what the permutations deal out whole; null where there are none", "message, document"),
            count("n_messages_focus", "messages of the focus"),
            count("n_messages_reference", "messages of the reference"),
            count("n_documents_focus", "documents of these messages"),
            count("n_documents_reference", "documents of these messages"),
            count("size_focus", "counted tokens of these messages"),
            count("size_reference", "counted tokens of these messages"),
            count("n_terms", "terms or concepts in these messages"),
            count("n_eligible", "those frequent and widespread enough to be tested"),
            count("n_tested", "those tested, or only measured: the family of the q-values and of lrc"),
            maybe_count("n_permutations", "most permutations behind a p-value; null where there are none"),
            maybe_count("seed", "seed of the permutations"),
            number("equivalence_ratio", "rates that differ by less than this ratio count as alike", "> 1"),
            count("n_key", "terms found to be key"),
            count("n_lockwords", "terms found to be as frequent on both sides"),
        ),
        key=("comparison", "level"),
    ),
    Table(
        "keyness",
        "Terms that a comparison sets apart, and lockwords, with every measure and the counts that it is made from",
        (
            _COMPARISON,
            _KIND,
            _FOCUS,
            _REFERENCE,
            EDITION,
            _LEVEL,
            count("rank", "place in the comparison: key first, then by size of lrc, G² and name", "from 1"),
            text("term", "token text, or the concept's Chinese label"),
            maybe_text("concept", "concept id"),
            maybe_text("label_en", "English, from the lexicon or CC-CEDICT"),
            maybe_text("label_en_source", "where the English comes from", "lexicon, CC-CEDICT"),
            text("state", "what the tests say of it", "key, not key, lockword, not tested"),
            count("n_focus", "occurrences in the focus; for a concept its own mentions"),
            count("n_reference", "occurrences in the reference"),
            count("size_focus", "counted tokens of the focus"),
            count("size_reference", "counted tokens of the reference"),
            count("n_messages_focus", "range: messages of the focus that have it"),
            count("n_messages_reference", "messages of the reference that have it"),
            count("n_documents_focus", "documents of the focus that have it in a message"),
            count("n_documents_reference", "documents of the reference that have it in a message"),
            number("rate_focus", "occurrences in the focus", "per 10,000 tokens"),
            number("rate_reference", "occurrences in the reference", "per 10,000 tokens"),
            number("g2_two_terms", "log-likelihood of the two counts", "≥ 0"),
            number("g2_four_terms", "log-likelihood of the table of two by two", "≥ 0"),
            number("log_ratio", "binary logarithm of the ratio of the rates: 1 is twice as often in the focus", "bits"),
            number("log_ratio_low", "lower end of its interval, which respects that words come in passages", "bits"),
            number("log_ratio_high", "upper end of that interval", "bits"),
            number("lrc", "conservative log ratio, tokens taken as independent; 0 where no difference is sure", "bits"),
            number("log_odds_z", "z of the log-odds under an informative Dirichlet prior", "standard deviations"),
            maybe_number("p_value", "two-sided, from permuting whole messages or documents", "0–1"),
            maybe_count("n_permutations", "permutations behind it"),
            maybe_number("q_value", "its false-discovery rate over all terms tested in the comparison", "0–1"),
            maybe_number("p_equivalence", "p of the claim that the rates differ by less than the set ratio", "0–1"),
            maybe_number("q_equivalence", "its false-discovery rate over all terms tested in the comparison", "0–1"),
            maybe_number("dp_focus", "Gries' DP over the messages of the focus; null where it has none", "0–1"),
            maybe_number("dp_reference", "Gries' DP over the messages of the reference; null where it has none", "0–1"),
        ),
        key=("comparison", "level", "rank"),
    ),
)
