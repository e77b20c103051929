"""Known expansions: the full names that an acronym is accepted to stand for.

A line of ``expansions.tsv`` is ``acronym<TAB>full name<TAB>note``, the note optional; ``-acronym<TAB>full name`` takes
a shipped line back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import LexiconError
from pipeline.faults import Faults
from pipeline.lexicon.model import ABBREVIATION, LABEL, SAME, Concept
from pipeline.lexicon.reading import Line, read_lines, split_fields


def known_names(concepts: Iterable[Concept], expansions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every accepted full name by acronym, sorted: those of the file, and those that follow from the concepts.

    An abbreviation of a concept stands for its labels, Chinese and English, and its ``same`` wordings.
    """
    names = {acronym: set(full) for acronym, full in expansions.items()}
    for concept in concepts:
        full = {variant.text for variant in concept.variants if variant.relation in {LABEL, SAME}}
        for variant in concept.variants:
            if variant.relation == ABBREVIATION:
                names.setdefault(variant.text, set()).update(full, {concept.label_en})
    return {acronym: tuple(sorted(names[acronym])) for acronym in sorted(names)}


def read_expansions(files: tuple[Path, ...], faults: Faults) -> dict[str, tuple[str, ...]]:
    """Full names by acronym, both sorted; the overlay's additions and removals applied."""
    listed: dict[tuple[str, str], Line] = {}
    for line in read_lines(files, faults):
        with faults.reported():
            _take(line, listed)
    names: dict[str, tuple[str, ...]] = {}
    for acronym, name in sorted(listed):
        names[acronym] = (*names.get(acronym, ()), name)
    return names


def _take(line: Line, listed: dict[tuple[str, str], Line]) -> None:
    """Add the line's pair, or take a shipped one back."""
    acronym, name, _ = split_fields(line, ("acronym", "full name", "note"), 2)
    removed = acronym[1:].strip() if acronym.startswith("-") else None
    if not name or not (acronym if removed is None else removed):
        raise LexiconError(f"{line.place}: {line.text.strip()!r}; expected an acronym, a tab and its full name")
    if removed is None:
        if acronym == name:
            raise LexiconError(f"{line.place}: {acronym!r} stands for itself; give its full name or delete the line")
        listed.setdefault((acronym, name), line)
    elif line.is_shipped or (removed, name) not in listed or not listed[removed, name].is_shipped:
        raise LexiconError(
            f"{line.place}: removes {name!r} as an expansion of {removed!r}, which is not in the shipped list; "
            "correct the line or delete it"
        )
    else:
        del listed[removed, name]
