"""What speaks for two wordings being one thing, and what against it.

Each kind of evidence has a strength from 0 to 1, set in the settings. They are combined as if each alone could be
right: score = 1 - (1 - s1)(1 - s2)…, the *noisy or* of Pearl (1988, 4.3.2). What is listed side by side is mostly two
things: the score is divided by one more than the times that the two, or the parts in which they differ, are so listed,
and by one more still where both are frequent and their contexts have nothing in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.segment.kinds import LATIN
from pipeline.terminology.blocking import regional_forms
from pipeline.terminology.contrasts import are_siblings
from pipeline.terminology.forms import (
    abbreviation_keys,
    differing_parts,
    edit_distance,
    is_inner_omission,
    latin_key,
    shared_end,
    singular,
)
from pipeline.terminology.senses import is_action

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.settings import VariantEvidenceSettings
    from pipeline.terminology.senses import Senses

LETTERS, CAPITALS, PLURAL, REGION, READING = "letters", "capitals", "plural", "region", "reading"
_LATIN = frozenset((LETTERS, CAPITALS, PLURAL))
_MOST_SENSES = 3
# Added to a wording they hardly change what it names: 网络中立 and 网络中立性.
_LIGHT = frozenset("性们的")
_SHORTEST_FORM = 3


@dataclass(frozen=True)
class Forms:
    """What the two wordings themselves show."""

    n_shortest: int
    """Characters of the shorter wording."""
    edit_distance: int
    form_similarity: float
    """1 - edit distance / characters of the longer wording."""
    n_shared: int
    """Characters of the longer wording that no edit touches."""
    shared_head: str
    spelling: str
    """How they are the same but for spelling: letters, capitals, plural, region, reading; empty where they are not."""
    is_abbreviation: bool
    is_reordered: bool
    has_same_parts: bool
    is_contained: bool
    """One stands in the other as it is, and more than a light affix is added: mostly the wider term."""
    shared_english: tuple[str, ...]


class Contexts(NamedTuple):
    """How alike the surroundings are, None where the rarer wording is too rare, and how often that one occurs."""

    similarity: float | None
    n_rarer: int


def compare(one: str, other: str, kind: str, keys: Collection[str], senses: Senses) -> Forms | None:
    """Compare two wordings that share some keys of ``blocking``; None where they name different things of one kind."""
    if are_siblings(one, other):
        return None
    short, long = sorted((one, other), key=lambda text: (len(text), text))
    distance = edit_distance(one, other)
    english = tuple(senses.shared_english(one, other))
    return Forms(
        n_shortest=len(short),
        edit_distance=distance,
        form_similarity=1 - distance / len(long),
        n_shared=len(long) - distance,
        shared_head=shared_end(one, other),
        spelling=_spelling(one, other, kind, keys, senses),
        is_abbreviation=("abbreviation" in keys and short in abbreviation_keys(long)) or is_inner_omission(short, long),
        is_reordered="order" in keys and kind != LATIN,
        has_same_parts="parts" in keys,
        is_contained=short in long and not set(long.replace(short, "", 1)) <= _LIGHT,
        shared_english=english,
    )


def _spelling(one: str, other: str, kind: str, keys: Collection[str], senses: Senses) -> str:
    if kind == LATIN:
        return _latin_spelling(one, other)
    if "spelling" in keys and (other in regional_forms(one) or one in regional_forms(other)):
        return REGION
    return READING if senses.read_alike(one, other) and senses.shared_english(one, other) else ""


def _latin_spelling(one: str, other: str) -> str:
    if one.casefold() == other.casefold():
        return CAPITALS
    if latin_key(one) == latin_key(other):
        return LETTERS
    return PLURAL if singular(one) == singular(other) else ""


def score(
    forms: Forms, contexts: Contexts, n_listed: int, strength: VariantEvidenceSettings, *, in_lexicon: bool
) -> float:
    """0–1; ``n_listed``: how often the two, or the parts in which they differ, are listed side by side."""
    doubt = 1 - strength.lexicon if in_lexicon else 1.0
    for one in _strengths(forms, strength):
        doubt *= 1 - one
    if contexts.similarity is not None:
        doubt *= 1 - strength.context * contexts.similarity
    is_unlike = (
        contexts.similarity is not None
        and contexts.n_rarer >= strength.min_telling_occurrences
        and contexts.similarity < strength.unlike_contexts
    )
    return (1 - doubt) / (1 + n_listed + is_unlike)


def _strengths(forms: Forms, strength: VariantEvidenceSettings) -> Iterator[float]:
    if forms.spelling:
        yield getattr(strength, forms.spelling)
    for sense in forms.shared_english[:_MOST_SENSES]:
        yield strength.action if is_action(sense) else strength.english
    if not forms.is_contained and forms.spelling not in _LATIN:
        if forms.n_shortest >= _SHORTEST_FORM:
            yield strength.form * forms.form_similarity**2 * forms.n_shared / (forms.n_shared + 1)
        if forms.is_abbreviation:
            yield strength.abbreviation if forms.n_shortest >= _SHORTEST_FORM else strength.short_abbreviation
        if forms.is_reordered:
            yield strength.order
        if forms.has_same_parts:
            yield strength.parts


def listed_parts(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The words in which two wordings differ, as far as characters show them: 公路 and 铁路 of 高速公路 and 高速铁路.

    >>> list(listed_parts("高速公路", "高速铁路"))
    [('公', '铁'), ('公路', '铁路'), ('速公', '速铁')]
    """
    left, right = differing_parts(one, other)
    yield left, right
    start = _shared_start(one, other)
    after = one[start + len(left) : start + len(left) + 1]
    before = one[start - 1 : start] if start else ""
    if after:
        yield left + after, right + after
    if before:
        yield before + left, before + right


def _shared_start(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
