"""What an acronym may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.lexicon.model import ABBREVIATION, LABEL, SAME, Concept


def known_names(concepts: Iterable[Concept], expansions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every accepted full name by acronym, sorted: the lexicon's ``expansions``, and what follows from the concepts.

    An abbreviation of a concept stands for its labels, Chinese and English, and its ``same`` wordings.
    """
    names = {acronym: set(full) for acronym, full in expansions.items()}
    for concept in concepts:
        full = {variant.text for variant in concept.variants if variant.relation in {LABEL, SAME}}
        for variant in concept.variants:
            if variant.relation == ABBREVIATION:
                names.setdefault(variant.text, set()).update(full, {concept.label_en})
    return {acronym: tuple(sorted(names[acronym])) for acronym in sorted(names)}
