"""Find where the lexicon's wordings stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

# Letters and digits below the CJK blocks: Latin, Greek, Cyrillic …; there a word ends where the letters end.
_FIRST_CJK = "\u2e80"  # ⺀


class Matcher:
    """A set of wordings, ready to be looked up in many texts.

    Case counts (``AI`` is not ``ai``). A wording that begins or ends in a letter or digit of an alphabet is matched
    as a whole word only: AI is not in AID, nor IGF in IGFs. Chinese has no such sign: there the caller decides.

    >>> Matcher(["网络", "网络安全", "AI"]).spans("AI与网络安全，AID")
    [(0, 2), (3, 7), (3, 5)]
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        self._wordings = frozenset(wordings)
        lengths: dict[str, set[int]] = defaultdict(set)
        for wording in self._wordings:
            lengths[wording[:2]].add(len(wording))
        # By the first two characters: the first alone stands in too many other words to be worth a look.
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        first_characters = "".join(re.escape(first) for first in sorted({head[0] for head in lengths}))
        self._first = re.compile(f"[{first_characters}]" if first_characters else r"(?!)")

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every occurrence, nested and overlapping ones too: by start, the longest first."""
        lengths = self._lengths
        found = []
        for match in self._first.finditer(text):
            start = match.start()
            head = text[start : start + 2]
            if head in lengths:
                found += self._from(text, start, lengths[head])
            if head[0] in lengths and len(head) == 2:
                found += self._from(text, start, lengths[head[0]])
        return found

    def _from(self, text: str, start: int, lengths: tuple[int, ...]) -> list[tuple[int, int]]:
        return [
            (start, start + length)
            for length in lengths
            if text[start : start + length] in self._wordings
            and start + length <= len(text)
            and _is_whole(text, start, start + length)
        ]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word of an alphabet runs over either edge of a span."""
    before = start > 0 and _in_alphabet(text[start]) and _in_alphabet(text[start - 1])
    after = end < len(text) and _in_alphabet(text[end - 1]) and _in_alphabet(text[end])
    return not before and not after


def _in_alphabet(character: str) -> bool:
    return character < _FIRST_CJK and (character.isalnum() or character == "_")
