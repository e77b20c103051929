"""What can be said of an edition, in whole sentences with their numbers: the ``findings`` table.

Each function makes one statement from the tables or none where there is too little. The report only renders them.
Strength: *solid* can be checked place by place; *descriptive* holds for these messages and this lexicon;
*exploratory* did not survive its test.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.columns.keyness import COMPARED, KEY
from pipeline.keyness.groups import choose
from pipeline.keyness.names import group_names, sides
from pipeline.keywords.units import CONCEPT
from pipeline.lexicon.gloss import SOURCE
from pipeline.report.compared_findings import carried_over, changed_terms
from pipeline.report.finding import Finding, named_rows
from pipeline.report.passage_links import links, message_ids
from pipeline.report.repaired_text import always_repaired
from pipeline.report.typical_terms import passages_of
from pipeline.report.words import probability, worded, words

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.counted_concepts import CountedConcept, Wording
    from pipeline.report.evidence import EditionEvidence
    from pipeline.settings import ReportSettings

SOLID, DESCRIPTIVE, EXPLORATORY = "solid", "descriptive", "exploratory"
STRENGTHS = (SOLID, DESCRIPTIVE, EXPLORATORY)
"""In the order in which findings stand; equals keep the order of ``_STATEMENTS``."""


def findings(evidence: EditionEvidence, concepts: list[CountedConcept], settings: ReportSettings) -> list[Finding]:
    """None to ``max_findings`` statements on one edition, the solid ones first.

    Nothing is said of concepts where there are fewer than ``min_messages`` messages.
    """
    if evidence.n_messages < settings.min_messages:
        concepts = []
    made = [statement(evidence, concepts) for statement in _STATEMENTS]
    found = [finding for finding in made if finding is not None]
    return sorted(found, key=lambda finding: STRENGTHS.index(finding.strength))[: settings.max_findings]


def finding_rows(scope: str, found: Iterable[Finding], max_links: int) -> list[dict[str, Any]]:
    """Findings as rows of the ``findings`` table."""
    return [
        {
            "finding": finding.finding, "scope": scope, "order": order, "strength": finding.strength,
            "text_zh": finding.text.zh, "text_en": finding.text.en,
            "n": finding.n, "unit": finding.unit, "evidence": finding.evidence,
            "n_passages": len(set(finding.passage_ids)),
            "passage_ids": " ".join(links(finding.passage_ids, max_links).passage_ids),
            "evidence_rows": "\n".join(finding.rows),
        }
        for order, finding in enumerate(found, start=1)
    ]  # fmt: skip


def not_final(evidence: EditionEvidence, _concepts: list[CountedConcept]) -> Finding | None:
    """Documents that are stated to be something else than final, and what their notes say."""
    documents = [row for row in evidence.rows("documents") if row["status"] not in {None, "final"}]
    if not documents:
        return None
    statuses = sorted({row["status"] for row in documents})
    of_them = {row["document_id"] for row in documents}
    notes = [row for row in evidence.rows("passages") if row["kind"] == "note" and row["document_id"] in of_them]
    is_only = len(documents) == evidence["documents"].num_rows == 1
    text = words("findings")["not_final_only" if is_only else "not_final"].format(
        n=len(documents), n_documents=evidence["documents"].num_rows,
        status_zh="、".join(worded("status", status).zh for status in statuses),
        status_en=", ".join(worded("status", status).en for status in statuses),
    )  # fmt: skip
    behind = named_rows("documents", documents)
    return Finding("not_final", "solid", text, len(documents), "documents", "documents", _ids(notes), behind)


def repaired(evidence: EditionEvidence, concepts: list[CountedConcept]) -> Finding | None:
    """How many mentions of concepts no search of the text as received could have found: a lower bound.

    Counted are own mentions in messages of wordings with a character of which *every* occurrence was repaired.
    """
    characters = always_repaired(evidence)
    lost = [
        (wording, concept)
        for concept in concepts
        for wording in concept.merged
        if characters.keys() & set(wording.term) and wording.n_own
    ]
    if not lost:
        return None
    n_own = sum(concept.n_own for concept in concepts)
    n_lost = sum(wording.n_own for wording, _ in lost)
    first, _ = max(lost, key=lambda pair: (pair[0].n_own, pair[0].term))
    character = next(character for character in first.term if character in characters)
    text = words("findings")["repaired"].format(
        n_characters=len(characters), n_lost=n_lost, n_own=n_own, term=first.term, n_term=first.n_own,
        character=character, code_before=f"U+{ord(characters[character]):04X}",
    )  # fmt: skip
    passages = [passage_id for wording, _ in lost for passage_id in wording.passage_ids]
    behind = _wording_rows(evidence, lost)
    return Finding("repaired", "solid", text, n_lost, "mentions", "repairs, mentions", tuple(passages), behind)


def most_mentioned(evidence: EditionEvidence, concepts: list[CountedConcept]) -> Finding | None:
    """The concepts with the most mentions in messages: up to three, fewer where a tie would be cut in two."""
    leading = _leading(concepts, 3)
    if not leading:
        return None
    counted = [_counts_in_words(concept) for concept in leading]
    text = words("findings")["most_mentioned"].format(
        n_leading=len(leading), n_messages=evidence.n_messages,
        list_zh="；".join(counts.zh for counts in counted),
        list_en="; ".join(counts.en for counts in counted),
    )  # fmt: skip
    passages = tuple(passage_id for concept in leading for passage_id in concept.passage_ids)
    # Not the sum of the mentions: one 互联网治理 is a mention of 互联网 and of 治理 too.
    behind = _wording_rows(evidence, [(wording, concept) for concept in leading for wording in concept.merged])
    return Finding("most_mentioned", "descriptive", text, evidence.n_messages, "messages", "mentions", passages, behind)


def _leading(concepts: list[CountedConcept], n: int) -> list[CountedConcept]:
    """The first ``n`` concepts, without those that have as many mentions as the one after them."""
    following = concepts[n].n_inclusive if len(concepts) > n else 0
    return [concept for concept in concepts[:n] if concept.n_inclusive > following]


def _counts_in_words(concept: CountedConcept) -> Bilingual:
    return words("findings")["mentions_of_one" if concept.n_nested else "mentions_of_one_own"].format(
        zh=concept.label_zh, en=concept.label_en, n=concept.n_inclusive, n_with=concept.n_messages,
        n_own=concept.n_own, n_nested=concept.n_nested,
    )  # fmt: skip


def wordings(evidence: EditionEvidence, concepts: list[CountedConcept]) -> Finding | None:
    """The concept of which a search for one wording misses the most mentions."""
    missing = [(_n_missed(concept), concept) for concept in concepts if len(concept.merged) > 1]
    n_lost, concept = max(missing, key=lambda pair: (pair[0], pair[1].concept), default=(0, None))
    if concept is None or n_lost == 0:
        return None
    merged = concept.merged
    total = sum(wording.n_inclusive for wording in merged)
    text = words("findings")["wordings"].format(
        zh=concept.label_zh, en=concept.label_en, n_wordings=len(merged),
        list_zh="、".join(f"{wording.term} {wording.n_inclusive:,}" for wording in merged),
        list_en=", ".join(f"{wording.term} {wording.n_inclusive:,}" for wording in merged),
        main=max(merged, key=lambda wording: _n_found(wording, merged)).term,
        n_main=total - n_lost, n=total, n_lost=n_lost,
    )  # fmt: skip
    behind = _wording_rows(evidence, [(wording, concept) for wording in merged])
    return Finding("wordings", "descriptive", text, total, "mentions", "variants", concept.passage_ids, behind)


def _n_missed(concept: CountedConcept) -> int:
    """Mentions that the best search for one wording misses."""
    total = sum(wording.n_inclusive for wording in concept.merged)
    return total - max(_n_found(wording, concept.merged) for wording in concept.merged)


def _n_found(sought: Wording, wordings: tuple[Wording, ...]) -> int:
    """Mentions that a search for one wording finds: those of 国家主权 too where 主权 is sought."""
    return sum(wording.n_inclusive for wording in wordings if sought.term in wording.term)


def themes(evidence: EditionEvidence, _concepts: list[CountedConcept]) -> Finding | None:
    """Whether any grouping of the messages holds against the same text shuffled."""
    chosen = next((row for row in evidence.rows("stability") if row["is_chosen"]), None)
    if chosen is None:
        return None
    found = evidence.rows("themes")
    n_stable = sum(row["is_stable"] for row in found)
    verdict = "stable" if n_stable else "loose" if chosen["is_stable"] else "unstable"
    verdict = verdict if found else "none"
    text = words("findings")[f"themes_{verdict}"].format(
        k=chosen["k"], n=chosen["n_messages"], n_stable=n_stable, stability=f"{chosen['stability']:.2f}",
        null_mean=f"{chosen['null_mean']:.2f}", null_sd=f"{chosen['null_sd']:.2f}", p_value=f"{chosen['p_value']:.3f}",
        n_shuffles=chosen["n_shuffles"],
        best=f"{max((row['stability'] for row in found), default=0):.2f}",
    )  # fmt: skip
    if 0 < n_stable < len(found):
        text += words("findings")["themes_rest"].format(n_rest=len(found) - n_stable)
    strength = "descriptive" if n_stable else "exploratory"
    passages = tuple(message_ids(evidence).to_pylist())
    behind = (*named_rows("stability", [chosen]), *named_rows("themes", found))
    return Finding("themes", strength, text, chosen["n_messages"], "messages", "stability", passages, behind)


def typical(evidence: EditionEvidence, _concepts: list[CountedConcept]) -> Finding | None:
    """The terms that one group is set apart by: of the edition's comparison with the most key terms."""
    rows = [row for row in evidence.rows("comparisons") if row["level"] == CONCEPT and row["state"] == COMPARED]
    comparison = choose(rows, "n_key")
    if comparison is None:
        return None
    key = [row for row in evidence.rows("keyness") if row["state"] == KEY and row["level"] == CONCEPT]
    key = sorted((row for row in key if row["comparison"] == comparison["comparison"]), key=_surest)[:3]
    focus, reference = sides(comparison, group_names(*map(evidence.rows, ("documents", "sections", "themes"))))
    named = [_typical_term(row) for row in key]
    text = words("findings")["typical"].format(
        focus_zh=focus.zh, focus_en=focus.en or focus.zh, reference_zh=reference.zh,
        reference_en=reference.en or reference.zh, n_focus=comparison["n_messages_focus"],
        n_reference=comparison["n_messages_reference"], n_tested=comparison["n_tested"], n_key=comparison["n_key"],
        list_zh="；".join(one.zh for one in named), list_en="; ".join(one.en for one in named),
    )  # fmt: skip
    if len(rows) > 1:
        text += words("findings")["typical_of_several"].format(n_compared=len(rows))
    passages = tuple(passage_id for ids in passages_of(evidence, key).values() for passage_id in ids)
    n = comparison["n_messages_focus"] + comparison["n_messages_reference"]
    behind = (*named_rows("comparisons", [comparison]), *named_rows("keyness", key))
    return Finding("typical", "descriptive", text, n, "messages", "keyness, comparisons", passages, behind)


