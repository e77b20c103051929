"""What a piece of text is before anyone looks for words in it: address, number, run of letters, punctuation, blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.characters import HAN, are_han, code_points

if TYPE_CHECKING:
    from collections.abc import Sequence

ADDRESS, NUMBER, LATIN, WORD, PUNCTUATION, SPACE = "address", "number", "latin", "word", "punctuation", "space"

_LETTERS = rf"[^\W_{HAN}]"  # letters and digits of every other script
_DOMAINS = "org|com|net|int|edu|gov|info|io|asia|africa"

# ASCII only, since Chinese text follows an address without a blank; a final stop belongs to the sentence.
_ADDRESS_END = r"(?<![.,;:!?'\")\]}>])"
ADDRESS_PATTERN = re.compile(
    rf"(?:https?|ftp)://[!-~]+{_ADDRESS_END}"
    rf"|(?<![A-Za-z0-9@.])www\.[!-~]+{_ADDRESS_END}"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    rf"|(?<![A-Za-z0-9@._-])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?:\.[a-z]{{2}})?(?!\.?[A-Za-z0-9-])(?:/[!-~]*{_ADDRESS_END})?"
)

# 1,000,000 and 3.5% and ５０ (a lone number beside Chinese characters stays in the run: 2018年 is the engine's).
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?(?!\d)|\d+(?:\.\d+)+%?|\d+%"
# COVID-19, e-commerce, IPv6.1; a hyphen between numbers alone (3-5) joins nothing. The look-ahead is
# short, so that a line of a million hyphens or digits takes no longer than any other.
_COMPOUND = rf"(?=\d*+(?:[-._&+'’]\d++){{0,8}}[-._&+'’]?[^\W\d_{HAN}]){_LETTERS}++(?:[-._&+'’]{_LETTERS}++)+"

# café, です: the engine knows ASCII letters only and would cut the others out of their words.
_ACCENTED = rf"[A-Za-z0-9]*+[^\W_{HAN}\x00-\x7f]{_LETTERS}*+"

PIECE_PATTERN = re.compile(
    rf"(?P<space>\s+)"
    rf"|(?P<number>{_NUMBER})"
    rf"|(?P<latin>{_COMPOUND}|{_ACCENTED}|{_LETTERS}++(?![{HAN}]))"
    rf"|(?P<run>(?:[{HAN}]++|[A-Za-z0-9]++(?!{_LETTERS}|[-._&+'’]{_LETTERS}|,\d|%))+)"
    rf"|(?P<punctuation>.)",
    re.DOTALL,
)
RUN_PATTERN = re.compile(rf"[{HAN}A-Za-z0-9]+")

_HAN_PATTERN = re.compile(rf"[{HAN}]")
_WHOLE_NUMBER = re.compile(_NUMBER)


def kind_of(token: str) -> str:
    """The kind of a token, from its text alone.

    >>> [kind_of(token) for token in ("网络", "IGF", "3.5%", "igf@un.org", "，", " ", "5G", "T恤")]
    ['word', 'latin', 'number', 'address', 'punctuation', 'space', 'latin', 'word']
    """
    if _HAN_PATTERN.search(token):
        return WORD
    if token.isspace():
        return SPACE
    if not any(character.isalnum() for character in token):
        return PUNCTUATION
    if token.isnumeric() or _WHOLE_NUMBER.fullmatch(token):
        return NUMBER
    return ADDRESS if ADDRESS_PATTERN.fullmatch(token) else LATIN


def kinds_of(tokens: Sequence[str]) -> list[str]:
    """The kind of each token; only those without any Chinese character are looked at one by one."""
    import numpy as np

    if not tokens:
        return []
    lengths = np.fromiter(map(len, tokens), np.int64, count=len(tokens))
    has_han = np.maximum.reduceat(are_han(code_points("".join(tokens))), np.cumsum(lengths) - lengths)
    kinds = [WORD] * len(tokens)
    for place in np.flatnonzero(~has_han).tolist():
        kinds[place] = kind_of(tokens[place])
    return kinds
