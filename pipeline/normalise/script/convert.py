"""Traditional passages in Simplified characters: opencc-python-reimplemented's tables, and this project's over them.

The tables are read, not the library's own converter called: that one makes a node of every changed character (1.5 MB/s,
here 7) and does not say where a word was found. The matching is the same, so that without overrides the result is the
same, which a test shows on random text. ``overrides.tsv`` says what the old tables get wrong.

Every character becomes one character, so positions stay. Simplified text is never converted (``detect`` sees to it);
the result of a conversion converts to itself.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalise.ledger import Edit
from pipeline.normalise.script.signs import character_table
from pipeline.normalise.script.words import Replacements, read_rules

RULE = "traditional_to_simplified"
OVERRIDES = "overrides.tsv"


@dataclass(frozen=True)
class Converter:
    """Words first, by longest match, then the remaining characters one by one."""

    phrases: Replacements
    characters: Mapping[int, str]

    def convert(self, text: str) -> str:
        """The text in Simplified characters, as long as it was."""
        converted = text.translate(self.characters)
        parts: list[str] = []
        at = 0
        for start, word in self.phrases.find(text):
            parts += (converted[at:start], self.phrases.words[word])
            at = start + len(word)
        return "".join((*parts, converted[at:]))


def library_converter() -> Converter:
    """The library's ``t2s`` as it is."""
    return Converter(Replacements(_usual("TSPhrases")), str.maketrans(_usual("TSCharacters")))


def _usual(table: str) -> dict[str, str]:
    return {entry: values[0] for entry, values in character_table(table).items()}


def with_overrides(library: Converter, overrides: Mapping[str, str]) -> Converter:
    """A converter with rules over it. What a word becomes is protected, so that it converts to itself.

    Raises ``ValueError`` for a rule that changes the length of a text.
    """
    for word, becomes in overrides.items():
        if len(word) != len(becomes):
            raise ValueError(f"{OVERRIDES}: {word} → {becomes} changes the length; that is a rule of vocabulary")
    phrases = {**library.phrases.words, **{word: to for word, to in overrides.items() if len(word) > 1}}
    characters = {**library.characters, **str.maketrans({w: to for w, to in overrides.items() if len(w) == 1})}
    results = {becomes: becomes for becomes in phrases.values()}
    return Converter(Replacements(results | phrases), characters)


@functools.cache
def shipped_converter() -> Converter:
    """The converter with this project's overrides, made when first needed."""
    return with_overrides(library_converter(), read_rules(OVERRIDES))


def traditional_to_simplified(passages: Sequence[tuple[int, str]]) -> list[Edit]:
    """Edits that write passages, given with their starts, in Simplified characters: one a run of changed characters.

    >>> traditional_to_simplified([(5, "數據與國際")])[0]
    Edit(start=5, before='數據與國際', after='数据与国际', rule='traditional_to_simplified')
    """
    edits: list[Edit] = []
    for start, text in passages:
        converted = shipped_converter().convert(text)
        runs = _changed_runs(text, converted)
        edits += (Edit(start + begin, text[begin:end], converted[begin:end], RULE) for begin, end in runs)
    return edits


def _changed_runs(text: str, converted: str) -> Iterator[tuple[int, int]]:
    changed = [at for at, (left, right) in enumerate(zip(text, converted, strict=True)) if left != right]
    first = 0
    for number, at in enumerate(changed, start=1):
        if number == len(changed) or changed[number] != at + 1:
            yield changed[first], at + 1
            first = number
