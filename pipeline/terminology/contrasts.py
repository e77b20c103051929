"""What tells siblings from two wordings of one thing: another number, a word of opposition, a negation."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

from pipeline.terminology.forms import differing_parts

CONTRASTS = "contrasts.txt"
_NUMERALS = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两]")
_NEGATIONS = frozenset("不非未无反")


def are_siblings(a: str, b: str) -> bool:
    """Whether two wordings name different things of one kind, by what differs in them.

    >>> pairs = [("国内", "国外"), ("自上而下", "自下而上"), ("第一届", "第二届"), ("政府组织", "非政府组织")]
    >>> [are_siblings(*pair) for pair in pairs], are_siblings("网上犯罪", "网络犯罪")
    ([True, True, True, True], False)
    """
    if _NUMERALS.findall(a) != _NUMERALS.findall(b):
        return True
    left, right = differing_parts(a, b)
    if _NEGATIONS & set(left) != _NEGATIONS & set(right):
        return True
    if len(left) != len(right):
        return False
    changed = [frozenset(pair) for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
    return bool(changed) and contrasts().issuperset(changed)


@functools.cache
def contrasts() -> frozenset[frozenset[str]]:
    """Pairs of characters that stand on one line of the list."""
    lines = (files("pipeline.terminology") / CONTRASTS).read_text(encoding="utf-8").splitlines()
    sets = (line for line in lines if line and not line.startswith("#"))
    return frozenset(frozenset((one, other)) for line in sets for one in line for other in line if one != other)