def _surest(row: dict[str, Any]) -> tuple[float, float, str]:
    return row["q_value"], -abs(row["lrc"]), row["term"]


def _typical_term(row: dict[str, Any]) -> Bilingual:
    ratio, low, high = (2.0 ** row[name] for name in ("log_ratio", "log_ratio_low", "log_ratio_high"))
    q = probability(row["q_value"])
    q = q if q.startswith("<") else f"= {q}"
    return words("findings")["typical_term"].format(
        term=row["term"], en=_english(row), n_messages_reference=row["n_messages_reference"],
        n_focus=row["n_focus"], n_reference=row["n_reference"],
        n_messages=row["n_messages_focus"], q=q, ratio=ratio, low=low, high=high,
    )  # fmt: skip


def _english(row: dict[str, Any]) -> str:
    """A term in English; a dictionary's gloss stands beside the term, since it may not be what is meant here."""
    if row["label_en"] and row["label_en_source"] == SOURCE:
        return f"{row['term']} ({row['label_en']})"
    return str(row["label_en"] or row["term"])


def _ids(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(row["passage_id"] for row in rows)


def _wording_rows(evidence: EditionEvidence, found: Iterable[tuple[Wording, CountedConcept]]) -> tuple[str, ...]:
    """The rows of ``variants`` that hold the counts of these wordings."""
    edition = evidence.edition
    return named_rows(
        "variants", [{"edition": edition, "concept": c.concept, "term": wording.term} for wording, c in found]
    )


_STATEMENTS = (not_final, carried_over, repaired, changed_terms, most_mentioned, wordings, typical, themes)
CARRYING_CHARTS = {
    "carried_over": "passage-changes",
    "changed_terms": "term-slopes",
    "most_mentioned": "concept-dispersion",
    "wordings": "concept-wordings",
    "typical": "keyness-bars",
    "themes": "theme-overview",
}
"""The chart that carries each finding; a finding that is not named here stands on no chart."""


def findings_table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """The declared table of the rows of all editions, sorted by its key."""
    from pipeline import tables

    return tables.make("findings", sorted(rows, key=lambda row: (row["scope"], row["order"])))
