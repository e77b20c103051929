"""Terms that occur once beside a frequent one that is a single character off: a slip, or a wording of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.segment.kinds import WORD
from pipeline.terminology.evidence import Contexts, Forms, score

if TYPE_CHECKING:
    from pipeline.settings import TerminologySettings
    from pipeline.terminology.blocking import Pair
    from pipeline.terminology.compounds import Compounds
    from pipeline.terminology.units import Decided, Units
    from pipeline.terminology.variant_pairs import VariantPairs


class Twin(NamedTuple):
    """A term or compound of one occurrence, and the frequent term one character off."""

    found: str
    beside: str
    n_beside: int


def near_twins(
    pairs: VariantPairs, units: Units, compounds: Compounds, decided: Decided, settings: TerminologySettings
) -> list[Twin]:
    """One twin a term, the most frequent; the longest terms first, in which one character is the least.

    Left out are pairs that are decided or of one concept, that differ in a number, a contrast or a negation, or of
    which one is part of the other.
    """
    best: dict[str, Twin] = {}
    for twin in (*_among_terms(pairs, units, settings), *_among_compounds(compounds, units, decided, settings)):
        earlier = best.get(twin.found)
        if earlier is None or (-twin.n_beside, twin.beside) < (-earlier.n_beside, earlier.beside):
            best[twin.found] = twin
    ordered = sorted(best.values(), key=lambda twin: (-len(twin.found), -twin.n_beside, twin.found))
    return ordered[: settings.max_near_twins]


def _among_terms(pairs: VariantPairs, units: Units, settings: TerminologySettings) -> Iterator[Twin]:
    for (one, other), forms in pairs.compared.items():
        rare, frequent = sorted((one, other), key=lambda unit: int(units.n_occurrences[unit]))
        n_beside = int(units.n_occurrences[frequent])
        if (
            units.kinds[one] == WORD
            and forms.edit_distance == 1
            and forms.n_shortest >= settings.min_twin_characters
            and not forms.is_contained
            and _is_close(forms, units, (one, other), settings)
            and int(units.n_occurrences[rare]) == 1
            and n_beside >= settings.min_twin_occurrences
        ):
            yield Twin(units.texts[rare], units.texts[frequent], n_beside)


def _is_close(forms: Forms, units: Units, pair: Pair, settings: TerminologySettings) -> bool:
    """Whether the forms alone make the pair a candidate: of four characters one is a quarter, and 数量 no 质量."""
    in_lexicon = any(units.concepts[unit] is not None for unit in pair)
    return score(forms, Contexts(None, 1), 0, settings.evidence, in_lexicon=in_lexicon) >= settings.min_variant_score


def _among_compounds(
    compounds: Compounds, units: Units, decided: Decided, settings: TerminologySettings
) -> Iterator[Twin]:
    for text, found in sorted(compounds.found.items()):
        for wording in found.near if found.n_occurrences == 1 else ():
            n_beside = int(units.n_occurrences[units.number[wording]]) if wording in units.number else 0
            if n_beside >= settings.min_twin_occurrences and not decided.settles(text, wording):
                yield Twin(text, wording, n_beside)
