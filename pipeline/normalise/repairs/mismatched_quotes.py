"""Curly quotes that look the wrong way: ”互联网“ or “互联网“ for “互联网”.

Layout and search read the quote as the end of what it begins. In a passage whose quotes do not close as they open,
every other one opens, if each then stands as an opening or closing quote does.

Left alone: quotes that pair, nested ones among them (“甲“乙”丙”); an odd number in a passage, as in a speech whose
every paragraph opens with a quote; quotes of which one would open before a comma or close after an opening mark;
a passage that has straight quotes as well; single quotes, which are apostrophes too.
"""

from __future__ import annotations

import re

from pipeline.normalise.characters import OPENERS
from pipeline.normalise.ledger import Edit
from pipeline.normalise.repairs.repair import with_signs

RULE = "mismatched_quotes"
_SIGNS = "“”"
_QUOTE, _STRAIGHT = re.compile("[“”]"), re.compile('["\uff02]')
_NEVER_OPENS_BEFORE = "，。、；：！？…）》」』】,.;:!?)"
_NEVER_CLOSES_AFTER = OPENERS + "，、："


@with_signs(_SIGNS)
def mismatched_quotes(text: str) -> list[Edit]:
    """One edit a quote.

    >>> [(edit.start, edit.after) for edit in mismatched_quotes("”互联网“的治理")]
    [(0, '“'), (4, '”')]
    """
    if text.count("“") == text.count("”") and not _opens_wrong(text):
        return []
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        edits += (Edit(start + at, line[at], meant, RULE) for at, meant in _turned(line))
        start += len(line) + 1
    return edits


def _opens_wrong(text: str) -> bool:
    """Does any quote not alternate with the one before it? Told from the quotes alone, whatever the lines."""
    quotes = "".join(_QUOTE.findall(text))
    return quotes != "“”" * (len(quotes) // 2)


def _turned(line: str) -> list[tuple[int, str]]:
    """Each quote of a passage to turn, and what it should be."""
    places = [match.start() for match in _QUOTE.finditer(line)]
    if len(places) % 2 or _STRAIGHT.search(line) or _pair_up([line[at] for at in places]):
        return []
    meant = [(at, "“”"[number % 2]) for number, at in enumerate(places)]
    return [(at, quote) for at, quote in meant if line[at] != quote] if all(_fits(line, *one) for one in meant) else []


def _pair_up(quotes: list[str]) -> bool:
    depth = 0
    for quote in quotes:
        depth += 1 if quote == "“" else -1
        if depth < 0:
            return False
    return depth == 0


def _fits(line: str, at: int, quote: str) -> bool:
    if quote == "“":
        after = line[at + 1 :].lstrip()
        return after != "" and after[0] not in _NEVER_OPENS_BEFORE
    before = line[:at].rstrip()
    return before != "" and before[-1] not in _NEVER_CLOSES_AFTER
