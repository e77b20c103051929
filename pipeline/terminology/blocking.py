"""Pairs of units that are worth comparing: those that share a key. All pairs are never looked at.

A block, the units of one key, is bounded: of a larger one the most frequent units stay. The keys:

- what is left without one or two characters (网络犯罪 and 网上犯罪 share 网犯罪, among others)
- the same characters in any order, the spelling of Latin words, the mainland's words for those of other regions
- short forms by choice of characters (世贸组织 of 世界贸易组织)
- the head, the last two characters of a compound, among units frequent enough for their contexts to tell
- the wordings of the lexicon inside, each replaced by its concept's label (网络平台 and 互联网平台)
- an English sense or a reading of the dictionary
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.lexicon.match import Matcher
from pipeline.normalise.script.convert import shipped_converter
from pipeline.normalise.script.signs import traditional_only
from pipeline.normalise.script.vocabulary import vocabulary
from pipeline.segment.kinds import LATIN
from pipeline.terminology.forms import abbreviation_keys, latin_key, one_off_keys, singular

if TYPE_CHECKING:
    from pipeline.keywords.wordings import Wordings
    from pipeline.settings import TerminologySettings
    from pipeline.terminology.senses import Senses
    from pipeline.terminology.units import Units

Pair = tuple[int, int]
_REGIONS = ("hk", "tw")
_HEAD = 2
_SHORTEST = 3
"""Characters of the shortest unit that is compared by its form: two-character words that share one are no clue."""


def candidate_pairs(
    units: Units, wordings: Wordings, senses: Senses, settings: TerminologySettings
) -> dict[Pair, set[str]]:
    """Pairs of unit numbers, the smaller first, with the names of the keys that they share."""
    heads, parts = _Heads(units, settings.min_context_occurrences), _Parts(wordings)
    keys: dict[str, Callable[[int], Iterator[str]]] = {
        "form": lambda unit: _form_keys(units, unit),
        "order": lambda unit: _order_keys(units.texts[unit]),
        "spelling": lambda unit: _spelling_keys(units, unit),
        "abbreviation": lambda unit: _abbreviation_keys(units, unit),
        "head": heads.keys,
        "parts": lambda unit: parts.keys(units.texts[unit]),
        "sense": lambda unit: iter(sorted(senses.english.get(units.texts[unit], ()))),
        "reading": lambda unit: iter(sorted(senses.readings.get(units.texts[unit], ()))),
    }
    pairs: dict[Pair, set[str]] = defaultdict(set)
    for name, key in keys.items():
        max_block = settings.max_sense_words if name == "sense" else settings.max_block
        for pair in _pairs_of(units, key, max_block):
            pairs[pair].add(name)
    return dict(sorted(pairs.items()))


def _pairs_of(units: Units, keys: Callable[[int], Iterator[str]], max_block: int) -> Iterator[Pair]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for unit in range(len(units)):
        for key in dict.fromkeys(keys(unit)):
            blocks[key].append(unit)
    frequency = units.n_occurrences.tolist()
    for block in blocks.values():
        kept = block
        if len(block) > max_block:
            kept = sorted(sorted(block, key=lambda unit: (-frequency[unit], unit))[:max_block])
        yield from combinations(kept, 2)


def _form_keys(units: Units, unit: int) -> Iterator[str]:
    text = units.texts[unit]
    if len(text) >= _SHORTEST and units.kinds[unit] != LATIN:
        yield from one_off_keys(text, n_off=one_off_characters(text))


def one_off_characters(text: str) -> int:
    """How many characters may differ for two wordings to be compared: one, of five and more two."""
    return 2 if len(text) >= 5 else 1


def _order_keys(text: str) -> Iterator[str]:
    if len(text) > _SHORTEST:
        yield "".join(sorted(text))


def _spelling_keys(units: Units, unit: int) -> Iterator[str]:
    text = units.texts[unit]
    if units.kinds[unit] == LATIN:
        yield latin_key(singular(text))
    else:
        yield text
        yield from regional_forms(text)


def regional_forms(text: str) -> Iterator[str]:
    """A wording with the mainland's characters and words for those of other regions, where it has any.

    >>> list(regional_forms("网际网路"))
    ['互联网']
    """
    simplified = shipped_converter().convert(text) if traditional_only().search(text) else text
    forms = [simplified, *(_with_words_of(region, simplified) for region in _REGIONS)]
    yield from (form for form in dict.fromkeys(forms) if form != text)


def _with_words_of(region: str, text: str) -> str:
    words = vocabulary(region)
    for at, word in reversed(words.find(text)) if words else ():
        text = text[:at] + words.words[word] + text[at + len(word) :]  # type: ignore[union-attr]
    return text


def _abbreviation_keys(units: Units, unit: int) -> Iterator[str]:
    """A text stands for itself; a longer one also for its short forms that the corpus has."""
    text = units.texts[unit]
    if units.kinds[unit] != LATIN:
        yield text
        if len(text) > _SHORTEST:
            yield from (short for short in abbreviation_keys(text) if short in units.number)


class _Parts:
    """Units with the lexicon's wordings inside them, each replaced by the label of its concept."""

    def __init__(self, wordings: Wordings) -> None:
        self._label = {
            variant.text: concept.label_zh for concept in wordings.concepts for variant in concept.variants
        } | {concept.label_zh: concept.label_zh for concept in wordings.concepts}
        self._matcher = Matcher(self._label)

    def keys(self, text: str) -> Iterator[str]:
        form, at = "", 0
        for start, end in self._matcher.spans(text):
            if start >= at and end - start < len(text):
                form += text[at:start] + self._label[text[start:end]]
                at = end
        if form:
            yield form + text[at:]


class _Heads:
    """The last characters of compounds; of rare ones nothing but the contexts could tell, and theirs do not."""

    def __init__(self, units: Units, min_occurrences: int) -> None:
        self._texts = units.texts
        self._is_frequent = (units.n_occurrences >= min_occurrences).tolist()

    def keys(self, unit: int) -> Iterator[str]:
        text = self._texts[unit]
        if len(text) >= 2 * _HEAD and self._is_frequent[unit]:
            yield text[-_HEAD:]
