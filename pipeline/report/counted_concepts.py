"""Concepts of one edition: how often, in which wordings, in which messages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.columns import NESTED, OWN
from pipeline.lexicon.model import MERGED_RELATIONS
from pipeline.report.passage_links import passages_by

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.report.evidence import EditionEvidence


@dataclass(frozen=True)
class Wording:
    """One wording of a concept in one edition's messages, and the messages that have it."""

    term: str
    relation: str
    n_own: int
    n_nested: int
    n_messages: int
    passage_ids: tuple[str, ...]

    @property
    def n_inclusive(self) -> int:
        return self.n_own + self.n_nested

    @property
    def is_merged(self) -> bool:
        return self.relation in MERGED_RELATIONS


@dataclass(frozen=True)
class CountedConcept:
    """One concept in one edition's messages; ``near`` wordings stand beside it and are in none of its counts."""

    concept: str
    label_zh: str
    label_en: str
    kind: str
    n_own: int
    n_nested: int
    passage_ids: tuple[str, ...]
    wordings: tuple[Wording, ...]

    @property
    def n_inclusive(self) -> int:
        return self.n_own + self.n_nested

    @property
    def n_messages(self) -> int:
        return len(self.passage_ids)

    @property
    def merged(self) -> tuple[Wording, ...]:
        return tuple(wording for wording in self.wordings if wording.is_merged)


def counted_concepts(evidence: EditionEvidence) -> list[CountedConcept]:
    """Every concept mentioned in the edition's messages, the most mentioned first; ties by concept id.

    Counted from the mentions of this edition alone, own and nested; so adding an edition changes no figure.
    """
    mentions = evidence["mentions"].filter(evidence["mentions"].column("is_message"))
    counts = _counts(mentions)
    wordings = _wordings(evidence, mentions)
    passages = passages_by(mentions, "concept")
    found = [
        CountedConcept(
            concept, label["label_zh"], label["label_en"], label["kind"],
            counts[concept, OWN], counts[concept, NESTED],
            tuple(passages[concept,]), tuple(wordings.get(concept, ())),
        )
        for (concept,) in passages
        for label in (evidence.concepts[concept],)
    ]  # fmt: skip
    return sorted(found, key=lambda concept: (-concept.n_inclusive, concept.concept))


def _counts(mentions: pa.Table) -> Counter[tuple[str, str]]:
    grouped = mentions.group_by(["concept", "form"]).aggregate([([], "count_all")]).to_pylist()
    return Counter({(row["concept"], row["form"]): row["count_all"] for row in grouped})


def _wordings(evidence: EditionEvidence, mentions: pa.Table) -> dict[str, list[Wording]]:
    """Each concept's wordings that occur in messages, the most frequent first; ties by text."""
    passages = passages_by(mentions, "concept", "term")
    grouped: dict[str, list[Wording]] = {}
    for row in evidence.rows("variants"):
        if row["n_own"] + row["n_nested"] == 0:
            continue
        ids = tuple(passages.get((row["concept"], row["term"]), ()))
        wording = Wording(row["term"], row["relation"], row["n_own"], row["n_nested"], row["n_messages"], ids)
        grouped.setdefault(row["concept"], []).append(wording)
    return {concept: sorted(of_one, key=lambda w: (-w.n_inclusive, w.term)) for concept, of_one in grouped.items()}
