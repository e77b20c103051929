"""Cut a text into tokens that tile it: addresses, the lexicon's wordings, and the engine's words between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline.segment.kinds import ADDRESS_PATTERN, PIECE_PATTERN, RUN_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.lexicon.match import Matcher
    from pipeline.segment.engine import Engine

_TORN = re.compile(r"[A-Za-z0-9]\x00[A-Za-z0-9]")
_LATIN = re.compile(r"[A-Za-z0-9]+")

Span = tuple[int, int]


class Segmenter:
    """Tokens of any text, by one lexicon and one engine.

    1. Addresses by their own pattern.
    2. Wordings of the lexicon, the longest first, then from left to right. A wording is left out where the likeliest
       reading of the clause by the dictionary, the wordings in it, has a word across one of its edges: 人权 in
       个人|权益. That reading has the same score as the best one that keeps the wording wherever nothing crosses it,
       so asking for its cuts is comparing the two. The engine's dictionary has no phrases that contain a wording:
       尊重|人权 is two words, while 自主权 stands across 主权.
    3. What is between is cut into blanks, punctuation, numbers, Latin words and runs; the engine cuts the runs.
       It sees no punctuation, so no word and no guess of it runs from one clause into the next.
    4. A wording that nothing crosses now, since another wording has cut what did, is one token: none is ever split.
    """

    def __init__(self, matcher: Matcher, engine: Engine, max_run: int) -> None:
        self._matcher = matcher
        self._engine = engine
        self._max_run = max_run

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text, in order; joined they are the text."""
        found = sorted(self._matcher.spans(text), key=lambda span: (span[0] - span[1], span[0]))
        tokens = list(self._cut_between(text, self._marked(text, found)))
        return _joined(tokens, found) if found else tokens

    def _marked(self, text: str, found: Sequence[Span]) -> list[Span]:
        """Spans that the engine does not see, sorted, none overlapping another; ``found``: wordings, longest first."""
        marked = [match.span() for match in ADDRESS_PATTERN.finditer(text)] if "." in text or "://" in text else []
        if not found:
            return marked
        taken = bytearray(len(text))
        for start, end in marked:
            taken[start:end] = b"\1" * (end - start)
        clauses = _Clauses(text, self._engine, self._max_run)
        for start, end in found:
            if taken.find(1, start, end) < 0 and clauses.allow(start, end):
                taken[start:end] = b"\1" * (end - start)
                marked.append((start, end))
        return sorted(marked)

    def _cut_between(self, text: str, marked: Sequence[Span]) -> Iterator[str]:
        at = 0
        for start, end in marked:
            yield from self._cut_gap(text[at:start])
            yield text[start:end]
            at = end
        yield from self._cut_gap(text[at:])

    def _cut_gap(self, gap: str) -> Iterator[str]:
        for match in PIECE_PATTERN.finditer(gap):
            piece = match.group()
            if match.lastgroup != "run":
                yield piece
                continue
            for start in range(0, len(piece), self._max_run):
                yield from self._cut_run(piece[start : start + self._max_run])

    def _cut_run(self, run: str) -> list[str]:
        words = self._engine.cut(run)
        return self._cut_around_latin(run, words) if _TORN.search("\0".join(words)) else words

    def _cut_around_latin(self, run: str, words: Sequence[str]) -> list[str]:
        """A run in which a word of the dictionary begins inside a Latin word: IP电话 in VoIP电话, D版 in 3D版."""
        edges = set(accumulate(map(len, words)))
        cut: list[str] = []
        at = 0
        for latin in _LATIN.finditer(run):
            if not edges.isdisjoint(range(latin.start() + 1, latin.end())):
                cut += [*self._engine.cut(run[at : latin.start()]), latin.group()]
                at = latin.end()
        return cut + self._engine.cut(run[at:])


def _joined(tokens: list[str], found: Sequence[Span]) -> list[str]:
    """Tokens with each wording in one piece whose edges both are edges of tokens, the longest first.

    >>> _joined(["数字", "公共", "设施", "。"], [(0, 6), (2, 6)])
    ['数字公共设施', '。']
    """
    edges = [0, *accumulate(map(len, tokens))]
    kept = set(edges)
    for start, end in found:
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        if inner and start in kept and end in kept:
            kept.difference_update(inner)
    if len(kept) == len(edges):
        return tokens
    text = "".join(tokens)
    left = sorted(kept)
    return [text[start:end] for start, end in pairwise(left)]


class _Clauses:
    """One text's runs between punctuation, each read by the dictionary when it is first asked for."""

    def __init__(self, text: str, engine: Engine, max_run: int) -> None:
        self._text = text
        self._engine = engine
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._edges: dict[int, frozenset[int]] = {}
        for match in RUN_PATTERN.finditer(text):
            for start in range(*match.span(), max_run):
                self._starts.append(start)
                self._ends.append(min(start + max_run, match.end()))

    def allow(self, start: int, end: int) -> bool:
        """Whether the likeliest reading has no word across an edge of a span."""
        return not self._is_inside_a_word(start) and not self._is_inside_a_word(end)

    def _is_inside_a_word(self, position: int) -> bool:
        start, end = self._run(position)
        if not start < position < end:
            return False
        if start not in self._edges:
            words = self._engine.cut_by_dictionary(self._text[start:end])
            self._edges[start] = frozenset(accumulate(map(len, words)))
        return position - start not in self._edges[start]

    def _run(self, position: int) -> Span:
        index = bisect_right(self._starts, position) - 1
        return (self._starts[index], self._ends[index]) if index >= 0 else (position, position)
