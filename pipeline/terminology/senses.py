"""What CC-CEDICT says of words: their English senses and their readings, to find words that share them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pipeline.lexicon.gloss import clean, entries_of

_VERB = "to "


@dataclass(frozen=True)
class Senses:
    """Senses in small letters and readings (pinyin with tones) by word; a word that is in no entry has none."""

    english: Mapping[str, frozenset[str]]
    readings: Mapping[str, frozenset[str]]

    def shared_english(self, a: str, b: str) -> list[str]:
        """Senses that both words have, things before actions (*to repair*), then in order."""
        shared = self.english.get(a, frozenset()) & self.english.get(b, frozenset())
        return sorted(shared, key=lambda sense: (is_action(sense), sense))

    def read_alike(self, a: str, b: str) -> bool:
        """Whether the words share a reading and a character: 账户 and 帐户."""
        readings = self.readings.get(a, frozenset()) & self.readings.get(b, frozenset())
        return bool(readings and set(a) & set(b))


def look_up(words: Collection[str]) -> Senses:
    """Senses and readings of those of the words that CC-CEDICT has."""
    english: dict[str, frozenset[str]] = {}
    readings: dict[str, frozenset[str]] = {}
    for word, entries in entries_of(words).items():
        senses = (piece for entry in entries for sense in clean(entry.senses) for piece in sense.split(";"))
        english[word] = frozenset(sense.strip().lower() for sense in senses if sense.strip())
        readings[word] = frozenset(entry.pinyin.lower() for entry in entries)
    return Senses(english, readings)


def is_action(sense: str) -> bool:
    """Whether a sense is a verb's, which says less of a term than a noun's."""
    return sense.startswith(_VERB)
