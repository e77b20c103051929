"""A statement that reads otherwise: the pieces that changed, so that nobody has to find them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)
_MOST_PIECES = 8  # of a statement that says the same of other numbers; more of them are another statement


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
    n_changed = sum(max(len(one), len(other)) for one, other in pieces)
    is_same_statement = len(pieces) <= _MOST_PIECES and 2 * n_changed <= max(len(before), len(after))
    return pieces if is_same_statement else ()
