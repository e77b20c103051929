"""Cut a passage into tokens that tile it: addresses, the lexicon's wordings, and the engine's words between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pipeline.segment.kinds import ADDRESS_PATTERN, PIECE_PATTERN, RUN_PATTERN

if TYPE_CHECKING:
    from pipeline.lexicon.match import Matcher
    from pipeline.segment.engine import Engine


class Segmenter:
    """Tokens of any text, by one lexicon and one engine.

    1. Addresses by their own pattern.
    2. Wordings of the lexicon, the longest first, then from left to right. A wording is left out where the likeliest
       reading of the clause by the dictionary, the wordings in it, has a word across one of its edges: 人权 in
       个人|权益. That reading has the same score as the best one that keeps the wording wherever nothing crosses it,
       so asking for its cuts is comparing the two. A word that contains the wording gives way where it is a mere
       phrase: 尊重|人权, but not 自主权 for 主权.
    3. What is between is cut into blanks, punctuation, numbers, Latin words and runs; the engine cuts the runs.
       It sees no punctuation, so no word and no guess of it runs from one clause into the next.
    """

    def __init__(self, matcher: Matcher, engine: Engine, max_run: int) -> None:
        self._matcher = matcher
        self._engine = engine
        self._max_run = max_run

    def tokens(self, text: str) -> list[str]:
        """The tokens of a text, in order; joined they are the text."""
        tokens: list[str] = []
        at = 0
        for start, end in self._marked(text):
            if at < start:
                self._cut_gap(text[at:start], tokens)
            tokens.append(text[start:end])
            at = end
        if at < len(text):
            self._cut_gap(text[at:], tokens)
        return tokens

    def _marked(self, text: str) -> list[tuple[int, int]]:
        """Spans that the engine does not see, sorted, none overlapping another."""
        marked = [match.span() for match in ADDRESS_PATTERN.finditer(text)] if "." in text or "://" in text else []
        found = self._matcher.spans(text)
        if not found:
            return marked
        taken = bytearray(len(text))
        for start, end in marked:
            taken[start:end] = b"\1" * (end - start)
        clauses = _Clauses(text, self._engine, self._max_run)
        for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
            if taken.find(1, start, end) < 0 and clauses.allow(start, end):
                taken[start:end] = b"\1" * (end - start)
                marked.append((start, end))
        return sorted(marked)

    def _cut_gap(self, gap: str, tokens: list[str]) -> None:
        for match in PIECE_PATTERN.finditer(gap):
            piece = match.group()
            if match.lastgroup != "run":
                tokens.append(piece)
                continue
            for start in range(0, len(piece), self._max_run):
                tokens += self._engine.cut(piece[start : start + self._max_run])


class _Clauses:
    """One text's runs between punctuation, each read by the dictionary when it is first asked for."""

    def __init__(self, text: str, engine: Engine, max_run: int) -> None:
        self._text = text
        self._engine = engine
        self._max_run = max_run
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._cuts: dict[int, list[int]] = {}

    def allow(self, start: int, end: int) -> bool:
        """Whether the likeliest reading leaves a span to the lexicon: no word across an edge, or one that gives way."""
        across = [word for word in (self._word_across(start), self._word_across(end)) if word]
        if not across:
            return True
        word_start, word_end = across[0]
        if across[-1] != across[0] or start < word_start or word_end < end:
            return False
        return self._engine.gives_way(self._text[word_start:word_end], start - word_start, end - word_start)

    def _word_across(self, position: int) -> tuple[int, int] | None:
        if not 0 < position < len(self._text) or not self._engine.may_cross(self._text, position):
            return None
        start, end = self._run(position)
        if not start < position < end:
            return None
        if start not in self._cuts:
            self._cuts[start] = self._engine.cuts(self._text[start:end])
        cuts = self._cuts[start]
        after = bisect_left(cuts, position - start)
        return None if cuts[after] == position - start else (start + cuts[after - 1], start + cuts[after])

    def _run(self, position: int) -> tuple[int, int]:
        if not self._starts:
            for match in RUN_PATTERN.finditer(self._text):
                for start in range(*match.span(), self._max_run):
                    self._starts.append(start)
                    self._ends.append(min(start + self._max_run, match.end()))
        index = bisect_right(self._starts, position) - 1
        return (self._starts[index], self._ends[index]) if index >= 0 else (position, position)
