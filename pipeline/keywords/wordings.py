"""The lexicon as the counts need it: whose wording a text is, and which wordings stand inside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.lexicon.match import Matcher
from pipeline.lexicon.model import LABEL, MERGED_RELATIONS, Concept, NestingRule, Term
from pipeline.lexicon.nesting import NestingRules


class Inner(NamedTuple):
    """A wording inside a longer text: concept number, its wording, its span in that text (code points)."""

    concept: int
    wording: str
    start: int
    end: int


class Wordings:
    """The wordings of all concepts; a concept's number is its place in ``concepts``, which are in order of id.

    A wording belongs to one concept only, which ``pipeline.lexicon.load`` makes sure of. ``terms`` are kept whole, too,
    and may hold wordings; ``not_nested`` says where a wording inside a longer text is no mention.
    """

    def __init__(
        self, concepts: Sequence[Concept], terms: Sequence[Term] = (), not_nested: Sequence[NestingRule] = ()
    ) -> None:
        self._terms = frozenset(term.text for term in terms)
        self._rules = NestingRules(not_nested)
        self.concepts = tuple(sorted(concepts, key=lambda concept: concept.id))
        self._claims: dict[str, tuple[int, str]] = {}
        for number, concept in enumerate(self.concepts):
            # The label is a wording whether or not it is listed among the variants.
            self._claims[concept.label_zh] = (number, LABEL)
            self._claims |= {variant.text: (number, variant.relation) for variant in concept.variants}

    @property
    def texts(self) -> tuple[str, ...]:
        """All wordings, sorted."""
        return tuple(sorted(self._claims))

    def claimant(self, text: str) -> int | None:
        """Number of the concept that a text is a wording of, by any relation; None for none."""
        claim = self._claims.get(text)
        return None if claim is None else claim[0]

    def concept_of(self, text: str) -> Concept:
        """The concept that a text is a wording of, by any relation; ``KeyError`` for none."""
        return self.concepts[self._claims[text][0]]

    def relation(self, text: str) -> str:
        """How a wording relates to its concept's label: label, same, abbreviation or near; ``KeyError`` for none."""
        return self._claims[text][1]

    def is_merged(self, text: str) -> bool:
        """Whether a text counts for a concept: it is a wording, and not merely a ``near`` one."""
        return text in self._claims and self.relation(text) in MERGED_RELATIONS

    def inside(self, text: str) -> list[Inner]:
        """The merged wordings of other concepts strictly inside a wording or term, by start, then concept.

        Other texts hold none. For each concept the longest wording at the leftmost place is taken, then what follows
        it: mentions of one concept never overlap, those of different concepts may. Wordings in Latin script have to be
        whole words there: AI is not in OpenAI. Chinese has no such sign, so 人权 would be found in a wording 个人权益
        unless a rule says that it is none there; who writes the lexicon sees such a pair in ``mentions``.
        """
        outer = self.claimant(text)
        if outer is None and text not in self._terms:
            return []
        taken_until: dict[int, int] = {}
        found = []
        for start, end in self._matcher.spans(text):
            concept, _ = self._claims[text[start:end]]
            is_free = concept != outer and start >= taken_until.get(concept, 0)
            if is_free and not self._rules.forbid(text, start, end):
                taken_until[concept] = end
                found.append(Inner(concept, text[start:end], start, end))
        return sorted(found, key=lambda inner: (inner.start, inner.concept))

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher([text for text in self._claims if self.is_merged(text)])
