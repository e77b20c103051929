"""The ``variant_candidates`` table: wordings of this corpus that may be one thing, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.lexicon.model import ABBREVIATION, SAME
from pipeline.segment.kinds import WORD
from pipeline.terminology.evidence import Contexts, Forms, compare, score
from pipeline.terminology.groups import connected
from pipeline.terminology.senses import Senses
from pipeline.terminology.units import Decided, Units

if TYPE_CHECKING:
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import TerminologySettings
    from pipeline.terminology.compounds import Compounds
    from pipeline.terminology.examples import Examples
    from pipeline.terminology.variant_pairs import Proposal


class Candidate(NamedTuple):
    """A proposed pair by text: a term of the corpus, or a compound that is none, beside what it may be."""

    wording: str
    other: str
    forms: Forms
    contexts: Contexts
    n_listed: int
    score: float


def of_terms(proposals: Iterable[Proposal], units: Units) -> Iterator[Candidate]:
    for one in proposals:
        n_rarer = int(min(units.n_occurrences[one.wording], units.n_occurrences[one.other]))
        contexts = Contexts(one.context_similarity, n_rarer)
        yield Candidate(units.texts[one.wording], units.texts[one.other], one.forms, contexts, one.n_listed, one.score)


def of_compounds(compounds: Compounds, decided: Decided, settings: TerminologySettings) -> Iterator[Candidate]:
    """Compounds beside the lexicon's wordings; their contexts are not compared."""
    for text, found in sorted(compounds.found.items()):
        contexts = Contexts(None, found.n_occurrences)
        for wording in found.near:
            forms = compare(text, wording, WORD, (), Senses({}, {}))
            if forms is not None and not decided.settles(text, wording):
                rated = score(forms, contexts, 0, settings.evidence, in_lexicon=True)
                if rated >= settings.min_variant_score:
                    yield Candidate(text, wording, forms, contexts, 0, round(rated, 4))


def choose(candidates: Iterable[Candidate], wordings: Wordings, most: int) -> list[Candidate]:
    """The best pairs, the best first, ties by text; of the pairs of a wording with one concept only the best."""
    best: dict[tuple[str, int | str], Candidate] = {}
    for one in sorted(candidates, key=lambda one: (-one.score, one.other, one.wording)):
        claimant = wordings.claimant(one.other)
        best.setdefault((one.wording, one.other if claimant is None else claimant), one)
    return list(best.values())[:most]


def candidate_rows(
    candidates: Sequence[Candidate], units: Units, compounds: Compounds, wordings: Wordings, examples: Examples
) -> Iterator[dict[str, Any]]:
    """Rows of the table, ranked; ``examples`` has all terms of the candidates."""
    group = _groups(candidates, units, wordings)
    for rank, one in enumerate(candidates, start=1):
        claimant = wordings.claimant(one.other)
        yield {
            "rank": rank,
            "wording": one.wording,
            "other": one.other,
            "concept": None if claimant is None else wordings.concepts[claimant].id,
            "group": group[one.wording],
            "score": one.score,
            **_counts("wording", one.wording, units, compounds, examples),
            **_counts("other", one.other, units, compounds, examples),
            **_evidence(one),
            "line": "\t".join((one.wording, one.other, ABBREVIATION if _is_short(one) else SAME, "")),
        }


def _is_short(one: Candidate) -> bool:
    return one.forms.is_abbreviation and len(one.wording) < len(one.other)


def _counts(name: str, text: str, units: Units, compounds: Compounds, examples: Examples) -> dict[str, Any]:
    found = compounds.found.get(text)
    if found is not None:
        return {
            f"n_{name}": found.n_occurrences,
            f"n_messages_{name}": found.n_messages,
            f"passage_ids_{name}": " ".join(found.passage_ids),
            f"context_{name}": found.context,
        }
    unit = units.number[text]
    return {
        f"n_{name}": int(units.n_occurrences[unit]),
        f"n_messages_{name}": int(units.n_messages[unit]),
        f"passage_ids_{name}": examples.passage_ids(text),
        f"context_{name}": examples.context(text),
    }


def _evidence(one: Candidate) -> dict[str, Any]:
    forms = one.forms
    return {
        "edit_distance": forms.edit_distance,
        "shared_head": forms.shared_head or None,
        "spelling": forms.spelling or None,
        "is_abbreviation": forms.is_abbreviation,
        "is_reordered": forms.is_reordered,
        "has_same_parts": forms.has_same_parts,
        "shared_english": "; ".join(forms.shared_english) or None,
        "context_similarity": None if one.contexts.similarity is None else round(one.contexts.similarity, 4),
        "n_listed": one.n_listed,
    }


def _groups(candidates: Sequence[Candidate], units: Units, wordings: Wordings) -> dict[str, str]:
    """The label of each wording's group: a concept's where one is in it, else its most frequent wording."""

    def standing(text: str) -> tuple[bool, int, str]:
        unit = units.number.get(text)
        return wordings.claimant(text) is None, -1 if unit is None else -int(units.n_occurrences[unit]), text

    labels: dict[str, str] = {}
    for group in connected((one.wording, one.other) for one in candidates):
        first = min(group, key=standing)
        claimant = wordings.claimant(first)
        label = first if claimant is None else wordings.concepts[claimant].label_zh
        labels |= dict.fromkeys(group, label)
    return labels
