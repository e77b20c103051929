"""How alike two wordings are written: edit distance, what differs, and the ways in which one thing is spelt twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

_JOINED = re.compile(r"[\s\-._‐‑–]+")
_PLURAL = re.compile(r"(?<=[a-z]{4}[a-rt-z])s\b")


def edit_distance(a: str, b: str) -> int:
    """Fewest single characters inserted, deleted, replaced or swapped with their neighbour that turn a into b.

    The *optimal string alignment* distance (Damerau 1964): no stretch is edited twice.

    >>> [edit_distance("网络犯罪", other) for other in ("网络犯罪", "网上犯罪", "网络罪犯", "网络的犯罪")]
    [0, 1, 1, 1]
    """
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, above = above, row
    return above[-1]


def shared_end(a: str, b: str) -> str:
    """The characters that both end in: the head of a Chinese compound, or a part of it.

    >>> shared_end("网络犯罪", "网上犯罪")
    '犯罪'
    """
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return a[len(a) - n :]


def differing_parts(a: str, b: str) -> tuple[str, str]:
    """What is left of both without the characters that both begin with, then without those that both end in.

    >>> differing_parts("发达国家", "发展中国家")
    ('达', '展中')
    """
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = len(shared_end(a[start:], b[start:]))
    return a[start : len(a) - end], b[start : len(b) - end]


def one_off_keys(text: str, n_off: int) -> Iterator[str]:
    """The text and what is left of it without one to ``n_off`` characters.

    Two texts that are at most ``n_off`` replacements, insertions or deletions apart share one (Mor & Fraenkel 1982).
    """
    yield text
    for n in range(1, n_off + 1):
        for left_out in combinations(range(len(text)), n):
            yield "".join(character for at, character in enumerate(text) if at not in left_out)


def abbreviation_keys(text: str) -> Iterator[str]:
    """Short forms by choice of characters: of each pair of characters the first or both, but not all of them both.

    >>> sorted(abbreviation_keys("世贸组织"))
    ['世组', '世组织', '世贸组']
    """
    pairs = [text[at : at + 2] for at in range(0, len(text), 2)]
    for chosen in product(*((pair[:1], pair) if len(pair) > 1 else (pair,) for pair in pairs)):
        short = "".join(chosen)
        if short != text:
            yield short


def is_inner_omission(short: str, long: str) -> bool:
    """Whether the one is the other without some characters in its middle: 发展国家 of 发展中国家.

    >>> is_inner_omission("网络安全", "网络信息安全"), is_inner_omission("安全", "网络安全")
    (True, False)
    """
    left = differing_parts(short, long)[0]
    return not left and len(short) < len(long) and short[:1] == long[:1] and short[-1:] == long[-1:]


def latin_key(text: str) -> str:
    """One key for spellings of one word in Latin letters: no case, hyphens or blanks.

    >>> [latin_key(text) for text in ("e-Commerce", "ecommerce", "IPV6")]
    ['ecommerce', 'ecommerce', 'ipv6']
    """
    return _JOINED.sub("", text).casefold()


def singular(text: str) -> str:
    """A word in small letters without its plural s; capitals with an s are a word of their own: IGFs is not the IGF.

    >>> [singular(text) for text in ("blockchains", "IGFs", "news", "access")]
    ['blockchain', 'IGFs', 'news', 'access']
    """
    return _PLURAL.sub("", text)
