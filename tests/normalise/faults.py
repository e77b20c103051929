"""Every fault that normalise mends, planted at random in clean passages.

A fault takes the passages of a clean document and gives them damaged; ``write`` makes the received file of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from random import Random

from pipeline.characters import HAN
from pipeline.normalise.clean import CleanText, clean
from pipeline.normalise.repairs.radicals import equivalent_ideographs
from pipeline.settings import NormaliseSettings

Fault = Callable[[Sequence[str], Random], list[str]]
SETTINGS = NormaliseSettings()
SHARE = 0.3
"""Share of the places for a fault that have it."""

_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])(?=[{HAN}])")
_RADICALS = {ideograph: radical for radical, ideograph in equivalent_ideographs("Hans").items()}
_COMPATIBILITY = {
    unicodedata.normalize("NFC", chr(code)): chr(code)
    for code in range(0xF900, 0xFAD0)
    if unicodedata.normalize("NFC", chr(code)) != chr(code)
}
_FULLWIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F) if chr(code).isalnum()}
_HALFWIDTH = dict(zip("，？；：！", ",?;:!", strict=True))
_PRESENTATION = dict(zip("，。：（）《》、", "\ufe50\ufe12\ufe30\ufe35\ufe36\ufe3d\ufe3e\ufe51", strict=True))


def _at_places(pattern: str, damage: Callable[[re.Match[str], Random], str], share: float = SHARE) -> Fault:
    """Damage a share of the places that a pattern matches."""
    compiled = re.compile(pattern)

    def fault(passages: Sequence[str], random: Random) -> list[str]:
        def replace(match: re.Match[str]) -> str:
            return damage(match, random) if random.random() < share else match.group()

        return [compiled.sub(replace, passage) for passage in passages]

    return fault


def _by_table(table: Mapping[str, str]) -> Fault:
    return _at_places(f"[{re.escape(''.join(table))}]", lambda match, _: table[match.group()])


def _with_space(mark: str, random: Random) -> str:
    return mark + random.choice(["", " "])


def _insert(pieces: Sequence[str], share: float = SHARE) -> Fault:
    return _at_places(_BETWEEN_HAN.pattern, lambda _, random: random.choice(pieces), share)


def _spaced_digits(passages: Sequence[str], random: Random) -> list[str]:
    """Every number of the document, as a wide font has it; only where one is plainly no list."""
    if not any(re.search(r"(?<![0-9.])[0-9]{4}年", passage) for passage in passages):
        return list(passages)
    space = random.choice([" ", "\u2009", "\u00a0"])
    number = re.compile(f"(?<![0-9A-Za-z.])[0-9]+(?:[.][0-9]+)?(?=[{HAN}％])")
    return [number.sub(lambda match: space.join(match.group().replace(".", "．")), passage) for passage in passages]


def _halfwidth_stops(passages: Sequence[str], random: Random) -> list[str]:
    """All full stops of a passage that ends in one, as an input method leaves them."""
    plain = re.compile(f"(?<=[{HAN}])。(?=[{HAN}]|$)")
    return [
        plain.sub(".", passage)
        if passage.endswith("。") and passage.count("。") == len(plain.findall(passage)) and random.random() < SHARE
        else passage
        for passage in passages
    ]


def _begin_with(marks: Sequence[str]) -> Fault:
    """A list's mark before every passage."""

    def fault(passages: Sequence[str], random: Random) -> list[str]:
        mark = random.choice(marks)
        return [mark + passage for passage in passages]

    return fault


def _wrap(width: int, ends: Sequence[str]) -> Fault:
    """Every passage cut into lines of so many columns, in words and numbers too; Latin words with a hyphen."""

    def fault(passages: Sequence[str], random: Random) -> list[str]:
        end = random.choice(ends)
        return [end.join(_lines(passage, width)) for passage in passages]

    return fault


_PIECE = re.compile("[A-Za-zé]+|[0-9]|[^0-9A-Za-z][，。、；：？！）》”…—]*")


def _lines(passage: str, width: int) -> list[str]:
    lines, line, columns = [], "", 0
    for piece in _PIECE.findall(passage):
        n_columns = sum(1 + (character > "\u2000") for character in piece)
        if columns + n_columns <= width:
            line, columns = line + piece, columns + n_columns
            continue
        is_divided = len(piece) > 8 and piece.isascii() and piece.islower() and width - columns > 5
        begun, rest = (f"{piece[:4]}-", piece[4:]) if is_divided else ("", piece.lstrip(" "))
        lines.append((line + begun).rstrip(" "))
        line, columns = rest, n_columns - 4 * is_divided
    return [*lines, line] if line else lines


