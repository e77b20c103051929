"""The script of each passage, told by its own characters, else by the passages around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pipeline.normalise.script.signs import count_signs, simplified_only, traditional_only

Script = Literal["Hans", "Hant", "mixed", "undetermined"]

# One character in quotation marks is mentioned, not used: 「臺」字的写法.
_MENTION = re.compile("[「『“‘《〈\"'].[」』”’》〉\"']")


def script_of(text: str) -> Script:
    """Hans or Hant by the majority of characters of one script only; undetermined at a tie and without any.

    >>> [script_of(text) for text in ("互联网治理", "網際網路治理", "人人平等", "《國富论》", "「臺」字")]
    ['Hans', 'Hant', 'undetermined', 'undetermined', 'undetermined']
    """
    signs = count_signs(_MENTION.sub("", text))
    if signs.n_traditional == signs.n_simplified:
        return "undetermined"
    return "Hant" if signs.n_traditional > signs.n_simplified else "Hans"


def scripts_of(passages: Sequence[str]) -> list[Script]:
    """The script of each passage; one that does not show it takes that of the passages around it.

    Where the nearest ones that show it differ, that of most passages of the document, Hans at a tie.
    """
    own = [script_of(passage) for passage in passages]
    usual: Script = "Hant" if own.count("Hant") > own.count("Hans") else "Hans"
    before, after = list(_carried(own)), [*_carried(own[::-1])][::-1]
    return [
        script if script != "undetermined" else _around(left, right, usual)
        for script, left, right in zip(own, before, after, strict=True)
    ]


def _carried(scripts: Iterable[Script]) -> Iterator[Script]:
    """For each passage the last script that has shown so far."""
    last: Script = "undetermined"
    for script in scripts:
        if script != "undetermined":
            last = script
        yield last


def _around(left: Script, right: Script, usual: Script) -> Script:
    if "undetermined" in (left, right):
        return right if left == "undetermined" else left
    return left if left == right else usual


def script_and_traditional_passages(text: str) -> tuple[Script, list[tuple[int, str]]]:
    """``script_of_document`` and ``traditional_passages``, with one search of a Simplified text for both."""
    if traditional_only().search(text) is None:
        return _script_without_traditional(text), []
    return script_of_document(text), traditional_passages(text)


def script_of_document(text: str) -> Script:
    """Script of a text with one passage a line; mixed where passages of both are among them."""
    if traditional_only().search(text) is None:
        return _script_without_traditional(text)
    seen = {script_of(passage) for passage in text.split("\n")} - {"undetermined"}
    return "mixed" if len(seen) == 2 else next(iter(seen), "undetermined")


def _script_without_traditional(text: str) -> Script:
    return "Hans" if simplified_only().search(text) else "undetermined"


def traditional_passages(text: str) -> list[tuple[int, str]]:
    """Start and text of each passage, one a line, that is in Traditional script and has a character of it alone.

    Text without any such character costs one search.
    """
    if traditional_only().search(text) is None:
        return []
    passages = text.split("\n")
    found, start = [], 0
    for passage, script in zip(passages, scripts_of(passages), strict=True):
        if script == "Hant" and traditional_only().search(passage):
            found.append((start, passage))
        start += len(passage) + 1
    return found
