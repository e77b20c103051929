"""Pairs of wordings that may be one thing, with the evidence, scored and ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.keywords.wordings import Wordings
from pipeline.terminology.blocking import Pair, candidate_pairs
from pipeline.terminology.contexts import ContextCounts
from pipeline.terminology.enumerations import Enumerations
from pipeline.terminology.evidence import Contexts, Forms, compare, listed_parts, score
from pipeline.terminology.senses import look_up
from pipeline.terminology.units import Decided, Units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.settings import TerminologySettings
    from pipeline.terminology.edition_text import EditionText


_LONG = 4


class Proposal(NamedTuple):
    """A pair of unit numbers, the wording that is proposed first, with its evidence and score."""

    wording: int
    other: int
    forms: Forms
    context_similarity: float | None
    n_listed: int
    score: float


class VariantPairs:
    """Compares the units that share a key, and gathers from the text what their contexts and enumerations say."""

    def __init__(self, units: Units, wordings: Wordings, decided: Decided, settings: TerminologySettings) -> None:
        self._units = units
        self._settings = settings
        senses = look_up(units.texts)
        self.compared: dict[Pair, Forms] = {}
        """Pairs of unit numbers, the smaller first, that may be one thing by their forms."""
        for (one, other), keys in candidate_pairs(units, wordings, senses, settings).items():
            texts = units.texts[one], units.texts[other]
            if units.kinds[one] == units.kinds[other] and not decided.settles(*texts):
                forms = compare(*texts, units.kinds[one], keys, senses)
                if forms is not None:
                    self.compared[one, other] = forms
        compared = sorted({unit for pair in self.compared for unit in pair})
        self._place = {unit: place for place, unit in enumerate(compared)}
        self._contexts = ContextCounts(
            [units.texts[unit] for unit in compared],
            _widespread(units, settings.max_context_terms),
            settings.context_window,
        )
        self._enumerations = Enumerations(units.texts)

    def add(self, text: EditionText) -> None:
        """Read one edition."""
        self._contexts.add(text)
        self._enumerations.add(text)

    def proposals(self) -> list[Proposal]:
        """Pairs from the least score up that is set, the best first; ties by their texts."""
        import numpy as np

        if not self.compared:
            return []
        one, other = np.array(list(self.compared), dtype=np.int64).T
        place = np.array([self._place[unit] for unit in [*one, *other]], dtype=np.int64).reshape(2, -1)
        similarity = self._contexts.similarities(*place)
        n_listed = self._n_listed()
        rarer = np.minimum(self._units.n_occurrences[one], self._units.n_occurrences[other])
        least = self._settings.min_context_occurrences
        found = [
            self._proposal(pair, forms, Contexts(alike if n >= least else None, n), listed)
            for (pair, forms), alike, n, listed in zip(
                self.compared.items(), similarity.tolist(), rarer.tolist(), n_listed.tolist(), strict=True
            )
        ]
        kept = [proposal for proposal in found if proposal.score >= self._settings.min_variant_score]
        texts = self._units.texts
        return sorted(kept, key=lambda one: (-one.score, texts[one.other], texts[one.wording]))

    def _n_listed(self) -> NDArray[np.int64]:
        """How often the two, or the words in which they differ, are listed together."""
        import numpy as np

        rows = []
        for number, (left, right) in enumerate(self.compared):
            rows.append((number, left, right))
            for parts in listed_parts(self._units.texts[left], self._units.texts[right]):
                first, second = (self._units.number.get(part, -1) for part in parts)
                if min(first, second) >= 0:
                    rows.append((number, first, second))
        pair, *parted = np.array(rows, dtype=np.int64).T
        most = np.zeros(len(self.compared), dtype=np.int64)
        np.maximum.at(most, pair, self._enumerations.count(*parted))
        return most

    def _proposal(self, pair: Pair, forms: Forms, contexts: Contexts, n_listed: int) -> Proposal:
        wording, other = sorted(pair, key=self._standing)
        if not contexts.n_rarer and forms.n_shortest < _LONG:
            forms = replace(forms, is_abbreviation=False)  # 公社 is short for no 公民社会 that is never named
        in_lexicon = self._units.concepts[other] is not None
        rated = score(forms, contexts, n_listed, self._settings.evidence, in_lexicon=in_lexicon)
        return Proposal(wording, other, forms, contexts.similarity, n_listed, round(rated, 4))

    def _standing(self, unit: int) -> tuple[bool, int, str]:
        """The lexicon's wording stands above one that is not there, then the more frequent one, then by text."""
        units = self._units
        return units.concepts[unit] is not None, int(units.n_occurrences[unit]), units.texts[unit]


def _widespread(units: Units, most: int) -> list[str]:
    """The units of most messages; ties by text."""
    order = sorted(range(len(units)), key=lambda unit: (-int(units.n_messages[unit]), units.texts[unit]))
    return [units.texts[unit] for unit in order[:most]]
