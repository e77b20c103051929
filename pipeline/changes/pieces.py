"""A statement that reads otherwise: the pieces that changed, so that nobody has to find them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
# A statement that says the same of other numbers has no more and no longer ones.
_MOST_PIECES = 8
_MOST_CHARACTERS = 40


def changed_pieces(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What stands in another's place, number by number and word by word; none where the statements have too little in
    common.

    >>> changed_pieces("12 of 26 messages", "13 of 26 messages")
    (('12', '13'),)
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matched = SequenceMatcher(None, old, new, autojunk=False)
    pieces = tuple(
        ("".join(old[start:stop]), "".join(new[begin:end]))
        for kind, start, stop, begin, end in matched.get_opcodes()
        if kind != "equal"
    )
    lengths = [max(len(one), len(other)) for one, other in pieces]
    is_short = len(pieces) <= _MOST_PIECES and max(lengths, default=0) <= _MOST_CHARACTERS
    is_same_statement = is_short and 2 * sum(lengths) <= max(len(before), len(after))
    return pieces if is_same_statement else ()
