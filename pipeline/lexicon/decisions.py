"""Read ``variants.tsv``: what a person decided of two wordings, and take the accepted ones into their concepts.

A line is ``wording<TAB>other<TAB>decision<TAB>note``, the note optional. ``same``, ``abbreviation`` and ``near`` take
the wording into the concept that ``other`` is a wording of, with that relation; ``different`` keeps the pair from being
proposed again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.listing import warn_of_unmatchable
from pipeline.lexicon.model import DECISIONS, DIFFERENT, NEAR, Concept, Variant, VariantDecision
from pipeline.lexicon.reading import Line, read_lines, split_fields

Decided = Mapping[VariantDecision, Line]
Claims = Mapping[str, tuple[str, Variant]]
"""For each wording the id of its concept, and how it belongs there."""


def read_decisions(files: tuple[Path, ...], faults: Faults) -> Decided:
    """Decisions in file order with their lines, one a pair of wordings; lines that disagree on a pair are refused."""
    decided: dict[frozenset[str], tuple[VariantDecision, Line]] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            decision = _decision(line)
            pair = frozenset({decision.wording, decision.other})
            earlier, earlier_line = decided.setdefault(pair, (decision, line))
            if earlier.decision != decision.decision:
                raise LexiconError(
                    f"{line.place}: {decision.wording!r} and {decision.other!r} are {decision.decision!r}, "
                    f"but {earlier.decision!r} in line {earlier_line.number}; delete one of the two lines"
                )
            if earlier_line == line:
                warn_of_unmatchable((decision.wording, decision.other), line, faults)
            else:
                faults.warn(f"{line.noted}: this pair is decided in line {earlier_line.number}; delete one of the two")
    return dict(decided.values())


def _decision(line: Line) -> VariantDecision:
    wording, other, decision, note = split_fields(line, ("wording", "other", "decision", "note"), 3)
    if not wording or not other:
        raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected two wordings and a decision, tabs between")
    if wording == other:
        raise LexiconError(f"{line.place}: {wording!r} stands on both sides; expected two wordings: correct one")
    if decision not in DECISIONS:
        raise LexiconError(f"{line.place}: unknown decision {decision!r}; expected one of {', '.join(DECISIONS)}")
    return VariantDecision(wording, other, decision, note, line.origin)


def apply_decisions(concepts: Sequence[Concept], decided: Decided, faults: Faults) -> tuple[Concept, ...]:
    """The concepts with every accepted wording among their variants, in the order of the lines.

    A line may build on a wording that another line, above or below it, takes into a concept. What is the ``same`` as a
    ``near`` wording is near, too.
    """
    claims = {variant.text: (concept.id, variant) for concept in concepts for variant in concept.variants}
    joined: dict[str, list[Variant]] = defaultdict(list)
    waiting = [decision for decision in decided if decision.decision != DIFFERENT]
    while ready := [decision for decision in waiting if decision.other in claims]:
        waiting = [decision for decision in waiting if decision.other not in claims]
        for decision in ready:
            with faults.reported():
                if _is_new(decision, decided[decision], claims, faults):
                    concept, variant = _variant(decision, claims)
                    claims[variant.text] = (concept, variant)
                    joined[concept].append(variant)
    faults.report(*(_without_concept(decision, decided[decision], claims) for decision in waiting))
    faults.report(*_told_apart_and_together(decided, claims))
    return tuple(
        replace(concept, variants=(*concept.variants, *joined[concept.id])) if concept.id in joined else concept
        for concept in concepts
    )


def _variant(decision: VariantDecision, claims: Claims) -> tuple[str, Variant]:
    """The concept that a decision takes its wording into, and how the wording belongs there."""
    concept, other = claims[decision.other]
    relation = NEAR if other.relation == NEAR else decision.decision
    return concept, Variant(decision.wording, relation, decision.line)


def _is_new(decision: VariantDecision, line: Line, claims: Claims, faults: Faults) -> bool:
    """Whether the wording has no concept yet. One that is in this concept already, as decided, is worth a warning."""
    if decision.wording not in claims:
        return True
    owner, present = claims[decision.wording]
    concept, wanted = _variant(decision, claims)
    if owner != concept:
        raise LexiconError(
            f"{line.place}: {decision.wording!r} belongs to {owner!r} ({present.origin}) already, {decision.other!r} "
            f"to {concept!r}; a wording belongs to one concept: delete the line, or the wording there"
        )
    if present.relation != wanted.relation:
        raise LexiconError(
            f"{line.place}: {decision.wording!r} belongs to {concept!r} as {present.relation} ({present.origin}), not "
            f"as {wanted.relation}; change it there: copy a shipped concept to concepts.toml first; or delete the line"
        )
    faults.warn(
        f"{line.noted}: {decision.wording!r} belongs to {concept!r} ({present.origin}) already; delete the line"
    )
    return False


def _without_concept(decision: VariantDecision, line: Line, claims: Claims) -> LexiconError:
    if decision.wording in claims:
        concept, _ = claims[decision.wording]
        return LexiconError(
            f"{line.place}: {decision.other!r} belongs to no concept, but {decision.wording!r} does, to {concept!r}; "
            "change places: first the wording that is to join, then the one that has a concept"
        )
    entry = (
        "[[concept]]",
        'id = "…"',
        f"label_zh = {_quoted(decision.other)}",
        'label_en = "…"',
        'kind = "…"',
        f"variants.{decision.decision} = [{_quoted(decision.wording)}]",
    )
    return LexiconError(
        f"{line.place}: {decision.other!r} belongs to no concept that {decision.wording!r} could join; delete the line "
        "and put this into concepts.toml, each … filled in:\n" + "\n".join(entry)
    )


def _quoted(text: str) -> str:
    """A text as TOML has it, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _told_apart_and_together(decided: Decided, claims: Claims) -> list[LexiconError]:
    """Pairs that are decided to differ and stand in one concept."""
    nowhere = ("", None)
    return [
        LexiconError(
            f"{line.place}: {decision.wording!r} and {decision.other!r} are decided to be different, but both belong "
            f"to {claims[decision.wording][0]!r}; delete the line, or one of the wordings there"
        )
        for decision, line in decided.items()
        if decision.decision == DIFFERENT
        and claims.get(decision.wording, nowhere)[0]
        and claims.get(decision.wording, nowhere)[0] == claims.get(decision.other, nowhere)[0]
    ]
