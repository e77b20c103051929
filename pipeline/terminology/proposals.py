"""What a person may want to decide: the tables ``variant_candidates`` and ``wording_checks``, gathered in two readings.

The first reading counts contexts, enumerations, compounds, names beside acronyms and the usage notes' wordings; when
the pairs are chosen, the second looks up examples of them. One edition is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.keywords.roles import CONTENT, SHORT
from pipeline.lexicon.acronyms import known_names
from pipeline.lexicon.model import ABBREVIATION, DIFFERENT
from pipeline.terminology.compounds import Compounds
from pipeline.terminology.examples import Examples
from pipeline.terminology.expansions import Beside, names_beside
from pipeline.terminology.near_twins import Twin, near_twins
from pipeline.terminology.units import Decided, content_units
from pipeline.terminology.usage import Used, used_wordings
from pipeline.terminology.variant_candidates import Candidate, candidate_rows, choose, of_compounds, of_terms
from pipeline.terminology.variant_pairs import VariantPairs
from pipeline.terminology.wording_checks import check_rows, expansion_rows, twin_rows, usage_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.keywords.wordings import Wordings
    from pipeline.lexicon.model import UsageNote, VariantDecision
    from pipeline.settings import TerminologySettings
    from pipeline.terminology.edition_text import EditionText


class Proposals:
    """Add every edition, then choose, then show every edition again, then take the rows."""

    def __init__(
        self,
        terms: pa.Table,
        wordings: Wordings,
        decisions: Sequence[VariantDecision],
        expansions: Mapping[str, tuple[str, ...]],
        usage_notes: Sequence[UsageNote],
        settings: TerminologySettings,
    ) -> None:
        self._wordings, self._settings, self._notes = wordings, settings, usage_notes
        self._known = _accepted_names(wordings, expansions)
        self._decided = Decided(wordings, [(one.wording, one.other) for one in decisions if one.decision == DIFFERENT])
        self._units = content_units(terms, wordings, settings.max_variant_characters)
        self._pairs = VariantPairs(self._units, wordings, self._decided, settings)
        self._left_out = _left_out(terms)
        most, width = settings.max_examples, settings.context_characters
        self._compounds = Compounds(wordings.texts, self._left_out, settings.min_twin_characters, most, width)
        self._places: list[Beside] = []
        self._used: list[Used] = []
        self._candidates: list[Candidate] = []
        self._twins: list[Twin] = []
        self._examples = Examples((), most, width)

    def add(self, text: EditionText) -> None:
        """The first reading of one edition."""
        settings = self._settings
        self._pairs.add(text)
        self._compounds.add(text)
        self._places += names_beside(text, settings.context_characters)
        self._used += used_wordings(text, self._notes, settings.max_examples, settings.context_characters)

    def choose(self) -> None:
        """Decide what is proposed, after all editions have been added."""
        settings = self._settings
        found = [
            *of_terms(self._pairs.proposals(), self._units),
            *of_compounds(self._compounds, self._decided, settings),
        ]
        self._candidates = choose(found, self._wordings, settings.max_variant_pairs)
        self._twins = near_twins(self._pairs, self._units, self._compounds, self._decided, settings)
        terms = {text for one in self._candidates for text in (one.wording, one.other)}
        terms |= {twin.found for twin in self._twins}
        self._examples = Examples(terms, settings.max_examples, settings.context_characters)

    def show(self, text: EditionText) -> None:
        """The second reading of one edition."""
        self._examples.add(text)

    def variant_candidates(self) -> Iterator[dict[str, Any]]:
        """Rows of the table, the best pair first."""
        yield from candidate_rows(self._candidates, self._units, self._compounds, self._wordings, self._examples)

    def wording_checks(self) -> Iterator[dict[str, Any]]:
        """Rows of the table: expansions, then near twins, then usage, by edition."""
        rows = [
            *expansion_rows(self._places, self._known, self._left_out, self._settings.max_examples),
            *twin_rows(self._twins, self._compounds, self._examples),
            *usage_rows(self._used),
        ]
        yield from check_rows(rows, self._wordings)


def _accepted_names(wordings: Wordings, expansions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Known names by acronym; the other abbreviations of its concept are accepted too: 青年IGFs (NRIs)."""
    names = known_names(wordings.concepts, expansions)
    for concept in wordings.concepts:
        short = tuple(variant.text for variant in concept.variants if variant.relation == ABBREVIATION)
        names |= {acronym: (*names[acronym], *short) for acronym in short}
    return names


def _left_out(terms: pa.Table) -> frozenset[str]:
    """Words that are part of no term or name: those on a list of the analysts', numbers, addresses."""
    texts, roles = (terms.column(name).to_pylist() for name in ("term", "list"))
    return frozenset(text for text, role in zip(texts, roles, strict=True) if role not in {CONTENT, SHORT})
