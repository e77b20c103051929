"""Which script is a passage written in, and Traditional passages in Simplified characters.

Characters that occur in one script only decide: the keys of OpenCC's character dictionaries that the other script does
not use too. Simplified passages are never given to the converter, which would corrupt them (什么 → 什幺).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from pipeline.normalise.ledger import Edit

if TYPE_CHECKING:
    import opencc

# Usual in Taiwan beside 僱 and 恆, though in no list of variants.
_ALSO_TRADITIONAL = frozenset("雇恒")

Script = Literal["Hans", "Hant", "mixed", "undetermined"]


@functools.cache
def _mapping(name: str) -> dict[str, tuple[str, ...]]:
    """One of OpenCC's packaged character dictionaries: a character and what it may become, the usual one first."""
    lines = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line)
    return {key: tuple(values.split(" ")) for key, values in pairs}


def _targets(name: str) -> set[str]:
    return {value for values in _mapping(name).values() for value in values}


@functools.cache
def traditional_only() -> re.Pattern[str]:
    """Matches characters that Simplified text does not have: 網 but not 乾 or 著, which it keeps in some words."""
    only = set(_mapping("TSCharacters")) - _targets("TSCharacters")
    return _any_of(only)


@functools.cache
def simplified_only() -> re.Pattern[str]:
    """Matches characters that Traditional text does not have: 网 but not 群 or 秘, which Taiwan and Hong Kong write."""
    only = set(_mapping("STCharacters")) - _targets("STCharacters")
    return _any_of(only - _targets("TWVariants") - _targets("HKVariants") - _ALSO_TRADITIONAL)


def _any_of(characters: set[str]) -> re.Pattern[str]:
    # Only the basic plane: a class with characters beyond it is searched 50 times more slowly, and no passage has only
    # such characters.
    return re.compile(f"[{''.join(sorted(filter(_is_in_basic_plane, characters)))}]")


def _is_in_basic_plane(character: str) -> bool:
    return ord(character) < 0x10000


def script_of(text: str) -> Script:
    """Hans or Hant by the majority of characters of one script only; undetermined without any, Hans at a tie.

    >>> [script_of(text) for text in ("互联网治理", "網際網路治理", "人人平等", "《國富论》")]
    ['Hans', 'Hant', 'undetermined', 'Hans']
    """
    n_traditional = len(traditional_only().findall(text))
    n_simplified = len(simplified_only().findall(text))
    if n_traditional > n_simplified:
        return "Hant"
    return "Hans" if n_simplified else "undetermined"


def traditional_passages(text: str) -> list[tuple[int, str]]:
    """Start and text of each line that is in Traditional script; costs one scan where there is none."""
    found: list[tuple[int, str]] = []
    end = -1
    for hit in traditional_only().finditer(text):
        if hit.start() < end:
            continue
        start, end = text.rfind("\n", 0, hit.start()) + 1, text.find("\n", hit.start())
        end = len(text) if end < 0 else end
        if script_of(text[start:end]) == "Hant":
            found.append((start, text[start:end]))
    return found


def script_of_document(text: str, n_traditional: int) -> Script:
    """Script of a text, one passage a line, of which so many are Traditional."""
    if not n_traditional:
        return "Hans" if simplified_only().search(text) else "undetermined"
    if simplified_only().search(text) is None:
        return "Hant"
    others = (script_of(line) for line in text.split("\n"))
    return "mixed" if "Hans" in others else "Hant"


@functools.cache
def _converter() -> opencc.OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def traditional_to_simplified(passages: Sequence[tuple[int, str]]) -> list[Edit]:
    """Edits that write Traditional passages in Simplified characters (opencc-python-reimplemented, t2s).

    Each run of changed characters is one edit; a passage whose length changed is one edit as a whole.
    """
    rule = "traditional_to_simplified"
    edits: list[Edit] = []
    for start, text in passages:
        converted = _converter().convert(text)
        if len(converted) != len(text):
            edits.append(Edit(start, text, converted, rule))
        elif converted != text:
            runs = _changed_runs(text, converted)
            edits += (Edit(start + a, text[a:b], converted[a:b], rule) for a, b in runs)
    return edits


def _changed_runs(text: str, converted: str) -> Iterator[tuple[int, int]]:
    begin = None
    for at, (left, right) in enumerate(zip(text, converted, strict=True)):
        if left != right and begin is None:
            begin = at
        elif left == right and begin is not None:
            yield begin, at
            begin = None
    if begin is not None:
        yield begin, len(text)
