"""What can be said of an edition beside the one before it: the messages that stayed, and the terms that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.bilingual import Bilingual
from pipeline.columns.compare import ARRIVED, CARRIED, EDITIONS, FALLING, GONE, RISING
from pipeline.report.finding import Finding, named_rows
from pipeline.report.typical_terms import passages_of
from pipeline.report.words import probability, words

if TYPE_CHECKING:
    from pipeline.report.counted_concepts import CountedConcept
    from pipeline.report.evidence import EditionEvidence

Row = dict[str, Any]


def carried_over(evidence: EditionEvidence, _concepts: list[CountedConcept]) -> Finding | None:
    """How many messages are carried over, reworded and new, whatever their number: each can be looked up."""
    pair = _pair(evidence)
    if pair is None:
        return None
    text = words("findings")["carried_over"].format(
        previous_zh=pair["previous"], previous_en=pair["previous"], n_messages=pair["edition_n_messages"],
        n_carried=pair["n_carried"], n_reworded=pair["n_reworded"], n_new=pair["n_new"], n_dropped=pair["n_dropped"],
    )  # fmt: skip
    rows = _of_pair(evidence, "passage_changes", pair)
    passages = tuple(row["passage"] for row in rows if row["change"] == CARRIED)
    behind = named_rows("edition_pairs", [pair])
    return Finding(
        "carried_over", "solid", text, pair["edition_n_messages"], "messages", "passage_changes", passages, behind
    )


def changed_terms(evidence: EditionEvidence, _concepts: list[CountedConcept]) -> Finding | None:
    """The terms that are shown to be used more or less than in the edition before: none where none is."""
    pair = _pair(evidence)
    rows = [] if pair is None else _of_pair(evidence, "term_changes", pair)
    changed = [row for row in rows if row["change"] in {RISING, FALLING, ARRIVED, GONE}]
    if pair is None or not changed:
        return None
    leading = sorted(changed, key=lambda row: row["rank"])[:3]
    named = [_named_term(row) for row in leading]
    text = words("findings")["changed_terms"].format(
        previous_zh=pair["previous"], previous_en=pair["previous"], n_tested=len(rows), n_changed=len(changed),
        list_zh="；".join(one.zh for one in named), list_en="; ".join(one.en for one in named),
    )  # fmt: skip
    n = pair["edition_n_messages"] + pair["previous_n_messages"]
    passages = tuple(passage_id for ids in passages_of(evidence, leading).values() for passage_id in ids)
    behind = (*named_rows("edition_pairs", [pair]), *named_rows("term_changes", leading))
    return Finding("changed_terms", "descriptive", text, n, "messages", "term_changes, edition_pairs", passages, behind)


def _pair(evidence: EditionEvidence) -> Row | None:
    """The edition and the one before it."""
    return next((row for row in evidence.rows("edition_pairs") if row["kind"] == EDITIONS), None)


def _of_pair(evidence: EditionEvidence, table: str, pair: Row) -> list[Row]:
    return [row for row in evidence.rows(table) if row["previous"] == pair["previous"]]


def _named_term(row: Row) -> Bilingual:
    q = probability(row["q_value"])
    return words("findings")["changed_term"].format(
        term=row["term"], en=row["label_en"] or row["term"], n_previous=row["n_previous"], n_edition=row["n_edition"],
        before=row["rate_previous"], now=row["rate_edition"], q=q if q.startswith("<") else f"= {q}",
    )  # fmt: skip
