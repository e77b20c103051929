"""Words found by longest match, and lists of words and what each becomes, read from this folder's files."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from itertools import pairwise


@dataclass(frozen=True)
class Replacements:
    """Words and what each becomes. A word that becomes itself stays and keeps shorter words from matching in it.

    The longest word that stands anywhere in a text is taken first, of several the leftmost, then the longest of those
    that do not touch it, and so on: the rule of opencc-python-reimplemented.
    """

    words: Mapping[str, str]

    @cached_property
    def _longest_at(self) -> re.Pattern[str]:
        """Matches before the first character of a word; group 1 is the longest word there."""
        return re.compile(f"(?=({_any_word_of(self.words)}))")

    def find(self, text: str) -> list[tuple[int, str]]:
        """Start and text of each word taken, by position; they do not overlap."""
        found = [(match.start(), match.group(1)) for match in self._longest_at.finditer(text)]
        is_clear = all(at + len(word) <= after for (at, word), (after, _) in pairwise(found))
        return found if is_clear else self._settle(found, len(text))

    def _settle(self, found: Iterable[tuple[int, str]], n_characters: int) -> list[tuple[int, str]]:
        """The words taken where some overlap. A word in the way of a longer one leaves its place to a shorter one."""
        waiting = [(-len(word), at, word) for at, word in found]
        heapq.heapify(waiting)
        is_taken = bytearray(n_characters)
        taken = []
        while waiting:
            _, at, word = heapq.heappop(waiting)
            blocked = is_taken.find(1, at, at + len(word))
            if blocked < 0:
                is_taken[at : at + len(word)] = b"\1" * len(word)
                taken.append((at, word))
            elif shorter := self._longest_within(word[: blocked - at]):
                heapq.heappush(waiting, (-len(shorter), at, shorter))
        return sorted(taken)

    def _longest_within(self, text: str) -> str | None:
        return next((text[:end] for end in range(len(text), 0, -1) if text[:end] in self.words), None)


def _any_word_of(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words; common beginnings are shared, as in a prefix tree.

    >>> _any_word_of(["乾坤", "乾隆", "乾隆年間"])
    '乾(?:坤|隆(?:年間)?)'
    """
    tails: dict[str, list[str]] = {}
    is_end = False
    for word in sorted(words):
        is_end = is_end or not word
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + _any_word_of(rest) for first, rest in tails.items()]
    if len(branches) == 1 and not is_end:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + "?" * is_end if branches else ""


def read_rules(name: str) -> dict[str, str]:
    """The rules of a file in this folder: word, what it becomes, and why, separated by tabs; # begins a remark line.

    Raises ``ValueError`` with file and line for any other line and for a word that has a rule already.
    """
    rules: dict[str, str] = {}
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        word, *rest = line.split("\t")
        if len(rest) != 2 or not all((word, *rest)) or word in rules:
            raise ValueError(f"{name}:{number}: {line!r}; expected a new word, what it becomes and why, tabs between")
        rules[word] = rest[0]
    return rules
