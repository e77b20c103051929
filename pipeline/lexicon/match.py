"""Find where the lexicon's wordings stand in a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from ahocorasick_rs import AhoCorasick
    from numpy.typing import NDArray

# Letters and digits below the CJK blocks: Latin, Greek, Cyrillic …; there a word ends where the letters end.
_FIRST_CJK = "\u2e80"  # ⺀


class Occurrences(NamedTuple):
    """Where wordings stand in a text, by end, then start; one item an occurrence, spans in code points."""

    wording: NDArray[np.int64]
    """Number in ``Matcher.wordings``."""
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class Matcher:
    """A set of wordings, ready to be looked up in many texts: an Aho-Corasick automaton over them.

    Case counts (``AI`` is not ``ai``). A wording that begins or ends in a letter or digit of an alphabet is matched
    as a whole word only: AI is not in AID, nor IGF in IGFs. Chinese has no such sign: there the caller decides.

    >>> Matcher(["网络", "网络安全", "AI"]).spans("AI与网络安全，AID")
    [(0, 2), (3, 7), (3, 5)]
    """

    def __init__(self, wordings: Iterable[str]) -> None:
        self.wordings = sorted(set(wordings))
        self._may_be_part = [_in_alphabet(text[0]) or _in_alphabet(text[-1]) for text in self.wordings]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every occurrence, nested and overlapping ones too: by start, the longest first."""
        return sorted(((start, end) for _, start, end in self._found(text)), key=lambda span: (span[0], -span[1]))

    def occurrences(self, text: str) -> Occurrences:
        """Every occurrence, nested and overlapping ones too, as arrays."""
        import numpy as np

        found = self._found(text)
        numbers = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
        return Occurrences(*numbers.reshape(-1, 3).T)

    def _found(self, text: str) -> list[tuple[int, int, int]]:
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        may_be_part = self._may_be_part
        return [one for one in found if not may_be_part[one[0]] or _is_whole(text, one[1], one[2])]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation

        return AhoCorasick(self.wordings, implementation=Implementation.DFA)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word of an alphabet runs over either edge of a span."""
    before = start > 0 and _in_alphabet(text[start]) and _in_alphabet(text[start - 1])
    after = end < len(text) and _in_alphabet(text[end - 1]) and _in_alphabet(text[end])
    return not before and not after


def _in_alphabet(character: str) -> bool:
    return character < _FIRST_CJK and (character.isalnum() or character == "_")