FAULTS: Mapping[str, Fault] = {
    "radicals": _by_table(_RADICALS),
    "compatibility_ideographs": _by_table(_COMPATIBILITY),
    "fullwidth_alphanumerics": _by_table(_FULLWIDTH),
    "fullwidth_points": _at_places(r"(?<=[^\s0-9][0-9])\.(?=[0-9])", lambda _, __: "．"),
    "ligatures": _at_places(
        "ffi|ff|fi|fl", lambda match, _: {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}[match.group()]
    ),
    "combining_marks": _at_places("é", lambda _, __: "e\u0301"),
    "odd_spaces": _at_places("(?<=[A-Za-z]) (?=[A-Za-z])", lambda _, random: random.choice("\u00a0\u2009\u3000\t")),
    "spaces_in_chinese": _insert([" ", "\u3000", "\u2009", "  "]),
    "spaced_digits": _spaced_digits,
    "repeated_spaces": _at_places("(?<=[A-Za-z]) (?=[A-Za-z])", lambda _, random: " " * random.randint(2, 5)),
    "spaced_letters": _at_places(f"(?<=[{HAN}])(?:IGF|NRI)(?=[{HAN}])", lambda match, _: " ".join(match.group()), 1),
    "symbol_font_bullets": _at_places("•", lambda _, __: "\uf0b7", 1),
    "halfwidth_marks": _at_places(
        f"(?<=[{HAN}])[，？；：！](?=[{HAN}]|$)",
        lambda match, random: (
            _with_space(_HALFWIDTH[match.group()], random)
            if match.end() < len(match.string)
            else _HALFWIDTH[match.group()]
        ),
    ),
    "halfwidth_stops": _halfwidth_stops,
    "halfwidth_brackets": _at_places(
        f"(?<=[{HAN}])（([^（）]*)）(?=[{HAN}])",
        lambda match, random: random.choice(["({})", " ({}) "]).format(match.group(1)),
        1,
    ),
    "straight_quotes": _at_places("“([^“”]*)”", lambda match, _: f'"{match.group(1)}"', 1),
    "mismatched_quotes": _at_places(f"(?<=[{HAN}])“([^“”]*)”(?=[{HAN}，])", lambda match, _: f"”{match.group(1)}“", 1),
    "dotted_ellipses": _at_places("……", lambda _, random: random.choice(["...", "......"])),
    "doubled_marks": _at_places("(?<![，、；：。])[，、。](?![，、；：。])", lambda match, _: match.group() * 2),
    "presentation_forms": _by_table(_PRESENTATION),
    "private bullets": _begin_with(["\uf0b7 ", "\uf0a7\t", "•   "]),
    "glyph numbers": _begin_with(["(cid:127) ", "(cid:3) "]),
    "hard wraps": _wrap(44, ["\n", " \n", "\r\n"]),
    "invisible_characters": _insert(["\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\x07"]),
    "variation_selectors": _insert(["\U000e0100", "\ufe00"]),
    "markup_comments": _insert(["<!-- 注 -->"], share=0.02),
}
"""A fault by the name of the repair that mends it, or what it is where the layout does."""

# In this order: what takes no room on the page comes after the lines are cut.
ORDER = tuple(FAULTS)


def write(passages: Sequence[str]) -> str:
    return "\n\n".join(passages) + "\n"


def planted(passages: Sequence[str], names: Sequence[str], random: Random) -> str:
    """The received file of clean passages with these faults."""
    damaged = list(passages)
    for name in sorted(names, key=ORDER.index):
        damaged = FAULTS[name](damaged, random)
    return write(damaged)


def mended(received: str) -> CleanText:
    return clean(received, (), SETTINGS)


def n_recovered(clean_texts: Sequence[str], texts: Sequence[str]) -> int:
    """Characters of the clean passages that stand in the mended ones, in their order.

    Passage by passage where there are as many, else in the document as a whole.
    """
    if len(clean_texts) == len(texts):
        return sum(_n_common(*pair) for pair in zip(clean_texts, texts, strict=True))
    return _n_common("\n".join(clean_texts), "\n".join(texts)) - (len(clean_texts) - 1)


def _n_common(clean_text: str, text: str) -> int:
    matcher = SequenceMatcher(None, clean_text, text, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())
